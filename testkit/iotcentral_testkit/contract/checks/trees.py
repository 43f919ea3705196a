"""Check of families whose items are below each other: as deep as the document says, and never in a circle."""

from __future__ import annotations

from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.schema_facts import facts_of
from ..engine.exchange import Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.list_fixtures import id_of, read_list
from .rules import rule

_DEPTH = 5
"""Levels of organizations, by the document."""

_DISTANCES = {0: "itself", 1: "what is below it", _DEPTH - 1: "the last below it"}


def _member(api: Api, family: Family) -> str | None:
    """Return the member that names an item of the same family: the one above."""
    members = facts_of(api, family.create.body_schema or {}).members
    return next((name for name, schema in members.items() if schema.get("x-refers-to") == family.name), None)


def _trees(api: Api) -> list[tuple[tuple[Family, str], tuple[str, ...]]]:
    found = [(family, _member(api, family)) for family in api.families if family.stores]
    return [((family, member), (family.create.id, family.get.id)) for family, member in found if member is not None]


@rule(
    "IC322",
    "Items that are below each other may be as deep as documented, and none is below itself",
    source="the document: Organization, a node of the hierarchy, nested five deep",
    over=_trees,
)
def tree(context: CheckContext, subject: tuple[Family, str]) -> None:
    """Create one below the other, read each by itself and in the list, try one level more, and the first below the others."""
    family, member = subject
    chain: list[CreatedItem] = []
    for level in range(_DEPTH):
        chain.append(_below(context, family, member, chain, level))
    if family.list is not None:
        reading = read_list(context, family.list)
        lost = {item.id for item in chain} - {id_of(item) for item in reading.items}
        context.expect(
            not lost or not reading.whole,
            f"{sorted(lost)} can be read one by one, and the list lacks them",
            chain[-1].exchange,
            *reading.pages[:3],
            subject="list",
            operation=family.list.id,
        )
    _expect_no_deeper(context, family, member, chain[-1])
    for level, below in enumerate(chain):
        _expect_no_circle(context, member, chain[0], below, _DISTANCES.get(level, f"what is {level} levels below it"))


def _below(context: CheckContext, family: Family, member: str, chain: list[CreatedItem], level: int) -> CreatedItem:
    """Create an item below the last of a chain, which has to be accepted."""
    above: Json = {member: chain[-1].id} if chain else {}
    body = {name: value for name, value in context.factory.body(family).items() if name != member} | above
    path = context.factory.place(family)
    answer = context.send(family.create, path, body=body)
    before = [chain[-1].exchange] if chain else []
    message = f"it is on level {level + 1} of {_DEPTH}, and its creation is answered with {answer.status}"
    context.expect(answer.succeeded, message, *before, answer, subject="depth")
    item = CreatedItem(family, path, body, answer)
    read = context.read(item)
    found: Any = read.json.get(member)
    message = f"{member} was set to {above.get(member)!r}, and is {found!r}"
    context.expect(found == above.get(member), message, answer, read, subject=member, operation=family.get.id)
    return item


def _expect_no_deeper(context: CheckContext, family: Family, member: str, lowest: CreatedItem) -> None:
    """Try to create an item below the last level, and to move one there."""
    aside = context.create(family, {name: value for name, value in lowest.sent.items() if name != member})
    path, below = context.factory.place(family), {member: lowest.id}
    tried = [(family.create, path, {**aside.sent, **below})]
    if family.update is not None:
        tried.append((family.update, aside.path, below))
    for operation, place, body in tried:
        answer = context.send(operation, place, body=body)
        read = context.send(family.get, place)
        context.expect(
            not answer.succeeded or read.content.get(member) != lowest.id,
            f"there are {_DEPTH} levels by the document, and one on level {_DEPTH + 1} is answered with {answer.status}",
            lowest.exchange,
            answer,
            read,
            subject=f"too deep by {operation.method}",
            operation=operation.id,
        )


def _expect_no_circle(context: CheckContext, member: str, top: CreatedItem, below: CreatedItem, distance: str) -> None:
    """Try to put the top of a chain below another item of it, which may be ignored, but not done."""
    operation = top.family.update or top.family.create
    body = {member: below.id} if operation is top.family.update else {**top.sent, member: below.id}
    answer = context.send(operation, top.path, body=body)
    read = context.read(top)
    context.expect(
        not answer.succeeded or read.json.get(member) != below.id,
        f"it is put below {distance}, which is answered with {answer.status}",
        below.exchange,
        answer,
        read,
        subject=f"below {distance}",
        operation=operation.id,
    )
