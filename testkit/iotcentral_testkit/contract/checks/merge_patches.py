"""Checks of merge patches: they change the members that they name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import filterfalse
from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import ABSENT, at
from ...openapi.json_types import is_object
from ...openapi.schema_facts import Keys, facts_of, read_only_places
from ..assertions.json_comparison import Difference, missing, same, shown, unequal, untouched
from ..fixtures.check_context import CheckContext
from ..fixtures.patch_tour import PatchStep, patch_tour
from .list_lookup import expect_no_differences
from .rules import each_family, rule

_MERGE = "RFC 7396, section 2, and the document: bodies of PATCH are merge patches"


def _stores(family: Family) -> bool:
    return family.stores


@rule(
    "IC401",
    "PATCH changes the members that it names",
    source=_MERGE,
    over=each_family("update", "create", "get", also=_stores),
)
def changes_named(context: CheckContext, family: Family) -> None:
    """Patch each member alone, also nested ones, and check the new values; another rule checks null."""
    body_factory = context.factory.body_factory(family)
    for step in patch_tour(context, family):
        lost = missing(
            context.api,
            family.create.body_schema or {},
            _without_null(step.patch),
            step.after.json,
            unread=body_factory.unread,
            grows=body_factory.grows,
        )
        expect_no_differences(context, filterfalse(_is_left_out, lost), step.answer, step.after)
        if step.restored is not None:
            expect_no_differences(context, _added(step, body_factory.moves), step.before, step.answer, step.after)


def _is_left_out(difference: Difference) -> bool:
    """Return whether an empty array is left out of what is read, which says as much."""
    return difference.expected == [] and difference.found in (ABSENT, None)


def _added(step: PatchStep, moves: Iterable[str]) -> Iterator[Difference]:
    """Return what a member has beyond what was read of it before it was changed, although it was set to that again."""
    assert step.restored is not None
    keys, former = step.restored
    place = "/".join(keys)
    found = unequal(former, at(step.after.json, keys), leave=(*moves, "*/etag"), place=place)
    yield from (each for each in found if each.expected is ABSENT)


def _without_null(value: Any) -> Any:
    if is_object(value):
        return {name: _without_null(part) for name, part in value.items() if part is not None}
    return value


@rule(
    "IC402",
    "PATCH changes no other members than it names",
    source=_MERGE,
    over=each_family("update", "create", "get", also=_stores),
)
def changes_nothing_else(context: CheckContext, family: Family) -> None:
    """Patch each member alone, also nested ones, and compare all others."""
    body_factory = context.factory.body_factory(family)
    replaced = (f"{place}/*" for place in body_factory.whole)
    leave = (*body_factory.moves, *replaced, "etag", "*/etag")
    for step in patch_tour(context, family):
        follow = _read_only_within(context, family, step)
        changed = untouched(step.before.json, step.patch, step.after.json, leave=(*leave, *follow))
        expect_no_differences(context, changed, step.before, step.answer, step.after)


def _read_only_within(context: CheckContext, family: Family, step: PatchStep) -> Iterator[str]:
    """Return the read-only members of objects that a patch names, which may follow from what it changes in them."""
    schema = family.get.response_schema or {}
    for reading in (step.before, step.after):
        for keys, _ in read_only_places(context.api, schema, reading.json):
            if len(keys) > 1 and is_object(at(step.patch, keys[:-1])):
                place = "/".join(map(str, keys))
                yield from (place, f"{place}/*")


@rule(
    "IC403",
    "null in PATCH clears a member",
    source="RFC 7396, section 2, and the document: null clears a member",
    over=each_family("update", "create", "get", also=_stores),
)
def null_clears(context: CheckContext, family: Family) -> None:
    """Clear optional members, also nested ones; they have to be gone, or have their defaults."""
    assert family.update is not None
    body_factory = context.factory.body_factory(family)
    cleared = [step for step in patch_tour(context, family) if any(_nulls(step.patch))]
    for step in cleared:
        _expect_cleared(context, family, step)
    patches = [(0, {name: None}) for name in body_factory.clears]
    patches += [(number, patch) for number, patch in body_factory.merges(context.factory) if any(_nulls(patch))]
    if not patches and not cleared:
        context.skip("it has no optional members that could be cleared")
    for number, patch in patches:
        item = context.create(family, context.factory.body(family, number))
        before = context.read(item)
        answer = context.require(family.update, item.path, body=patch)
        after = context.read(item)
        for keys in _nulls(patch):
            place = "/".join(map(str, keys))
            had, has = at(before.json, keys), at(after.json, keys)
            nothing = has in (ABSENT, None, "") or has == [] or has == {}
            default = body_factory.defaults.get(place, ABSENT)
            context.expect(
                had is not ABSENT and (nothing or (same(has, default) and not same(had, default))),
                f"{place} was {had!r}, was set to null, and is {has!r}",
                before,
                answer,
                after,
                subject=place,
            )
        context.discard(item)


def _expect_cleared(context: CheckContext, family: Family, step: PatchStep) -> None:
    """Expect that a member which was set to null does not have its former value, unless that is the default."""
    for keys in _nulls(step.patch):
        place = "/".join(map(str, keys))
        if any(fnmatchcase(place, pattern) for pattern in context.factory.body_factory(family).stays):
            continue
        had, has = at(step.before.json, keys), at(step.after.json, keys)
        default = _default(context, family, step, keys)
        told = had not in (ABSENT, None, "", [], {}) and (default is not None or not isinstance(had, bool))
        kept = told and same(had, has) and not same(had, default)
        stored = has is None and _is_within_free_content(context, family, step, keys)
        context.expect(
            not kept and not stored,
            f"{place} was {had!r}, was set to null, and is {has!r}",
            step.before,
            step.answer,
            step.after,
            subject=place,
        )


def _default(context: CheckContext, family: Family, step: PatchStep, keys: Keys) -> Any:
    """Return the default of a member, by the recipe or the document; None where neither tells one."""
    held, schema = step.before.json, dict[str, Any](family.create.body_schema or {})
    for key in keys:
        schema, held = dict(facts_of(context.api, schema, held).member(str(key))), at(held, (key,))
    defaults = context.factory.body_factory(family).defaults
    return defaults.get("/".join(map(str, keys)), facts_of(context.api, schema).default)


def _is_within_free_content(context: CheckContext, family: Family, step: PatchStep, keys: Keys) -> bool:
    """Return whether no schema names what is at a place, so that null is content like any other but in a patch."""
    held, schema = step.before.json, dict[str, Any](family.create.body_schema or {})
    for key in keys[:-1]:
        shape = facts_of(context.api, schema, held)
        schema, held = dict(shape.member(str(key))), at(held, (key,))
    shape = facts_of(context.api, schema, held)
    return len(keys) > 1 and not shape.members and shape.others is None and shape.tag is None


def _nulls(patch: Any, keys: Keys = ()) -> Iterator[Keys]:
    if is_object(patch):
        for name, value in patch.items():
            yield from _nulls(value, (*keys, name))
    elif patch is None:
        yield keys


@rule(
    "IC404",
    "An empty PATCH changes nothing",
    source=_MERGE,
    over=each_family("update", "create", "get", also=_stores),
)
def empty_patch(context: CheckContext, family: Family) -> None:
    """Send a patch without members."""
    assert family.update is not None
    schema = family.update.body_schema or {}
    if not context.api.document.validator(schema).is_valid({}):
        context.skip("its patches must have members")
    item = context.create(family)
    before = context.read(item)
    answer = context.send(family.update, item.path, body={})
    context.expect(
        answer.succeeded, f"an empty patch is answered with {answer.status}", before, answer, subject="refused"
    )
    after = context.read(item)
    leave = (*context.factory.body_factory(family).moves, "etag")
    expect_no_differences(context, unequal(before.json, after.json, leave=leave), before, answer, after)


@rule(
    "IC405",
    "PATCH of an item that does not exist is 404",
    source="REST reference of Azure IoT Central, common error codes",
    over=each_family("update", "get", "create"),
)
def patch_of_nothing(context: CheckContext, family: Family) -> None:
    """Patch an item that does not exist, or whose parent does not exist; it must not be created."""
    assert family.update is not None
    if not family.id_parameter and not family.parents:
        context.skip("there is a single item, which may exist")
    path = context.factory.place(family)
    if family.id_parameter is None:
        path[family.parents[0]] = f"{context.factory.prefix}-{context.factory.word()}"
    answer = context.send(family.update, path, body=context.factory.change(family))
    read = context.send(family.get, path)
    message = f"PATCH of an item that does not exist is answered with {answer.status}"
    context.expect(answer.status == 404, message, answer, read, subject="patch")
    context.expect(read.status == 404, f"after it, GET is answered with {read.status}", answer, read, subject="get")
    header = next((found["name"] for found in family.update.of("header") if found.get("x-role") == "etag"), None)
    if header is not None:  # whatever is there may be changed, and nothing is
        body = context.factory.change(family)
        answer = context.send(family.update, path, headers={header: "*"}, body=body)
        message = f"PATCH of an item that does not exist, with {header}: *, is answered with {answer.status}"
        context.expect(answer.status in {404, 412}, message, answer, subject="any etag")


@rule(
    "IC406",
    "The response to PATCH equals the response to GET",
    source="the document: the response to PATCH is the resource, as that to GET",
    over=each_family("update", "create", "get", also=_stores),
)
def answer_of_patch(context: CheckContext, family: Family) -> None:
    """Patch each member alone, and compare the responses with those to a GET right after."""
    body_factory = context.factory.body_factory(family)
    leave = (*body_factory.moves, *body_factory.unread)
    for step in patch_tour(context, family):
        place, patched, read = next(iter(unequal(step.answer.json, step.after.json, leave=leave)), (None, None, None))
        context.expect(
            place is None,
            f"{place or 'the body'} is {shown(patched)} in the response to PATCH, and {shown(read)} in that to GET "
            "right after",
            step.answer,
            step.after,
            subject=place or "",
        )
