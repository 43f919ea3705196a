"""Checks of authorization: missing, wrong, expired and removed tokens, permissions of roles, and organizations."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.planes import SERVED
from ...openapi.schema_facts import facts_of
from ..engine.exchange import Exchange, Json
from ..engine.server_times import server_time
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem, Factory, SetupError
from ..fixtures.job_fixtures import provisioned
from ..fixtures.request_fixtures import (
    RequestFixture,
    absent_path,
    example_body,
    family_of,
    has_member,
    valid_request,
    writes_without_id,
)
from ..fixtures.restricted_tokens import invalid_authorizations, role_name, secret_of, token_of
from ..fixtures.roles import (
    ADMINISTRATOR_ROLE,
    BUILDER_ROLE,
    OPERATOR_ROLE,
    ORGANIZATION_ADMINISTRATOR_ROLE,
    ORGANIZATION_OPERATOR_ROLE,
    ORGANIZATION_VIEWER_ROLE,
)
from .list_lookup import expect_hidden
from .rules import each_family, each_operation, once, rule

_AUTHENTICATION = "How to authenticate and authorize REST API calls; common error codes: 401"
_ROLES = "Manage users and roles in your IoT Central application"
_ORGANIZATIONS = "Manage IoT Central organizations; how to use the REST API to manage organizations"

_LIFE = 2
"""Lifetime in seconds of a token that is to expire."""

_FORGED = "it needs a credential that the run has forged out of one of its tokens"

_GRACE = 5.0
"""Seconds until all nodes of a server know that a token was removed."""


@rule(
    "IC201",
    "Every request without a token is 401",
    source=_AUTHENTICATION,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def without_token(context: CheckContext, operation: ApiOperation) -> None:
    """Send a request without the header."""
    _skip_unsafe(context, operation)
    _expect_401(context, _request_absent(context, operation, None), "without a token")


@rule(
    "IC202",
    "A wrong token is 401",
    source=_AUTHENTICATION,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def wrong_token(context: CheckContext, operation: ApiOperation) -> None:
    """Send headers that are not valid: one per operation in a quick run, all of them for one operation and in full runs."""
    _skip_unsafe(context, operation)
    read_only = context.http.options.read_only
    mints = "ApiTokens_Create" in context.api.operations and not read_only
    headers = invalid_authorizations(context.random, token_of(context.factory, OPERATOR_ROLE) if mints else None)
    kinds = (
        list(headers)
        if operation.id == context.api.question or not context.quick
        else [context.random.choice(list(headers))]
    )
    for kind in kinds:
        untold = _FORGED if "&" in headers[kind] else ""
        _expect_401(context, _request_absent(context, operation, headers[kind]), f"with {kind}", untold)


@rule(
    "IC203",
    "An expired token is 401",
    source=_AUTHENTICATION,
    over=each_operation(lambda operation: operation.method == "GET"),
)
def expired_token(context: CheckContext, operation: ApiOperation) -> None:
    """Create a token that expires soon, once for the run, and use it after its expiry."""
    try:
        made = context.factory.shared("expiring token", "ApiTokens", lambda: _expiring(context))
    except SetupError:
        context.skip(f"the server creates no API token that expires in {_LIFE} seconds")
        return
    secret, over = secret_of(made.stored), datetime.fromisoformat(made.sent["expiry"])
    exchange = _request_absent(context, operation, secret)
    if exchange.status != 401:
        clock = context.factory.wait(
            lambda: context.send(str(context.api.question)), lambda answer: server_time(answer) >= over
        )
        if server_time(clock) < over:
            context.skip(f"the server's clock did not reach {over:%H:%M:%S} in time")
        exchange = _request_absent(context, operation, secret)
    _expect_401(context, exchange, f"with a token that expired at {over:%H:%M:%S}")


@rule(
    "IC204",
    "A removed token is rejected",
    source=_AUTHENTICATION,
    over=once("ApiTokens_Remove", "ApiTokens_Create"),
)
def removed_token(context: CheckContext, _: None) -> None:
    """Use a token before and after it is removed."""
    made = context.create("ApiTokens", {"roles": [{"role": OPERATOR_ROLE}]})
    secret = secret_of(made.stored)
    context.require("Devices_List", token=secret)
    context.require("ApiTokens_Remove", made.path)
    after = context.factory.wait(
        lambda: context.send("Devices_List", token=secret),
        lambda answer: answer.status in {401, 403},
        at_most=_GRACE,
    )
    context.expect(
        after.status in {401, 403},
        f"a request with a removed token is still answered with {after.status}, 401 was expected",
        made.exchange,
        after,
    )


def _expect_401(context: CheckContext, exchange: Exchange, how: str, untold: str = "") -> None:
    message = f"{how} the response should be 401, but {exchange.status} was answered"
    context.expect(exchange.status == 401, message, exchange, untold=untold)


def _request_absent(context: CheckContext, operation: ApiOperation, token: str | None) -> Exchange:
    """Send a request about what does not exist, so that nothing is changed if the token is accepted."""
    body = example_body(operation)
    options = {} if body is None else {"body": body}
    return context.send(operation, absent_path(context.factory, operation), token=token, **options)


def _skip_unsafe(context: CheckContext, operation: ApiOperation) -> None:
    """Skip requests that would change something that the run did not create, if they were accepted."""
    if context.http.options.read_only and operation.method != "GET":
        context.skip("it writes, and this run only reads")
    family = family_of(context.api, operation)
    if writes_without_id(operation) and family is not None and context.factory.preexisting(family):
        context.skip(f"{family.path} was configured before this run, which leaves it alone")


def _expiring(context: CheckContext) -> Json:
    expiry = server_time(context.require(str(context.api.question))) + timedelta(seconds=_LIFE)
    return {"roles": [{"role": OPERATOR_ROLE}], "expiry": expiry.strftime("%Y-%m-%dT%H:%M:%S.000Z")}


# permissions of roles: only those that the article states plainly

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
"""Role → resources that it may not change; a viewer of an organization may not change anything.

