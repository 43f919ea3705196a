# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Azure IoT Central client with the actions and the trigger of the connector, v3."""

from __future__ import annotations

from . import models
from ._version import API_VERSION, __version__
from .client import AsyncConnector, Connector

__all__ = ["API_VERSION", "AsyncConnector", "Connector", "__version__", "models"]
