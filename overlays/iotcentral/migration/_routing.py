"""Notes for routing from data exports: the source, the endpoint, the query and the enrichments that take their place in IoT Hub.

Sources, endpoints and enrichments are those of "Use IoT Hub message routing", "IoT Hub endpoints" and "Message enrichments for
device-to-cloud IoT Hub messages".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ._report import NotMoved

__all__ = ["not_routed", "routing_notes", "routing_text"]

_SOURCES = {
    "telemetry": "DeviceMessages",
    "properties": "TwinChangeEvents",
    "deviceLifecycle": "DeviceLifecycleEvents",
    "deviceConnectivity": "DeviceConnectionStateEvents",
}
"""Source of an export → data source of a route."""

_ENDPOINTS = {
    "blobstorage@v1": "Azure Storage container (custom endpoint)",
    "eventhubs@v1": "Event Hubs (custom endpoint)",
    "servicebusqueue@v1": "Service Bus queue (custom endpoint)",
    "servicebustopic@v1": "Service Bus topic (custom endpoint)",
    "dataexplorer@v1": "no endpoint: the built-in Event Hubs endpoint as a data connection of the cluster, or of Fabric",
    "webhook@v1": "no endpoint: Event Grid, or a function on the built-in Event Hubs endpoint",
}
"""Type of a destination → endpoint of a route."""

_TAGS = {"$displayName": "displayName", "$organizations": "organization", "$templateDisplayName": "template"}
"""System property of an enrichment → the tag that holds it."""


def routing_notes(
    exports: Mapping[str, Mapping[str, Any]], destinations: Mapping[str, Mapping[str, Any]], cloud: Iterable[str]
) -> list[dict[str, Any]]:
    """Return a note for each export.

    Args:
        exports: the exports by their ids.
        destinations: the destinations by their ids, with names in the place of secrets.
        cloud: the names of the cloud properties of all templates, which are tags now.
    """
    known = frozenset(cloud)
    return [_note(id, export, destinations, known) for id, export in exports.items()]


def _note(
    id: str, export: Mapping[str, Any], destinations: Mapping[str, Mapping[str, Any]], cloud: frozenset[str]
) -> dict[str, Any]:
    enrichments: Mapping[str, Any] = export.get("enrichments") or {}
    note: dict[str, Any] = {
        "export": id,
        "displayName": export.get("displayName", id),
        "enabled": bool(export.get("enabled")),
        "source": _SOURCES.get(str(export.get("source"))),
        "endpoints": [
            _endpoint(each, destinations.get(str(each.get("id")), {})) for each in export.get("destinations") or ()
        ],
        "enrichments": {name: _enrichment(each, cloud) for name, each in enrichments.items()},
    }
    if export.get("filter"):
        note["filter"] = export["filter"]
    return note


def _endpoint(reference: Mapping[str, Any], destination: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(destination.get("type", ""))
    endpoint: dict[str, Any] = {
        "destination": reference.get("id"),
        "endpoint": _ENDPOINTS.get(kind, f"unknown type {kind or '(none)'}"),
    }
    if reference.get("transform"):
        endpoint["transform"] = reference["transform"]
    return endpoint


def _enrichment(enrichment: Mapping[str, Any], cloud: frozenset[str]) -> str | None:
    """Return the value of an enrichment in IoT Hub; None if there is none."""
    if "value" in enrichment:
        return str(enrichment["value"])
    path = str(enrichment.get("path", ""))
    if path.startswith("$"):
        return f"$twin.tags.{_TAGS[path]}" if path in _TAGS else None
    return f"$twin.tags.cloudProperties.{path}" if path in cloud else f"$twin.properties.reported.{path}"


def not_routed(notes: Iterable[Mapping[str, Any]]) -> Iterator[NotMoved]:
    """Yield what of the exports has no counterpart."""
    for note in notes:
        id = str(note["export"])
        if note["source"] is None:
            advice = "Use the Azure activity log, and events of the applications that change models"
            yield NotMoved("exports", id, "IoT Hub has no such source of messages", advice)
        if "filter" in note:
            advice = "Write it as a query of the route; it reads the body ($body) and the twin ($twin)"
            yield NotMoved("exports", id, "its filter is in IoT Central's language", advice)
        for endpoint in note["endpoints"]:
            if endpoint["endpoint"].startswith(("no endpoint", "unknown")):
                yield NotMoved("exports", id, f"{endpoint['destination']}: {endpoint['endpoint']}", "See routing.md")
            if "transform" in endpoint:
                advice = "Transform behind the endpoint, with a function, Stream Analytics, or an eventstream of Fabric"
                yield NotMoved("exports", id, "routes have no transformations", advice)
        for name, value in note["enrichments"].items():
            if value is None:
                advice = "Tag the twins with it, and enrich with the tag"
                yield NotMoved("exports", id, f"the enrichment {name} has no counterpart in IoT Hub", advice)


def routing_text(notes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of the notes in Markdown."""
    yield "# Routes in the place of data exports"
    yield ""
    yield "A hub has at most 10 enrichments; a route has one endpoint, so that an export becomes one route for each."
    for note in notes:
        yield ""
        yield f"## {note['displayName']} ({note['export']}{'' if note['enabled'] else ', disabled'})"
        yield ""
        yield f"- source: {note['source'] or 'none'}"
        for endpoint in note["endpoints"]:
            yield f"- endpoint for {endpoint['destination']}: {endpoint['endpoint']}"
            if "transform" in endpoint:
                yield f"  - transformation, which goes behind the endpoint: `{' '.join(endpoint['transform'].split())}`"
        if "filter" in note:
            yield f"- filter in IoT Central, to be written as a routing query: `{note['filter']}`"
        for name, value in note["enrichments"].items():
            yield f"- enrichment {name}: {'none' if value is None else f'`{value}`'}"
