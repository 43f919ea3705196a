"""What is written can be read again, takes the place of what was there, and is gone once it is removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...openapi.families import Family
from ...openapi.json_types import is_object
from ...openapi.schema_facts import shape_of, shown_once
from ..assertions.json_comparison import leftovers, missing, unequal
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import Probe
from ..fixtures.factory import Item
from .list_lookup import expect_none, in_list
from .rules import each_family, rule

_TEXTS = (
    "ÄÖÜ ß é 漢字 עברית",
    "\N{THERMOMETER} 21 °C",
    "\"quoted\" 'text' \\ /",
    "<b>&amp;</b> ${x} %20",
    "1 = 1; --",
    "0",
    "x" * 90,
)
"""What names for people may have in them."""

_STORED = "RFC 9110, section 9.3.4: a GET after a PUT gives the stored state"


def _stores(family: Family) -> bool:
    return family.stores


def _items(probe: Probe, family: Family, *, varied: bool = False) -> Iterator[Item]:
    """Make one item of every kind, one after another; each is removed before the next."""
    for body in probe.workshop.bodies(family):
        texts = [name for name in ("displayName", "description") if varied and name in body]
        item = probe.make(family, {**body, **{name: f"{body[name]} {probe.random.choice(_TEXTS)}" for name in texts}})
        yield item
        probe.discard(item)


def _lacking(probe: Probe, family: Family, body: Json, read: Exchange, *shown: Exchange) -> None:
    """Expect that what was read has everything that was sent."""
    recipe = probe.workshop.recipe(family)
    schema = family.create.body_schema or {}
    lost = missing(probe.api, schema, body, read.json, unread=recipe.unread, grows=recipe.grows)
    expect_none(probe, lost, *shown, read)


@rule(
    "IC302",
    "What PUT stored, GET gives back",
    source=_STORED,
    over=each_family("create", "get", also=_stores),
    varied=True,
)
def put_then_get(probe: Probe, family: Family) -> None:
    """Make one of every kind, and compare what is read with what was sent; texts for people vary where there is time."""
    for item in _items(probe, family, varied=not probe.quick):
        _lacking(probe, family, item.sent, probe.read(item), item.exchange)


@rule(
    "IC303",
    "PUT answers with what GET gives",
    source="the document: the answer of PUT is the resource, as that of GET",
    over=each_family("create", "get", also=_stores),
)
def answer_of_put(probe: Probe, family: Family) -> None:
    """Make items, and compare the answers with what is read right after."""
    recipe = probe.workshop.recipe(family)
    once = shown_once(probe.api, family.create.response_schema or {})
    for item in _items(probe, family):
        read = probe.read(item)
        differing = unequal(item.stored, read.json, leave=(*recipe.moves, *recipe.unread, *once))
        expect_none(probe, differing, item.exchange, read)
        if probe.quick and family.remove is None:
            return  # what cannot be removed is not made more often than needed


@rule(
    "IC304",
    "PUT on what exists replaces it",
    source="RFC 9110, section 9.3.4: the state of the resource is replaced by the one that is sent",
    over=each_family("create", "get", also=_stores),
)
def put_again(probe: Probe, family: Family) -> None:
    """Write over items: with a body of the same kind and the fewest members, then with one of another kind.

    The latter may be refused, because what something is may be fixed when it is made.
    """
    fewest, others = probe.workshop.bodies(family), probe.workshop.bodies(family)
    for number, (item, body) in enumerate(zip(_items(probe, family), fewest, strict=True)):
        same_kind = _write_over(probe, item, item.sent, _fewest_members(probe, family, body))
        if same_kind is None:
            probe.expect(
                bool(probe.workshop.recipe(family).irreplaceable),
                "a PUT on an item that exists is refused, though its body is valid",
            )
            return
        other_kind = others[(number + 1) % len(others)]
        _write_over(probe, item, same_kind, probe.workshop.fitted(family, other_kind, item.path))


def _fewest_members(probe: Probe, family: Family, body: Json) -> Json:
    needed = shape_of(probe.api, family.create.body_schema or {}, body).required
    needed |= {*probe.workshop.recipe(family).needs}
    return {name: value for name, value in body.items() if name in needed}


def _write_over(probe: Probe, item: Item, first: Json, second: Json) -> Json | None:
    """Put another body where one is; return it, or None if the server refuses that, which then must change nothing."""
    family, recipe = item.family, probe.workshop.recipe(item.family)
    second = probe.workshop.fitted(family, second, item.path)
    before = probe.read(item)
    answer = probe.ask(family.create, item.path, body=second)
    after = probe.read(item)
    if not answer.succeeded:
        expect_none(probe, unequal(before.json, after.json, leave=recipe.moves), before, answer, after)
        return None
    _lacking(probe, family, second, after, answer)
    left = leftovers(
        probe.api,
        family.create.body_schema or {},
        first,
        second,
        after.json,
        defaults=recipe.defaults,
        stays=recipe.stays,
    )
    expect_none(probe, left, before, answer, after)
    return second


@rule(
    "IC306",
    "DELETE removes",
    source="RFC 9110, section 9.3.5, and the REST reference, common error codes: what does not exist is 404",
    over=each_family("remove", "get", also=_stores),
)
def remove_then_get(probe: Probe, family: Family) -> None:
    """Remove an item; look for it, for what lies below it and in the list, and remove it once more.

    Another item beside it must still be there.
    """
    assert family.remove is not None
    item = probe.make(family)
    beside = _beside(probe, item)
    below = _below(probe, item)
    removed = probe.need(family.remove, item.path)
    read = probe.ask(family.get, item.path)
    if probe.workshop.recipe(family).fades:
        read = probe.workshop.wait(lambda: probe.ask(family.get, item.path), lambda answer: answer.status == 404)
    probe.expect(read.status == 404, f"after DELETE, GET is answered with {read.status}", removed, read, subject="get")
    found = in_list(probe, item)
    if found is not None:
        probe.expect(not found.there, "after DELETE, the list still has it", removed, found.page, subject="list")
    for operation in below:
        answer = probe.ask(operation, item.path)
        probe.expect(
            answer.status == 404,
            f"after DELETE of what it lies below, {operation} is answered with {answer.status}",
            removed,
            answer,
            subject=operation,
            operation=operation,
        )
    if beside is not None:
        other = probe.ask(family.get, beside.path)
        message = f"after DELETE, GET of another item is answered with {other.status}"
        probe.expect(other.succeeded, message, removed, other, subject="another")
    again = probe.ask(family.remove, item.path)
    probe.expect(
        again.succeeded or again.status == 404,
        f"a second DELETE is answered with {again.status}",
        removed,
        again,
        subject="again",
    )


def _beside(probe: Probe, item: Item) -> Item | None:
    """Make another item in the same place; None where there can be no other of the run's own choosing."""
    family = item.family
    path = {**item.path, family.id_parameter: probe.workshop.new_id(family)} if family.id_parameter else item.path
    return None if path == item.path else probe.workshop.make(family, path=path)


