"""Secrets: those that the server makes are shown once, and those that it is given are masked where that is documented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.json_types import is_array, is_object
from ...openapi.schema_facts import shape_of, shown_once
from ..engine.exchange import Exchange
from ..fixtures.body_factories import RECIPES
from ..fixtures.check_context import Probe
from ..fixtures.factory import Item
from .list_lookup import in_list
from .rules import rule

_LISTS = {"Destinations": ("Exports", "Exports_ListDestinations")}
"""Family → what names its items, and the operation that lists the items that it names."""


def _over(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    return [
        (
            family,
            tuple(operation.id for operation in (family.create, family.get, family.list, family.update) if operation),
        )
        for family in api.families
        if family.stores and (RECIPES[family.name].masks or shown_once(api, family.create.response_schema or {}))
    ]


@rule(
    "IC308",
    "Secrets are not shown where they are documented to be hidden",
    source="the document: members marked x-secret; How to manage data export with the REST API; How to authorize REST API",
    over=_over,
)
def hidden(probe: Probe, family: Family) -> None:
    """Make one of every kind, and look for its secrets in everything that is answered afterwards."""
    once = shown_once(probe.api, family.create.response_schema or {})
    masks = probe.workshop.recipe(family).masks
    for body in probe.workshop.bodies(family):
        item = probe.make(family, body)
        answers = [probe.read(item), *_listed(probe, item)]
        for name in once:
            secret = item.stored.get(name)
            probe.expect(
                isinstance(secret, str) and bool(secret),
                f"the answer of PUT has no {name}",
                item.exchange,
                subject=name,
            )
            _expect_hidden(probe, str(secret), name, answers)
        if masks:
            answers += [item.exchange, *_written(probe, item), *_named(probe, item)]
            for place, secret in _sent(probe.api, family.create.body_schema or {}, item.sent):
                _expect_hidden(probe, secret, place, answers)
        probe.discard(item)


def _listed(probe: Probe, item: Item) -> list[Exchange]:
    found = in_list(probe, item)
    return [] if found is None else [found.page]


def _written(probe: Probe, item: Item) -> list[Exchange]:
    """Return the answers of a second PUT and of a PATCH."""
    answers = [probe.ask(item.family.create, item.path, body=item.sent)]
    if item.family.update is not None:
        answers.append(probe.ask(item.family.update, item.path, body={"displayName": probe.workshop.title()}))
    return answers


def _named(probe: Probe, item: Item) -> list[Exchange]:
    """Return the lists of the items that something else names, with this one among them."""
    if item.family.name not in _LISTS:
        return []
    naming, listing = _LISTS[item.family.name]
    other = probe.make(naming, destinations=[{"id": item.id}])
    answers = list(probe.pages(listing, other.path))
    probe.discard(other)
    return answers


def _expect_hidden(probe: Probe, secret: str, place: str, answers: list[Exchange]) -> None:
    for answer in answers:
        # other ways to write the same text, such as \/ for a slash, are the same once it is parsed
        parsed = orjson.dumps(answer.json).decode()
        probe.expect(
            secret not in parsed and secret not in answer.body.decode(errors="replace"),
            f"{place} is secret and can be read in the answer of {answer.operation}",
            answer,
            subject=place,
            operation=answer.operation,
        )


def _sent(api: Api, schema: Mapping[str, Any], body: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Return the secrets of a body with their places.

    A member beside one that is named `secret` is one only where that is true.
    """
    shape = shape_of(api, schema, body)
    if is_object(body):
        for name, value in body.items():
            below = f"{place}/{name}" if place else name
            if not shape_of(api, shape.member(name)).secret:
                yield from _sent(api, shape.member(name), value, below)
            elif isinstance(value, str) and ("secret" not in shape.members or body.get("secret") is True):
                yield from ((below, part) for part in _confidential(value))
    elif is_array(body):
        for value in body:
            yield from _sent(api, shape.items or {}, value, f"{place}/*")


def _confidential(text: str) -> list[str]:
    """Return what of a secret text must not be seen: the keys and signatures of a connection string, otherwise all of it."""
    parts = [part.partition("=") for part in text.split(";")]
    keys = [value for name, _, value in parts if name.lower().endswith(("accountkey", "accesskey", "signature"))]
    return keys or [text.rpartition(" ")[2]]
