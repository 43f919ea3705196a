"""Comparison of JSON values: missing members of a body, and unexpected changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from ...openapi.json_places import ABSENT
from ...openapi.json_types import is_array, is_object
from ...openapi.schema_facts import facts_of
from ..engine.server_times import moment_of

if TYPE_CHECKING:
    from ...openapi.api import Api

__all__ = ["Difference", "leftovers", "missing", "same", "shown", "unequal", "untouched"]


class Difference(NamedTuple):
    """A difference between two values.

    Attributes:
        place: names of members from the outside to the inside, between slashes; `*` for any element of an array.
        expected: the expected value.
        found: the actual value.
    """

    place: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return f"{self.place or 'the body'} should be {shown(self.expected)} and is {shown(self.found)}"


_MASK = re.compile(r"\*{3,}")
_KEY = re.compile(r"\b((?:Account|SharedAccess)Key|SharedAccessSignature)=([^;]*)", re.IGNORECASE)
"""A key in a connection string: its name and its value."""

_SHOWN = 200
"""Characters of a value that a message shows."""


def missing(
    api: Api,
    schema: Mapping[str, Any],
    sent: Any,
    read: Any,
    *,
    unread: Iterable[str] = (),
    grows: Iterable[str] = (),
    place: str = "",
) -> Iterator[Difference]:
    """Return what of a body is missing or different in what was read; servers may add members, not remove any.

    Args:
        api: whose references the schema follows.
        schema: of the body. Read-only members are ignored; secrets may be missing or masked, but what a mask shows
            has to agree; date-times are compared as moments.
        sent: the body; null and absence are equal in it.
        read: what was read.
        unread: patterns of places that are not returned as they were sent.
        grows: patterns of places of arrays that the server may add elements to; a lone value is an array of one.
        place: of both values, from the root.
    """
    shape = facts_of(api, schema, sent)
    if shape.read_only or _matches(place, unread) or (sent is None and read in (ABSENT, None)):
        return
    if read is ABSENT and shape.default is not None and same(sent, shape.default):
        return  # a member that is left out has its default
    if shape.secret:
        if read is not ABSENT and not _agrees(sent, read):
            yield Difference(place, sent, read)
    elif is_object(sent) and is_object(read):
        for name, value in sent.items():
            yield from missing(
                api,
                shape.member(name),
                value,
                read.get(name, ABSENT),
                unread=unread,
                grows=grows,
                place=_below(place, name),
            )
    elif (is_array(sent) or is_array(read)) and _matches(place, grows):
        wanted, known = (value if is_array(value) else [value] for value in (sent, read))
        lost = [value for value in wanted if value not in known]
        if lost:
            yield Difference(place, lost[0], read)
    elif is_array(sent) and is_array(read) and len(sent) == len(read):
        for value, other in zip(sent, read, strict=True):
            below = _below(place, "*")
            yield from missing(api, shape.items or {}, value, other, unread=unread, grows=grows, place=below)
    elif not same(sent, read, shape.format):
        yield Difference(place, sent, read)


def same(first: Any, second: Any, format: str | None = None) -> bool:
    """Return whether two values are equal: numbers by value, booleans only to booleans, date-times as moments."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if format == "date-time" and isinstance(first, str) and isinstance(second, str):
        moments = moment_of(first), moment_of(second)
        return moments[0] == moments[1] if None not in moments else first == second
    if is_object(first) and is_object(second):
        return first.keys() == second.keys() and all(same(first[name], second[name]) for name in first)
    if is_array(first) and is_array(second):
        return len(first) == len(second) and all(map(same, first, second))
    return bool(first == second)


