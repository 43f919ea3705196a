"""States of applications, drawn by Hypothesis and stored through the client, without the code under test."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

__all__ = ["SECRET", "states", "store"]

SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"
"""The secret of everything."""

CONNECTION = f"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={SECRET};EndpointSuffix=core.windows.net"
TEMPLATES = ("dtmi:x:A;1", "dtmi:x:B;1")
ORGANIZATIONS = ("north", "south", "east")
ORDER = (
    "organizations",
    "device_templates",
    "device_groups",
    "enrollment_groups",
    "destinations",
    "exports",
    "deployment_manifests",
    "devices",
    "dashboards",
    "scheduled_jobs",
    "users",
)
"""Resources in an order in which they can be created."""

NAMES = st.sampled_from(["x", "ü ${secret:x}", "$${var:y}", "*", "7", "a: b #"])


def template(id: str) -> dict[str, Any]:
    contents = [
        {"@type": "Telemetry", "name": "t", "schema": "double"},
        {"@type": "Property", "name": "p", "schema": "double", "writable": True},
    ]
    model = {"@id": f"{id[:-2]}Model;1", "@type": "Interface", "@context": "dtmi:dtdl:context;2", "contents": contents}
    return {"@type": ["ModelDefinition", "DeviceModel"], "displayName": id, "capabilityModel": model}


@st.composite
def states(draw: st.DrawFn) -> dict[str, dict[str, dict[str, Any]]]:
    """Draw the bodies of things: resource → id → body."""
    organizations = draw(st.lists(st.sampled_from(ORGANIZATIONS), unique=True))
    templates = draw(st.lists(st.sampled_from(TEMPLATES), unique=True))
    owners = [{}, *({"organizations": [each]} for each in organizations)]
    owned = st.sampled_from(owners)
    above = {
        name: draw(st.sampled_from([{}, *({"parent": each} for each in organizations[:place])]))
        for place, name in enumerate(organizations)
    }
    state: dict[str, dict[str, dict[str, Any]]] = {
        "organizations": {name: {"displayName": draw(NAMES), **above[name]} for name in organizations},
        "device_templates": {id: template(id) for id in templates},
        "device_groups": {
            f"g{place}": {"displayName": draw(NAMES), "filter": condition, **draw(owned)}
            for place, condition in enumerate(
                ["SELECT * FROM devices", *(f'SELECT * FROM devices WHERE $template = "{id}"' for id in templates)]
            )
        },
        "enrollment_groups": draw(st.dictionaries(st.sampled_from(["k1", "k2"]), enrollment_groups())),
        "destinations": draw(st.dictionaries(st.sampled_from(["d1", "d2"]), destinations())),
        "deployment_manifests": draw(st.dictionaries(st.sampled_from(["m1"]), manifests(organizations or [""]))),
        "devices": {
            f"device-{place}": {
                "displayName": draw(NAMES),
                "enabled": draw(st.booleans()),
                "template": id,
                **draw(owned),
            }
            for place, id in enumerate(templates)
        },
        "users": draw(st.dictionaries(st.sampled_from(["u1"]), st.just(USER))),
    }
    if not organizations:
        state["deployment_manifests"] = {}
    state["exports"] = {
        f"e-{id}": {
            "displayName": draw(NAMES),
            "enabled": draw(st.booleans()),
            "source": "telemetry",
            "destinations": [{"id": id}],
        }
        for id in state["destinations"]
    }
    state["dashboards"] = draw(st.dictionaries(st.sampled_from(["dtmi:x:D;1"]), dashboards([*state["devices"]])))
    state["scheduled_jobs"] = draw(st.dictionaries(st.sampled_from(["s1"]), scheduled_jobs(templates)))
    return state


USER = {
    "type": "email",
    "email": "u1@contoso.com",
    "roles": [{"role": "ca310b8d-2f4a-44e0-a36e-957c202cd8d4"}],
}


def enrollment_groups() -> st.SearchStrategy[dict[str, Any]]:
    keys = {"type": "symmetricKey", "symmetricKey": {"primaryKey": SECRET + "cA==", "secondaryKey": SECRET + "cw=="}}
    return st.builds(
        lambda name, kind, enabled: {"displayName": name, "type": kind, "enabled": enabled, "attestation": keys},
        NAMES,
        st.sampled_from(["iot", "iotEdge"]),
        st.booleans(),
    )


def destinations() -> st.SearchStrategy[dict[str, Any]]:
    blob = {
        "type": "blobstorage@v1",
        "authorization": {"type": "connectionString", "connectionString": CONNECTION, "containerName": "c"},
    }
    hook = {
        "type": "webhook@v1",
        "url": "https://hooks.contoso.com/x?sig=1",
        "headerCustomizations": {"x-key": {"value": "v", "secret": True}, "x-plain": {"value": "p", "secret": False}},
        "authorization": {"type": "header", "value": SECRET},
    }
    return st.builds(lambda name, kind: {"displayName": name, **kind}, NAMES, st.sampled_from([blob, hook]))


def manifests(organizations: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    data = st.dictionaries(st.sampled_from("ab"), st.integers(0, 9) | NAMES, max_size=2)
    return st.builds(
        lambda name, content, owner: {"displayName": name, "data": content, "organizations": [owner]},
        NAMES,
        data,
        st.sampled_from(organizations),
    )


def dashboards(devices: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    label = {"type": "label", "text": "t", "textSize": 12, "textSizeUnit": "px", "wordWrap": True}
    count = {"type": "deviceCount", "group": "g0"}
    tiles = st.lists(st.sampled_from([label, count]), max_size=2)
    return st.builds(
        lambda name, shown: {
            "displayName": name,
            "tiles": [
                {"displayName": "T", "configuration": each, "x": place, "y": 0, "width": 1, "height": 1}
                for place, each in enumerate(shown)
            ],
        },
        NAMES,
        tiles,
    )


def scheduled_jobs(templates: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    if not templates:
        return st.nothing()
    data = [{"type": "property", "target": templates[0], "path": "p", "value": 5}]
    return st.builds(
        lambda name, enabled: {
            "displayName": name,
            "group": "g0",
            "data": data,
            "enabled": enabled,
            "schedule": {"start": "2027-01-01T00:00:00Z", "recurrence": "daily"},
        },
        NAMES,
        st.booleans(),
    )


def store(app: Any, state: dict[str, dict[str, dict[str, Any]]]) -> None:
    """Store the things of a state in an application."""
    for resource in ORDER:
        things = state.get(resource, {})
        for id in things:
            getattr(app, resource).create(id, things[id])