None of them may even read API tokens, since they do not administer the application.
"""


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
    pairs += [
        (role, op)
        for role in (OPERATOR_ROLE, BUILDER_ROLE, ORGANIZATION_VIEWER_ROLE)
        for op in api.operations.values()
        if op.resource == "ApiTokens" and op.method == "GET"
    ]
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
    fixture = _within(context, operation, within)
    before = _state(context, operation, fixture)
    exchange = context.send(operation, fixture.path, token=token, **fixture.options)
    rejected = {403} if within is None else {403, 404}
    context.expect(
        exchange.status in rejected,
        f"the role {role_name(role)} does not permit this, so 403 was expected, but {exchange.status} was answered",
        exchange,
        subject=role_name(role),
    )
    after = _state(context, operation, fixture)
    context.expect(
        before == after,
        f"the request of the role {role_name(role)} was rejected, but has changed {before!r} to {after!r}",
        exchange,
        subject=f"{role_name(role)} changed it",
    )


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
    other = factory.shared("other organization", "Organizations", lambda: {"displayName": factory.title()}).id
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
        fixture = _within(context, operation, factory.organization)
    before = _state(context, operation, fixture)
    exchange = context.send(operation, fixture.path, token=token, **fixture.options)
    taken = {409} if operation.method == "PUT" else set[int]()  # the id is not free, whosever item it is
    context.expect(
        exchange.status in {403, 404, *taken},
        f"the item is of another organization than the caller, so 403 or 404 was expected, but {exchange.status} was answered",
        exchange,
    )
    after = _state(context, operation, fixture)
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
    other = factory.shared("other organization", "Organizations", lambda: {"displayName": factory.title()}).id
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


def _within(context: CheckContext, operation: ApiOperation, organization: str | None) -> RequestFixture:
    """Prepare a valid request about an item of the organization, where items can belong to one."""
    family = family_of(context.api, operation)
    complete_path = organization is not None and family is not None and has_member(context.api, family, "organizations")
    fixture = valid_request(context, operation, **({"organizations": [organization]} if complete_path else {}))
    name = next((name for name in fixture.path if operation.path.partition(f"/{{{name}}}")[0].endswith("/devices")), "")
    if organization is None or not name or complete_path:
        return fixture
    if fixture.path[name] == context.factory.simulated_device:
        body: Json = {"template": context.factory.template, "simulated": True, "organizations": [organization]}
        device = context.factory.shared("device of the organization", "Devices", lambda: body).id
        if operation.method == "POST":
            provisioned(context, device)  # one that cannot be reached answers nobody, whoever asks
        return RequestFixture({**fixture.path, name: device}, fixture.body)
    context.require("Devices_Update", {"deviceId": fixture.path[name]}, body={"organizations": [organization]})
    return fixture


def _state(context: CheckContext, operation: ApiOperation, fixture: RequestFixture) -> Any:
    """Return what an administrator sees of the item of a request: whether it exists, and the members that would change."""
    family = family_of(context.api, operation)
    if family is None or not family.stores:
        return None
    exchange = context.send(family.get, fixture.path)
    if operation.method == "PUT":
        return exchange.succeeded
    members: list[str] = list(fixture.body or {})
    return exchange.succeeded, {name: exchange.content.get(name) for name in members}


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
    other = factory.shared("other organization", "Organizations", lambda: {"displayName": factory.title()}).id
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
    listed = _listed(context, family.list, token)
    if family.name == "Devices":
        context.expect(
            inside.id in listed, "a viewer's list lacks an item of its organization", subject="own in the list"
        )
    for item, whose in ((outside, "of another organization"), (above, "of the root organization")):
        context.expect(item.id not in listed, f"a viewer's list has an item {whose}", subject=f"{whose} in the list")
    expect_hidden(context, family.list, token, (outside, above))
