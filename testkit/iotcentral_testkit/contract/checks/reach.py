"""Checks of reach: where a caller of an organization may put items, and what it reaches when items and organizations move."""

from __future__ import annotations

from ...openapi.api import Api
from ...openapi.families import Family
from ..engine.exchange import Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.request_fixtures import has_member
from ..fixtures.restricted_tokens import secret_of, token_of
from ..fixtures.roles import (
    BUILDER_ROLE,
    OPERATOR_ROLE,
    ORGANIZATION_OPERATOR_ROLE,
    ORGANIZATION_VIEWER_ROLE,
)
from .requests_within import other_organization
from .rules import once, rule

_ORGANIZATIONS = "Manage IoT Central organizations; how to use the REST API to manage organizations"


def _placed(api: Api) -> list[tuple[Family, tuple[str, ...]]]:
    """Return the families whose items are placed in organizations and can be removed."""
    families = [family for family in api.families if family.remove is not None and family.list is not None]
    return [
        (family, tuple(found.id for found in (family.create, family.get, family.update) if found is not None))
        for family in families
        if family.stores and has_member(api, family, "organizations")
    ]


@rule(
    "IC213",
    "A caller of an organization puts no item into another",
    source=_ORGANIZATIONS,
    over=_placed,
)
def stays_within(context: CheckContext, family: Family) -> None:
    """Create an item in another organization, and move one there, with the token of an organization's operator."""
    factory, other = context.factory, other_organization(context.factory)
    token = token_of(factory, ORGANIZATION_OPERATOR_ROLE, factory.organization)
    path = factory.place(family)
    body = factory.fitted(family, {**factory.body(family), "organizations": [other]}, path)
    answer = context.send(family.create, path, token=token, body=body)
    message = f"an operator of one organization creates an item in another: {answer.status}"
    context.expect(400 <= answer.status < 500, message, answer, subject="created")
    if family.update is None:
        return
    item = context.create(family, organizations=[factory.organization])
    moved = context.send(family.update, item.path, token=token, body={"organizations": [other]})
    read = context.read(item)
    message = f"an operator of one organization moves an item to another: {moved.status}"
    kept = read.content.get("organizations") == [factory.organization]
    context.expect(kept, message, item.exchange, moved, read, subject="moved", operation=family.update.id)


@rule(
    "IC214",
    "A caller reaches what is in its organizations now",
    source=_ORGANIZATIONS,
    over=lambda api: [case for case in _placed(api) if case[0].update is not None],
    by_hand=True,
)
def left_behind(context: CheckContext, family: Family) -> None:
    """Move an item to another organization; a viewer of the former one then neither reads nor lists it."""
    factory = context.factory
    token = token_of(factory, ORGANIZATION_VIEWER_ROLE, factory.organization)
    item = context.create(family, organizations=[factory.organization])
    assert family.update is not None
    context.send(family.get, item.path, token=token)
    moved = context.send(family.update, item.path, body={"organizations": [other_organization(context.factory)]})
    if not moved.succeeded:
        context.skip("the server moves no item to another organization")
    _expect_gone(context, item, token, "the item was moved to another organization")


@rule(
    "IC215",
    "A caller reaches what is below its organization now",
    source=_ORGANIZATIONS,
    over=once("Organizations_Update", "Organizations_Create", "Devices_Create", "Devices_Get", "Devices_List"),
)
def organizations_move(context: CheckContext, _: None) -> None:
    """Create an organization below that of a viewer who was seen before, with a device, and move it away."""
    factory = context.factory
    token = token_of(factory, ORGANIZATION_VIEWER_ROLE, factory.organization)
    context.require("Devices_List", token=token)
    below = context.create("Organizations", {"displayName": factory.title(), "parent": factory.organization})
    device = context.create("Devices", {"displayName": factory.title(), "organizations": [below.id]})
    seen = context.send("Devices_Get", device.path, token=token)
    message = f"a device is in a new organization below that of a viewer, who is answered with {seen.status}"
    told = {"subject": "new organization", "operation": str(seen.operation)}
    context.expect(seen.succeeded, message, below.exchange, device.exchange, seen, **told)
    moved = context.send("Organizations_Update", below.path, body={"parent": other_organization(context.factory)})
    if moved.succeeded:
        _expect_gone(context, device, token, "its organization was moved below another")
    context.discard(device)


def _expect_gone(context: CheckContext, item: CreatedItem, token: str, why: str) -> None:
    family = item.family
    assert family.list is not None
    seen = context.send(family.get, item.path, token=token)
    message = f"{why}, and a viewer of the former one is answered with {seen.status}"
    told = {"subject": "read", "operation": family.get.id}
    context.expect(seen.status in {403, 404}, message, item.exchange, seen, **told)
    pages = [*context.pages(family.list, token=token)]
    listed = any(found.get("id") == item.id for page in pages for found in page.value)
    told = {"subject": "listed", "operation": family.list.id}
    context.expect(not listed, f"{why}, and a viewer of the former one lists it", item.exchange, *pages[-2:], **told)


@rule(
    "IC216",
    "A token acts with each of its roles",
    source="the document: ApiToken, acts with the roles assigned to it",
    over=once("ApiTokens_Create", "DeviceTemplates_Create", "Devices_Create", "Devices_Get"),
)
def each_role_counts(context: CheckContext, _: None) -> None:
    """Create tokens with two roles in either order, and do what one of them permits alone."""
    factory = context.factory
    for roles in ((OPERATOR_ROLE, BUILDER_ROLE), (BUILDER_ROLE, OPERATOR_ROLE)):
        token = context.create("ApiTokens", {"roles": [{"role": role} for role in roles]})
        family = factory.family("DeviceTemplates")
        path = factory.place(family)
        body = factory.fitted(family, factory.body(family), path)
        answer = context.send(family.create, path, token=secret_of(token.stored), body=body)
        message = f"a token has the roles of an operator and a builder, and creates no template: {answer.status}"
        context.expect(answer.succeeded, message, token.exchange, answer, subject="of the application")
    places = (factory.organization, other_organization(context.factory))
    roles_of: list[Json] = [{"role": ORGANIZATION_VIEWER_ROLE, "organization": place} for place in places]
    token = context.create("ApiTokens", {"roles": roles_of})
    for number, place in enumerate(places, start=1):
        device = context.create("Devices", {"displayName": factory.title(), "organizations": [place]})
        answer = context.send("Devices_Get", device.path, token=secret_of(token.stored))
        message = f"a token has a role in two organizations, and reads nothing of number {number}: {answer.status}"
        context.expect(answer.succeeded, message, token.exchange, device.exchange, answer, subject="of organizations")
