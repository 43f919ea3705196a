"""Check of the lengths of texts: one as long as the document allows is accepted, and none is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import at, place_name
from ..assertions.json_comparison import Difference, same
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.hardened_bodies import Hardened, longest_bodies
from .list_lookup import expect_no_differences
from .rules import each_family, rule


@rule(
    "IC228",
    "A text of its documented length is accepted and kept, and a longer one is not cut off",
    source="the document: maxLength of each member, and the lengths that its description tells",
    over=each_family("create", "get", "remove", also=lambda family: family.stores),
)
def lengths(context: CheckContext, family: Family) -> None:
    """Create items with the longest texts, and with texts one character longer, which a server may reject."""
    context.skip_preexisting(family)
    seen = set[Any]()
    for body in context.factory.bodies(family):
        for number, hardened in enumerate(longest_bodies(context.factory, family, body)):
            if not seen.issuperset(hardened.values):
                seen |= {*hardened.values}
                _expect_kept(context, family, hardened, required=number == 0)
    if not seen:
        context.skip("no text that is sent has a documented length")


def _expect_kept(context: CheckContext, family: Family, longest: Hardened, *, required: bool) -> None:
    """Create an item, which has to be accepted if that is required; what is accepted is kept."""
    path = context.factory.place(family)
    body = context.factory.body_factory(family).fits(longest.body, path)
    answer = context.send(family.create, path, body=body)
    places = ", ".join(place_name(keys) for keys, _ in longest.values)
    message = f"{places}: texts as long as the document allows are answered with {answer.status}"
    context.expect(answer.succeeded or not required, message, answer, subject=places)
    if answer.succeeded:
        item = CreatedItem(family, path, body, answer)
        read = context.read(item)
        expect_no_differences(context, _altered(longest, read.json), answer, read, operation=family.get.id)
        context.discard(item)


def _altered(longest: Hardened, shown: Any) -> Iterator[Difference]:
    for keys, value in longest.values:
        found = at(shown, keys)
        if not same(value, found):
            yield Difference(place_name(keys), value, found)
