"""Check of members that are the same for the whole application, wherever they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...openapi.api import Api
from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ...openapi.schema_facts import facts_of
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from .rules import rule

_COMMON = re.compile(r"\bthe\s+same\s+for\s+(?:the\s+whole|all\s+devices\s+of\s+one)\s+application\b")


def _showing(api: Api) -> Iterator[tuple[str, ApiOperation]]:
    """Return (member, operation) where the description of a member of what is read tells that it is common."""
    for operation in api.operations.values():
        if operation.method != "GET" or operation.response_schema is None:
            continue
        shape = facts_of(api, operation.response_schema)
        if operation.pageable:
            shape = facts_of(api, facts_of(api, shape.members.get("value", {})).items or {})
        for name, member in shape.members.items():
            if _COMMON.search(str(member.get("description", ""))):
                yield name, operation


@rule(
    "IC323",
    "What is the same for the whole application is shown alike everywhere",
    source="the document: descriptions of members",
    over=lambda api: [((name, operation), (operation.id,)) for name, operation in _showing(api)],
    needs="items",
)
def shown_alike(context: CheckContext, subject: tuple[str, ApiOperation]) -> None:
    """Read it of two items by the operation, and of another item by another one that shows it; compare all values."""
    member, operation = subject
    others = [other for name, other in _showing(context.api) if name == member and other is not operation]
    shown: list[tuple[Exchange, str]] = []
    for read, items in ((operation, 2), *((other, 1) for other in others[:1])):
        shown += [(answer, value) for answer in _readings(context, read, items) for value in _values(answer, member)]
    for (before, value), (exchange, other) in pairwise(shown):
        message = f"{member} is {value!r} here and {other!r} there"
        context.expect(value == other, message, before, exchange)


def _values(exchange: Exchange, name: str) -> list[str]:
    items = exchange.value if exchange.page[0] in exchange.content else [exchange.content]
    return [str(item[name]) for item in items if is_object(item) and name in item]


def _readings(context: CheckContext, operation: ApiOperation, count: int) -> Iterator[Exchange]:
    """Read what new items show of it, or the first page of a list."""
    if operation.pageable:
        yield context.require(operation)
        return
    above = [it for it in context.api.families if operation.path == it.path or operation.path.startswith(f"{it.path}/")]
    family = max(above, key=lambda it: len(it.path), default=None)
    if family is None or family.id_parameter is None:
        return
    for _ in range(count):
        yield context.require(operation, context.create(family).path)
