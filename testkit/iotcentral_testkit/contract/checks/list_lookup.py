"""Look-up of items in lists, and expectations of equality, shared by several checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from ...openapi.operations import ApiOperation
from ..assertions.json_comparison import Difference
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.list_fixtures import are_named

__all__ = ["ListLookup", "expect_hidden", "expect_no_differences", "find_in_list"]

_PAGES = 40
"""Pages of a list that are searched; a list may be long, and a new item may be anywhere in it."""


class ListLookup(NamedTuple):
    """Result of a look-up in a list.

    Attributes:
        item: as the list has it; None if it is not in the list.
        page: the page on which the search ended.
    """

    item: dict[str, Any] | None
    page: Exchange

    @property
    def there(self) -> bool:
        """Whether the list has the item."""
        return self.item is not None


def expect_no_differences(
    context: CheckContext,
    differences: Iterable[Difference],
    *exchanges: Exchange,
    operation: str | None = None,
    untold: str = "",
) -> None:
    """Expect that there is no difference.

    Raises:
        DeviationError: there is one; its subject is the place of the first.
    """
    found = list(differences)
    message = "; ".join(map(str, found[:3]))
    subject = found[0].place if found else ""
    context.expect(not found, message, *exchanges, subject=subject, operation=operation, untold=untold)


def find_in_list(context: CheckContext, item: CreatedItem) -> ListLookup | None:
    """Look for an item in the list of its family; return None if there is no list, or none that can be searched."""
    operation = item.family.list
    if operation is None or not are_named(context.api, item.family.get):
        return None
    path = {name: value for name, value in item.path.items() if f"{{{name}}}" in operation.path}
    query = operation.sized(100)
    page = item.exchange
    for page in islice(context.pages(operation, path, query=query), _PAGES):
        for known in page.value:
            if item.id in (known.get("id"), known.get("@id")):
                return ListLookup(known, page)
    complete = page.next_link is None
    return ListLookup(None, page) if complete else None


def expect_hidden(context: CheckContext, operation: ApiOperation, token: str, hidden: Sequence[CreatedItem]) -> None:
    """Expect that items are on no page of a list, however it is sorted or filtered: such lists may be read in other ways.

    Args:
        context: of the check.
        operation: the list.
        token: of a caller who does not reach the items.
        hidden: the items.

    Raises:
        DeviationError: one of them is there.
    """
    ways = {"orderby": "displayName", "filter": f"contains(displayName, '{context.factory.prefix}')"}
    queries = [{parameter: text} for role, text in ways.items() if (parameter := operation.role(role)) is not None]
    short = operation.sized(1)
    for query in queries:
        first = context.send(operation, query={**query, **short}, token=token)
        if not first.succeeded:
            continue  # another rule checks which fields there are
        how = ", ".join(query)
        for page in context.pages(operation, token=token, first=first):
            shown = {found.get("id") for found in page.value}
            for item in hidden:
                message = f"with {how}, the list has an item that the caller does not reach"
                told = {"subject": f"in the list with {how}", "operation": operation.id}
                context.expect(item.id not in shown, message, item.exchange, page, **told)
