"""Checks of amounts: as many items of a kind, and as many references, as the document says, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.schema_facts import facts_of
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .rules import each_family, rule

_MOST = re.compile(r"An application has at\s+most (\d+) ")
_ONE = re.compile(r"\bat\s+most\s+one\b")
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


def _alone(api: Api, family: Family) -> Iterator[tuple[str, str]]:
    """Return (member, resource) of members that hold one reference at most, by their descriptions alone."""
    for name, member in facts_of(api, family.create.body_schema or {}).members.items():
        array = facts_of(api, member).items is not None and "maxItems" not in api.resolve(member)
        if array and "x-refers-to" in member and _ONE.search(str(member.get("description", ""))):
            yield name, str(member["x-refers-to"])


@rule(
    "IC324",
    "A member that holds one reference at most is not given two",
    source="the document: descriptions of members",
    over=lambda api: [
        ((family, name, resource), tuple(found.id for found in (family.create, family.update, family.get) if found))
        for family in api.families
        if family.stores
        for name, resource in _alone(api, family)
    ],
)
def one_reference(context: CheckContext, subject: tuple[Family, str, str]) -> None:
    """Send two, in a PUT and in a PATCH."""
    family, name, resource = subject
    factory = context.factory
    first, second = (factory.shared(f"{which} of two", resource).id for which in ("first", "second"))
    item = context.create(family)
    path = factory.place(family)
    body = factory.fitted(family, {**factory.body(family), name: [first, second]}, path)
    tried = [(family.create, path, body)]
    if family.update is not None:
        tried.append((family.update, item.path, {name: [first, second]}))
    for operation, place, sent in tried:
        answer = context.send(operation, place, body=sent)
        message = f"{name} holds one reference at most, and is given two: {answer.status}"
        told = {"subject": f"{name} by {operation.method}", "operation": operation.id}
        context.expect(400 <= answer.status < 500, message, answer, **told)
