"""Checks of organizations: callers of one reach nothing of another, nor of the root."""

from __future__ import annotations

from functools import partial
from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.schema_facts import facts_of
from ..engine.exchange import Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem, Factory, SetupError
from ..fixtures.request_fixtures import RequestFixture, family_of, has_member, valid_request
from ..fixtures.restricted_tokens import token_of
from ..fixtures.roles import (
    OPERATOR_ROLE,
    ORGANIZATION_ADMINISTRATOR_ROLE,
    ORGANIZATION_OPERATOR_ROLE,
    ORGANIZATION_VIEWER_ROLE,
)
from .list_lookup import expect_hidden
from .requests_within import other_organization, request_within, state_of
from .rules import each_family, once, rule

_ORGANIZATIONS = "Manage IoT Central organizations; how to use the REST API to manage organizations"


def _sees_below(context: CheckContext, family: Family, organization: str, token: str) -> None:
    """Expect that a viewer sees the items of the organizations below its own, those below these included."""
    made: list[CreatedItem] = []
    for level in ("below", "below that"):
        body = {"displayName": context.factory.title(), "parent": organization}
        below = context.factory.shared(f"organization {level}", "Organizations", partial(dict[str, Any], body))
        item = context.create(family, organizations=[below.id])
        made.append(item)
        seen = context.send(family.get, item.path, token=token)
        context.expect(
            seen.succeeded,
            f"a viewer should see the items of organizations below its own, but {seen.status} was answered",
            below.exchange,
            item.exchange,
            seen,
            subject=level,
            operation=family.get.id,
        )
        organization = below.id
    assert family.list is not None
    listed = _listed(context, family.list, token)
    missing = [item.exchange for item in made if item.id not in listed]
    message = "a viewer's list lacks an item of an organization below its own"
    context.expect(not missing, message, *missing, subject="below in the list")


def _sees_deeper(context: CheckContext, inside: CreatedItem, token: str) -> None:
    """Expect that whoever sees an organization below its own sees what is below that as well."""
    family = inside.family
    below = context.create(family, {"displayName": context.factory.title(), "parent": inside.id})
    seen, found = (context.send(family.get, item.path, token=token) for item in (inside, below))
    message = f"a viewer sees an organization below its own, and one below that is answered with {found.status}"
    holds = found.succeeded or not seen.succeeded
    context.expect(holds, message, below.exchange, seen, found, subject="deeper", operation=family.get.id)
    context.discard(below)


def _sees_shared(context: CheckContext, inside: CreatedItem, organizations: list[str], token: str) -> None:
    """Expect that whoever sees an item of its organization sees one of two as well; a server may know of one alone."""
    family = inside.family
    schema = facts_of(context.api, family.create.body_schema or {}).members.get("organizations", {})
    if context.api.resolve(schema).get("maxItems", 2) < 2 or family.name == "Devices":  # a device is in one, at most
        return
    try:
        shared = context.create(family, {**inside.sent, "organizations": organizations})
    except SetupError:
        return
    seen, found = (context.send(family.get, item.path, token=token) for item in (inside, shared))
    message = f"a viewer sees an item of its organization, and one of it and another is answered with {found.status}"
    holds = found.succeeded or not seen.succeeded
    context.expect(holds, message, shared.exchange, seen, found, subject="of two", operation=family.get.id)


def _of_organizations(api: Api) -> list[tuple[ApiOperation, tuple[str, ...]]]:
    """Return the operations on items that belong to organizations, and on what is below them."""
    roots = {family.path for family in api.families if has_member(api, family, "organizations") and family.id_parameter}
    return [
        (operation, (operation.id,))
        for operation in api.operations.values()
        if any(operation.path == root or operation.path.startswith(f"{root}/") for root in roots)
    ]


@rule(
    "IC208",
    "A caller of another organization reaches no item, by no operation",
    source=_ORGANIZATIONS,
    over=_of_organizations,
)
def other_organizations_end(context: CheckContext, operation: ApiOperation) -> None:
    """Call an operation on an item of an organization with the token of an operator of another; nothing may change."""
    factory = context.factory
    other = other_organization(factory)
    token = token_of(factory, ORGANIZATION_OPERATOR_ROLE, other)
    family = family_of(context.api, operation)
    if operation.resource == "Jobs":
        # a job cannot be removed, nor the organization that it is in: it stays in the root organization
        fixture = valid_request(context, operation)
        if operation.method == "PUT" and family is not None:
            fixture = RequestFixture(context.create(family).path, fixture.body)
    elif operation.method == "PUT" and family is not None and not family.parents:
        item = context.create(family, organizations=[factory.organization])
        fixture = RequestFixture(item.path, {**factory.body(family), "organizations": [other]}, item)
    else:
        fixture = request_within(context, operation, factory.organization)
    before = state_of(context, operation, fixture)
    exchange = context.send(operation, fixture.path, token=token, **fixture.options)
    # of a PUT the id is not free, whosever item it is, and no document says how that is answered
    taken = {400, 409, 422} if operation.method == "PUT" else set[int]()
    context.expect(
        exchange.status in {403, 404, *taken},
        f"the item is of another organization than the caller, so 403 or 404 was expected, but {exchange.status} was answered",
        exchange,
    )
    after = state_of(context, operation, fixture)
    context.expect(
        before == after,
        f"the request of another organization was rejected, but has changed {before!r} to {after!r}",
        exchange,
        subject="changed it",
    )


