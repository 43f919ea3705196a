# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Client of a zoo of everything that a document can say."""

from __future__ import annotations

from . import models
from ._version import API_VERSION, __version__
from .client import AsyncZoo, Zoo

__all__ = ["API_VERSION", "AsyncZoo", "Zoo", "__version__", "models"]
