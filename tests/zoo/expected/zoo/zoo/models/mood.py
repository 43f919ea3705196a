# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Mood: How it feels."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["Mood"]


class Mood(OpenEnum):
    """How it feels.

    The service may add values; any string is accepted where one of these is.
    """

    CALM: Final = "calm"
    WILD: Final = "wild"

    KNOWN: ClassVar[tuple[str, ...]] = (
        CALM,
        WILD,
    )
