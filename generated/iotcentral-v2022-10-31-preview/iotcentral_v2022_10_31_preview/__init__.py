# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Azure IoT Central client for the data plane, api-version 2022-10-31-preview."""

from __future__ import annotations

from . import models
from ._version import API_VERSION, __version__
from .client import AsyncIoTCentral, IoTCentral

__all__ = ["API_VERSION", "AsyncIoTCentral", "IoTCentral", "__version__", "models"]
