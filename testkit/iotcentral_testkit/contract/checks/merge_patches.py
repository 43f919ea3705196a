"""Checks of merge patches: they change the members that they name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...openapi.families import Family
from ...openapi.json_types import is_object
from ...openapi.schema_facts import Keys, facts_of
from ..assertions.json_comparison import ABSENT, at, missing, same, shown, unequal, untouched
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .list_lookup import expect_no_differences
from .rules import each_family, rule

_MERGE = "RFC 7396, section 2, and the document: bodies of PATCH are merge patches"


def _stores(family: Family) -> bool:
    return family.stores


def _patches(context: CheckContext, family: Family) -> list[tuple[int, list[Json]]]:
    """Return merge patches by the number of the body that they apply to, in an order in which each changes something."""
    whole = context.factory.change(family)
    tag = facts_of(context.api, family.create.body_schema or {}).tag
    kind = {tag: whole.pop(tag)} if tag in whole else {}
    by_body: dict[int, list[Json]] = {0: [{**kind, name: value} for name, value in whole.items()]}
    for number, patch in context.factory.body_factory(family).merges(context.factory):
        by_body.setdefault(number, []).append(patch)
    return list(by_body.items())


def _patched(context: CheckContext, family: Family) -> Iterator[tuple[CreatedItem, Exchange, Json, Exchange, Exchange]]:
    """Patch items; yield each with its state before, the patch, the response, and its state after."""
    assert family.update is not None
    for number, patches in _patches(context, family):
        item = context.create(family, context.factory.body(family, number))
        before = context.read(item)
        for patch in patches:
            answer = context.require(family.update, item.path, body=patch)
            after = context.read(item)
            yield item, before, patch, answer, after
            before = after
        context.discard(item)


@rule(
    "IC401",
    "PATCH changes the members that it names",
    source=_MERGE,
    over=each_family("update", "create", "get", also=_stores),
)
def changes_named(context: CheckContext, family: Family) -> None:
    """Patch members, also nested ones, and check the new values; another rule checks null."""
    body_factory = context.factory.body_factory(family)
    for _, _, patch, answer, after in _patched(context, family):
        named = _without_null(patch)
        lost = missing(
            context.api,
            family.create.body_schema or {},
            named,
            after.json,
            unread=body_factory.unread,
            grows=body_factory.grows,
        )
        expect_no_differences(context, lost, answer, after)


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
    """Patch members, also nested ones, and compare all others."""
    leave = (*context.factory.body_factory(family).moves, "etag", "*/etag")
    for _, before, patch, answer, after in _patched(context, family):
        expect_no_differences(context, untouched(before.json, patch, after.json, leave=leave), before, answer, after)


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
    patches = [(0, {name: None}) for name in body_factory.clears]
    patches += [(number, patch) for number, patch in body_factory.merges(context.factory) if any(_nulls(patch))]
    if not patches:
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


@rule(
    "IC406",
    "The response to PATCH equals the response to GET",
    source="the document: the response to PATCH is the resource, as that to GET",
    over=each_family("update", "create", "get", also=_stores),
)
def answer_of_patch(context: CheckContext, family: Family) -> None:
    """Patch items, and compare the responses with those to a GET right after."""
    body_factory = context.factory.body_factory(family)
    for _, _, _, answer, after in _patched(context, family):
        leave = (*body_factory.moves, *body_factory.unread)
        for place, patched, read in unequal(answer.json, after.json, leave=leave):
            context.expect(
                False,
                f"{place or 'the body'} is {shown(patched)} in the response to PATCH, and {shown(read)} in that to GET "
                "right after",
                answer,
                after,
                subject=place,
            )
