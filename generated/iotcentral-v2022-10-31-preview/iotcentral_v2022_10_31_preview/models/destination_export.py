# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DestinationExport: An export seen from one of its destinations, together with the transform used for that destination."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, to_list, to_map, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .data_export_error import DataExportError
from .destination_reference import DestinationReference
from .enrichment import Enrichment

__all__ = ["DestinationExport"]

_decode_errors = to_list(DataExportError.decode)
_decode_enrichments = to_map(Enrichment.decode)
_decode_destinations = to_list(DestinationReference.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DestinationExport(Model):
    """An export seen from one of its destinations, together with the transform used for that destination.

    Attributes:
        status: Current state set by the service, such as `notStarted`, `starting`, `healthy`, `waiting` or `error`;
            other words may occur. Read-only.
        errors: Problems met while exporting, set by the service; absent or empty when there are none. Read-only.
        last_export_time: Time (UTC) when data was last sent; set by the service, absent until something was
            exported. Read-only.
        id: Unique id of the export, taken from the path on creation. Read-only.
        display_name: Name of the export shown to people.
        enabled: Whether the export runs; only data that arrives while it is enabled is sent.
        source: Kind of data to export; one export has exactly one source. Known values: see `DestinationSource`.
        filter: Query that selects what to export, in the form `SELECT * FROM devices WHERE …`; absent means
            everything from the source.
        enrichments: Extra data added to each message, keyed by the name it gets there; at most 10 filters and
            enrichments per export.
        destinations: Existing destinations to send the data to, at most 10, each with an optional transform.
        transform: A jq program that reshapes each message for this destination; absent when messages are sent in
            their default form.
    """

    status: str = field(default=ABSENT, init=False)
    errors: list[DataExportError] | Unset = field(default=UNSET, init=False)
    last_export_time: datetime.datetime | Unset = field(default=UNSET, init=False)
    id: str = field(default=ABSENT, init=False)
    display_name: str
    enabled: bool
    source: str
    filter: str | Unset = UNSET
    enrichments: dict[str, Enrichment] | Unset = UNSET
    destinations: list[DestinationReference]
    transform: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "errors": "errors",
        "lastExportTime": "last_export_time",
        "id": "id",
        "displayName": "display_name",
        "enabled": "enabled",
        "source": "source",
        "filter": "filter",
        "enrichments": "enrichments",
        "destinations": "destinations",
        "transform": "transform",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"status", "errors", "lastExportTime", "id"})
    _free_form: ClassVar[tuple[str, ...]] = ("enrichments",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("status")
        if type(value) is str:
            model.status = value
        elif value is not None:
            raise cls.wrong("status", "a string", value)
        value = get("errors")
        model.errors = UNSET if value is None else member("errors", _decode_errors, value)
        value = get("lastExportTime")
        model.last_export_time = UNSET if value is None else member("lastExportTime", to_datetime, value)
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("displayName", UNSET)
        if type(value) is str:
            model.display_name = value
        else:
            raise cls.wrong("displayName", "a string", value)
        value = get("enabled", UNSET)
        if type(value) is bool:
            model.enabled = value
        else:
            raise cls.wrong("enabled", "true or false", value)
        value = get("source", UNSET)
        if type(value) is str:
            model.source = value
        else:
            raise cls.wrong("source", "a string", value)
        value = get("filter")
        if type(value) is str:
            model.filter = value
        elif value is not None:
            raise cls.wrong("filter", "a string", value)
        else:
            model.filter = UNSET
        value = get("enrichments")
        model.enrichments = UNSET if value is None else member("enrichments", _decode_enrichments, value)
        model.destinations = member("destinations", _decode_destinations, get("destinations", UNSET))
        value = get("transform")
        if type(value) is str:
            model.transform = value
        elif value is not None:
            raise cls.wrong("transform", "a string", value)
        else:
            model.transform = UNSET
        return model
