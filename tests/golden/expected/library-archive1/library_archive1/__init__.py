# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Client of the archives of the fictional lending library."""

from __future__ import annotations

from . import models
from ._version import API_VERSION, __version__
from .client import Archive, AsyncArchive

__all__ = ["API_VERSION", "AsyncArchive", "Archive", "__version__", "models"]
