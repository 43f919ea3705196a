"""Operations of the resource provider, which roles can allow and forbid."""

from __future__ import annotations

from typing import Any

__all__ = ["provider_operations"]

_APPLICATIONS, _PROVIDER = "IoT Central applications", "IoT Central"

_OPERATIONS = (
    ("IoTApps/read", _APPLICATIONS, "Read applications", "Read one application or list several."),
    ("IoTApps/write", _APPLICATIONS, "Write applications", "Create an application or change it."),
    ("IoTApps/delete", _APPLICATIONS, "Delete applications", "Delete an application."),
    ("checkNameAvailability/action", _PROVIDER, "Check a name", "Check whether a name is available."),
    ("checkSubdomainAvailability/action", _PROVIDER, "Check a subdomain", "Check whether a subdomain is available."),
    ("appTemplates/action", _PROVIDER, "List application templates", "List what applications can be created from."),
    ("operations/read", _PROVIDER, "List operations", "List the operations of the resource provider."),
    ("register/action", _PROVIDER, "Register the resource provider", "Register the provider for a subscription."),
)


def provider_operations() -> list[dict[str, Any]]:
    """Return the operations as they are listed."""
    return [
        {
            "name": f"Microsoft.IoTCentral/{name}",
            "display": {
                "provider": "Microsoft IoT Central",
                "resource": resource,
                "operation": operation,
                "description": description,
            },
            "origin": "user,system",
            "properties": {},
        }
        for name, resource, operation, description in _OPERATIONS
    ]
