"""Checks of authorization: what roles permit, what they do not, and the roles that callers may grant."""

from __future__ import annotations

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.schema_facts import facts_of
from ..engine.exchange import Json
from ..fixtures.check_context import CheckContext
from ..fixtures.list_fixtures import id_of
from ..fixtures.request_fixtures import valid_request
from ..fixtures.restricted_tokens import role_name, token_of
from ..fixtures.roles import (
    ADMINISTRATOR_ROLE,
    BUILDER_ROLE,
    OPERATOR_ROLE,
    ORGANIZATION_ADMINISTRATOR_ROLE,
    ORGANIZATION_OPERATOR_ROLE,
    ORGANIZATION_VIEWER_ROLE,
)
from .requests_within import other_organization, request_within, state_of
from .rules import each_family, each_operation, rule

_ROLES = "Manage users and roles in your IoT Central application"

_WORK = frozenset({"Devices", "DeviceGroups", "Jobs"})

_MAY: dict[str, frozenset[str]] = {
    OPERATOR_ROLE: _WORK,
    BUILDER_ROLE: _WORK | {"DeviceTemplates", "ScheduledJobs", "Dashboards", "DeploymentManifests"},
}
"""Role → families on which it may call every operation."""

_ADMINISTRATION = frozenset({"Users", "ApiTokens", "Organizations"})

_EXPORT = frozenset({"Destinations", "Exports"})

_MAY_NOT: dict[str, frozenset[str]] = {
    OPERATOR_ROLE: _ADMINISTRATION | _EXPORT | {"DeviceTemplates", "FileUploads"},
    BUILDER_ROLE: _ADMINISTRATION | _EXPORT,
}
"""Role → resources that it may not change; a viewer of an organization may not change anything."""

_TOKENS = frozenset({"ApiTokens"})

_MAY_NOT_READ: dict[str, frozenset[str]] = {
    OPERATOR_ROLE: _TOKENS | _EXPORT,
    BUILDER_ROLE: _TOKENS | _EXPORT,
    ORGANIZATION_VIEWER_ROLE: _TOKENS,
}
"""Role → resources that it may not even read: it does not administer the application, or has no part in data export."""


def _allowed(api: Api) -> list[tuple[tuple[str, ApiOperation], tuple[str, ...]]]:
    """Return (role, operation) pairs that the roles may call."""
    found: list[tuple[tuple[str, ApiOperation], tuple[str, ...]]] = []
    for role, names in _MAY.items():
        for family in api.families:
            if family.name in names:
                operations = (family.list, family.get, family.create, family.update, family.remove)
                found += [((role, operation), (operation.id,)) for operation in operations if operation is not None]
    return found


def _forbidden(api: Api) -> list[tuple[tuple[str, ApiOperation], tuple[str, ...]]]:
    """Return (role, operation) pairs that the roles may not call."""
    query = api.named("Query_Run")
    changing = [op for op in api.operations.values() if op.method not in {"GET", "HEAD"} and op is not query]
    pairs = [(role, op) for role, names in _MAY_NOT.items() for op in changing if op.resource in names]
    reading = [op for op in api.operations.values() if op.method == "GET"]
    pairs += [(role, op) for role, names in _MAY_NOT_READ.items() for op in reading if op.resource in names]
    pairs += [(ORGANIZATION_VIEWER_ROLE, op) for op in changing]
    return [(pair, (pair[1].id,)) for pair in pairs]


@rule(
    "IC205",
    "A role may call the operations that it permits",
    source=_ROLES,
    over=_allowed,
)
def roles_suffice(context: CheckContext, subject: tuple[str, ApiOperation]) -> None:
    """Send an otherwise valid request with a token of the role."""
    role, operation = subject
    token = token_of(context.factory, role)
    fixture = valid_request(context, operation)
    exchange = context.send(operation, fixture.path, token=token, **fixture.options)
    context.expect(
        exchange.succeeded,
        f"the role {role_name(role)} permits this, but the response is {exchange.status} {exchange.error_code or ''}",
        exchange,
        subject=role_name(role),
    )


