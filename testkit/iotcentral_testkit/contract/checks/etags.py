"""Checks of etags: a change sets a new one, nothing else does, and a write may be conditional on one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.schema_facts import has_etag
from ..assertions.json_comparison import unequal
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem, SetupError
from ..fixtures.patch_tour import patch_tour
from .list_lookup import expect_no_differences, find_in_list
from .rules import rule

_MEMBER = "the document: etag is the opaque version of the resource"
_ENTITY_TAG = re.compile(r'"[^",]*"')
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
    """Return the operations that change an item and accept an etag in the body."""
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


def _patched_with_etag(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    """Return the families whose items show an etag and can be patched, whether or not the document names the header."""
    return [
        (family, (family.update.id, family.get.id))
        for family in api.families
        if family.update is not None and family.stores and has_etag(api, family.get.response_schema)
    ]


def _is_met(family: Family, answer: Exchange) -> bool:
    """Return whether a condition that holds was taken so; a header that no document names may be ignored, not failed."""
    return answer.succeeded if _takes_header(family) else answer.status != 412


def _etag(context: CheckContext, exchange: Exchange) -> str:
    """Return the etag of a response, which has to have one."""
    etag = exchange.json.get("etag")
    context.expect(
        isinstance(etag, str) and bool(etag),
        f"the response has no etag, but {etag!r}",
        exchange,
        subject="absent",
        operation=exchange.operation,
    )
    return str(etag)


def _change(context: CheckContext, item: CreatedItem, **options: Any) -> Exchange:
    """Send a PATCH that changes an item, or a PUT where there is no PATCH."""
    family, etag = item.family, options.pop("etag", None)
    named = {} if etag is None else {"etag": etag}
    if family.update is None:
        return _replace(context, item, **named)
    body = {**context.factory.change(family), **named}
    return context.send(family.update, item.path, body=body, **options)


def _replace(context: CheckContext, item: CreatedItem, **named: str) -> Exchange:
    """Send a PUT that changes an item."""
    body = context.factory.fitted(item.family, context.factory.body(item.family), item.path)
    return context.send(item.family.create, item.path, body={**body, **named})


def _needed(exchange: Exchange) -> Exchange:
    if not exchange.succeeded:
        raise SetupError(exchange)
    return exchange


@rule("IC410", "A change sets a new etag", source=_MEMBER, over=_with_etag)
def renewed(context: CheckContext, family: Family) -> None:
    """Change an item by PATCH, member by member, and by PUT; each etag has to differ from all before."""
    item = context.create(family)
    seen = {_etag(context, context.read(item)): item.exchange}
    answers: list[Exchange] = []
    if family.update is not None:
        _expect_new_by_patches(context, family)
        for name, value in context.factory.change(family).items():
            answers.append(context.require(family.update, item.path, body={name: value}))
            _expect_new(context, item, seen, answers[-1])
    again = _replace(context, item)
    if again.succeeded:
        _expect_new(context, item, seen, again)
    elif not context.factory.body_factory(family).irreplaceable:
        raise SetupError(again)


def _expect_new_by_patches(context: CheckContext, family: Family) -> None:
    """Expect that each patch of one member alone that has changed an item gave it an etag that it never had."""
    leave = (*context.factory.body_factory(family).moves, "etag")
    seen: dict[tuple[str, str], Exchange] = {}
    for step in patch_tour(context, family):
        former = str(step.before.json.get("etag"))
        seen.setdefault((step.item.exchange.url, former), step.before)
        if next(unequal(step.before.json, step.after.json, leave=leave), None) is None:
            continue
        known = seen.get((step.item.exchange.url, _etag(context, step.after)))
        context.expect(
            known is None,
            f"a PATCH of {', '.join(step.patch)} changed it, and the etag {former!r} is a former one",
            step.before,
            step.answer,
            step.after,
            subject="PATCH",
            operation=step.answer.operation,
        )
        seen[step.item.exchange.url, str(step.after.json.get("etag"))] = step.after


def _expect_new(context: CheckContext, item: CreatedItem, seen: dict[str, Exchange], answer: Exchange) -> None:
    read = context.read(item)
    etag = _etag(context, read)
    context.expect(
        etag not in seen,
        f"{answer.method} changed it and the etag {etag!r} is a former one",
        *({} if etag not in seen else {id(seen[etag]): seen[etag]}).values(),
        answer,
        read,
        subject=answer.method,
        operation=answer.operation,
    )
    seen[etag] = answer


@rule("IC411", "Nothing but a change sets a new etag", source=_MEMBER, over=_with_etag)
def kept(context: CheckContext, family: Family) -> None:
    """Read an item, also in its list, change another, and send changes that are rejected; the etag has to stay the same."""
    item = context.create(family)
    other = _beside(context, item)
    first = context.read(item)
    answers = [item.exchange, context.read(item)]
    listed = find_in_list(context, item)
    if listed is not None and listed.item is not None:
        _expect_kept(context, first, listed.page, listed.item)
    if other is not None and _change(context, other).succeeded:
        answers.append(context.read(item))
    for operation in _writes(context.api, family):
        rejected = context.send(operation, item.path, body={**item.sent, "etag": {"wrong": [1]}})
        if not rejected.succeeded:
            answers.append(context.read(item))
    for answer in answers:
        if _at_rest(context, family, first, answer):
            _etag(context, answer)
            _expect_kept(context, first, answer, answer.json)


def _beside(context: CheckContext, item: CreatedItem) -> CreatedItem | None:
    """Create another item with the same parents; return None where there is no other id."""
    family = item.family
    path = {**item.path, family.id_parameter: context.factory.new_id(family)} if family.id_parameter else item.path
    return None if path == item.path else context.factory.create(family, path=path)


def _at_rest(context: CheckContext, family: Family, first: Exchange, other: Exchange) -> bool:
    """Return whether the places that change without a request have not changed; the etag may change with them."""
    moves = context.factory.body_factory(family).moves
    return all(first.json.get(name) == other.json.get(name) for name in moves)


def _expect_kept(context: CheckContext, first: Exchange, answer: Exchange, shown: Mapping[str, Any]) -> None:
    context.expect(
        shown.get("etag") == first.json.get("etag"),
        f"the etag was {first.json.get('etag')!r} and is {shown.get('etag')!r}, though nothing was changed",
        first,
        answer,
        subject=answer.operation or "",
        operation=answer.operation,
    )


@rule("IC412", "A stale If-Match is rejected with 412", source=_HEADER, over=_in_header)
def stale_header(context: CheckContext, family: Family) -> None:
    """Change an item, then send changes with the former etag, and with more than the present one; nothing may change.

    The etag of the body does not make up for that of the header, nor the header for the body. Where no response shows an
    etag, one that the server never gave is sent: the item has no such etag either.
    """
    item = context.create(family)
    shown = has_etag(context.api, family.get.response_schema)
    stale = _etag(context, context.read(item)) if shown else f'"{context.factory.word()}"'
    _needed(_change(context, item))
    before = context.read(item)
    answer = _change(context, item, headers={"if-match": stale})
    _expect_rejected(context, item, before, answer)
    if not shown:
        return
    assert family.update is not None  # _in_header
    if has_etag(context.api, family.update.body_schema):
        present = _etag(context, before)
        for header, member in ((stale, present), ("*", stale)):
            answer = _change(context, item, etag=member, headers={"if-match": header})
            _expect_rejected(context, item, before, answer)
    answer = _change(context, item, headers={"if-match": _longer(_etag(context, before))})
    context.expect(
        answer.status == 412,
        f"a PATCH with an etag that only begins with the present one is answered with {answer.status}",
        before,
        answer,
        subject="longer",
        untold="it needs an etag that the run has altered",
    )


def _longer(etag: str) -> str:
    """Return another etag that begins with one, in the same form."""
    return f'{etag[:-1]}0"' if etag.endswith('"') else f"{etag}0"


@rule("IC413", "If-Match: * is accepted for what exists", source=_HEADER, over=_in_header)
def any_etag(context: CheckContext, family: Family) -> None:
    """Send a change with `*`."""
    item = context.create(family)
    answer = _change(context, item, headers={"if-match": "*"})
    context.expect(answer.succeeded, f"it is answered with {answer.status}", item.exchange, answer)


@rule("IC414", "If-Match with the current etag is accepted", source=_HEADER, over=_patched_with_etag)
def present_header(context: CheckContext, family: Family) -> None:
    """Send a change with the current etag, and one with a list of etags that has it, if it has the form of HTTP or is taken in it.

    Where the document does not name the header, HTTP alone does, which knows no other form.
    """
    item = context.create(family)
    etag = _etag(context, read := context.read(item))
    if _takes_header(family) or _ENTITY_TAG.fullmatch(etag):
        answer = _change(context, item, headers={"if-match": etag})
        context.expect(_is_met(family, answer), f"it is answered with {answer.status}", read, answer)
        etag = _etag(context, read := context.read(item))
    if not _ENTITY_TAG.fullmatch(etag):
        if not _change(context, item, headers={"if-match": f'"{etag}"'}).succeeded:
            return  # it has no form that a list may have
        etag = f'"{_etag(context, read := context.read(item))}"'
    if _ENTITY_TAG.fullmatch(etag):
        answer = _change(context, item, headers={"if-match": f'"{context.factory.word()}", {etag}'})
        message = f"a list that has it is answered with {answer.status}"
        context.expect(_is_met(family, answer), message, read, answer, subject="list")


@rule(
    "IC415",
    "A stale etag in the body is rejected with 412",
    source="the document: etag is sent back to make a write fail with 412 after another change",
    over=_in_body,
)
def stale_member(context: CheckContext, family: Family) -> None:
    """Change an item, then send changes with the former etag; they must be rejected and change nothing."""
    item = context.create(family)
    stale = _etag(context, context.read(item))
    _needed(_change(context, item))
    before = context.read(item)
    answers = [_replace(context, item, etag=stale)]
    if family.update is not None and has_etag(context.api, family.update.body_schema):
        answers.append(_change(context, item, etag=stale))
    for answer in answers:
        _expect_rejected(context, item, before, answer)


@rule(
    "IC416",
    "The current etag in the body is accepted",
    source="the document: etag is sent back unchanged",
    over=_in_body,
)
def present_member(context: CheckContext, family: Family) -> None:
    """Send changes with the current etag."""
    item = context.create(family)
    if family.update is not None and has_etag(context.api, family.update.body_schema):
        read = context.read(item)
        answer = _change(context, item, etag=_etag(context, read))
        context.expect(
            answer.succeeded,
            f"it is answered with {answer.status}",
            read,
            answer,
            subject="PATCH",
            operation=answer.operation,
        )
    read = context.read(item)
    answer = _replace(context, item, etag=_etag(context, read))
    if not context.factory.body_factory(family).irreplaceable:
        context.expect(answer.succeeded, f"it is answered with {answer.status}", read, answer, subject="PUT")


def _expect_rejected(context: CheckContext, item: CreatedItem, before: Exchange, answer: Exchange) -> None:
    """Expect 412 and no change; for a PUT any 4xx, since the articles name no status for it."""
    rejected = answer.status == 412 or (answer.method == "PUT" and 400 <= answer.status < 500)
    context.expect(
        rejected,
        f"a {answer.method} with a stale etag is answered with {answer.status}",
        before,
        answer,
        subject=answer.method,
        operation=answer.operation,
    )
    after = context.read(item)
    leave = context.factory.body_factory(item.family).moves
    expect_no_differences(context, unequal(before.json, after.json, leave=leave), before, answer, after)
