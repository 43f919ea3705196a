"""Availability of names and subdomains: each is used once, in all resource groups together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .app_resources import NAME_RULE, SUBDOMAIN_RULE, is_name, is_subdomain
from .arm_errors import ArmError, Detail, invalid
from .responses import ArmResponse, handles
from .subscription import OPERATION

if TYPE_CHECKING:
    from ..http.calls import Call
    from .subscription import AzureSubscription

__all__ = ["check_name", "check_subdomain", "require_name", "require_subdomain", "subdomain_taken"]

_TYPE = "IoTApps"


@handles("Apps_CheckNameAvailability")
def check_name(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Return whether an application can have a name."""
    name = _requested(call)
    if not is_name(name):
        return _unavailable("Invalid", f"'{name}' is not valid: {NAME_RULE}.")
    if _name_taken(subscription, name):
        return _unavailable("AlreadyExists", f"There is an application '{name}' already.")
    return ArmResponse(200, {"nameAvailable": True})


@handles("Apps_CheckSubdomainAvailability")
def check_subdomain(subscription: AzureSubscription, call: Call) -> ArmResponse:
    """Return whether an application can have a subdomain."""
    subdomain = _requested(call)
    if not is_subdomain(subdomain):
        return _unavailable("Invalid", f"'{subdomain}' is not valid: {SUBDOMAIN_RULE}.")
    if subdomain_taken(subscription, subdomain):
        return _unavailable("AlreadyExists", f"There is an application at '{subdomain}' already.")
    return ArmResponse(200, {"nameAvailable": True})


def _requested(call: Call) -> str:
    kind: str = call.body.get("type", _TYPE)
    if kind.lower() != _TYPE.lower():
        raise invalid([Detail("InvalidValue", "type", f"'{kind}' is not {_TYPE}, the type of applications")])
    name: str = call.body["name"]
    return name


def _unavailable(reason: str, message: str) -> ArmResponse:
    return ArmResponse(200, {"nameAvailable": False, "reason": reason, "message": message})


def require_name(subscription: AzureSubscription, name: str) -> None:
    """Refuse the name of a new application if it is not valid or taken.

    Raises:
        ArmError: 400: it is not valid; 409: another application has it.
    """
    if not is_name(name):
        message = f"The name '{name}' is not valid: {NAME_RULE}."
        raise ArmError(400, "InvalidResourceName", message, target="name")
    if _name_taken(subscription, name):
        raise _taken("name", f"There is an application '{name}' in another resource group already.")


def require_subdomain(subscription: AzureSubscription, resource: dict[str, Any]) -> None:
    """Refuse the subdomain of an application if another application has it.

    Raises:
        ArmError: 409: another application has it.
    """
    subdomain = resource["properties"]["subdomain"]
    if subdomain_taken(subscription, subdomain, resource):
        raise _taken("properties.subdomain", f"There is another application at the subdomain '{subdomain}' already.")


def subdomain_taken(subscription: AzureSubscription, subdomain: str, but_by: dict[str, Any] | None = None) -> bool:
    """Return whether an application has a subdomain, or will have it when a running operation is done.

    Args:
        subscription: the subscription of the applications.
        subdomain: the subdomain.
        but_by: the application that may have it; None: none may.
    """
    for resource in subscription.resources():
        if but_by is not None and resource["origin"] == but_by["origin"]:
            continue
        running: dict[str, Any] | None = subscription.get(OPERATION, resource["operation"] or "")
        wanted: dict[str, Any] = (running and running["wanted"]) or resource
        if subdomain in (resource["properties"]["subdomain"], wanted["properties"]["subdomain"]):
            return True
    return False


def _name_taken(subscription: AzureSubscription, name: str) -> bool:
    return any(resource["name"].lower() == name.lower() for resource in subscription.resources())


def _taken(target: str, message: str) -> ArmError:
    return ArmError(409, "Conflict", message, target=target, details=[Detail("AlreadyExists", target, message)])
