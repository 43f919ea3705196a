"""Applications as resources of the control plane: creating, replacing, patching, validating and presenting them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..state.merge_patch import merged
from .app_templates import DEFAULT_TEMPLATE, TEMPLATE_NAMES
from .arm_errors import Detail
from .locations import GEOGRAPHIES, is_location, normalised

__all__ = [
    "NAME_RULE",
    "SUBDOMAIN_RULE",
    "adopted",
    "created",
    "is_name",
    "is_subdomain",
    "key",
    "mistakes",
    "patched",
    "replaced",
    "shown",
    "valid_name",
]

_NAME = re.compile(r"(?![0-9]+\Z)(?!-)[a-zA-Z0-9-]{2,99}[a-zA-Z0-9]")
_SUBDOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])")

_KNOWN = {"location", "tags", "sku", "identity", "properties", "id", "name", "type"}

NAME_RULE = "a name consists of 3 to 100 letters, digits and hyphens, neither begins nor ends with a hyphen, and is not all digits"
SUBDOMAIN_RULE = (
    "a subdomain consists of 2 to 63 lower-case letters, digits and hyphens, and neither begins nor ends with a hyphen"
)


def is_name(text: str) -> bool:
    """Return whether a text is a valid name of an application."""
    return _NAME.fullmatch(text) is not None


def is_subdomain(text: str) -> bool:
    """Return whether a text is a valid subdomain of an application."""
    return _SUBDOMAIN.fullmatch(text) is not None


def valid_name(app: str) -> str:
    """Return the resource name of an application of the emulator, whose own names may be shorter."""
    return app if is_name(app) else f"app-{app}"


def key(group: str, name: str) -> str:
    """Return the id under which a resource is stored; group and name are compared without case."""
    return f"{group.lower()}/{name.lower()}"


def adopted(group: str, name: str, app: str) -> dict[str, Any]:
    """Return the resource of an application that exists already, under its own name."""
    body = {"location": "westus", "sku": {"name": "ST2"}, "properties": {"displayName": app, "subdomain": app}}
    return created(group, name, body, origin=app)


def created(group: str, name: str, body: Mapping[str, Any], *, origin: str) -> dict[str, Any]:
    """Return a new resource.

    Args:
        group: its resource group.
        name: its name, also its subdomain and display name unless the body gives others.
        body: the request's, valid by the document.
        origin: what the ids of its data plane are derived from.
    """
    given: Mapping[str, Any] = body.get("properties", {})
    return {
        "resourceGroup": group,
        "name": name,
        "location": normalised(body["location"]),
        "tags": body.get("tags", {}),
        "sku": body["sku"],
        "identity": {"type": body.get("identity", {}).get("type", "None")},
        "properties": {
            **given,
            "displayName": given.get("displayName", name),
            "subdomain": given.get("subdomain", name.lower()),
            "template": given.get("template") or DEFAULT_TEMPLATE,  # an empty one is that of a custom application
        },
        "further": _further(body),
        "origin": origin,
        "served": False,
        "operation": None,
    }


def replaced(
    stored: Mapping[str, Any], body: Mapping[str, Any], *, known: Mapping[str, Collection[str]]
) -> dict[str, Any]:
    """Return a resource as a PUT replaces it: missing members take their defaults; subdomain and template stay.

    Args:
        stored: the resource.
        body: the request's, valid by the document.
        known: the members that a body of the api-version can have, by their place; all others stay too.
    """
    kept = stored["properties"]
    unknown = {name: value for name, value in kept.items() if name not in known["properties"]}
    properties = {
        "subdomain": kept["subdomain"],
        **unknown,
        **body.get("properties", {}),
        "template": kept["template"],
    }
    full = {
        **{name: value for name, value in stored.get("further", {}).items() if name not in known[""]},
        **body,
        "properties": properties,
    }
    made = created(stored["resourceGroup"], stored["name"], full, origin=stored["origin"])
    return {**made, "served": stored["served"]}


def patched(stored: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return a resource as a PATCH changes it: `properties` member by member, everything else as a whole."""
    kept: Mapping[str, Any] = stored["properties"]
    made = {
        **stored,
        "properties": {**merged(kept, patch.get("properties", {})), "template": kept["template"]},
        "further": {**stored.get("further", {}), **_further(patch)},
    }
    made |= {name: patch[name] for name in ("tags", "sku") if name in patch}
    if "identity" in patch:
        made["identity"] = {"type": patch["identity"]["type"]}
    return made


def _further(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a body that only the document of its version knows."""
    return {name: value for name, value in body.items() if name not in _KNOWN}


def mistakes(resource: Mapping[str, Any]) -> Iterator[Detail]:
    """Return the problems of a resource that is valid by the document."""
    location, properties = resource["location"], resource["properties"]
    if not is_location(location):
        message = f"'{location}' is not a location; locations consist of letters and digits, such as westus"
        yield Detail("LocationNotAvailable", "location", message)
    if not is_subdomain(properties["subdomain"]):
        yield Detail(
            "InvalidValue", "properties.subdomain", f"'{properties['subdomain']}' is not valid: {SUBDOMAIN_RULE}"
        )
    if properties["template"] not in TEMPLATE_NAMES:
        known = ", ".join(TEMPLATE_NAMES)
        message = f"'{properties['template']}' is not an application template; known are {known}"
        yield Detail("InvalidValue", "properties.template", message)
    if resource["identity"]["type"] != "None" and location in GEOGRAPHIES:
        message = f"an application of the geography '{location}' cannot have an identity, only one of a region can"
        yield Detail("InvalidValue", "identity.type", message)


def shown(
    resource: Mapping[str, Any], *, subscription_id: str, application_id: str, principal_id: str, tenant_id: str
) -> dict[str, Any]:
    """Return a resource as responses show it."""
    identity: dict[str, str] = resource["identity"]
    if identity["type"] == "SystemAssigned":
        identity = {**identity, "principalId": principal_id, "tenantId": tenant_id}
    group, name = resource["resourceGroup"], resource["name"]
    return {
        "id": f"/subscriptions/{subscription_id}/resourceGroups/{group}/providers/Microsoft.IoTCentral/IoTApps/{name}",
        "name": name,
        "type": "Microsoft.IoTCentral/IoTApps",
        "location": resource["location"],
        "tags": resource["tags"],
        "sku": resource["sku"],
        "identity": identity,
        "properties": {"applicationId": application_id, **resource["properties"], "state": "created"},
        **resource.get("further", {}),
    }
