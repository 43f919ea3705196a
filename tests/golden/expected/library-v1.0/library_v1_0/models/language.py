# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Language: A language by its code."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["Language"]


class Language(OpenEnum):
    """A language by its code.

    The service may add values; any string is accepted where one of these is.
    """

    DE: Final = "de"
    """German."""
    IS: Final = "is"
    """Icelandic."""
    VALUE_1337: Final = "1337"
    """A joke."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        DE,
        IS,
        VALUE_1337,
    )
