"""Checks of ids at their limits: the longest is accepted and read back, longer ones are rejected."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...openapi.api import Api
from ...openapi.families import Family
from ..assertions.rejections import expect_rejected
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .rules import each_family, rule

_DOCUMENT = "the document: pattern and maxLength of the ids; Manage devices in bulk: device ids"

_DEVICE_LENGTH = 128
_DEVICE_PATTERN = "^[a-zA-Z0-9-]*$"
"""What is known to be valid; none of the characters that are tried is documented to be."""

_KINDS = "A0-_."
"""Characters of ids that a pattern may allow beside small letters."""

_FOREIGN = {"a slash": "/", "a space": " ", "a letter beyond ASCII": "\u00e9", "a percent sign": "%", "a quote": '"'}


@dataclass(frozen=True, slots=True)
class _Limits:
    """Limits of the ids of a family.

    Attributes:
        longest: number of characters of the longest id.
        pattern: of the whole id; None: any characters may be valid.
    """

    longest: int
    pattern: str | None


def _limits(family: Family) -> _Limits | None:
    """Return the documented limits of the ids of a family; None if there are none."""
    if family.name == "Devices":
        return _Limits(_DEVICE_LENGTH, _DEVICE_PATTERN)
    for parameter in family.create.of("path"):
        schema = parameter["schema"]
        if parameter["name"] == family.id_parameter and "maxLength" in schema:
            return _Limits(schema["maxLength"], schema.get("pattern"))
    return None


def _limited(family: Family) -> bool:
    return _limits(family) is not None


@rule(
    "IC231",
    "Ids are accepted up to their limits and rejected beyond",
    source=_DOCUMENT,
    over=each_family("create", "get", also=_limited),
)
def limits_of_ids(context: CheckContext, family: Family) -> None:
    """Create items with the longest id, which has all kinds of characters, with one that is longer, and with invalid characters."""
    limits = _limits(family)
    assert limits is not None
    assert family.id_parameter is not None
    base = context.factory.place(family)
    longest = _padded(base[family.id_parameter], limits.longest, limits.pattern)
    path = {**base, family.id_parameter: longest}
    body = context.factory.fitted(family, context.factory.body(family), path)
    created = context.send(family.create, path, body=body)
    context.expect(
        created.succeeded,
        f"an id of {limits.longest} characters is the longest valid one, but is answered with {created.status}",
        created,
        subject="longest",
    )
    made = CreatedItem(family, path, body, created)
    read = context.send(family.get, made.path)
    context.expect(
        read.succeeded,
        f"GET of the item with an id of {limits.longest} characters is answered with {read.status}",
        made.exchange,
        read,
        subject="longest",
    )
    _expect_id(context, made, longest)
    _check_rejected(
        context, family, {**base, family.id_parameter: _padded(longest, limits.longest + 1)}, "an id that is too long"
    )
    for kind, character in _FOREIGN.items():
        spoilt = _with(base[family.id_parameter], character)
        if limits.pattern and re.fullmatch(limits.pattern.removeprefix("^").removesuffix("$"), spoilt) is None:
            _check_rejected(context, family, {**base, family.id_parameter: spoilt}, f"an id with {kind}")


def _expect_id(context: CheckContext, made: CreatedItem, id: str) -> None:
    """Expect that the item returns its id, where it has one."""
    stored = made.stored
    name = next((name for name in ("id", "@id") if name in stored), None)
    context.expect(
        name is None or stored[name] == id,
        f"the item created as {id!r} returns the id {stored.get(name or '')!r}",
        made.exchange,
        subject="id",
    )


def _check_rejected(context: CheckContext, family: Family, path: dict[str, str], what: str) -> None:
    exchange = context.send(family.create, path, body=context.factory.body(family))
    expect_rejected(context, exchange, what, what)


def _padded(id: str, length: int, pattern: str | None = None) -> str:
    """Lengthen an id with each kind of character that a pattern allows; a version stays at its end."""
    name, mark, version = id.partition(";")
    kinds = [kind for kind in _KINDS if pattern is not None and re.search(pattern, f"{name}{kind}a{mark}{version}")]
    more = "".join(f"a{kind}" for kind in kinds)[: max(0, length - len(id) - 1)]
    return f"{name}{more}{'a' * (length - len(id) - len(more))}{mark}{version}"


def _with(id: str, character: str) -> str:
    """Insert a character into an id, before a version at its end."""
    name, mark, version = id.partition(";")
    return f"{name}{character}a{mark}{version}"


_ENCODED = ("+", "%41", "~", "'")
"""What careless servers decode twice, or take for something else where it is not encoded."""

_PLAIN = (("%2B", "+"), ("%27", "'"))
"""What need not be encoded in a path, and stands for itself there."""


def _chosen(family: Family) -> bool:
    return family.stores and family.id_parameter is not None and family.remove is not None


@rule(
    "IC236",
    "An id is that of its path, decoded once, or is rejected",
    source="RFC 3986, sections 2.1 to 2.4: what is percent-encoded stands for itself, and is decoded once",
    over=each_family("create", "get", also=_chosen),
)
def encoded_ids(context: CheckContext, family: Family) -> None:
    """Create items under ids that have to be encoded, or must not be decoded; a server may reject them."""
    assert family.id_parameter is not None
    schema = next(found["schema"] for found in family.create.of("path") if found["name"] == family.id_parameter)
    base, tried = context.factory.place(family), 0
    for part in ("".join(_ENCODED), *_ENCODED):
        path = {**base, family.id_parameter: _with(base[family.id_parameter], part)}
        if not context.api.document.validator(schema).is_valid(path[family.id_parameter]):
            continue
        body = context.factory.fitted(family, context.factory.body(family), path)
        created = context.send(family.create, path, body=body)
        if not created.succeeded:
            continue
        tried += 1
        made = CreatedItem(family, path, body, created)
        _expect_id(context, made, made.id)
        url = f"{family.get.url(path)}?api-version={context.api.version}"
        for written in (url, _plain(url)):
            read = context.http.send_raw("GET", written)
            message = f"it was created as {made.id!r}, and GET of that is answered with {read.status}"
            context.expect(read.succeeded, message, created, read, subject="get", operation=family.get.id)
        context.discard(made)
        if part not in _ENCODED:
            break  # all of them at once
    if not tried:
        context.skip("the document, or the server, allows no such ids")


def _plain(url: str) -> str:
    for encoded, character in _PLAIN:
        url = url.replace(encoded, character)
    return url


def _devices(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    return [(family, (family.create.id, family.get.id)) for family in api.families if family.name == "Devices"]


@rule(
    "IC234",
    "Device ids that differ in case are two devices",
    source="Manage devices in bulk: device ids are case-sensitive",
    over=_devices,
    by_hand=True,
)
def case_of_ids(context: CheckContext, family: Family) -> None:
    """Create two devices whose ids differ in the case of one letter, and read both."""
    id = f"{context.factory.new_id(family)}x"
    one = context.factory.create(family, path={"deviceId": id})
    absent = context.send(family.get, {"deviceId": f"{id[:-1]}X"})
    context.expect(
        absent.status == 404,
        f"{id[:-1]}X was never created, but is answered with {absent.status}, as if it were {id}",
        one.exchange,
        absent,
        subject="absent",
        operation=family.get.id,
    )
    two = context.factory.create(family, path={"deviceId": f"{id[:-1]}X"})
    for made in (one, two):
        read = context.read(made)
        context.expect(
            read.content.get("id") == made.id and read.content.get("displayName") == made.sent.get("displayName"),
            f"{made.id} was requested, and {read.json.get('id')} was answered",
            one.exchange,
            two.exchange,
            read,
            subject="mixed",
        )
