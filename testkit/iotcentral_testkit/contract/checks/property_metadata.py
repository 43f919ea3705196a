"""Expectations of the metadata of properties: when a device reported them, and which version of a value it has accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

from ...openapi.families import Family
from ...openapi.json_places import at
from ...openapi.json_types import is_object
from ..engine.exchange import Exchange, Json
from ..engine.server_times import SKEW, aware_moment, server_time
from ..fixtures.check_context import CheckContext
from .device_levels import place_of
from .message_times import expect_time_of_message

__all__ = ["expect_later_version", "expect_metadata"]

_UNTOLD = "it rests on a device that has reported, for which a program does not wait"

_TIME, _VERSION, _ACK = "lastUpdateTime", "desiredVersion", "ackVersion"


def expect_later_version(context: CheckContext, former: int, written: Exchange, read: Exchange) -> int:
    """Expect that a value which is written anew has a later version than before; return the version, 0 if none is told."""
    version = at(read.json, ("$metadata", *(written.sent or {}), _VERSION))
    if not isinstance(version, int):
        return former
    message = f"{', '.join(written.sent)} was written anew, and its {_VERSION} was {former} and is {version}"
    context.expect(version > former, message, written, read, subject=_VERSION, operation=read.operation)
    return version


def expect_metadata(context: CheckContext, family: Family, device_id: str) -> None:
    """Expect that a device which reports shows when it did, in UTC, and no later version than the last one as accepted.

    What is reported anew has a later time than before, and what is not keeps its time.
    """
    assert family.update is not None  # each_family("update")
    place, told = place_of(family.get, device_id), ""
    for again in (False, True):
        value = context.factory.word()
        written = context.require(family.update, place, body={"label": value})
        read = context.require(family.get, place)
        for name, entry in _entries(read.content):
            _expect_versions(context, name, entry, written, read)
        _expect_accepted(context, value, written, read)
        text = at(read.json, ("$metadata", "label", _TIME))
        if read.content.get("label") == value and _is_exact(text):
            message = f"label was reported anew, and its {_TIME} was {told!r} and is {text!r}"
            context.expect(
                text > told, message, written, read, subject="stale", operation=family.get.id, untold=_UNTOLD
            )
            told = text
        if again and read.content.get("label") == value:
            expect_time_of_message(context, family.get, place, read, ("label",), ("$metadata", "label", _TIME))


def _expect_accepted(context: CheckContext, value: str, *exchanges: Exchange) -> None:
    """Expect that a device which reports the value that was written has accepted the version of that value, if it tells one."""
    read = exchanges[-1]
    wanted, accepted = (at(read.json, ("$metadata", "label", name)) for name in (_VERSION, _ACK))
    if read.content.get("label") == value and isinstance(wanted, int) and isinstance(accepted, int):
        message = f"label is reported as it was written in the {_VERSION} {wanted}, and its {_ACK} is {accepted}"
        context.expect(
            accepted == wanted, message, *exchanges, subject="accepted", operation=read.operation, untold=_UNTOLD
        )


def _is_exact(text: Any) -> TypeGuard[str]:
    """Return whether a time tells fractions of a second, so that no two changes have the same."""
    return isinstance(text, str) and bool(text.partition(".")[2].strip("0Z"))


def _entries(content: Json) -> Iterator[tuple[str, Json]]:
    """Return the metadata of each property of a level, and of what is within it."""
    for name, value in content.items():
        if name == "$metadata" and is_object(value):
            yield from ((one, entry) for one, entry in value.items() if is_object(entry))
        elif is_object(value) and "$metadata" in value:
            yield from _entries(value)


def _expect_versions(context: CheckContext, name: str, entry: Json, *exchanges: Exchange) -> None:
    text, read = entry.get(_TIME), exchanges[-1]
    moment = aware_moment(text)
    message = f"{_TIME} of {name} is {text!r}, which is no time in the past with its zone"
    is_past = text is None or (moment is not None and moment <= server_time(read) + SKEW)
    context.expect(is_past, message, *exchanges, subject=_TIME, operation=read.operation, untold=_UNTOLD)
    wanted, accepted = entry.get(_VERSION), entry.get(_ACK)
    message = f"{_ACK} of {name} is {accepted!r}, and its {_VERSION} {wanted!r}"
    is_known = not isinstance(wanted, int) or not isinstance(accepted, int) or accepted <= wanted
    context.expect(is_known, message, *exchanges, subject=_ACK, operation=read.operation, untold=_UNTOLD)
