# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ImageTileTextUnits: Unit of `textSize`; pixels (`px`) by default."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["ImageTileTextUnits"]


class ImageTileTextUnits(OpenEnum):
    """Unit of `textSize`; pixels (`px`) by default.

    The service may add values; any string is accepted where one of these is.
    """

    PX: Final = "px"
    """Pixels."""

    KNOWN: ClassVar[tuple[str, ...]] = (PX,)
