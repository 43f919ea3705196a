"""Checks of neighbours: what is below one item is not shown below another, and what others use is not removed."""

from __future__ import annotations

from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.json_places import ABSENT, at
from ..assertions.json_comparison import missing, unequal
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem, SetupError
from ..fixtures.list_fixtures import read_list
from ..fixtures.other_items import resembling_id
from ..fixtures.request_fixtures import has_member
from ..fixtures.roles import ORGANIZATION_OPERATOR_ROLE
from .list_lookup import expect_no_differences
from .rules import each_family, once, rule

_DESCRIPTIONS = "the document: descriptions of the operations"


def _is_below(family: Family) -> bool:
    return family.stores and bool(family.parents)


@rule(
    "IC313",
    "What is below an item belongs to that item alone",
    source="the document: paths; RFC 9110, section 9.3.4: a PUT creates or replaces the resource at its path, and no other",
    over=each_family("create", "get", also=_is_below),
)
def below_two_parents(context: CheckContext, family: Family) -> None:
    """Create an item below each of two parents, with the same id and other content, change the first, and remove it.

    The id of the second parent begins with that of the first.
    """
    first = context.create(family)
    second = _below_another(context, first)
    if second is None:
        context.skip("a second parent was not created")
        return
    unread = context.factory.body_factory(family).unread
    for item in (first, second):
        read = context.send(family.get, item.path)
        message = f"with one of the same id below another parent, it is answered with {read.status}"
        context.expect(read.succeeded, message, first.exchange, second.exchange, read, operation=family.get.id)
        lost = missing(context.api, family.create.body_schema or {}, item.sent, read.json, unread=unread)
        expect_no_differences(context, lost, first.exchange, second.exchange, read)
    before = context.read(second)
    if family.list is not None:
        for item in (first, second):
            path = {name: item.path[name] for name in family.parents}
            reading = read_list(context, family.list, path)
            context.expect(
                len(reading.items) == 1,
                f"one item was created below {next(reversed(path.values()))!r}, and the list has {len(reading.items)}",
                first.exchange,
                second.exchange,
                *reading.pages[:2],
                subject="list",
                operation=family.list.id,
            )
    if family.update is not None:
        changed = context.require(family.update, first.path, body=context.factory.change(family))
        _expect_same(context, second, before, changed)
    if family.remove is not None:
        removed = context.require(family.remove, first.path)
        _expect_same(context, second, before, removed)


def _below_another(context: CheckContext, item: CreatedItem) -> CreatedItem | None:
    """Create an item below another parent, under the same id."""
    family, factory = item.family, context.factory
    parent = next((one for one in context.api.families if one.id_parameter == family.parents[0]), None)
    if parent is None:
        place = factory.place(family)
        if all(place[name] == item.path[name] for name in family.parents):
            return None
    else:
        known = item.path[family.parents[0]]
        other = resembling_id(parent, known) or factory.new_id(parent)
        made = factory.create(parent, _like(context, parent, known), path={str(parent.id_parameter): other})
        place = {**item.path, **made.path}
    if family.id_parameter is not None:
        place[family.id_parameter] = item.path[family.id_parameter]
    return factory.create(family, path=place)


def _like(context: CheckContext, family: Family, id: str) -> Json | None:
    """Return a body for a parent of the same kind as another."""
    read = context.send(family.get, {str(family.id_parameter): id})
    kind = at(read.json, ("attestation", "type"))
    alike = (body for body in context.factory.bodies(family) if at(body, ("attestation", "type")) == kind)
    return next(alike, None) if kind is not ABSENT else None


def _expect_same(context: CheckContext, item: CreatedItem, before: Exchange, cause: Exchange) -> None:
    after = context.send(item.family.get, item.path)
    context.expect(
        after.succeeded,
        f"{cause.method} below one parent, and what is below the other is answered with {after.status}",
        before,
        cause,
        after,
        subject=cause.method,
    )
    leave = context.factory.body_factory(item.family).moves
    expect_no_differences(context, unequal(before.json, after.json, leave=leave), before, cause, after)


