"""Owners of a device's data: what a device sent stays with the organization that owned the device at that time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..state.clock import timestamp

if TYPE_CHECKING:
    from datetime import datetime

    from ..http.authorization import Caller

__all__ = ["owners_after", "reaches_data", "reaches_some_data"]

_OWNERS = "_owners"
"""Member of a device that was moved: its organizations, each with the time since which it is theirs."""


def owners_after(
    stored: Mapping[str, Any] | None, organizations: list[str] | None, now: datetime
) -> dict[str, list[Any]]:
    """Return the member of a device that tells its owners, which a write may add to.

    Args:
        stored: the device before the write; None: it is created.
        organizations: those after the write; None: the root.
        now: the time.
    """
    if stored is None:
        return {}
    before: list[str] = stored.get("organizations") or []
    owners: list[Any] | None = stored.get(_OWNERS)
    if before == (organizations or []):
        return {} if owners is None else {_OWNERS: owners}
    return {_OWNERS: [*(owners or [["", before]]), [timestamp(now), organizations or []]]}


def reaches_data(caller: Caller, device: Mapping[str, Any], at: datetime) -> bool:
    """Return whether a caller reaches what a device sent at a time."""
    owners: list[Any] | None = device.get(_OWNERS)
    if owners is None or caller.organizations is None:
        return caller.reaches(device)
    moment = timestamp(at)
    return caller.reaches({"organizations": next(who for since, who in reversed(owners) if since <= moment)})


def reaches_some_data(caller: Caller, device: Mapping[str, Any]) -> bool:
    """Return whether a caller may reach something that a device has sent or will send."""
    owners: list[Any] = device.get(_OWNERS) or []
    return caller.reaches(device) or any(caller.reaches({"organizations": who}) for _, who in owners)
