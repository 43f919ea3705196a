# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Azure IoT Central client for the control plane, api-version 2021-06-01."""

from __future__ import annotations

from . import models
from ._version import API_VERSION, __version__
from .client import AsyncIoTCentralManagement, IoTCentralManagement

__all__ = ["API_VERSION", "AsyncIoTCentralManagement", "IoTCentralManagement", "__version__", "models"]
