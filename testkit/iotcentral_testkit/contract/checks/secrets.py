"""Checks of secrets: generated ones are shown once, and given ones are masked where that is documented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.json_types import is_array, is_object
from ...openapi.schema_facts import facts_of, shown_once
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.recipes import body_factory_of
from .list_lookup import find_in_list
from .rules import rule

_LISTS = {"Destinations": ("Exports", "Exports_ListDestinations")}
"""Family → the family that references its items, and the operation that lists the referenced items."""


_Subject = tuple[Family, bool]
"""A family with secrets, and whether only the lists below items of another family are read."""


def _over(api: Api) -> list[tuple[_Subject, tuple[str, ...]]]:
    families = [
        family
        for family in api.families
        if family.stores
        and (body_factory_of(api, family).masks or shown_once(api, family.create.response_schema or {}))
    ]
    found: list[tuple[_Subject, tuple[str, ...]]] = []
    for family in families:
        operations = (family.create, family.get, family.list, family.update)
        found.append(((family, False), tuple(operation.id for operation in operations if operation)))
        naming = api.named(_LISTS[family.name][1]) if family.name in _LISTS else None
        if naming is not None:
            found.append(((family, True), (naming.id, family.create.id)))
    return found


@rule(
    "IC308",
    "Secrets are not shown where they are documented to be hidden",
    source="the document: members marked x-secret; How to manage data export with the REST API; How to authorize REST API",
    over=_over,
)
def hidden(context: CheckContext, subject: _Subject) -> None:
    """Create one item of every kind, and look for its secrets in all later responses."""
    family, named = subject
    if named:
        _expect_hidden_below(context, family)
        return
    once = shown_once(context.api, family.create.response_schema or {})
    masks = context.factory.body_factory(family).masks
    for body in context.factory.bodies(family):
        item = context.create(family, body)
        answers = [context.read(item), *_listed(context, item)]
        for name in once:
            secret = item.stored.get(name)
            context.expect(
                isinstance(secret, str) and bool(secret),
                f"the response to PUT has no {name}",
                item.exchange,
                subject=name,
            )
            _expect_hidden(context, str(secret), name, answers)
        if masks:
            answers += [item.exchange, *_written(context, item), *_named(context, item)]
            for place, secret in _sent(context.api, family.create.body_schema or {}, item.sent):
                _expect_hidden(context, secret, place, answers)
        context.discard(item)


def _listed(context: CheckContext, item: CreatedItem) -> list[Exchange]:
    found = find_in_list(context, item)
    return [] if found is None else [found.page]


def _written(context: CheckContext, item: CreatedItem) -> list[Exchange]:
    """Return the responses of a second PUT and of a PATCH."""
    answers = [context.send(item.family.create, item.path, body=item.sent)]
    if item.family.update is not None:
        answers.append(context.send(item.family.update, item.path, body={"displayName": context.factory.title()}))
    return answers


def _named(context: CheckContext, item: CreatedItem) -> list[Exchange]:
    """Return the lists of the items that another family references, with this one among them."""
    if item.family.name not in _LISTS:
        return []
    naming, listing = _LISTS[item.family.name]
    other = context.create(naming, destinations=[{"id": item.id}])
    answers = list(context.pages(listing, other.path))
    context.discard(other)
    return answers


def _expect_hidden_below(context: CheckContext, family: Family) -> None:
    """Look for the secrets of items in the lists below the items that refer to them; in quick runs, for those of one."""
    bodies = context.factory.bodies(family)
    for body in bodies[:1] if context.quick else bodies:
        item = context.create(family, body)
        answers = _named(context, item)
        for place, secret in _sent(context.api, family.create.body_schema or {}, item.sent):
            _expect_hidden(context, secret, place, answers)
        context.discard(item)


def _expect_hidden(context: CheckContext, secret: str, place: str, answers: list[Exchange]) -> None:
    for answer in answers:
        # other spellings of the same text, such as \/ for a slash, are equal once parsed
        parsed = orjson.dumps(answer.json).decode()
        context.expect(
            secret not in parsed and secret not in answer.body.decode(errors="replace"),
            f"{place} is secret and can be read in the response to {answer.operation}",
            answer,
            subject=place,
            operation=answer.operation,
        )


def _sent(api: Api, schema: Mapping[str, Any], body: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Return the secrets of a body with their places.

    A member beside one named `secret` is a secret only where that one is true.
    """
    shape = facts_of(api, schema, body)
    if is_object(body):
        for name, value in body.items():
            below = f"{place}/{name}" if place else name
            if not facts_of(api, shape.member(name)).secret:
                yield from _sent(api, shape.member(name), value, below)
            elif isinstance(value, str) and ("secret" not in shape.members or body.get("secret") is True):
                yield from ((below, part) for part in _confidential(value))
    elif is_array(body):
        for value in body:
            yield from _sent(api, shape.items or {}, value, f"{place}/*")


def _confidential(text: str) -> list[str]:
    """Return the parts of a secret text that must be hidden: keys and signatures of a connection string, otherwise all of it."""
    parts = [part.partition("=") for part in text.split(";")]
    keys = [value for name, _, value in parts if name.lower().endswith(("accountkey", "accesskey", "signature"))]
    return keys or [text.rpartition(" ")[2]]
