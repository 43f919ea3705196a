"""Filtering and sorting of lists: `filter` and `orderby`, for every kind of document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from operator import itemgetter
from typing import Any

from ..languages.odata import Contains, ExpressionError, Junction, ListField, Order, Tree, parse, parse_order
from ..state.narrowing import (
    Narrowing,
    both,
    compared,
    containing,
    either,
    equal,
    mentioning,
    mentioning_part,
)
from ..state.rows import Stored
from ..state.steps import pause
from .calls import Call
from .errors import bad_request
from .pagination import last_key, page, stored_page

__all__ = ["ListField", "filtered_page", "first_text", "text", "truth"]

_BATCH = 200
"""Documents that are read at once from an index."""

Show = Callable[[Stored], Any | None]


def text(member: str) -> ListField:
    """Return the field of a member that holds text."""
    return ListField(str, lambda item: item.get(member), member)


def first_text(member: str) -> ListField:
    """Return the field of the first text of a member that holds a list, absent where there is none."""
    return ListField(str, lambda item: next(iter(item.get(member, ())), None))


def truth(member: str) -> ListField:
    """Return the field of a member that is true or false."""
    return ListField(bool, lambda item: item.get(member), member)


def filtered_page(
    call: Call,
    kind: str,
    shown: Show,
    *,
    fields: Mapping[str, ListField],
    orderby: Collection[str] = (),
    indexed: bool = False,
) -> dict[str, Any]:
    """Return a page of the documents of a kind: those that the filter matches, in the requested order.

    Args:
        call: the request; without `orderby` the page is in the order of creation.
        kind: the kind of the documents.
        shown: returns an item as the response shows it, or None to leave it out.
        fields: name → field that a filter may name; they read the item as the response shows it.
        orderby: names of the fields that the list can be sorted by.
        indexed: whether the kind has indexes over its members, and its items show them as they are stored.

    Raises:
        ServiceError: 400: an expression is not valid; the message names the position.
    """
    tree, order = _filter(call, fields), _order(call, fields, orderby)
    passed = shown if tree is None else _matching(shown, tree)
    narrowing = None if tree is None or not indexed else _narrowing(tree)
    if order is None:
        return stored_page(call, kind, passed, narrowing)
    if indexed:
        return page(call, _sorted_by_index(call, kind, passed, order, narrowing))
    answer = page(call, _sorted(call, kind, passed, order))
    answer["value"] = [passed(Stored(place, id, call.app.get(kind, id))) for place, id in answer["value"]]
    return answer


def _filter(call: Call, fields: Mapping[str, ListField]) -> Tree | None:
    expression = call.role("filter")
    if not expression:
        return None
    try:
        return parse(expression, fields)
    except ExpressionError as error:
        raise bad_request(f"The filter is not valid: {error}.") from None


def _order(call: Call, fields: Mapping[str, ListField], sortable: Collection[str]) -> Order | None:
    expression = call.role("orderby")
    if not expression:
        return None
    try:
        return parse_order(expression, fields, sortable)
    except ExpressionError as error:
        raise bad_request(f"The orderby is not valid: {error}.") from None


def _narrowing(tree: Tree) -> Narrowing | None:
    """Return the condition of SQL that every document meets which a filter matches; None: there is none."""
    if isinstance(tree, Junction):
        return (both if tree.every else either)(_narrowing(term) for term in tree.terms)
    member = tree.field.member
    if isinstance(tree, Contains):
        return mentioning_part(tree.text) if member is None else containing(member, tree.text)
    if member is None:
        return mentioning(tree.value) if tree.operator == "eq" and isinstance(tree.value, str) else None
    if tree.operator == "eq":
        return equal(member, tree.value)
    return compared(member, tree.operator, tree.value)


def _sorted_by_index(
    call: Call, kind: str, shown: Show, order: Order, narrowing: Narrowing | None
) -> Iterator[tuple[list[Any], Any]]:
    """Return items with their keys, read in the order of an index from where the page before ended."""
    assert order.field.member is not None  # the fields of an indexed list are members
    key = last_key(call)
    after = None if key is None else (_ascending(key[0]) if order.descending else key[0], key[1])
    while found := call.app.store.sorted(
        call.app.name,
        kind,
        order.field.member,
        after=after,
        descending=order.descending,
        limit=_BATCH,
        narrowing=narrowing,
    ):
        for stored in found:
            pause()
            after = (str(stored.content.get(order.field.member) or ""), stored.place)
            item = shown(stored)
            if item is not None:
                yield [_descending(after[0]) if order.descending else after[0], stored.place], item


def _matching(shown: Show, tree: Tree) -> Show:
    def passed(stored: Stored) -> Any | None:
        item = shown(stored)
        return item if item is not None and tree.holds(item) else None

    return passed


def _sorted(call: Call, kind: str, shown: Show, order: Order) -> Iterator[tuple[list[Any], tuple[int, str]]]:
    """Return places and ids with their keys: the field's value, then the place, which makes equal values unique.

    Only what is needed for sorting is held, so that a long list does not fill the memory.
    """
    found: list[tuple[str, int, str]] = []
    for stored in call.app.all(kind):
        item = shown(stored)
        if item is not None:
            found.append((str(order.field.of(item) or ""), stored.place, stored.id))
    found.sort(key=itemgetter(0), reverse=order.descending)  # equal values stay in the order of their places
    for value, place, id in found:
        yield [_descending(value) if order.descending else value, place], (place, id)


def _descending(value: str) -> list[int]:
    """Return a key that sorts texts in descending order; the end of a text comes last, hence its 1."""
    return [*(-ord(character) for character in value), 1]


def _ascending(key: list[int]) -> str:
    """Return the text that such a key was made of."""
    return "".join(chr(-number) for number in key[:-1])
