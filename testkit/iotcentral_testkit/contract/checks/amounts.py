"""Checks of amounts: an application may have as many items of a kind as the document says, and no more."""

from __future__ import annotations

import re

from ...openapi.families import Family
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .rules import each_family, rule

_MOST = re.compile(r"An application has at\s+most (\d+) ")
_FEW = 20
"""Items up to which an application is filled."""

_BESIDE = "it depends on what else the application has"


def _most(family: Family) -> int | None:
    """Return the number of items that an application may have by the description of their list; None if none is told."""
    told = None if family.list is None else _MOST.search(str(family.list.node.get("description", "")))
    return None if told is None or int(told[1]) > _FEW else int(told[1])


@rule(
    "IC321",
    "An application takes as many items as it may have, and no more",
    source="the document: descriptions of the lists",
    over=each_family("create", "list", "remove", also=lambda family: _most(family) is not None),
)
def as_many_as_documented(context: CheckContext, family: Family) -> None:
    """Fill the application up to the documented number, try one more, and remove them."""
    assert family.list is not None
    most = _most(family)
    assert most is not None
    made: list[CreatedItem] = []
    there = len(context.items(family.list))
    for number in range(there + 1, most + 2):
        path = context.factory.place(family)
        body = context.factory.fitted(family, context.factory.bodies(family)[-1], path)
        answer = context.send(family.create, path, body=body)
        if number > most:
            message = f"an application may have {most} items, and one more is answered with {answer.status}"
            context.expect(not answer.succeeded, message, answer, subject="too many", untold=_BESIDE)
        else:
            message = f"an application may have {most} items, and the one with number {number} is answered with {answer.status}"
            context.expect(answer.succeeded, message, answer, subject="too few", untold=_BESIDE)
            made.append(CreatedItem(family, path, body, answer))
    for item in made:
        context.discard(item)
    if there > most:
        context.skip(f"there are {there} items already")
