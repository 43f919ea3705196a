# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Client of the front desk of the fictional lending library."""

from __future__ import annotations

from . import models
from ._version import API_VERSION, __version__
from .client import AsyncDesk, Desk

__all__ = ["API_VERSION", "AsyncDesk", "Desk", "__version__", "models"]
