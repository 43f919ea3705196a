"""Who may ask: tokens that are missing, wrong, expired or removed, what the roles may do, and how far organizations reach."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.planes import SERVED
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import Probe
from ..fixtures.factory import Blocked
from ..fixtures.request_fixtures import Situation, absent, example, family_of, has_member, valid, writes_elsewhere
from ..fixtures.restricted_tokens import forged, role_name, secret_of, token_of
from ..fixtures.roles import BUILDER_ROLE, OPERATOR_ROLE, ORGANIZATION_VIEWER_ROLE
from .rules import each_family, each_operation, once, rule

_AUTHENTICATION = "How to authenticate and authorize REST API calls; common error codes: 401"
_ROLES = "Manage users and roles in your IoT Central application"
_ORGANIZATIONS = "Manage IoT Central organizations; how to use the REST API to manage organizations"

_LIFE = 2
"""Seconds that a token lives which is to expire."""

_GRACE = 5.0
"""Seconds that it may take until all of a server knows that a token was removed."""


@rule(
    "IC201",
    "Without a token everything is 401",
    source=_AUTHENTICATION,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def without_token(probe: Probe, operation: ApiOperation) -> None:
    """Leave the header out."""
    _refuse_unsafe(probe, operation)
    _expect_401(probe, _ask_absent(probe, operation, None), "without a token")


@rule(
    "IC202",
    "A wrong token is 401",
    source=_AUTHENTICATION,
    over=each_operation(),
    writes=False,
    planes=SERVED,
)
def wrong_token(probe: Probe, operation: ApiOperation) -> None:
    """Send headers that are good for nothing: one in a quick run, all of them for one operation and in other runs."""
    _refuse_unsafe(probe, operation)
    read_only = probe.server.options.read_only
    mints = "ApiTokens_Create" in probe.api.operations and not read_only
    headers = forged(probe.random, token_of(probe.workshop, OPERATOR_ROLE) if mints else None)
    kinds = (
        list(headers)
        if operation.id == probe.api.plane.question or not probe.quick
        else [probe.random.choice(list(headers))]
    )
    for kind in kinds:
        _expect_401(probe, _ask_absent(probe, operation, headers[kind]), f"with {kind}")


@rule(
    "IC203",
    "An expired token is 401",
    source=_AUTHENTICATION,
    over=each_operation(lambda operation: operation.method == "GET"),
)
def expired_token(probe: Probe, operation: ApiOperation) -> None:
    """Mint a token that expires soon, once for the run, and use it when its time is over."""
    try:
        made = probe.workshop.shared("expiring token", "ApiTokens", lambda: _expiring(probe))
    except Blocked:
        probe.skip(f"the server makes no API token that expires in {_LIFE} seconds")
        return
    secret, over = secret_of(made.stored), datetime.fromisoformat(made.sent["expiry"])
    exchange = _ask_absent(probe, operation, secret)
    if exchange.status != 401:
        clock = probe.workshop.wait(lambda: probe.ask("Roles_List"), lambda answer: _server_time(answer) >= over)
        if _server_time(clock) < over:
            probe.skip(f"the server's clock did not come to {over:%H:%M:%S} in time")
        exchange = _ask_absent(probe, operation, secret)
    _expect_401(probe, exchange, f"with a token that expired at {over:%H:%M:%S}")


@rule(
    "IC204",
    "A removed token is refused",
    source=_AUTHENTICATION,
    over=once("ApiTokens_Remove", "ApiTokens_Create"),
)
def removed_token(probe: Probe, _: None) -> None:
    """Use a token before and after it is removed."""
    made = probe.make("ApiTokens", {"roles": [{"role": OPERATOR_ROLE}]})
    secret = secret_of(made.stored)
    probe.need("Devices_List", token=secret)
    probe.need("ApiTokens_Remove", made.path)
    after = probe.workshop.wait(
        lambda: probe.ask("Devices_List", token=secret),
        lambda answer: answer.status in {401, 403},
        at_most=_GRACE,
    )
    probe.expect(
        after.status in {401, 403},
        f"a token that was removed is still answered with {after.status}, 401 was expected",
        made.exchange,
        after,
    )


def _expect_401(probe: Probe, exchange: Exchange, how: str) -> None:
    probe.expect(exchange.status == 401, f"{how} it should be 401, but {exchange.status} was answered", exchange)


def _ask_absent(probe: Probe, operation: ApiOperation, token: str | None) -> Exchange:
    """Ask for what does not exist, so that nothing is lost if the token is taken for good."""
    body = example(operation)
    options = {} if body is None else {"body": body}
    return probe.ask(operation, absent(probe.workshop, operation), token=token, **options)


def _refuse_unsafe(probe: Probe, operation: ApiOperation) -> None:
    """Skip requests that would change something which is not the run's, if they were let through."""
    if probe.server.options.read_only and operation.method != "GET":
        probe.skip("it writes, and this run only reads")
    family = family_of(probe.api, operation)
    if writes_elsewhere(operation) and family is not None and probe.workshop.taken(family):
        probe.skip(f"{family.path} was configured before this run, which leaves it alone")