@rule(
    "IC206",
    "A role may not call other operations than it permits",
    source=_ROLES,
    over=_forbidden,
)
def roles_end(context: CheckContext, subject: tuple[str, ApiOperation]) -> None:
    """Call an operation that would succeed for an administrator; it must be rejected and change nothing."""
    role, operation = subject
    within = context.factory.organization if role == ORGANIZATION_VIEWER_ROLE else None
    token = token_of(context.factory, role, within)
    fixture = request_within(context, operation, within)
    before = state_of(context, operation, fixture)
    exchange = context.send(operation, fixture.path, token=token, **fixture.options)
    rejected = {403} if within is None else {403, 404}
    context.expect(
        exchange.status in rejected,
        f"the role {role_name(role)} does not permit this, so 403 was expected, but {exchange.status} was answered",
        exchange,
        subject=role_name(role),
    )
    after = state_of(context, operation, fixture)
    context.expect(
        before == after,
        f"the request of the role {role_name(role)} was rejected, but has changed {before!r} to {after!r}",
        exchange,
        subject=f"{role_name(role)} changed it",
    )


def _grants_roles(api: Api, family: Family) -> bool:
    schema = family.create.body_schema or {}
    shape = facts_of(api, schema)
    return any("roles" in facts_of(api, schema, {shape.tag: tag}).members for tag in (*shape.tags, None))


@rule(
    "IC212",
    "An administrator of an organization grants no role outside it",
    source=_ROLES,
    over=lambda api: each_family("create", "get", also=lambda family: _grants_roles(api, family))(api),
)
def grants_end(context: CheckContext, family: Family) -> None:
    """Create with such a token what has a role of the whole application, or of another organization."""
    factory = context.factory
    other = other_organization(factory)
    token = token_of(factory, ORGANIZATION_ADMINISTRATOR_ROLE, factory.organization)
    grants: dict[str, Json] = {
        "the whole application": {"role": ADMINISTRATOR_ROLE},
        "another organization": {"role": ORGANIZATION_OPERATOR_ROLE, "organization": other},
    }
    for where, assignment in grants.items():
        path = factory.place(family)
        body = factory.fitted(family, {**factory.body(family), "roles": [assignment]}, path)
        answer = context.send(family.create, path, token=token, body=body)
        message = f"the administrator of an organization grants a role of {where}: {answer.status}"
        context.expect(400 <= answer.status < 500, message, answer, subject=where)
        read = context.send(family.get, path)
        message = f"it was rejected, and GET is answered with {read.status}"
        context.expect(read.status == 404, message, answer, read, subject=f"{where} stored")


def _reads_one(operation: ApiOperation) -> bool:
    return operation.method == "GET" and operation.path.endswith("}") and len(operation.of("path")) == 1


@rule(
    "IC217",
    "A caller reads what it lists",
    source=f"{_ROLES}: a permission to view holds for items as for their list",
    over=each_operation(_reads_one),
)
def listed_is_read(context: CheckContext, operation: ApiOperation) -> None:
    """List with the tokens of roles that may not do everything, and read the first and the last item."""
    listing = context.api.at("GET", operation.path.rpartition("/")[0])
    if listing is None:
        context.skip("its items are not listed")
        return
    shown = False
    for role in _MAY:
        token = token_of(context.factory, role)
        page = context.send(listing, token=token)
        ids = [id_of(item) for item in page.value] if page.succeeded else []
        for id in dict.fromkeys((*ids[:1], *ids[-1:])):
            shown = True
            answer = context.send(operation, {operation.of("path")[0]["name"]: id}, token=token)
            if answer.status == 404:
                continue  # it may have been removed since
            message = f"the role {role_name(role)} lists {id!r}, and its GET is answered with {answer.status}"
            context.expect(answer.succeeded, message, page, answer, subject=role_name(role))
    if not shown:
        context.skip("no restricted role lists any of them")
