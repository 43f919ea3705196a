"""Operations on applications: read and listed at once, created, changed and deleted by asynchronous operations."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ...openapi.documents import control_planes
from ...openapi.schema_facts import facts_of
from ...openapi.schema_views import SchemaViews
from ..http.pagination import stored_page
from . import app_resources, async_operations
from .app_templates import app_templates
from .arm_errors import ArmError, invalid, resource_not_found
from .availability import require_name, require_subdomain
from .body_checks import fixed_mistakes
from .provider_operations import provider_operations
from .responses import ArmResponse, handles
from .subscription import RESOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...openapi.documents import Document, Route
    from ...openapi.schema_views import View
    from ..http.calls import Call
    from ..state.rows import Stored
    from .subscription import AzureSubscription

__all__ = ["create_or_update", "get", "list_by_group", "list_by_subscription", "remove", "update"]


@handles("Apps_Get")
def get(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Answer with an application, and its etag in the header."""
    resource = _found(subscription, call)
    return ArmResponse(200, subscription.shown(resource), {"ETag": _etag(resource)})


@handles("Apps_CreateOrUpdate", keeps_all=True)
def create_or_update(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Create or replace an application; the response shows it as it will be."""
    resource = subscription.resource(*_place(call))
    running = None if resource is None else async_operations.repeated(subscription, call, resource)
    if running is not None:
        status = 201 if running["status"] == "Creating" else 200
        return _accepted(subscription, status, running["wanted"], async_operations.addresses(call, running))
    _check_conditions(call, resource)
    if resource is None:
        group, name = _place(call)
        require_name(subscription, name)
        wanted = app_resources.created(group, name, _written(call), origin=subscription.identity.guid())
        status, resource = 201, wanted
    else:
        wanted, status = app_resources.replaced(resource, _written(call), known=_members(call)), 200
    _check(subscription, call, resource, wanted)
    headers = async_operations.begin(subscription, call, resource, "createOrUpdateIotApplication", wanted)
    return _accepted(subscription, status, wanted, headers)


def _accepted(
    subscription: AzureSubscription, status: int, wanted: dict[str, Any], headers: dict[str, str]
) -> ArmResponse:
    # as recorded: a PUT leads to its operation, but has no Location
    return ArmResponse(status, subscription.shown(wanted), {"Azure-AsyncOperation": headers["Azure-AsyncOperation"]})


@handles("Apps_Update", keeps_all=True)
def update(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Change members of an application."""
    resource = _found(subscription, call)
    running = async_operations.repeated(subscription, call, resource)
    if running is not None:
        return ArmResponse(202, None, {**async_operations.addresses(call, running), **async_operations.RETRY_AFTER})
    _check_conditions(call, resource)
    wanted = app_resources.patched(resource, _written(call))
    _check(subscription, call, resource, wanted)
    headers = async_operations.begin(subscription, call, resource, "updateIotApplication", wanted)
    return ArmResponse(202, None, {**headers, **async_operations.RETRY_AFTER})


@handles("Apps_Delete")
def remove(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Delete an application and everything in it; deleting one that does not exist succeeds."""
    resource = subscription.resource(*_place(call))
    if resource is None:
        return ArmResponse(204)
    running = async_operations.repeated(subscription, call, resource)
    if running is not None:
        return ArmResponse(202, None, async_operations.addresses(call, running))
    _check_conditions(call, resource)
    return ArmResponse(202, None, async_operations.begin(subscription, call, resource, "deleteIotApplication", None))


@handles("Apps_ListBySubscription")
def list_by_subscription(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Answer with a page of all applications."""
    return ArmResponse(200, stored_page(call, RESOURCE, lambda stored: subscription.shown(stored.content)))


@handles("Apps_ListByResourceGroup")
def list_by_group(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Answer with a page of the applications of a resource group."""
    group = call.path["resourceGroupName"].lower()

    def shown(stored: Stored) -> Any:
        return subscription.shown(stored.content) if stored.content["resourceGroup"].lower() == group else None

    return ArmResponse(200, stored_page(call, RESOURCE, shown))


@handles("Apps_ListTemplates")
def list_templates(_subscription: AzureSubscription, _call: Call) -> ArmResponse:
    """Answer with the application templates, in one page."""
    return ArmResponse(200, {"value": app_templates()})


@handles("Operations_List")
def list_operations(_subscription: AzureSubscription, _call: Call) -> ArmResponse:
    """Answer with the operations of the resource provider, in one page."""
    return ArmResponse(200, {"value": provider_operations()})


def _place(call: Call) -> tuple[str, str]:
    return call.path["resourceGroupName"], call.path["resourceName"]


def _found(subscription: AzureSubscription, call: Call) -> dict[str, Any]:
    resource = subscription.resource(*_place(call))
    if resource is None:
        raise resource_not_found(*_place(call))
    return resource


def _check(subscription: AzureSubscription, call: Call, resource: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Refuse a state that an application cannot have."""
    mistakes = [*fixed_mistakes(_document(call), call.operation, call.body, resource), *app_resources.mistakes(wanted)]
    if mistakes:
        raise invalid(mistakes)
    require_subdomain(subscription, wanted)


def _document(call: Call) -> Document:
    return control_planes()[call.operation.version]


def _written(call: Call) -> dict[str, Any]:
    """Return what a body writes: without its read-only members, which are ignored."""
    view = _writable(_document(call), call.operation)
    written: dict[str, Any] = call.body if view is None else view(call.body)
    return written


@cache
def _writable(document: Document, route: Route) -> View | None:
    return SchemaViews(document, read_only=False).of(route.body_schema)


def _members(call: Call) -> Mapping[str, frozenset[str]]:
    """Return the members that a body can have in the asked version: of the application, and of its `properties`."""
    document = _document(call)
    whole = facts_of(document, call.operation.body_schema or {}).members
    own = facts_of(document, whole.get("properties", {})).members
    return {"": frozenset(whole), "properties": frozenset(own)}


def _etag(resource: dict[str, Any]) -> str:
    return f'W/"{resource["etag"]}"'


def _check_conditions(call: Call, resource: dict[str, Any] | None) -> None:
    """Check `If-Match` and `If-None-Match`, which no document names: a client that sends them relies on them."""
    present = None if resource is None else _etag(resource)
    match, none_match = call.headers.get("if-match"), call.headers.get("if-none-match")
    if match is not None and (present is None or match not in {"*", present}):
        raise ArmError(412, "PreconditionFailed", f"The etag {match} is not that of the application.")
    if none_match is not None and present is not None and none_match in {"*", present}:
        raise ArmError(412, "PreconditionFailed", "The application exists already.")
