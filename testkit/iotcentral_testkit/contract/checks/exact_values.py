"""Checks of values: hard ones are returned exactly as they were sent, and members that are left out have their defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from fnmatch import fnmatchcase
from itertools import chain
from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import ABSENT, at, place_name
from ...openapi.json_types import is_array, is_object
from ...openapi.schema_facts import Keys, Schema, facts_of
from ..assertions.json_comparison import Difference, missing, same, unequal
from ..engine.exchange import Exchange
from ..engine.server_times import moment_of
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import BodyFactory, CreatedItem
from ..fixtures.free_content import free_bodies
from ..fixtures.hardened_bodies import Hardened, absent_bodies, limit_bodies, prose_bodies
from .list_lookup import expect_no_differences, find_in_list
from .rules import each_family, rule


def _stores(family: Family) -> bool:
    return family.stores


@rule(
    "IC311",
    "Texts, numbers and free content are returned exactly as they were sent",
    source="RFC 9110, section 9.3.4: a GET after a PUT returns the stored state; RFC 8259: strings and numbers of JSON",
    over=each_family("create", "get", also=_stores),
)
def hard_values(context: CheckContext, family: Family) -> None:
    """Store hard values, and compare them in the responses to PUT and GET and in the list.

    A server may reject them, with 400 or 422; what it accepts it has to return.
    """
    context.skip_preexisting(family)
    seen, kept = set[Any](), 0
    for body in context.factory.bodies(family):
        for whole, parts in prose_bodies(context.factory, family, body):
            if _shape(whole) in seen:
                continue
            seen.add(_shape(whole))
            accepted = _returns(context, family, whole)
            kept += accepted
            for part in parts if not accepted else ():
                if _shape(part) not in seen:
                    seen.add(_shape(part))
                    kept += _returns(context, family, part)
        for whole, parts in free_bodies(context.factory, family, body):
            accepted = _returns(context, family, whole)
            kept += accepted
            kept += sum(_returns(context, family, part) for part in (parts if not accepted else ()))
    if not kept:
        context.skip("it has no text for people and no free content, or the server takes no hard values")


def _shape(hardened: Hardened) -> Any:
    """Return what makes a body one of its kind: the places, and the first characters of texts, or the members of elements."""
    return tuple((place_name(keys), _form(value)) for keys, value in hardened.values)


def _form(value: Any) -> Any:
    if is_array(value):
        return tuple(sorted({name for element in value if is_object(element) for name in element}))
    return isinstance(value, str) and value[:1]


def _returns(context: CheckContext, family: Family, hardened: Hardened) -> bool:
    """Store a body; return whether it was accepted, and expect that its hard values are returned."""
    answer = _stored(context, family, hardened)
    return answer is not None and answer.succeeded


def _stored(context: CheckContext, family: Family, hardened: Hardened) -> Exchange | None:
    """Do the same, and return the response; None if the document does not allow the body, so that it was not sent."""
    path = _with_capitals(context, family, context.factory.place(family))
    body = context.factory.body_factory(family).fits(hardened.body, path)
    if next(iter(family.create.body_problems(body)), None) is not None:
        return None
    answer = context.send(family.create, path, body=body)
    if not answer.succeeded:
        context.expect(answer.status < 500, f"hard values are answered with {answer.status}", answer, subject="5xx")
        return answer
    item = CreatedItem(family, path, body, answer)
    read = context.read(item)
    name = next((name for name in ("id", "@id") if name in read.json), "")
    if name and family.id_parameter is not None:
        message = f"the item was created as {item.id!r}, and its {name} is {read.json[name]!r}"
        context.expect(read.json[name] == item.id, message, answer, read, subject=name, operation=family.get.id)
    expect_no_differences(
        context, _altered(context, family, hardened, read.json), answer, read, operation=family.get.id
    )
    found = find_in_list(context, item)
    if found is not None and found.item is not None and family.list is not None:
        altered = _altered(context, family, hardened, found.item)
        expect_no_differences(context, altered, answer, found.page, operation=family.list.id)
    context.discard(item)
    return answer


def _with_capitals(context: CheckContext, family: Family, path: dict[str, str]) -> dict[str, str]:
    """Return path parameters whose last id has letters of either case, where the document allows them."""
    schema = next((found["schema"] for found in family.create.of("path") if found["name"] == family.id_parameter), None)
    if family.id_parameter is None or schema is None or path[family.id_parameter].startswith("dtmi:"):
        return path
    mixed = f"{path[family.id_parameter]}-MiXed"
    return {**path, family.id_parameter: mixed} if context.api.document.validator(schema).is_valid(mixed) else path


def _altered(context: CheckContext, family: Family, hardened: Hardened, shown: Any) -> Iterator[Difference]:
    members = facts_of(context.api, family.get.response_schema or {}, shown).members
    recipe = context.factory.body_factory(family)
    own = (*recipe.unread, *recipe.decided)
    for keys, value in hardened.values:
        if any(fnmatchcase(place_name(keys), place) for place in own):
            continue
        found = at(shown, keys)
        unset = value == "" and found in (ABSENT, None)  # an empty text may be as good as none
        if keys[0] in members and not unset and not _is_kept(context, recipe, keys, value, found):
            yield Difference(place_name(keys), value, found)
        elif _is_elsewhere(found) and "UTC" in _description(context, family, hardened, keys):
            yield Difference(place_name(keys), "the same time in UTC", found)


def _is_kept(context: CheckContext, recipe: BodyFactory, keys: Keys, value: Any, found: Any) -> bool:
    """Return whether a hard value is returned as it was sent; arrays to which servers add may have grown."""
    place = place_name(keys)
    if is_object(value):
        differing: Iterator[Difference] = chain(
            unequal(value, found, leave=recipe.grows, place=place),
            missing(context.api, {}, value, found, grows=recipe.grows, place=place),
        )
        return next(differing, None) is None
    if is_array(value):
        return next(missing(context.api, {}, value, found), None) is None
    return same(value, found, "date-time")


def _is_elsewhere(value: Any) -> bool:
    """Return whether a value is a time of another zone than UTC."""
    moment = moment_of(value) if isinstance(value, str) else None
    return moment is not None and moment.utcoffset() != timedelta(0)


def _description(context: CheckContext, family: Family, hardened: Hardened, keys: Keys) -> str:
    """Return the description of a member of a body."""
    schema: Schema = family.create.body_schema or {}
    held: Any = hardened.body
    for key in keys:
        shape = facts_of(context.api, schema, held)
        schema = shape.member(key) if isinstance(key, str) else shape.items or {}
        held = at(held, (key,))
    return str(schema.get("description", ""))


@rule(
    "IC319",
    "Numbers at their documented limits are accepted, and returned as they were sent",
    source="the document: minimum and maximum of the members of bodies",
    over=each_family("create", "get", also=_stores),
)
def limits_of_numbers(context: CheckContext, family: Family) -> None:
    """Store items with numbers at their least, and at their most; what is rejected with all of them is tried with each alone."""
    context.skip_preexisting(family)
    seen = set[Any]()
    for body in context.factory.bodies(family):
        for whole, alone in limit_bodies(context.factory, family, body):
            new = {(place_name(keys), limit) for keys, limit in whole.values} - seen
            seen |= new
            if not new or _returns(context, family, whole):
                continue
            for each in alone:
                _expect_taken(context, family, each)
    if not seen:
        context.skip("its bodies have no numbers with limits that others do not have")


def _expect_taken(context: CheckContext, family: Family, hardened: Hardened) -> None:
    """Expect that a body is accepted in which one number is at its limit."""
    answer = _stored(context, family, hardened)
    if answer is not None:
        ((keys, limit),) = hardened.values
        name = place_name(keys)
        message = f"{name} may be {limit!r} by the document, and a body with that is answered with {answer.status}"
        context.expect(answer.succeeded, message, answer, subject=name)


@rule(
    "IC320",
    "A reference to what does not exist is rejected, or returned as it was sent",
    source="the document: members that hold ids of other resources; RFC 9110, section 9.3.4: a GET after a PUT returns the stored state",
    over=each_family("create", "get", also=_stores),
)
def absent_references(context: CheckContext, family: Family) -> None:
    """Store items that refer to nothing, by one member each."""
    context.skip_preexisting(family)
    seen, kept = set[Any](), 0
    for body in context.factory.bodies(family):
        for hardened in absent_bodies(context.factory, family, body):
            ((keys, _),) = hardened.values
            if keys[-1] not in seen:
                seen.add(keys[-1])
                kept += _returns(context, family, hardened)
    if not kept:
        context.skip("its bodies refer to nothing, or the server takes no reference to what does not exist")


@rule(
    "IC312",
    "A member that is left out has its documented default",
    source="the document: default of each member",
    over=each_family("create", "get", also=_stores),
)
def defaults(context: CheckContext, family: Family) -> None:
    """Create items with the fewest members, and compare the members that have a default; they may be absent."""
    body_factory = context.factory.body_factory(family)
    checked = 0
    for body in context.factory.bodies(family):
        schema = family.create.body_schema or {}
        item = context.create(family, _fewest(context, schema, body, {*body_factory.needs}))
        read = context.read(item)
        left_out = [*_defaults(context, schema, item.sent, read.json, ""), *_told(context, item, read)]
        checked += len(left_out)
        wrong = (each for each in left_out if each.found is not ABSENT and not same(each.expected, each.found))
        expect_no_differences(context, wrong, item.exchange, read)
        context.discard(item)
        if family.remove is None:
            break
    if not checked:
        context.skip("no member that was left out has a documented default")


def _fewest(context: CheckContext, schema: Mapping[str, Any], value: Any, needs: set[str]) -> Any:
    """Return a value without the members that have a default, at every depth."""
    shape = facts_of(context.api, schema, value)
    if is_array(value):
        return [_fewest(context, shape.items or {}, part, set()) for part in value]
    if not is_object(value):
        return value
    return {
        name: _fewest(context, shape.member(name), part, set())
        for name, part in value.items()
        if name in shape.required | needs or facts_of(context.api, shape.member(name)).default is None
    }


def _told(context: CheckContext, item: CreatedItem, read: Exchange) -> Iterator[Difference]:
    """Return the members that a body leaves out and whose description tells a default that the recipe has as a value."""
    shape = facts_of(context.api, item.family.create.body_schema or {}, item.sent)
    for name, value in context.factory.body_factory(item.family).defaults.items():
        member = shape.members.get(name, {})
        if name not in item.sent and "default" in str(member.get("description")) and "default" not in member:
            yield Difference(name, value, read.json.get(name, ABSENT))


def _defaults(
    context: CheckContext, schema: Mapping[str, Any], sent: Any, read: Any, place: str
) -> Iterator[Difference]:
    """Return the members with a documented default that a body leaves out, with what was read of them."""
    shape = facts_of(context.api, schema, sent)
    if is_array(sent) and is_array(read):
        for part, other in zip(sent, read, strict=False):
            yield from _defaults(context, shape.items or {}, part, other, f"{place}*/")
    if not (is_object(sent) and is_object(read)):
        return
    for name, member in shape.members.items():
        facts = facts_of(context.api, member, sent.get(name))
        if name in sent:
            yield from _defaults(context, member, sent[name], read.get(name), f"{place}{name}/")
        elif facts.default is not None and not facts.read_only:
            yield Difference(f"{place}{name}", facts.default, read.get(name, ABSENT))


@rule(
    "IC408",
    "A list shows what a PATCH has changed",
    source="the document: a list returns the existing items; the response to PATCH is the resource",
    over=each_family("update", "create", "get", "list", also=_stores),
)
def listed_after_patch(context: CheckContext, family: Family) -> None:
    """Look at an item in its list, patch it, and look again; what was patched, and the etag, have to be those of a new read."""
    assert family.update is not None
    item = context.create(family)
    before = find_in_list(context, item)
    if before is None or before.item is None:
        context.skip("the list does not have it, see IC507")
    answer = context.require(family.update, item.path, body=context.factory.change(family))
    found = find_in_list(context, item)
    if found is None:
        context.skip("the list is too long to be searched")
        return
    if found.item is None:
        context.expect(
            False, "the list had it, and does not after a PATCH", item.exchange, answer, found.page, subject="gone"
        )
        return
    read = context.read(item)
    body_factory = context.factory.body_factory(family)
    for name in (*answer.sent, "etag"):
        if name in body_factory.moves or name not in read.json:
            continue
        shown: Exchange = found.page
        context.expect(
            same(found.item.get(name, ABSENT), read.json[name]),
            f"it was patched, and {name} is {read.json[name]!r}, and the list has {found.item.get(name, ABSENT)!r}",
            answer,
            shown,
            read,
            subject=name,
            operation=family.list.id if family.list is not None else None,
        )
