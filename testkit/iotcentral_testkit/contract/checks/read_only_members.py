"""Checks of read-only members: a request may contain them, but only the server sets them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import at, place_name
from ...openapi.json_types import is_array, is_object
from ...openapi.schema_facts import Keys, facts_of, read_only_places
from ..assertions.json_comparison import same, unequal
from ..assertions.rejections import expect_rejected
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .list_lookup import expect_no_differences
from .rules import each_family, rule

_SOURCE = "the document: members marked readOnly are set by the service"
_MOMENT = "2001-02-03T04:05:06Z"
_NUMBER = 4711
_TEXT = "contract-wrong"


def _stores(family: Family) -> bool:
    return family.stores


@rule(
    "IC305",
    "Read-only members are ignored on PUT, or rejected",
    source=_SOURCE,
    over=each_family("create", "get", also=_stores),
)
def put_read_only(context: CheckContext, family: Family) -> None:
    """Create items with read-only members: all at once, or one by one where the server rejects that."""
    bodies = context.factory.bodies(family)
    known = False
    for body in bodies[:1] if context.quick else bodies:
        path = context.factory.place(family)
        body = context.factory.fitted(family, body, path)
        places = _wrong(context, family, body)
        known |= bool(places)
        if places and not _put_with(context, family, body, path, places):
            for place, value in places.items():
                _put_with(context, family, body, context.factory.place(family), {place: value})
    if not known:
        context.skip("it has no read-only members")


def _put_with(
    context: CheckContext, family: Family, body: Json, path: dict[str, str], places: Mapping[Keys, Any]
) -> bool:
    """Create an item with read-only members, which must not be stored; return whether the server accepted it."""
    if context.factory.preexisting(family):
        context.skip(f"{family.path} was configured before this run, which leaves it alone")
    sent = deepcopy(context.factory.fitted(family, body, path))
    for place, value in places.items():
        _set(sent, place, value)
    answer = context.send(family.create, path, body=sent)
    names = ", ".join(str(place[-1]) for place in places)
    if not answer.succeeded:
        expect_rejected(context, answer, f"a PUT with the read-only {names}", "refused")
        return False
    item = CreatedItem(family, path, sent, answer)
    read = context.send(family.get, path)
    message = f"after a PUT with the read-only {names}, GET is answered with {read.status}"
    context.expect(read.succeeded, message, answer, read, subject="lost")
    _expect_own(context, item, places, answer, read)
    context.discard(item)
    return True


def _expect_own(context: CheckContext, item: CreatedItem, places: Mapping[Keys, Any], *exchanges: Exchange) -> None:
    """Expect that no sent value was stored, and that no other item was created."""
    for place, value in places.items():
        name = place_name(place)
        for exchange in exchanges:
            found = at(exchange.json, place)
            context.expect(
                not _taken_over(value, found),
                f"{name} is read-only, was sent as {value!r}, and is returned as {found!r}",
                *exchanges,
                subject=name,
                operation=exchanges[0].operation,
            )
        if place in {("id",), ("@id",)} and item.family.id_parameter is not None:
            other = {**item.path, item.family.id_parameter: value}
            read = context.send(item.family.get, other)
            if read.succeeded and item.family.remove is not None:
                context.send(item.family.remove, other)
            context.expect(
                not read.succeeded,
                f"{name} is read-only, was sent as {value!r}, and there is such an item now",
                *exchanges,
                read,
                subject=f"{name} of another",
                operation=exchanges[0].operation,
            )


@rule(
    "IC407",
    "Read-only members are never changed by PATCH",
    source=_SOURCE,
    over=each_family("update", "create", "get", also=_stores),
)
def patch_read_only(context: CheckContext, family: Family) -> None:
    """Send a merge patch for each read-only member, except below arrays, which cannot be patched in part."""
    assert family.update is not None
    item = context.create(family)
    before = context.read(item)
    places = {
        place: value
        for place, value in _wrong(context, family, item.sent).items()
        if not any(isinstance(key, int) for key in place)
    }
    if not places:
        context.skip("it has no read-only members that a patch can name")
    body_factory = context.factory.body_factory(family)
    for place, value in places.items():
        patch: Any = value
        for key in reversed(place):
            patch = {key: patch}
        if _taken_over(value, at(before.json, place)):
            continue  # the schema has no other value than the server's own
        answer = context.send(family.update, item.path, body=patch)
        after = context.read(item)
        _expect_own(context, item, {place: value}, answer, after)
        leave = (*body_factory.moves, "etag")
        expect_no_differences(context, unequal(before.json, after.json, leave=leave), before, answer, after)


def _wrong(context: CheckContext, family: Family, body: Json) -> dict[Keys, Any]:
    """Return values for the read-only members of a body that the server would not choose itself."""
    schema = family.create.body_schema or {}
    own_id = {("id",), ("@id",)}
    return {
        place: context.factory.new_id(family) if place in own_id and family.id_parameter else _value(context, member)
        for place, member in read_only_places(context.api, schema, body)
        if _has_another(context.api.resolve(member))
    }


def _has_another(schema: Mapping[str, Any]) -> bool:
    """Return whether a schema has more than one value."""
    return "const" not in schema and len(schema.get("enum", (0, 1))) > 1


def _value(context: CheckContext, schema: Mapping[str, Any]) -> Any:
    node, shape = context.api.resolve(schema), facts_of(context.api, schema)
    if shape.members:
        return {name: _value(context, member) for name, member in shape.members.items()}
    if shape.items is not None:
        return [_value(context, shape.items)]
    if node.get("enum"):
        return node["enum"][-1]
    values = {"boolean": True, "integer": _NUMBER, "number": _NUMBER}
    return values.get(node.get("type", ""), _MOMENT if shape.format == "date-time" else _TEXT)


def _leaves(value: Any) -> Iterator[Any]:
    if is_object(value):
        for part in value.values():
            yield from _leaves(part)
    elif is_array(value):
        for part in value:
            yield from _leaves(part)
    else:
        yield value


def _taken_over(wrong: Any, found: Any) -> bool:
    return any(same(value, part, "date-time") for value in _leaves(wrong) for part in _leaves(found))


def _set(body: Any, place: Keys, value: Any) -> None:
    for key in place[:-1]:
        body = body[key]
    body[place[-1]] = value
