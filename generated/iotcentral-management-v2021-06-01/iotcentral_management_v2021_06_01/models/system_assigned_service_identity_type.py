# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SystemAssignedServiceIdentityType: Whether a resource has an identity that Azure gave it."""

from __future__ import annotations

from typing import ClassVar, Final

from iotcentral._core.model import OpenEnum

__all__ = ["SystemAssignedServiceIdentityType"]


class SystemAssignedServiceIdentityType(OpenEnum):
    """Whether a resource has an identity that Azure gave it.

    The service may add values; any string is accepted where one of these is.
    """

    NONE: Final = "None"
    """The resource has no identity."""
    SYSTEM_ASSIGNED: Final = "SystemAssigned"
    """The resource has an identity of its own."""

    KNOWN: ClassVar[tuple[str, ...]] = (
        NONE,
        SYSTEM_ASSIGNED,
    )
