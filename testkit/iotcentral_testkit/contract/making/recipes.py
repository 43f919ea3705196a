"""How things of each family are made and changed: bodies that an application accepts, which a schema alone cannot say.

A recipe knows what the schemas do not: that a device group's filter names a template, that a job needs a group, that a
certificate is a certificate. Everything else about a family is found in the document.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from .certificates import device_certificate, signing_certificate
from .destinations import destinations
from .tiles import tiles

if TYPE_CHECKING:
    from .workshop import Workshop

__all__ = ["ADMINISTRATOR_ROLE", "BUILDER_ROLE", "OPERATOR_ROLE", "RECIPES", "Json", "Recipe", "capability_model"]

Json: TypeAlias = dict[str, Any]

ADMINISTRATOR_ROLE = "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"
OPERATOR_ROLE = "ae2c9854-393b-4f97-8c42-479d70ce626e"
BUILDER_ROLE = "344138e9-8de4-4497-8c54-5237e96d6aaf"
ORG_OPERATOR_ROLE = "b4935647-30e4-4ed3-9074-dcac66c2f8ef"
"""Ids of the built-in roles; they are the same in every application."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How things of one family are made.

    Attributes:
        bodies: bodies of the PUT, each accepted; the first has the most members.
        change: a merge patch, each member of which changes what the first body made.
        clears: optional members of the first body that `null` in a merge patch removes.
        parents: path parameters of what an item lies below.
        merges: further merge patches, each with the number of the body that it changes: members of members, and arrays.
        fits: completes a body for the path parameters of its place.
        needs: members that a body needs although the schema lets it be without them.
        unread: places that a GET does not show as they were sent → why.
        grows: places of arrays that the server may add elements to → why.
        moves: places that change without a request → why.
        stays: places that keep what they have where a PUT leaves them out → why.
        defaults: by place, what a member is that nobody gave, where the schema does not say it.
        irreplaceable: why a PUT on an item that exists may be refused; empty where it replaces the item.
        fades: why an item may be there for a while after DELETE; empty where it is gone at once.
        masks: where it is said that no answer shows the secrets that were sent; empty where answers show them.

    Places are names of members between slashes, `*` for any element; they may be patterns.
    """

    bodies: Callable[[Workshop], list[Json]]
    change: Callable[[Workshop], Json] = lambda _: {}
    clears: tuple[str, ...] = ()
    parents: Callable[[Workshop], dict[str, str]] = lambda _: {}
    merges: Callable[[Workshop], list[tuple[int, Json]]] = lambda _: []
    fits: Callable[[Json, Mapping[str, str]], Json] = lambda body, _: body
    needs: tuple[str, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict[str, str])
    grows: Mapping[str, str] = field(default_factory=dict[str, str])
    moves: Mapping[str, str] = field(default_factory=dict[str, str])
    stays: Mapping[str, str] = field(default_factory=dict[str, str])
    defaults: Mapping[str, Any] = field(default_factory=dict[str, Any])
    irreplaceable: str = ""
    fades: str = ""
    masks: str = ""


def capability_model(id: str) -> Json:
    """Return a capability model with every kind of capability.

    It has telemetry, properties (writable, read-only, cloud), commands, a component, and an IoT Edge module with a
    component of its own.
    """

    def contents() -> list[Json]:
        return [
            {"@type": ["Telemetry", "Temperature"], "name": "temperature", "schema": "double", "unit": "degreeCelsius"},
            {"@type": "Property", "name": "targetTemperature", "schema": "double", "writable": True},
            {"@type": "Property", "name": "serialNumber", "schema": "string"},
            {"@type": "Command", "name": "reboot", "request": {"name": "delay", "schema": "integer"}},
        ]

    def component(name: str) -> Json:
        interface = {"@id": f"{id}:Zone;1", "@type": "Interface", "displayName": "Zone", "contents": contents()}
        return {"@type": "Component", "name": name, "displayName": name, "schema": interface}

    module = {
        "@id": f"{id}:Filter;1",
        "@type": "Interface",
        "displayName": "Filter module",
        "contents": [*contents(), component("zone")],
    }
    return {
        "@id": f"{id}:Model;1",
        "@type": "Interface",
        "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
        "displayName": "Thermostat",
        "contents": [
            *contents(),
            {"@type": ["Property", "Cloud"], "name": "note", "displayName": "Note", "schema": "string"},
            component("zone"),
            {"@type": ["Relationship", "EdgeModule"], "name": "filterModule", "target": [module]},
        ],
    }


def _templates(workshop: Workshop) -> list[Json]:
    return [
        {
            "@type": ["ModelDefinition", "DeviceModel"],
            "displayName": workshop.title(),
            "description": "Made by a contract run.",
            "capabilityModel": capability_model(f"dtmi:{workshop.prefix}:{workshop.word()}"),
        },
        {
            "@type": ["ModelDefinition", "DeviceModel"],
            "displayName": workshop.title(),
            "capabilityModel": {
                "@id": f"dtmi:{workshop.prefix}:{workshop.word()};1",
                "@type": "Interface",
                "@context": ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"],
                "displayName": "Empty",
                "contents": [],
            },
        },
    ]


def _devices(workshop: Workshop) -> list[Json]:
    return [
        {
            "displayName": workshop.title(),
            "enabled": True,
            "simulated": False,
            "template": workshop.template,
            "organizations": [workshop.organization],
        },
        *([{"displayName": workshop.title(), "type": ["iotEdge"]}] if workshop.preview else []),
        {"displayName": workshop.title()},
        {},
    ]


def _key(workshop: Workshop) -> str:
    return base64.b64encode(workshop.random.randbytes(32)).decode()


def _attestations(workshop: Workshop) -> list[Json]:
    keys = {"primaryKey": _key(workshop), "secondaryKey": _key(workshop)}
    return [
        {"type": "symmetricKey", "symmetricKey": keys},
        {"type": "tpm", "tpm": {"endorsementKey": _key(workshop)}},
        {"type": "x509", "x509": {"clientCertificates": {"primary": {}, "secondary": {}}}},
    ]


def _with_certificates(body: Json, path: Mapping[str, str]) -> Json:
    """Return a device certificates, if it attests by them; they have to name it."""
    if body.get("type") != "x509":
        return body
    slots: Json = body["x509"]["clientCertificates"]
    made = {slot: {"certificate": device_certificate(path["deviceId"])} for slot in slots}
    return {**body, "x509": {"clientCertificates": made}}


def _new_device(workshop: Workshop) -> str:
    return workshop.make("Devices", {"displayName": workshop.title()}).id


def _groups(workshop: Workshop) -> list[Json]:
    return [
        {
            "displayName": workshop.title(),
            "description": "Made by a contract run.",
            "filter": f'SELECT * FROM devices WHERE $template = "{workshop.template}"',
            "organizations": [workshop.organization],
        },
        {"displayName": workshop.title(), "filter": "SELECT * FROM devices WHERE $provisioned = true"},
    ]


def _enrollment_groups(workshop: Workshop) -> list[Json]:
    keys = {"primaryKey": _key(workshop), "secondaryKey": _key(workshop)}
    return [
        {
            "displayName": workshop.title(),
            "enabled": True,
            "type": "iot",
            "attestation": {"type": "symmetricKey", "symmetricKey": keys},
        },
        {"displayName": workshop.title(), "type": "iotEdge", "attestation": {"type": "symmetricKey"}},
        {"displayName": workshop.title(), "type": "iot", "attestation": {"type": "x509"}},
        {
            "displayName": workshop.title(),
            "type": "iotEdge",
            "attestation": {
                "type": "x509",
                "x509": {"signingCertificates": {"primary": _certificates(workshop)[0]}},
            },
        },
    ]


def _job_data(workshop: Workshop) -> list[list[Json]]:
    target = workshop.template
    return [
        [{"type": "property", "target": target, "path": "targetTemperature", "value": 6.5}],
        [{"type": "cloudProperty", "target": target, "path": "note", "value": "checked"}],
        [{"type": "command", "target": target, "path": "reboot", "value": 1}],
        [{"type": "deviceTemplateMigration", "template": target}],
        *([[{"type": "deviceManifestMigration", "manifest": workshop.manifest}]] if workshop.preview else []),
    ]


def _jobs(workshop: Workshop) -> list[Json]:
    # no organization: it could not be removed any more, because jobs cannot
    first, *others = _job_data(workshop)
    shares: Json = {
        "batch": {"type": "percentage", "value": 50},
        "cancellationThreshold": {"type": "number", "value": 5, "batch": True},
    }
    whole: Json = {
        "displayName": workshop.title(),
        "description": "Made by a contract run.",
        "group": workshop.idle_group,
        **shares,
        "data": first,
    }
    group = workshop.idle_group
    bodies: list[Json] = [{"displayName": workshop.title(), "group": group, "data": data} for data in others]
    bodies[0]["batch"] = {"type": "number", "value": 10}
    bodies[0]["cancellationThreshold"] = {"type": "percentage", "value": 25.5}
    return [whole, *bodies]


def _scheduled_jobs(workshop: Workshop) -> list[Json]:
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
    moment = start.strftime("%Y-%m-%dT%H:%M:%SZ")
    day = f"{start + timedelta(days=300):%Y-%m-%d}"
    schedules: list[Json] = [
        {"start": moment, "recurrence": "daily", "end": {"type": "occurrences", "occurrences": 3}},
        {"start": moment, "recurrence": "weekly", "end": {"type": "date", "date": day}},
        {"start": moment, "recurrence": "monthly"},
        {"start": moment},
    ]
    whole, *others = _jobs(workshop)
    return [
        {**whole, "organizations": [workshop.organization], "enabled": True, "schedule": schedules[0]},
        *(
            {**other, "enabled": False, "schedule": schedules[number % len(schedules)]}
            for number, other in enumerate(others, start=1)
        ),
    ]


def _file_uploads(workshop: Workshop) -> list[Json]:
    key = _key(workshop)
    text = f"DefaultEndpointsProtocol=https;AccountName={workshop.prefix};AccountKey={key}"
    body = {"account": workshop.prefix, "connectionString": text, "container": "device-files", "sasTtl": "PT2H"}
    return [
        {**body, "readAccess": True} if workshop.preview else body,
        {"connectionString": text, "container": "device-files"},
    ]


def _organizations(workshop: Workshop) -> list[Json]:
    return [{"displayName": workshop.title(), "parent": workshop.organization}, {"displayName": workshop.title()}, {}]


def _users(workshop: Workshop) -> list[Json]:
    def guid() -> str:
        digits = f"{workshop.random.getrandbits(128):032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    roles = [{"role": OPERATOR_ROLE}]
    both = [*roles, {"role": ORG_OPERATOR_ROLE, "organization": workshop.organization}]
    return [
        {"type": "email", "email": f"{workshop.prefix}-{workshop.word()}@contract.example", "roles": both},
        {"type": "servicePrincipal", "tenantId": guid(), "objectId": guid(), "roles": roles},
        {"type": "adGroup", "tenantId": guid(), "objectId": guid(), "roles": roles},
    ]


def _api_tokens(_: Workshop) -> list[Json]:
    expiry = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)
    roles = [{"role": OPERATOR_ROLE}]
    return [{"roles": roles, "expiry": expiry.strftime("%Y-%m-%dT%H:%M:%S.000Z")}, {"roles": roles}]


def _dashboards(workshop: Workshop) -> list[Json]:
    every = tiles(workshop.group, workshop.simulated_device)
    few = every[:2]
    return [
        {
            "displayName": workshop.title(),
            "tiles": few,
            "favorite": True,
            "organizations": [workshop.organization],
        },
        {"displayName": workshop.title(), "tiles": every},
        {"displayName": workshop.title()},
    ]


def _destinations(workshop: Workshop) -> list[Json]:
    return destinations(workshop.prefix, workshop.title, lambda: _key(workshop))


def _exports(workshop: Workshop) -> list[Json]:
    destination = {"id": workshop.destination}

    def of(source: str, **members: Any) -> Json:
        return {
            "displayName": workshop.title(),
            "enabled": False,
            "source": source,
            "destinations": [destination],
            **members,
        }

    template = workshop.template
    return [
        of(
            "telemetry",
            filter=f'SELECT * FROM devices WHERE $template = "{template}"',
            enrichments={"site": {"value": "north"}, "name": {"path": "$displayName"}},
        ),
        of(
            "properties",
            enrichments={"serial": {"target": template, "path": "serialNumber"}, "floor": {"value": 2}},
            destinations=[{**destination, "transform": "{ id: .device.id }"}],
        ),
        *(of(source) for source in ("deviceLifecycle", "deviceTemplateLifecycle", "deviceConnectivity", "audit")),
    ]


def _manifests(workshop: Workshop) -> list[Json]:
    agent: Json = {
        "schemaVersion": "1.1",
        "runtime": {"type": "docker", "settings": {}},
        "systemModules": {
            "edgeAgent": {"type": "docker", "settings": {"image": "registry.example/agent:1"}},
            "edgeHub": {
                "type": "docker",
                "status": "running",
                "restartPolicy": "always",
                "settings": {"image": "registry.example/hub:1"},
            },
        },
        "modules": {},
    }
    hub: Json = {"schemaVersion": "1.1", "routes": {}, "storeAndForwardConfiguration": {"timeToLiveSecs": 7200}}
    data: Json = {
        "modulesContent": {"$edgeAgent": {"properties.desired": agent}, "$edgeHub": {"properties.desired": hub}},
    }
    return [
        {"displayName": workshop.title(), "data": data, "organizations": [workshop.organization]},
        {"displayName": workshop.title(), "data": data},
    ]


def _certificates(workshop: Workshop) -> list[Json]:
    return [
        {"certificate": signing_certificate(workshop.word()), "verified": True},
        {"certificate": signing_certificate(workshop.word()), "verified": False},
    ]


def _properties(_: Workshop) -> list[Json]:
    return [{"targetTemperature": 6.5}]


def _relationships(workshop: Workshop) -> list[Json]:
    return [{"target": workshop.device}]


def _renamed(workshop: Workshop) -> Json:
    return {"displayName": workshop.title()}


_ON_WRITE = "the document: a certificate is given on write and not returned on read"
_STATUS = "the service reports in it how far it has come"
_EXPORT_STATUS = {"status": _STATUS, "errors": _STATUS, "lastExportTime": _STATUS}
_UNIQUE = "ids and addresses of users are documented as unique, which a second PUT may break"


def _applications(workshop: Workshop) -> list[Json]:
    location = workshop.server.options.location
    return [
        {
            "location": location,
            "sku": {"name": "ST2"},
            "properties": {"displayName": workshop.title()},
            "tags": {"purpose": workshop.word(), "run": workshop.prefix},
        },
        {"location": location, "sku": {"name": "ST0"}},
    ]


def _with_subdomain(body: Json, path: Mapping[str, str]) -> Json:
    """Let an application answer under its name, so that no two want one subdomain."""
    properties = body.get("properties", {})
    if not isinstance(properties, dict) or "resourceName" not in path:
        return body
    return {**body, "properties": {"subdomain": path["resourceName"], **properties}}


RECIPES: dict[str, Recipe] = {
    "Devices": Recipe(
        _devices,
        lambda w: {"displayName": w.title(), "enabled": False},
        ("organizations",),
        moves={"provisioned": "the service sets it when the device connects"},
        stays={"type": "it is chosen at creation and fixed afterwards"},
        defaults={"enabled": True, "simulated": False},
    ),
    "Devices/attestation": Recipe(
        _attestations,
        lambda w: {"type": "symmetricKey", "symmetricKey": {"primaryKey": _key(w)}},
        parents=lambda w: {"deviceId": _new_device(w)},
        fits=_with_certificates,
        unread={"x509/clientCertificates/*/certificate": _ON_WRITE},
    ),
    "Devices/relationships": Recipe(
        _relationships,
        lambda w: {"target": _new_device(w)},
        parents=lambda w: {"deviceId": _new_device(w)},
        needs=("target",),
    ),
    "Devices/properties": Recipe(
        _properties, lambda _: {"targetTemperature": 7.5}, parents=lambda w: {"deviceId": w.simulated_device}
    ),
    "Devices/components/properties": Recipe(
        _properties,
        lambda _: {"targetTemperature": 7.5},
        parents=lambda w: {"deviceId": w.simulated_device, "componentName": "zone"},
    ),
    "Devices/modules/properties": Recipe(
        _properties,
        lambda _: {"targetTemperature": 7.5},
        parents=lambda w: {"deviceId": w.simulated_device, "moduleName": "filterModule"},
    ),
    "Devices/modules/components/properties": Recipe(
        _properties,
        lambda _: {"targetTemperature": 7.5},
        parents=lambda w: {"deviceId": w.simulated_device, "moduleName": "filterModule", "componentName": "zone"},
    ),
    "DeviceTemplates": Recipe(
        _templates,
        lambda w: {"displayName": w.title(), "description": w.title()},
        ("description",),
        merges=lambda w: [(0, {"capabilityModel": {"displayName": w.title()}})],
        grows={"*@type": "the service adds adjunct types, as the articles' samples show"},
        irreplaceable="the document speaks of new templates alone",
    ),
    "DeviceGroups": Recipe(
        _groups,
        lambda w: {"displayName": w.title(), "filter": "SELECT * FROM devices WHERE $simulated = true"},
        ("description", "organizations"),
    ),
    "EnrollmentGroups": Recipe(
        _enrollment_groups,
        lambda w: {"displayName": w.title(), "enabled": False},
        merges=lambda w: [
            (0, {"attestation": {"type": "symmetricKey", "symmetricKey": {"secondaryKey": _key(w)}}}),
            (2, {"displayName": w.title()}),
        ],
        unread={"attestation/x509/signingCertificates/*/certificate": _ON_WRITE},
        stays={"attestation/*": "keys and certificates that a PUT does not give may stay, or be made anew"},
    ),
    "EnrollmentGroups/certificates": Recipe(
        _certificates,
        parents=lambda w: {"enrollmentGroupId": w.certificate_group},
        needs=("certificate",),
        unread={"certificate": _ON_WRITE},
    ),
    "Jobs": Recipe(
        _jobs,
        moves=dict.fromkeys(("status", "progress", "start", "end"), _STATUS),
        irreplaceable="a PUT starts a job; no operation changes one",
    ),
    "ScheduledJobs": Recipe(
        _scheduled_jobs,
        lambda w: {"displayName": w.title(), "description": w.title(), "enabled": False},
        ("description", "cancellationThreshold"),
        merges=lambda _: [
            (0, {"batch": {"value": 20}}),
            (1, {"cancellationThreshold": {"batch": True}}),
            (0, {"batch": None}),
        ],
        moves={"completed": _STATUS},
        stays={"enabled": "the articles' samples do not agree on what it is when it is left out"},
    ),
    "FileUploads": Recipe(
        _file_uploads,
        lambda _: {"sasTtl": "PT3H", "container": "other-files"},
        ("account",),
        moves={"state": _STATUS},
        defaults={"sasTtl": "PT1H"},
        fades="it is being deleted in the background, as its state says",
    ),
    "Apps": Recipe(
        _applications,
        lambda w: {"properties": {"displayName": w.title()}, "tags": {"purpose": w.word()}},
        fits=_with_subdomain,
    ),
    "Organizations": Recipe(_organizations, _renamed),
    "Users": Recipe(_users, lambda _: {"roles": [{"role": BUILDER_ROLE}]}, irreplaceable=_UNIQUE),
    "ApiTokens": Recipe(_api_tokens, irreplaceable="no operation changes a token; a second PUT would void its secret"),
    "Dashboards": Recipe(
        _dashboards,
        lambda w: {"displayName": w.title(), "favorite": False},
        ("organizations",),
        merges=lambda w: [(0, {"tiles": tiles(w.group, w.simulated_device)[2:3]})],
    ),
    "Destinations": Recipe(
        _destinations,
        lambda w: {"displayName": w.title(), "url": f"https://{w.prefix}.example/{w.word()}"},
        ("queryCustomizations",),
        merges=lambda _: [
            (0, {"headerCustomizations": {"x-more": {"value": "much"}, "x-run": None}}),
            (0, {"queryCustomizations": {"site": {"value": "south"}}}),
            (1, {"authorization": {"type": "connectionString", "containerName": "other"}}),
        ],
        moves=_EXPORT_STATUS,
        masks="How to manage data export with the REST API: reads show secrets as *****",
    ),
    "Exports": Recipe(
        _exports,
        lambda w: {"displayName": w.title(), "source": "properties"},
        ("enrichments",),
        merges=lambda _: [(0, {"enrichments": {"site": {"value": "south"}, "name": None, "floor": {"value": 2}}})],
        moves=_EXPORT_STATUS,
    ),
    "DeploymentManifests": Recipe(
        _manifests,
        _renamed,
        ("organizations",),
        merges=lambda _: [
            (0, {"data": {"modulesContent": {"$edgeHub": {"properties.desired": {"routes": {"up": "x"}}}}}})
        ],
    ),
}
"""Family → how its things are made."""
