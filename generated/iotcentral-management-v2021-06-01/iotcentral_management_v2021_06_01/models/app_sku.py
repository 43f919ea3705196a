# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AppSku: Name of the plan; the plans differ in the messages that each device may send in a month."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["AppSku"]


class AppSku(OpenEnum):
    """Name of the plan; the plans differ in the messages that each device may send in a month.

    The service may add values; any string is accepted where one of these is.
    """

    ST0: Final = "ST0"
    """Standard 0, for devices that send a few messages a day."""
    ST1: Final = "ST1"
    """Standard 1, for devices that send a few messages an hour."""
    ST2: Final = "ST2"
    """Standard 2, for devices that send a message every few minutes."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        ST0,
        ST1,
        ST2,
    )
