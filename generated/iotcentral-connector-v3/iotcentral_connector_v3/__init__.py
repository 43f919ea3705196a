# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Azure IoT Central client with the actions and the trigger of the connector, v3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

from . import models
from ._version import API_VERSION, __version__

if TYPE_CHECKING:
    from .aio_client import AsyncConnector
    from .client import Connector
else:  # each brings its methods along
    __getattr__, __dir__ = lazy_exports(__name__, {"AsyncConnector": "aio_client", "Connector": "client"})

__all__ = ["API_VERSION", "AsyncConnector", "Connector", "__version__", "models"]
