# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Which API version this package speaks, and which release of the package this is."""

from __future__ import annotations

from typing import Final

__all__ = ["API_VERSION", "FIXED", "__version__"]

__version__: Final = "0.1.0"
API_VERSION: Final = "v3"

FIXED: Final[dict[str, str]] = {}
"""The query parameters that have one value only."""