def _expiring(probe: Probe) -> Json:
    expiry = _server_time(probe.need("Roles_List")) + timedelta(seconds=_LIFE)
    return {"roles": [{"role": OPERATOR_ROLE}], "expiry": expiry.strftime("%Y-%m-%dT%H:%M:%S.000Z")}


def _server_time(exchange: Exchange) -> datetime:
    """Return the time by the server's clock, in whole seconds; by the machine's, if the server does not tell."""
    try:
        return parsedate_to_datetime(exchange.headers["date"])
    except (KeyError, ValueError):
        return datetime.now(UTC).replace(microsecond=0)


# what roles may do: only what the article says plainly of them

_WORK = frozenset({"Devices", "DeviceGroups", "Jobs"})
_MAY: dict[str, frozenset[str]] = {
    OPERATOR_ROLE: _WORK,
    BUILDER_ROLE: _WORK | {"DeviceTemplates", "ScheduledJobs", "Dashboards", "DeploymentManifests"},
}
"""Role → families with which it may do everything."""

_ADMINISTRATION = frozenset({"Users", "ApiTokens", "Organizations"})
_EXPORT = frozenset({"Destinations", "Exports"})
_MAY_NOT: dict[str, frozenset[str]] = {
    OPERATOR_ROLE: _ADMINISTRATION | _EXPORT | {"DeviceTemplates", "FileUploads"},
    BUILDER_ROLE: _ADMINISTRATION | _EXPORT,
}
"""Role → resources of which it may change nothing; a viewer of an organization may change nothing at all.

API tokens are not even seen by operators, who have no part in the administration.
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
    changing = [op for op in api.operations.values() if op.method != "GET" and op.id != "Query_Run"]
    pairs = [(role, op) for role, names in _MAY_NOT.items() for op in changing if op.resource in names]
    pairs += [
        (OPERATOR_ROLE, op) for op in api.operations.values() if op.resource == "ApiTokens" and op.method == "GET"
    ]
    pairs += [(ORGANIZATION_VIEWER_ROLE, op) for op in changing]
    return [(pair, (pair[1].id,)) for pair in pairs]


@rule(
    "IC205",
    "Roles may do what they may",
    source=_ROLES,
    over=_allowed,
)
def roles_suffice(probe: Probe, subject: tuple[str, ApiOperation]) -> None:
    """Call an operation with a token of the role, all else being right."""
    role, operation = subject
    token = token_of(probe.workshop, role)
    situation = valid(probe, operation)
    exchange = probe.ask(operation, situation.path, token=token, **situation.options)
    probe.expect(
        exchange.succeeded,
        f"the role {role_name(role)} may do this, but {exchange.status} {exchange.error_code or ''} was answered",
        exchange,
        subject=role_name(role),
    )


@rule(
    "IC206",
    "Roles may do no more than they may",
    source=_ROLES,
    over=_forbidden,
)
def roles_end(probe: Probe, subject: tuple[str, ApiOperation]) -> None:
    """Call an operation that would succeed for an administrator; it is refused, and nothing has changed."""
    role, operation = subject
    within = probe.workshop.organization if role == ORGANIZATION_VIEWER_ROLE else None
    token = token_of(probe.workshop, role, within)
    situation = _within(probe, operation, within)
    before = _state(probe, operation, situation)
    exchange = probe.ask(operation, situation.path, token=token, **situation.options)
    refused = {403} if within is None else {403, 404}
    probe.expect(
        exchange.status in refused,
        f"the role {role_name(role)} may not do this, so 403 was expected, but {exchange.status} was answered",
        exchange,
        subject=role_name(role),
    )
    after = _state(probe, operation, situation)
    probe.expect(
        before == after,
        f"the request of the role {role_name(role)} was refused, but has changed {before!r} to {after!r}",
        exchange,
        subject=f"{role_name(role)} changed it",
    )


def _within(probe: Probe, operation: ApiOperation, organization: str | None) -> Situation:
    """Prepare a valid request; what it is about belongs to the organization, as far as such things can."""
    family = family_of(probe.api, operation)
    placed = organization is not None and family is not None and has_member(probe.api, family, "organizations")
    situation = valid(probe, operation, **({"organizations": [organization]} if placed else {}))
    if organization is None or "deviceId" not in situation.path or placed:
        return situation
    if situation.path["deviceId"] == probe.workshop.simulated_device:
        body: Json = {"template": probe.workshop.template, "simulated": True, "organizations": [organization]}
        device = probe.workshop.shared("device of the organization", "Devices", lambda: body).id
        return Situation({**situation.path, "deviceId": device}, situation.body)
    probe.need("Devices_Update", {"deviceId": situation.path["deviceId"]}, body={"organizations": [organization]})
    return situation


def _state(probe: Probe, operation: ApiOperation, situation: Situation) -> Any:
    """Return what an administrator sees of what a request is about: whether it is there, and what would change."""
    family = family_of(probe.api, operation)
    if family is None or not family.stores:
        return None
    exchange = probe.ask(family.get, situation.path)
    if operation.method == "PUT":
        return exchange.succeeded
    members: list[str] = list(situation.body or {})
    return exchange.succeeded, {name: exchange.content.get(name) for name in members}


@rule(
    "IC207",
    "Callers of an organization see what belongs to it, and nothing of another",
    source=_ORGANIZATIONS,
    over=lambda api: each_family(
        "list", "get", "create", "remove", also=lambda family: has_member(api, family, "organizations")
    )(api),
)
def organizations_part(probe: Probe, family: Family) -> None:
    """Make one thing in each of two organizations and one in neither, and look at them with a viewer's token."""
    workshop = probe.workshop
    own = workshop.organization
    other = workshop.shared("other organization", "Organizations", lambda: {"displayName": workshop.title()}).id
    token = token_of(workshop, ORGANIZATION_VIEWER_ROLE, own)
    inside = probe.make(family, organizations=[own])
    outside = probe.make(family, organizations=[other])
    body = {name: value for name, value in workshop.body(family).items() if name != "organizations"}
    above = probe.make(family, body)
    assert family.list is not None
    if family.name == "Devices":
        seen = probe.ask(family.get, inside.path, token=token)
        probe.expect(
            seen.succeeded,
            f"a viewer of its organization should see it, but {seen.status} was answered",
            inside.exchange,
            seen,
            subject="own",
            operation=family.get.id,
        )
    for item, whose in ((outside, "of another organization"), (above, "of the root organization")):
        seen = probe.ask(family.get, item.path, token=token)
        probe.expect(
            seen.status in {403, 404},
            f"what is {whose} should be hidden from a viewer, but {seen.status} was answered",
            item.exchange,
            seen,
            subject=whose,
            operation=family.get.id,
        )
    listed = {found.get("id") for found in probe.items(family.list, token=token)}
    if family.name == "Devices":
        probe.expect(
            inside.id in listed, "a viewer's list lacks what is in its organization", subject="own in the list"
        )
    for item, whose in ((outside, "of another organization"), (above, "of the root organization")):
        probe.expect(item.id not in listed, f"a viewer's list shows what is {whose}", subject=f"{whose} in the list")
