"""Checks of what a write does to other items: those beside it in its list, and those that refer to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...openapi.families import Family
from ..assertions.json_comparison import unequal
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.other_items import items_below, referring_items, sibling_of
from .list_lookup import expect_no_differences
from .rules import each_family, rule


def _is_changed(family: Family) -> bool:
    return family.stores and family.remove is not None


@rule(
    "IC318",
    "A write to an item changes no other item",
    source="the document: paths; RFC 9110, section 9.3.4: a PUT creates or replaces the resource at its path, and no other",
    over=each_family("create", "get", also=_is_changed),
)
def others_stay(context: CheckContext, family: Family) -> None:
    """Replace, patch and remove an item beside one whose id resembles its own, what is below that, and items that refer to it.

    Then remove the latter, each of which must leave the item as it is. What is written to the one beside it changes it neither.
    """
    context.skip_preexisting(family)
    item = context.create(family)
    sibling = sibling_of(context.factory, item)
    referring = list(referring_items(context.factory, item))
    below = [] if sibling is None else list(items_below(context.factory, sibling))
    others = [*([sibling] if sibling is not None else []), *below, *referring]
    if not others:
        context.skip("there is no other item that it could change")
    if sibling is not None:
        _expect_own(context, sibling)
    if referring:
        _expect_untouched(context, item)
    readings = [context.read(other) for other in others]
    for answer in _writes(context, item):
        _expect_same(context, others, readings, answer)
    for other in reversed(referring):
        before = context.read(item)
        assert other.family.remove is not None
        removed = context.send(other.family.remove, other.path)
        if removed.succeeded:
            _expect_same(context, [item], [before], removed)
    if sibling is not None and _is_removed_alone(context, item, sibling, *below):
        _stays_beside(context, item, sibling)


def _is_removed_alone(context: CheckContext, item: CreatedItem, *others: CreatedItem) -> bool:
    """Remove an item, and expect others to be as they were; return whether the server removed it."""
    assert item.family.remove is not None
    before = [context.read(other) for other in others]
    removed = context.send(item.family.remove, item.path)
    if removed.succeeded:
        _expect_same(context, others, before, removed)
    return removed.succeeded


def _stays_beside(context: CheckContext, item: CreatedItem, sibling: CreatedItem) -> None:
    """Create a removed item anew, then replace, patch and remove its sibling: a write may go astray in one direction only."""
    if not context.send(item.family.create, item.path, body=item.sent).succeeded:
        return
    before = context.read(item)
    for answer in _writes(context, sibling):
        _expect_same(context, [item], [before], answer)
    _is_removed_alone(context, sibling, item)


def _writes(context: CheckContext, item: CreatedItem) -> Iterator[Exchange]:
    """Send a PUT and a PATCH, and return the responses of those that were accepted."""
    family, factory = item.family, context.factory
    answers = [context.send(family.create, item.path, body=item.sent)]
    if family.update is not None:
        answers.append(context.send(family.update, item.path, body=factory.change(family)))
    yield from (answer for answer in answers if answer.succeeded)


def _expect_own(context: CheckContext, sibling: CreatedItem) -> None:
    """Expect that an item is read as it was created, and not as the one whose id resembles its own."""
    body_factory = context.factory.body_factory(sibling.family)
    read = context.read(sibling)
    leave = (*body_factory.moves, *body_factory.unread, "token")
    expect_no_differences(
        context,
        unequal(sibling.stored, read.json, leave=leave),
        sibling.exchange,
        read,
        operation=sibling.family.get.id,
    )


def _expect_untouched(context: CheckContext, item: CreatedItem) -> None:
    """Expect that an item to which others refer since then has the etag of its creation."""
    moves = context.factory.body_factory(item.family).moves
    etag, read = item.stored.get("etag"), context.read(item)
    at_rest = all(item.stored.get(name) == read.content.get(name) for name in moves)
    message = f"others refer to it, and its etag was {etag!r} and is {read.content.get('etag')!r}"
    holds = etag in (None, read.content.get("etag")) or not at_rest
    context.expect(holds, message, item.exchange, read, subject="etag", operation=item.family.get.id)


def _expect_same(
    context: CheckContext, others: Sequence[CreatedItem], before: Sequence[Exchange], cause: Exchange
) -> None:
    for other, reading in zip(others, before, strict=True):
        after = context.send(other.family.get, other.path)
        context.expect(
            after.succeeded,
            f"{cause.operation} is about another item, and after it {other.family.get} is answered with {after.status}",
            reading,
            cause,
            after,
            subject=str(other.family),
            operation=cause.operation,
        )
        leave = (*context.factory.body_factory(other.family).moves, "etag")
        expect_no_differences(
            context, unequal(reading.json, after.json, leave=leave), reading, cause, after, operation=cause.operation
        )