def _expect_kept_in_states(context: CheckContext, item: CreatedItem, user: CreatedItem, what: str) -> None:
    """Expect that an item that is in use is not removed, in whatever state its user is (a device that is blocked)."""
    _expect_kept(context, item, user, what)
    update = user.family.update
    if update is None:
        return
    for name, value in context.read(user).content.items():
        if isinstance(value, bool) and has_member(context.api, user.family, name):
            changed = context.send(update, user.path, body={name: not value})
            if changed.succeeded:
                _expect_kept(context, item, user, what, changed)


def _expect_kept(context: CheckContext, item: CreatedItem, user: CreatedItem, what: str, *changed: Exchange) -> None:
    """Expect that an item that is in use is not removed."""
    assert item.family.remove is not None
    before = context.read(item)
    answer = context.send(item.family.remove, item.path)
    context.expect(
        400 <= answer.status < 500,
        f"{what} is removed although it is in use: {answer.status}",
        item.exchange,
        user.exchange,
        *changed,
        answer,
        subject="status",
    )
    read = context.send(item.family.get, item.path)
    context.expect(
        read.succeeded, f"{what} was not removed, and is answered with {read.status}", answer, read, subject="get"
    )
    leave = context.factory.body_factory(item.family).moves
    expect_no_differences(context, unequal(before.json, read.json, leave=leave), before, answer, read)


def _expect_free(context: CheckContext, item: CreatedItem, freed: Exchange, what: str) -> None:
    """Expect that an item is removed once nothing uses it any more, which it may take a moment to notice."""
    remove = item.family.remove
    assert remove is not None
    answer = context.factory.wait(lambda: context.send(remove, item.path), lambda tried: tried.succeeded)
    message = f"nothing uses {what} any more, and its removal is answered with {answer.status}"
    context.expect(answer.succeeded, message, item.exchange, freed, answer, subject="free again")


@rule(
    "IC314",
    "A template is not removed while devices are assigned to it",
    source=_DESCRIPTIONS,
    over=once("DeviceTemplates_Remove", "DeviceTemplates_Get", "Devices_Create"),
)
def template_in_use(context: CheckContext, _: None) -> None:
    """Assign a device to a template, and try to remove the template, at last when the device has another one."""
    template = context.create("DeviceTemplates")
    device = context.create("Devices", {"displayName": context.factory.title(), "template": template.id})
    _expect_kept_in_states(context, template, device, "the template")
    if device.family.update is not None:
        moved = context.send(device.family.update, device.path, body={"template": context.factory.template})
        if moved.succeeded:
            _expect_free(context, template, moved, "the template")


_RESIDENTS = ("Devices", "DeviceGroups", "Dashboards", "Users")
"""Families whose items keep an organization from being removed, by the article on organizations."""