@rule(
    "IC209",
    "Callers of an organization list no jobs of the root organization",
    source=_ORGANIZATIONS,
    over=once("Jobs_List", "Jobs_Create"),
)
def jobs_of_the_root(context: CheckContext, _: None) -> None:
    """List jobs with the token of an organization's operator; those of the run are in the root organization."""
    factory = context.factory
    job = factory.shared("Jobs to read", "Jobs")
    token = token_of(factory, ORGANIZATION_OPERATOR_ROLE, factory.organization)
    listed = _listed(context, context.http.named("Jobs_List"), token)
    context.expect(job.id not in listed, "an operator of an organization lists a job of the root organization")


def _listed(context: CheckContext, operation: ApiOperation, token: str) -> set[Any]:
    """Return the ids of a list as a caller sees it, in pages of one: the later ones have to keep to the caller too."""
    return {found.get("id") for found in context.items(operation, query=operation.sized(1), token=token)}


def _owner_member(api: Api, family: Family) -> str | None:
    """Return the member that names the organization in which an item is; None: items are in none."""
    if has_member(api, family, "organizations"):
        return "organizations"
    return {"Organizations": "parent", "Users": "roles"}.get(family.name)


def _owned(factory: Factory, family: Family, organization: str | None) -> Json:
    """Return a body of an item in an organization; None: in the root organization."""
    member = _owner_member(factory.api, family)
    body = {name: value for name, value in factory.body(family).items() if name != member}
    if member == "roles":
        root: Json = {"role": OPERATOR_ROLE}
        within: Json = {"role": ORGANIZATION_OPERATOR_ROLE, "organization": organization}
        return {**body, "roles": [root if organization is None else within]}
    if member is None or organization is None:
        return body
    return {**body, member: organization if member == "parent" else [organization]}


@rule(
    "IC207",
    "Callers of an organization see its items, and none of another",
    source=_ORGANIZATIONS,
    over=lambda api: each_family(
        "list", "get", "create", "remove", also=lambda family: _owner_member(api, family) is not None
    )(api),
    by_hand=True,
    needs="items",
)
def organizations_part(context: CheckContext, family: Family) -> None:
    """Create one item in each of two organizations and one in neither, and read them with a viewer's token.

    Users are read with that of an administrator of the organization, since viewers need not see them.
    """
    factory = context.factory
    own = factory.organization
    other = other_organization(factory)
    reader = ORGANIZATION_ADMINISTRATOR_ROLE if family.name == "Users" else ORGANIZATION_VIEWER_ROLE
    token = token_of(factory, reader, own)
    inside, outside, above = (
        context.create(family, _owned(factory, family, organization)) for organization in (own, other, None)
    )
    assert family.list is not None
    if family.name == "Devices":
        seen = context.send(family.get, inside.path, token=token)
        context.expect(
            seen.succeeded,
            f"a viewer of its organization should see the item, but {seen.status} was answered",
            inside.exchange,
            seen,
            subject="own",
            operation=family.get.id,
        )
        _sees_below(context, family, own, token)
    if _owner_member(context.api, family) == "parent":
        _sees_deeper(context, inside, token)
    if has_member(context.api, family, "organizations"):
        _sees_shared(context, inside, [other, own], token)
    for item, whose in ((outside, "of another organization"), (above, "of the root organization")):
        seen = context.send(family.get, item.path, token=token)
        context.expect(
            seen.status in {403, 404},
            f"an item {whose} should be hidden from a viewer, but GET is answered with {seen.status}",
            item.exchange,
            seen,
            subject=whose,
            operation=family.get.id,
        )
    try:
        listed = _listed(context, family.list, token)
    except SetupError as blocked:
        if blocked.exchange.status != 403 or family.name == "Devices":
            raise
        return  # which roles list what else is not documented, and nothing is shown
    if family.name == "Devices":
        context.expect(
            inside.id in listed, "a viewer's list lacks an item of its organization", subject="own in the list"
        )
    for item, whose in ((outside, "of another organization"), (above, "of the root organization")):
        context.expect(item.id not in listed, f"a viewer's list has an item {whose}", subject=f"{whose} in the list")
    expect_hidden(context, family.list, token, (outside, above))
