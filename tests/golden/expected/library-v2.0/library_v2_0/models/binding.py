# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Binding: How the pages are held."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["Binding"]


class Binding(OpenEnum):
    """How the pages are held.

    The service may add values; any string is accepted where one of these is.
    """

    GLUED: Final = "glued"
    """Falls apart."""
    SEWN: Final = "sewn"
    """Lasts."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        GLUED,
        SEWN,
    )
