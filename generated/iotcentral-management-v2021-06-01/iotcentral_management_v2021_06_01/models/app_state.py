# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AppState: Whether an application is in use."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["AppState"]


class AppState(OpenEnum):
    """Whether an application is in use.

    The service may add values; any string is accepted where one of these is.
    """

    CREATED: Final = "created"
    """The application is there and answers."""
    SUSPENDED: Final = "suspended"
    """The application is there but does not answer until it is in use again."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        CREATED,
        SUSPENDED,
    )
