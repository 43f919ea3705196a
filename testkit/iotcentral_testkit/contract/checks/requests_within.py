"""Another organization than the run's own, requests about items of one, and what an administrator sees of the items."""

from __future__ import annotations

from typing import Any

from ...openapi.operations import ApiOperation
from ..engine.exchange import Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import Factory
from ..fixtures.job_fixtures import provisioned
from ..fixtures.request_fixtures import RequestFixture, family_of, has_member, valid_request

__all__ = ["other_organization", "request_within", "state_of"]


def other_organization(factory: Factory) -> str:
    """Return the id of an organization beside that of the run's items, which is created once for the run."""
    return factory.shared("other organization", "Organizations", lambda: {"displayName": factory.title()}).id


def request_within(context: CheckContext, operation: ApiOperation, organization: str | None) -> RequestFixture:
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


def state_of(context: CheckContext, operation: ApiOperation, fixture: RequestFixture) -> Any:
    """Return what an administrator sees of the item of a request: whether it exists, and the members that would change."""
    family = family_of(context.api, operation)
    if family is None or not family.stores:
        return None
    exchange = context.send(family.get, fixture.path)
    if operation.method == "PUT":
        return exchange.succeeded
    members: list[str] = list(fixture.body or {})
    return exchange.succeeded, {name: exchange.content.get(name) for name in members}
