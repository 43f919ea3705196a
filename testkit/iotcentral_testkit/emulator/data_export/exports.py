"""Operations on data exports: the data that they send, their destinations, and their state."""

from __future__ import annotations

from typing import Any

from ..http.bodies import check_whole
from ..http.calls import Call, handles
from ..http.errors import conflict, unprocessable
from ..http.etags import check_etag
from ..http.pagination import page, stored_page
from ..languages.export_filter import parse
from ..languages.scanner import StatementSyntaxError
from ..state.clock import timestamp
from ..state.merge_patch import merged
from .exporting import ExportingApplication
from .kinds import DESTINATION, EXPORT
from .outbox import forget_export
from .representations import destinations_of, shown_destination, shown_export
from .starting import cancel, starting
from .transforms import can_transform

__all__ = ["SOURCES"]

SOURCES = ("telemetry", "properties", "deviceLifecycle", "deviceTemplateLifecycle", "deviceConnectivity", "audit")
"""Sources of data that can be exported."""

_MOST = 10
_READ_ONLY = ("id", "status", "errors", "lastExportTime")
_METADATA = ("$enabled", "$displayName", "$templateDisplayName", "$organizations", "$provisioned", "$simulated")


def _check(call: Call, content: dict[str, Any]) -> None:
    """Check an export beyond the schema of the document.

    Raises:
        ServiceError: 422: the source, the filter, an enrichment or a number is not valid, or a destination is missing.
    """
    check_whole(call, content)
    if content["source"] not in SOURCES:
        raise unprocessable(f'source should be one of {", ".join(SOURCES)}, not "{content["source"]}"')
    ids = [reference["id"] for reference in content["destinations"]]
    if len(ids) > _MOST:
        raise unprocessable(f"destinations should have at most {_MOST} entries, not {len(ids)}")
    if len(set(ids)) < len(ids):
        raise unprocessable("destinations should name each destination once")
    for destination_id in ids:
        if call.app.get(DESTINATION, destination_id) is None:
            raise unprocessable(f'destinations names "{destination_id}", which does not exist; create it first')
    _check_transforms(call, content["destinations"])
    enrichments: dict[str, Any] = content.get("enrichments") or {}
    filters = _check_filter(content.get("filter"))
    if len(enrichments) + filters > _MOST:
        raise unprocessable(f"filters and enrichments should be at most {_MOST}, not {len(enrichments) + filters}")
    for name, enrichment in enrichments.items():
        _check_enrichment(name, enrichment)


def _check_transforms(call: Call, references: list[dict[str, Any]]) -> None:
    """Refuse transforms that are not programs, as far as jq is there to tell."""
    app = call.app
    assert isinstance(app, ExportingApplication)
    for place, reference in enumerate(references):
        program = reference.get("transform")
        problem = app.transforms.problem(program) if program and can_transform() else None
        if problem is not None:
            raise unprocessable(f"destinations[{place}].transform should be a program of jq: {problem}")


def _check_filter(text: str | None) -> int:
    """Return the number of a filter's conditions."""
    if text is None:
        return 0
    try:
        return sum(len(tests) for tests in parse(text).conditions)
    except StatementSyntaxError as problem:
        raise unprocessable(f"filter is not valid: {problem}") from None


def _check_enrichment(name: str, enrichment: dict[str, Any]) -> None:
    if ("value" in enrichment) == ("path" in enrichment):
        raise unprocessable(f"enrichments.{name} should have either value or path")
    if "target" in enrichment and "path" not in enrichment:
        raise unprocessable(f"enrichments.{name} should have a path beside its target")
    path = enrichment.get("path", "")
    if path.startswith("$") and path not in _METADATA:
        raise unprocessable(f"enrichments.{name}.path should be one of {', '.join(_METADATA)}, or a property")


def _written(call: Call, content: dict[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
    """Check and store an export; one that is enabled starts again, and exports from now on."""
    export_id = call.path["exportId"]
    _check(call, content)
    export = {"id": export_id, **content, "status": "notStarted"}
    if stored is not None and "lastExportTime" in stored:
        export["lastExportTime"] = stored["lastExportTime"]
    ran = stored is not None and stored["enabled"] and stored["source"] == content["source"]
    export["_since"] = stored["_since"] if stored is not None and ran else timestamp(call.now)
    if content["enabled"]:
        export = starting(call.app, export)
    else:
        cancel(call.app, export_id)
        forget_export(call.app, export)
    call.app.put(EXPORT, export_id, export)
    return shown_export(export)


def _writable(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in _READ_ONLY and not name.startswith("_")}


@handles("Exports_List")
def list_exports(call: Call) -> Any:
    """Return a page of the exports."""
    return stored_page(
        call, EXPORT, lambda stored: shown_export(stored.content) if call.caller.reaches(stored.content) else None
    )


@handles("Exports_Get")
def get(call: Call) -> Any:
    """Return an export."""
    return shown_export(call.get(EXPORT, call.path["exportId"], "Export"))


@handles("Exports_Create")
def create(call: Call) -> Any:
    """Create or replace an export."""
    stored = call.app.get(EXPORT, call.path["exportId"])
    check_etag(call, stored)
    if stored is None and call.app.count(EXPORT) >= _MOST:
        raise conflict(f"The application has {_MOST} exports already, which is the most it can have.")
    return _written(call, _writable(call.body), stored)


@handles("Exports_Update")
def update(call: Call) -> Any:
    """Change members of an export."""
    stored = call.get(EXPORT, call.path["exportId"], "Export")
    check_etag(call, stored)
    return _written(call, merged(_writable(stored), _writable(call.body or {})), stored)


@handles("Exports_Remove")
def remove(call: Call) -> None:
    """Delete an export, and what it had not yet sent."""
    export_id = call.path["exportId"]
    forget_export(call.app, call.get(EXPORT, export_id, "Export"))
    call.app.delete(EXPORT, export_id)
    cancel(call.app, export_id)


@handles("Exports_ListDestinations")
def list_destinations(call: Call) -> Any:
    """Return a page of the destinations of an export, in the order in which it names them."""
    export = call.get(EXPORT, call.path["exportId"], "Export")
    found = destinations_of(call.app, export)
    return page(call, (([place], shown_destination(content)) for place, content in found))
