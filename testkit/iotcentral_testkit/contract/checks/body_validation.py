"""Checks of body validation: bodies that break the schema of a request are rejected, and nothing of them is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import ABSENT, at
from ...openapi.json_types import is_number
from ...openapi.operations import ApiOperation
from ...openapi.planes import SERVED
from ..assertions.invalid_bodies import InvalidBody, confused_bodies, invalid_bodies, spelled_bodies
from ..assertions.rejections import expect_rejected, expect_unchanged
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.request_fixtures import family_of, valid_request
from .rules import each_family, each_operation, rule


@rule(
    "IC224",
    "A body that breaks its schema is rejected, and nothing is stored",
    source="the document: schemas of the request bodies; common error codes: 422",
    over=each_operation(lambda operation: operation.body_schema is not None),
    planes=SERVED,
)
def broken_bodies(context: CheckContext, operation: ApiOperation) -> None:
    """Break each keyword of the schema by itself; in a quick run the type of one member.

    What the request is about is read after each; in a quick run once, after all of them.
    """
    fixture = valid_request(context, operation)
    broken = [
        found
        for body in _bodies(context, operation, fixture.body)
        for found in invalid_bodies(context.api, operation, body)
    ]
    if not broken:
        context.skip("the schema of the body allows everything")
    chosen = _chosen(context, broken)
    for number, (kind, place, body, _) in enumerate(chosen, start=1):
        spoilt = replace(fixture, body=body)
        exchange = context.send(operation, fixture.path, **spoilt.options)
        expect_rejected(context, exchange, f"a body with {place} broken ({_WORDS[kind]})", f"{place} {kind}")
        if not context.quick or number == len(chosen):
            expect_unchanged(context, operation, fixture, exchange, f"{place} {kind}")


def _bodies(context: CheckContext, operation: ApiOperation, body: Any) -> list[Any]:
    """Return the valid bodies that are broken: all kinds of the family's bodies."""
    family = family_of(context.api, operation)
    if family is None or operation.method != "PUT":
        return [body]
    return [body, *context.factory.bodies(family)[1:]]


def _chosen(context: CheckContext, broken: list[InvalidBody]) -> list[InvalidBody]:
    """Return the cases: each place and kind once; in a quick run one of those that are of another type, which any can be."""
    found: dict[tuple[str, str], InvalidBody] = {}
    for violation in broken:
        found.setdefault((violation.kind, violation.place), violation)
    types = [one for one in found.values() if one.kind == "type"]
    if not context.quick or not types:
        return list(found.values())
    return [*(one for one in found.values() if one.kind != "type"), context.random.choice(types)]


_WORDS = {
    "missing": "a required member left out",
    "type": "of another type",
    "enum": "not a value of the enumeration",
    "tag": "of an unknown kind",
    "minimum": "below the minimum",
    "maximum": "above the maximum",
    "items": "too few or too many entries",
    "members": "without a member",
    "length": "too long",
    "short": "too short",
    "pattern": "against the pattern",
    "format": "no date or time",
}
"""Kind of a violation → its description in messages."""


@rule(
    "IC227",
    "A truth value is not taken for a number, nor a number for a text or a truth value, or is kept as what it is taken for",
    source="the document: schemas of the request bodies and of the responses",
    over=each_family("create", "get", also=lambda family: family.stores),
)
def confused_types(context: CheckContext, family: Family) -> None:
    """Send, member by member, a value of a type that a lenient server converts; what it accepts has the documented type."""
    context.skip_preexisting(family)
    seen, sent = set[str](), 0
    for body in context.factory.bodies(family):
        path = context.factory.place(family)
        fitted = context.factory.fitted(family, body, path)
        for kind, place, confused, keys in confused_bodies(context.api, family.create, fitted):
            if place in seen:
                continue
            seen.add(place)
            sent += 1
            answer = context.send(family.create, path, body=confused)
            if not answer.succeeded:
                continue
            read = context.require(family.get, path)
            found = at(read.json, keys)
            context.expect(
                found in (ABSENT, None) or _is_kind(kind, found),
                f"{place} is of the type {kind}, was sent as {_confused(kind)}, and is {found!r}",
                answer,
                read,
                subject=place,
            )
            context.discard(CreatedItem(family, path, confused, answer))
            path = context.factory.place(family)
    if not sent:
        context.skip("its bodies have no texts, numbers or truth values")


def _is_kind(kind: str, value: Any) -> bool:
    if kind in ("integer", "number"):
        return is_number(value)
    return isinstance(value, bool if kind == "boolean" else str)


def _confused(kind: str) -> str:
    return "a truth value" if kind in ("integer", "number") else "a number"


@rule(
    "IC229",
    "A text is not taken for the number or the truth value that it spells",
    source="the document: schemas of the request bodies; common error codes: 422",
    over=each_family("create", "get", also=lambda family: family.stores),
)
def spelled_values(context: CheckContext, family: Family) -> None:
    """Send, member by member, a number or a truth value as a text, in a PUT and in a PATCH."""
    context.skip_preexisting(family)
    factory, seen = context.factory, set[str]()
    path = factory.place(family)
    for body in factory.bodies(family):
        fitted = factory.fitted(family, body, path)
        _expect_unspelled(context, family.create, path, fitted, seen)
    if family.update is not None:
        change = factory.change(family)
        if spelled_bodies(context.api, family.update, change):
            item = context.create(family)
            _expect_unspelled(context, family.update, item.path, change, set())
    if not seen:
        context.skip("its bodies have no numbers and no truth values")


def _expect_unspelled(
    context: CheckContext, operation: ApiOperation, path: dict[str, str], body: Any, seen: set[str]
) -> None:
    for _, place, spelled, keys in spelled_bodies(context.api, operation, body):
        if place in seen:
            continue
        seen.add(place)
        answer = context.send(operation, path, body=spelled)
        message = f"{place} is sent as the text {at(spelled, keys)!r}, and is taken"
        context.expect(not answer.succeeded, message, answer, subject=place, operation=operation.id)
