"""Etags: a change gives a new one, nothing else does, and a write may name the one that it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.schema_facts import has_etag
from ..assertions.json_comparison import unequal
from ..engine.exchange import Exchange
from ..fixtures.check_context import Probe
from ..fixtures.factory import Blocked, Item
from .list_lookup import expect_none, in_list
from .rules import rule

_MEMBER = "the document: etag is the opaque version of the resource"
_HEADER = "the document: header If-Match; RFC 9110, section 13.1.1"


def _with_etag(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    return [
        (
            family,
            tuple(operation.id for operation in (family.create, family.get, family.update, family.list) if operation),
        )
        for family in api.families
        if family.stores and has_etag(api, family.get.response_schema)
    ]


def _writes(api: Api, family: Family) -> list[ApiOperation]:
    """Return the operations that change an item and take an etag in the body."""
    return [
        operation
        for operation in (family.create, family.update)
        if operation is not None and has_etag(api, operation.body_schema)
    ]


def _in_body(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    return [
        (family, tuple(operation.id for operation in _writes(api, family)))
        for family in api.families
        if family.stores and has_etag(api, family.get.response_schema) and _writes(api, family)
    ]


def _takes_header(family: Family) -> bool:
    return family.update is not None and any(
        parameter["in"] == "header" and parameter.get("x-role") == "etag" for parameter in family.update.parameters
    )


def _in_header(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    return [
        (family, (family.update.id, family.get.id))
        for family in api.families
        if family.update is not None and family.stores and _takes_header(family)
    ]


def _in_header_with_etag(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    return [case for case in _in_header(api) if has_etag(api, case[0].get.response_schema)]


def _etag(probe: Probe, exchange: Exchange) -> str:
    """Return the etag of an answer, which has to be there."""
    etag = exchange.json.get("etag")
    probe.expect(
        isinstance(etag, str) and bool(etag),
        f"the answer has no etag, but {etag!r}",
        exchange,
        subject="absent",
        operation=exchange.operation,
    )
    return str(etag)


def _change(probe: Probe, item: Item, **options: Any) -> Exchange:
    """Send a PATCH that changes an item, or a PUT where there is no PATCH."""
    family, etag = item.family, options.pop("etag", None)
    named = {} if etag is None else {"etag": etag}
    if family.update is None:
        return _replace(probe, item, **named)
    body = {**probe.workshop.change(family), **named}
    return probe.ask(family.update, item.path, body=body, **options)


def _replace(probe: Probe, item: Item, **named: str) -> Exchange:
    """Send a PUT that changes an item."""
    body = probe.workshop.fitted(item.family, probe.workshop.body(item.family), item.path)
    return probe.ask(item.family.create, item.path, body={**body, **named})


def _needed(exchange: Exchange) -> Exchange:
    if not exchange.succeeded:
        raise Blocked(exchange)
    return exchange


@rule("IC410", "A change gives a new etag", source=_MEMBER, over=_with_etag)
def renewed(probe: Probe, family: Family) -> None:
    """Change an item by PATCH, member by member, and by PUT; each etag differs from all before."""
    item = probe.make(family)
    seen = {_etag(probe, probe.read(item)): item.exchange}
    answers: list[Exchange] = []
    if family.update is not None:
        for name, value in probe.workshop.change(family).items():
            answers.append(probe.need(family.update, item.path, body={name: value}))
            _expect_new(probe, item, seen, answers[-1])
    again = _replace(probe, item)
    if again.succeeded:
        _expect_new(probe, item, seen, again)
    elif not probe.workshop.recipe(family).irreplaceable:
        raise Blocked(again)


def _expect_new(probe: Probe, item: Item, seen: dict[str, Exchange], answer: Exchange) -> None:
    read = probe.read(item)
    etag = _etag(probe, read)
    probe.expect(
        etag not in seen,
        f"{answer.method} changed it and the etag {etag!r} is one that it had before",
        *({} if etag not in seen else {id(seen[etag]): seen[etag]}).values(),
        answer,
        read,
        subject=answer.method,
        operation=answer.operation,
    )
    seen[etag] = answer


@rule("IC411", "Nothing but a change gives a new etag", source=_MEMBER, over=_with_etag)
def kept(probe: Probe, family: Family) -> None:
    """Read an item, in its list too, and try to change it in vain; the etag is the same each time."""
    item = probe.make(family)
    first = probe.read(item)
    answers = [item.exchange, probe.read(item)]
    listed = in_list(probe, item)
    if listed is not None and listed.item is not None:
        _expect_kept(probe, first, listed.page, listed.item)
    for operation in _writes(probe.api, family):
        refused = probe.ask(operation, item.path, body={**item.sent, "etag": {"wrong": [1]}})
        if not refused.succeeded:
            answers.append(probe.read(item))
    for answer in answers:
        if _at_rest(probe, family, first, answer):
            _etag(probe, answer)
            _expect_kept(probe, first, answer, answer.json)


def _at_rest(probe: Probe, family: Family, first: Exchange, other: Exchange) -> bool:
    """Return whether what moves by itself is where it was; the etag may move with it."""
    moves = probe.workshop.recipe(family).moves
    return all(first.json.get(name) == other.json.get(name) for name in moves)


def _expect_kept(probe: Probe, first: Exchange, answer: Exchange, shown: Mapping[str, Any]) -> None:
    probe.expect(
        shown.get("etag") == first.json.get("etag"),
        f"the etag was {first.json.get('etag')!r} and is {shown.get('etag')!r}, though nothing was changed",
        first,
        answer,
        subject=answer.operation or "",
        operation=answer.operation,
    )


@rule("IC412", "A stale If-Match is refused with 412", source=_HEADER, over=_in_header_with_etag)
def stale_header(probe: Probe, family: Family) -> None:
    """Change an item, then send a change that means the state before; it must be refused and change nothing."""
    item = probe.make(family)
    stale = _etag(probe, probe.read(item))
    _needed(_change(probe, item))
    before = probe.read(item)
    answer = _change(probe, item, headers={"if-match": stale})
    _expect_refused(probe, item, before, answer)


@rule("IC413", "If-Match: * is accepted for what exists", source=_HEADER, over=_in_header)
def any_etag(probe: Probe, family: Family) -> None:
    """Send a change that means any state."""
    item = probe.make(family)
    answer = _change(probe, item, headers={"if-match": "*"})
    probe.expect(answer.succeeded, f"it is answered with {answer.status}", item.exchange, answer)


@rule("IC414", "If-Match with the present etag is accepted", source=_HEADER, over=_in_header_with_etag)
def present_header(probe: Probe, family: Family) -> None:
    """Send a change that means the present state."""
    item = probe.make(family)
    read = probe.read(item)
    answer = _change(probe, item, headers={"if-match": _etag(probe, read)})
    probe.expect(answer.succeeded, f"it is answered with {answer.status}", read, answer)


@rule(
    "IC415",
    "A stale etag in the body is refused with 412",
    source="the document: etag is sent back to make a write fail with 412 after another change",
    over=_in_body,
)
def stale_member(probe: Probe, family: Family) -> None:
    """Change an item, then send changes that mean the state before; they must be refused and change nothing."""
    item = probe.make(family)
    stale = _etag(probe, probe.read(item))
    _needed(_change(probe, item))
    before = probe.read(item)
    answers = [_replace(probe, item, etag=stale)]
    if family.update is not None and has_etag(probe.api, family.update.body_schema):
        answers.append(_change(probe, item, etag=stale))
    for answer in answers:
        _expect_refused(probe, item, before, answer)


@rule(
    "IC416",
    "The present etag in the body is accepted",
    source="the document: etag is sent back unchanged",
    over=_in_body,
)
def present_member(probe: Probe, family: Family) -> None:
    """Send changes that mean the present state."""
    item = probe.make(family)
    if family.update is not None and has_etag(probe.api, family.update.body_schema):
        read = probe.read(item)
        answer = _change(probe, item, etag=_etag(probe, read))
        probe.expect(
            answer.succeeded,
            f"it is answered with {answer.status}",
            read,
            answer,
            subject="PATCH",
            operation=answer.operation,
        )
    read = probe.read(item)
    answer = _replace(probe, item, etag=_etag(probe, read))
    if not probe.workshop.recipe(family).irreplaceable:
        probe.expect(answer.succeeded, f"it is answered with {answer.status}", read, answer, subject="PUT")


def _expect_refused(probe: Probe, item: Item, before: Exchange, answer: Exchange) -> None:
    """Expect 412 and no change; of a PUT, any refusal will do, since the articles name no status for it."""
    refused = answer.status == 412 or (answer.method == "PUT" and 400 <= answer.status < 500)
    probe.expect(
        refused,
        f"a {answer.method} that means an older state is answered with {answer.status}",
        before,
        answer,
        subject=answer.method,
        operation=answer.operation,
    )
    after = probe.read(item)
    leave = probe.workshop.recipe(item.family).moves
    expect_none(probe, unequal(before.json, after.json, leave=leave), before, answer, after)