def _with_residents(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    needed = tuple(found.id for name in ("Remove", "Get") if (found := api.named(f"Organizations_{name}")) is not None)
    families = [family for family in api.families if family.name in _RESIDENTS]
    return [(family, (*needed, family.create.id)) for family in families if len(needed) > 1]


@rule(
    "IC315",
    "An organization is not removed while something is in it",
    source=_DESCRIPTIONS,
    over=_with_residents,
    by_hand=True,
)
def organization_in_use(context: CheckContext, family: Family) -> None:
    """Put an item into an organization, and try to remove the organization."""
    organization = context.create("Organizations", {"displayName": context.factory.title()})
    placed = _placed_in(family, organization)
    user = context.create(family, {**context.factory.bodies(family)[-1], **placed})
    if not placed.keys() <= user.sent.keys():
        context.skip("the server does not implement that it is in an organization")
    _expect_kept_in_states(context, organization, user, f"the organization of {family}")
    if family.remove is not None:
        freed = context.require(family.remove, user.path)
        _expect_free(context, organization, freed, f"the organization of {family}")
    if family.name != "Devices":  # a device is in one, at most
        _expect_second_kept(context, family)


def _placed_in(family: Family, *organizations: CreatedItem) -> Json:
    """Return the member by which an item of a family is in organizations."""
    if family.name == "Users":
        return {"roles": [{"role": ORGANIZATION_OPERATOR_ROLE, "organization": place.id} for place in organizations]}
    return {"organizations": [place.id for place in organizations]}


def _expect_second_kept(context: CheckContext, family: Family) -> None:
    """Expect that an organization is kept in which something is as in its second one, if a server knows of two."""
    first, second = (context.create("Organizations", {"displayName": context.factory.title()}) for _ in range(2))
    placed = _placed_in(family, first, second)
    try:
        user = context.create(family, {**context.factory.bodies(family)[-1], **placed})
    except SetupError:
        return
    name = next(iter(placed))
    if user.stored.get(name) == placed[name]:
        _expect_kept(context, second, user, f"the second organization of {family}")
    context.discard(user)


@rule(
    "IC326",
    "A destination is kept whichever of the destinations of an export it is",
    source=f"{_DESCRIPTIONS}: an export names its destinations",
    over=once("Destinations_Remove", "Destinations_Get", "Exports_Create"),
)
def second_destination(context: CheckContext, _: None) -> None:
    """Try to remove the first and the second destination of an export; a server may permit both, or neither."""
    first, second = (context.create("Destinations") for _ in range(2))
    export = context.create("Exports", destinations=[{"id": first.id}, {"id": second.id}])
    assert first.family.remove is not None
    if context.send(first.family.remove, first.path).succeeded:
        context.skip("the server removes destinations that are in use")
    _expect_kept(context, second, export, "the second destination of an export, unlike the first,")


_REFERRING = {"Devices": {"template": "DeviceTemplates"}, "Exports": {"destinations": "Destinations"}}
"""Family → the members of its bodies that have to name what exists, with the resource."""


@rule(
    "IC316",
    "A device is not given a template that does not exist, nor an export a destination that does not",
    source="the document: 400 when `template` is not the id of a device template; How to manage data export with the REST API",
    over=lambda api: [
        ((family, member), (family.create.id,))
        for family in api.families
        for member, resource in _REFERRING.get(family.name, {}).items()
        if resource in api.resources  # else no server can tell what exists
    ],
    by_hand=True,
)
def unknown_reference(context: CheckContext, subject: tuple[Family, str]) -> None:
    """Send an id that does not exist, in a PUT and in a PATCH; nothing may be stored."""
    family, member = subject
    factory = context.factory
    absent: Any = (
        f"dtmi:{factory.prefix}:{factory.word()};1" if member == "template" else [{"id": f"{factory.prefix}-none"}]
    )
    path = factory.place(family)
    answer = context.send(family.create, path, body={**factory.body(family), member: absent})
    context.expect(
        400 <= answer.status < 500,
        f"{member} names {absent!r}, which does not exist, and is answered with {answer.status}",
        answer,
        subject=member,
    )
    read = context.send(family.get, path)
    context.expect(read.status == 404, f"after it, GET is answered with {read.status}", answer, read, subject="stored")
    if family.update is None:
        return
    item = context.create(family)
    before = context.read(item)
    patched = context.send(family.update, item.path, body={member: absent})
    context.expect(
        400 <= patched.status < 500,
        f"a PATCH sets {member} to {absent!r}, which does not exist, and is answered with {patched.status}",
        item.exchange,
        patched,
        subject=f"{member} patched",
        operation=family.update.id,
    )
    after = context.read(item)
    expect_no_differences(
        context, unequal(before.json.get(member), after.json.get(member), place=member), before, patched, after
    )


@rule(
    "IC671",
    "The e-mail address of a user is that of no other",
    source=f"{_DESCRIPTIONS}; RFC 5321, section 2.4: domains have no case",
    over=once("Users_Create", "Users_Get", "Users_Update"),
)
def unique_address(context: CheckContext, _: None) -> None:
    """Create users with the address of another, the domain of which has no case."""
    family = context.factory.family("Users")
    first = context.create(family)
    mailbox, mark, domain = first.sent["email"].rpartition("@")
    for address in (first.sent["email"], f"{mailbox}{mark}{domain.upper()}"):
        body = {**first.sent, "email": address}
        answer = context.send(family.create, context.factory.place(family), body=body)
        context.expect(
            400 <= answer.status < 500,
            f"a second user with the address {address} of the first is answered with {answer.status}",
            first.exchange,
            answer,
        )
    other = context.create(family)
    assert family.update is not None
    patched = context.send(family.update, other.path, body={"type": first.sent["type"], "email": first.sent["email"]})
    read = context.read(other)
    context.expect(
        not patched.succeeded or read.content.get("email") != first.sent["email"],
        f"a PATCH gives a second user the address {first.sent['email']} of the first",
        first.exchange,
        other.exchange,
        patched,
        read,
        subject="patched",
        operation=family.update.id,
    )