def unequal(first: Any, second: Any, *, leave: Iterable[str] = (), place: str = "") -> Iterator[Difference]:
    """Return where two values differ, member by member.

    Args:
        first: one value.
        second: the other.
        leave: patterns of places that may differ.
        place: of both values, from the root.
    """
    if _matches(place, leave):
        return
    if is_object(first) and is_object(second):
        for name in {**first, **second}:
            below = _below(place, name)
            yield from unequal(first.get(name, ABSENT), second.get(name, ABSENT), leave=leave, place=below)
    elif is_array(first) and is_array(second) and len(first) == len(second):
        for value, other in zip(first, second, strict=True):
            yield from unequal(value, other, leave=leave, place=_below(place, "*"))
    elif not same(first, second):
        yield Difference(place, first, second)


def untouched(
    before: Any, patch: Any, after: Any, *, leave: Iterable[str] = (), place: str = ""
) -> Iterator[Difference]:
    """Return what a merge patch (RFC 7396) changed beside the members that it names.

    Args:
        before: the item before the patch.
        patch: its content.
        after: the item after the patch.
        leave: patterns of places that may change.
        place: of all, from the root.
    """
    if not (is_object(before) and is_object(patch) and is_object(after)):
        return  # the patch replaces it as a whole
    for name in {**before, **after}:
        values = before.get(name, ABSENT), after.get(name, ABSENT)
        below = _below(place, name)
        if name in patch:
            if not _matches(below, leave):
                yield from untouched(values[0], patch[name], values[1], leave=leave, place=below)
        else:
            yield from unequal(*values, leave=leave, place=below)


def leftovers(
    api: Api,
    schema: Mapping[str, Any],
    first: Any,
    second: Any,
    read: Any,
    *,
    defaults: Mapping[str, Any],
    stays: Iterable[str] = (),
    place: str = "",
) -> Iterator[Difference]:
    """Return the members of a body that remain after it was replaced by another one without them.

    Args:
        api: whose references the schema follows.
        schema: of the bodies.
        first: the body that was replaced.
        second: the body that replaced it.
        read: what is read.
        defaults: by place, the defaults of members; they do not count as remaining.
        stays: patterns of places that keep their value where a body leaves them out.
        place: of all, from the root.
    """
    shape = facts_of(api, schema, first)
    if is_array(first) and is_array(second) and is_array(read) and len(first) == len(second) == len(read):
        for parts in zip(first, second, read, strict=True):
            below = _below(place, "*")
            yield from leftovers(api, shape.items or {}, *parts, defaults=defaults, stays=stays, place=below)
    if not (is_object(first) and is_object(second) and is_object(read)):
        return
    for name, value in first.items():
        below = _below(place, name)
        member = shape.member(name)
        if _matches(below, stays) or name not in read:
            continue
        if name in second:
            yield from leftovers(
                api, member, value, second[name], read[name], defaults=defaults, stays=stays, place=below
            )
        elif next(missing(api, member, value, read[name]), None) is None and value != defaults.get(
            below, facts_of(api, member).default
        ):
            yield Difference(below, ABSENT, read[name])


def _below(place: str, name: str) -> str:
    return f"{place}/{name}" if place else name


def _matches(place: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(place, pattern) for pattern in patterns)


def _agrees(secret: Any, read: Any) -> bool:
    """Return whether the value read of a secret agrees with it; three or more `*` match anything."""
    if not isinstance(secret, str) or not isinstance(read, str):
        return bool(secret == read)
    pattern = ".*".join(re.escape(part) for part in _MASK.split(read))
    return re.fullmatch(pattern, secret, re.DOTALL) is not None or _hides_keys(secret, read)


def _hides_keys(secret: str, read: str) -> bool:
    """Return whether a connection string is shown with words in place of its keys: how they are masked is not documented.

    A word that is part of the key masks nothing, and one that is nearly as long as the key may be another key.
    """
    sent, shown = (_KEY.sub(r"\1=", text) for text in (secret, read))
    keys, words = (_KEY.findall(text) for text in (secret, read))
    return sent == shown and all(
        key == word or (word not in key and 2 * len(word) <= len(key))
        for (_, key), (_, word) in zip(keys, words, strict=True)
    )


def shown(value: Any) -> str:
    """Return a value as messages show it."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