def _below(probe: Probe, item: Item) -> list[str]:
    """Return the operations that read what lies below an item and need no further id, those that answer at present."""
    return [
        operation.id
        for operation in probe.api.operations.values()
        if operation.method == "GET"
        and operation.path.startswith(f"{item.family.path}/")
        and {parameter["name"] for parameter in operation.of("path")} == item.path.keys()
        and probe.ask(operation, item.path).succeeded
    ]


@rule(
    "IC307",
    "Reading changes nothing",
    source="RFC 9110, section 9.2.1: GET is safe",
    over=each_family("get", "create", also=_stores),
)
def read_twice(probe: Probe, family: Family) -> None:
    """Read an item twice."""
    item = probe.make(family)
    first, second = probe.read(item), probe.read(item)
    moves = probe.workshop.recipe(family).moves
    expect_none(probe, unequal(first.json, second.json, leave=moves), first, second)


@rule(
    "IC310",
    "A write that is refused changes nothing",
    source="RFC 9110, section 15.5: the request was not carried out",
    over=each_family("create", "get", also=_stores),
    varied=True,
)
def refused_write(probe: Probe, family: Family) -> None:
    """Send writes over an item that break the schema in their last member, and look whether the others took effect."""
    item = probe.make(family)
    recipe = probe.workshop.recipe(family)
    before = probe.read(item)
    refused = False
    for operation in (family.create, family.update):
        if operation is None:
            continue
        valid = probe.workshop.body(family) if operation is family.create else probe.workshop.change(family)
        for name in _breakable(probe, family, item.sent):
            answer = probe.ask(operation, item.path, body={**_without(valid, name), name: {"wrong": [1]}})
            if answer.succeeded:
                # whether it should have been refused is another rule's question
                before = probe.read(item)
                continue
            refused = True
            after = probe.read(item)
            expect_none(
                probe,
                unequal(before.json, after.json, leave=recipe.moves),
                before,
                answer,
                after,
                operation=operation.id,
            )
    if not refused:
        probe.skip("every write was accepted")


def _breakable(probe: Probe, family: Family, body: Json) -> list[str]:
    """Return members of a body that cannot be objects; the first, a name mostly, and another one where the run is quick."""
    shape = shape_of(probe.api, family.create.body_schema or {}, body)
    names = [name for name in body if not is_object(body[name]) and _typed(shape.member(name))]
    return names[:1] + probe.random.sample(names[1:], 1) if probe.quick and len(names) > 1 else names


def _typed(schema: Any) -> bool:
    kinds = schema.get("type", ())
    return bool(kinds) and "object" not in ([kinds] if isinstance(kinds, str) else kinds)


def _without(body: Json, name: str) -> Json:
    return {other: value for other, value in body.items() if other != name}
