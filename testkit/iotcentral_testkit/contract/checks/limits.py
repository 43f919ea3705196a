"""Check of limits: a value that is as great, as small or as long as the document allows is accepted, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import at
from ..assertions.json_comparison import Difference, same
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.hardened_bodies import Hardened, limit_bodies, longer_bodies
from .list_lookup import expect_no_differences
from .rules import each_family, rule


@rule(
    "IC228",
    "A value at its documented limit is accepted and kept, and a longer text is not cut off",
    source="the document: minimum, maximum and maxLength of each member, and the lengths that its description tells",
    over=each_family("create", "get", "remove", also=lambda family: family.stores),
)
def values_at_limits(context: CheckContext, family: Family) -> None:
    """Create items with the least numbers, the greatest ones and the longest texts, and with texts one character longer."""
    context.skip_preexisting(family)
    seen = set[Any]()
    for body in context.factory.bodies(family):
        limited = limit_bodies(context.factory, family, body)
        longer = longer_bodies(context.factory, family, body)
        for hardened in (*limited, *longer):
            if not seen.issuperset(hardened.values):
                seen |= {*hardened.values}
                _expect_kept(context, family, hardened, required=hardened in limited)
    if not seen:
        context.skip("no member that is sent has a documented limit")


def _expect_kept(context: CheckContext, family: Family, limited: Hardened, *, required: bool) -> None:
    """Create an item, which has to be accepted if that is required; what is accepted is kept."""
    path = context.factory.place(family)
    body = context.factory.body_factory(family).fits(limited.body, path)
    answer = context.send(family.create, path, body=body)
    places = ", ".join(_place(keys) for keys, _ in limited.values)
    message = f"{places}: what the document allows at the most or the least is answered with {answer.status}"
    context.expect(answer.succeeded or not required, message, answer, subject=places)
    if answer.succeeded:
        item = CreatedItem(family, path, body, answer)
        read = context.read(item)
        expect_no_differences(context, _altered(limited, read.json), answer, read, operation=family.get.id)
        context.discard(item)


def _altered(limited: Hardened, shown: Any) -> Iterator[Difference]:
    for keys, value in limited.values:
        found = at(shown, keys)
        if not same(value, found):
            yield Difference(_place(keys), value, found)


def _place(keys: tuple[Any, ...]) -> str:
    return "/".join("*" if isinstance(key, int) else str(key) for key in keys)
