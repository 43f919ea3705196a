"""Applications as resources: read and listed at once, made, changed and removed by asynchronous operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...openapi.documents import control_plane
from ..pages import stored_page
from . import operations, resources
from .answers import Answer, handles
from .app_templates import app_templates
from .availability import require_name, require_subdomain
from .bodies import fixed_mistakes
from .errors import ArmRefusal, invalid, resource_not_found
from .provider_operations import provider_operations
from .subscription import RESOURCE

if TYPE_CHECKING:
    from ..calls import Call
    from ..store import Stored
    from .subscription import Subscription

__all__ = ["create_or_update", "get", "list_by_group", "list_by_subscription", "remove", "update"]


@handles("Apps_Get")
def get(subscription: Subscription, call: Call) -> Answer:
    """Answer with an application, and its etag in the header."""
    resource = _found(subscription, call)
    return Answer(200, subscription.shown(resource), {"ETag": _etag(resource)})


@handles("Apps_CreateOrUpdate")
def create_or_update(subscription: Subscription, call: Call) -> Answer:
    """Make an application, or make one into what the body says: the answer shows it as it will be."""
    resource = subscription.resource(*_place(call))
    running = None if resource is None else operations.repeated(subscription, call, resource)
    if running is not None:
        status = 201 if running["status"] == "Creating" else 200
        return _accepted(subscription, status, running["wanted"], operations.addresses(call, running))
    _check_conditions(call, resource)
    if resource is None:
        group, name = _place(call)
        require_name(subscription, name)
        wanted = resources.created(group, name, call.body, origin=subscription.identity.guid())
        status, resource = 201, wanted
    else:
        wanted, status = resources.replaced(resource, call.body), 200
    _check(subscription, call, resource, wanted)
    headers = operations.begin(subscription, call, resource, "createOrUpdateIotApplication", wanted)
    return _accepted(subscription, status, wanted, headers)


def _accepted(subscription: Subscription, status: int, wanted: dict[str, Any], headers: dict[str, str]) -> Answer:
    # as recorded: a PUT leads to its operation, but has no Location
    return Answer(status, subscription.shown(wanted), {"Azure-AsyncOperation": headers["Azure-AsyncOperation"]})


@handles("Apps_Update")
def update(subscription: Subscription, call: Call) -> Answer:
    """Change members of an application."""
    resource = _found(subscription, call)
    running = operations.repeated(subscription, call, resource)
    if running is not None:
        return Answer(202, None, {**operations.addresses(call, running), **operations.RETRY_AFTER})
    _check_conditions(call, resource)
    wanted = resources.patched(resource, call.body)
    _check(subscription, call, resource, wanted)
    headers = operations.begin(subscription, call, resource, "updateIotApplication", wanted)
    return Answer(202, None, {**headers, **operations.RETRY_AFTER})


@handles("Apps_Delete")
def remove(subscription: Subscription, call: Call) -> Answer:
    """Remove an application and all that it holds; one that is not there is as good as removed."""
    resource = subscription.resource(*_place(call))
    if resource is None:
        return Answer(204)
    running = operations.repeated(subscription, call, resource)
    if running is not None:
        return Answer(202, None, operations.addresses(call, running))
    _check_conditions(call, resource)
    return Answer(202, None, operations.begin(subscription, call, resource, "deleteIotApplication", None))


@handles("Apps_ListBySubscription")
def list_by_subscription(subscription: Subscription, call: Call) -> Answer:
    """Answer with a page of all applications."""
    return Answer(200, stored_page(call, RESOURCE, lambda stored: subscription.shown(stored.content)))


@handles("Apps_ListByResourceGroup")
def list_by_group(subscription: Subscription, call: Call) -> Answer:
    """Answer with a page of the applications of a resource group."""
    group = call.path["resourceGroupName"].lower()

    def shown(stored: Stored) -> Any:
        return subscription.shown(stored.content) if stored.content["resourceGroup"].lower() == group else None

    return Answer(200, stored_page(call, RESOURCE, shown))


@handles("Apps_ListTemplates")
def list_templates(_subscription: Subscription, _call: Call) -> Answer:
    """Answer with the application templates, in one page."""
    return Answer(200, {"value": app_templates()})


@handles("Operations_List")
def list_operations(_subscription: Subscription, _call: Call) -> Answer:
    """Answer with the operations of the resource provider, in one page."""
    return Answer(200, {"value": provider_operations()})


def _place(call: Call) -> tuple[str, str]:
    return call.path["resourceGroupName"], call.path["resourceName"]


def _found(subscription: Subscription, call: Call) -> dict[str, Any]:
    resource = subscription.resource(*_place(call))
    if resource is None:
        raise resource_not_found(*_place(call))
    return resource


def _check(subscription: Subscription, call: Call, resource: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Refuse what an application cannot become."""
    mistakes = [*fixed_mistakes(control_plane(), call.operation, call.body, resource), *resources.mistakes(wanted)]
    if mistakes:
        raise invalid(mistakes)
    require_subdomain(subscription, wanted)


def _etag(resource: dict[str, Any]) -> str:
    return f'W/"{resource["etag"]}"'


def _check_conditions(call: Call, resource: dict[str, Any] | None) -> None:
    """Heed `If-Match` and `If-None-Match`, which no document names: a client that sends them means them."""
    present = None if resource is None else _etag(resource)
    match, none_match = call.headers.get("if-match"), call.headers.get("if-none-match")
    if match is not None and (present is None or match not in {"*", present}):
        raise ArmRefusal(412, "PreconditionFailed", f"The etag {match} is not that of the application.")
    if none_match is not None and present is not None and none_match in {"*", present}:
        raise ArmRefusal(412, "PreconditionFailed", "The application exists already.")
