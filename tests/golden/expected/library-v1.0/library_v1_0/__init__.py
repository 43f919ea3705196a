# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Client of the fictional lending library, api-version 1.0."""

from __future__ import annotations

from . import models
from ._version import API_VERSION, __version__
from .client import AsyncLibrary, Library

__all__ = ["API_VERSION", "AsyncLibrary", "Library", "__version__", "models"]
