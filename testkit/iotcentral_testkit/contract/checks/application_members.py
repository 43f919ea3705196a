"""Checks of the control plane: members of applications, templates, identities, and the provider's operations."""

from __future__ import annotations

from typing import Any

from ...openapi.api import Api
from ...openapi.operations import ApiOperation
from ...openapi.planes import CONTROL
from ...openapi.schema_facts import facts_of
from ..engine.exchange import Json
from ..engine.long_running import poll
from ..fixtures.check_context import CheckContext
from .application_requests import GET, PATCH, PUT, at
from .rules import once, rule


@rule(
    "IC712",
    "Members that are fixed at the creation of an application never change afterwards",
    source="the document: members with x-ms-mutability [create, read]",
    over=lambda api: [(None, (PATCH, GET, PUT))] if _fixed(api) and {PATCH, PUT} <= api.operations.keys() else [],
    planes=(CONTROL,),
)
def fixed_members(context: CheckContext, _: None) -> None:
    """Send other values for the fixed members; they are rejected or ignored."""
    item = context.create("Apps")
    before = context.read(item)
    for operation, keys in _fixed(context.api):
        other: Any = "northeurope" if keys[-1] == "location" else "iotc-store@1.0.0"
        if at(before.content, *keys) == other:
            other = "eastus" if keys[-1] == "location" else "iotc-condition@1.0.0"
        body = _with(item.sent if operation == PUT else {}, keys, other)
        answer = context.send(operation, item.path, body=body)
        if answer.succeeded:
            list(poll(context.http, answer))
        after = context.read(item)
        name = ".".join(keys)
        context.expect(
            at(after.content, *keys) == at(before.content, *keys),
            f"{name} was {at(before.content, *keys)!r}, is fixed, was sent as {other!r}, "
            f"and is {at(after.content, *keys)!r}",
            before,
            answer,
            after,
            subject=name,
            operation=operation,
        )


def _fixed(api: Api) -> list[tuple[str, tuple[str, ...]]]:
    """Return the members that requests may contain but never change, with the operations whose bodies have them."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for id in (PATCH, PUT):
        operation = api.operations.get(id)
        if operation is not None:
            found += [(id, keys) for keys in _fixed_places(api, operation)]
    return found


def _fixed_places(api: Api, operation: ApiOperation) -> list[tuple[str, ...]]:
    body = facts_of(api, operation.body_schema or {})
    places: list[tuple[str, ...]] = []
    for name, schema in body.members.items():
        places += [(name,)] if _is_fixed(schema) else []
        places += [(name, inner) for inner, part in facts_of(api, schema).members.items() if _is_fixed(part)]
    return places


def _is_fixed(schema: Any) -> bool:
    mutability = schema.get("x-ms-mutability")
    return mutability is not None and "update" not in mutability


def _with(body: Json, keys: tuple[str, ...], value: Any) -> Json:
    first, *rest = keys
    return {**body, first: _with(body.get(first) or {}, tuple(rest), value) if rest else value}


@rule(
    "IC713",
    "There are templates, and an application can be created from one that is listed",
    source="the document: the list of templates has manifestId and manifestVersion, <manifestId>@<version>",
    over=once("Apps_ListTemplates", PUT),
    planes=(CONTROL,),
)
def templates(context: CheckContext, _: None) -> None:
    """List the templates, and create an application from one of them."""
    listed = context.items("Apps_ListTemplates")
    context.expect(bool(listed), "there are no templates", subject="none")
    for template in listed:
        for member in ("manifestId", "manifestVersion", "title"):
            told = template.get(member)
            context.expect(
                isinstance(told, str) and bool(told), f"a template has the {member} {told!r}", subject=f"no {member}"
            )
        wanted, told = f"{template['manifestId']}@{template['manifestVersion']}", template.get("name")
        context.expect(told == wanted, f"the template {wanted} has the name {told!r}", subject="name")
    chosen = context.random.choice(listed)
    name = f"{chosen['manifestId']}@{chosen['manifestVersion']}"
    item = context.create("Apps", properties={"template": name})
    read = context.read(item)
    found = at(read.content, "properties", "template")
    context.expect(
        found == name,
        f"the template {name} was requested, and the application has {found!r}",
        item.exchange,
        read,
        subject="other",
        operation=PUT,
    )


@rule(
    "IC714",
    "An application has an identity if it is requested, and none otherwise",
    source="the document: identity, principalId and tenantId only with an identity",
    over=once(PUT, PATCH, GET),
    planes=(CONTROL,),
)
def identities(context: CheckContext, _: None) -> None:
    """Create an application with an identity, and remove the identity."""
    item = context.create("Apps", identity={"type": "SystemAssigned"})
    read = context.read(item)
    for member in ("principalId", "tenantId"):
        told = at(read.content, "identity", member)
        context.expect(
            isinstance(told, str) and bool(told),
            f"an identity was requested, but {member} is {told!r}",
            item.exchange,
            read,
            subject=member,
        )
    answer = context.require(PATCH, item.path, body={"identity": {"type": "None"}})
    context.factory.finish(answer)
    after = context.read(item)
    left = after.content.get("identity")
    context.expect(
        at(left, "type") in {None, "None"} and not at(left, "principalId"),
        f"the identity was removed, but is {left!r}",
        answer,
        after,
        subject="left",
        operation=PATCH,
    )


@rule(
    "IC716",
    "The provider lists its operations",
    source="Azure Resource Manager: operations of a resource provider, with their display",
    over=once("Operations_List"),
    writes=False,
    planes=(CONTROL,),
)
def operations(context: CheckContext, _: None) -> None:
    """List the operations, and check their names."""
    listed = context.items("Operations_List")
    context.expect(bool(listed), "there are no operations", subject="none")
    for operation in listed:
        name = operation.get("name")
        context.expect(
            isinstance(name, str) and name.lower().startswith("microsoft.iotcentral/"),
            f"an operation of the provider has the name {name!r}",
            subject="name",
        )
