# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""API version and release of this package."""

from __future__ import annotations

from typing import Final

__all__ = ["API_VERSION", "FIXED", "__version__"]

__version__: Final = "0.1.0b1"
API_VERSION: Final = "2022-10-31-preview"

FIXED: Final[dict[str, str]] = {
    "api-version": "2022-10-31-preview",
}
"""The query parameters that have one value only."""
