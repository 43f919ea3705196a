# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TileTextSizeUnit: Unit of a text size in a tile; points are the only unit known."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["TileTextSizeUnit"]


class TileTextSizeUnit(OpenEnum):
    """Unit of a text size in a tile; points are the only unit known.

    The service may add values; any string is accepted where one of these is.
    """

    PT: Final = "pt"
    """Points, 1/72 of an inch each."""

    KNOWN: ClassVar[tuple[str, ...]] = (PT,)
