# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ExportDestination: A destination seen from one of its exports, together with the transform that the export uses for it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, to_list, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .data_export_error import DataExportError

__all__ = ["ExportDestination"]

_decode_errors = to_list(DataExportError.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ExportDestination(Model):
    """A destination seen from one of its exports, together with the transform that the export uses for it.

    Attributes:
        status: Current state set by the service, such as `notStarted`, `starting`, `healthy`, `waiting` or `error`;
            other words may occur. Read-only.
        errors: Problems met while exporting, set by the service; absent or empty when there are none. Read-only.
        last_export_time: Time (UTC) when data was last sent; set by the service, absent until something was
            exported. Read-only.
        id: Unique id of the destination, set on creation. Read-only.
        display_name: Name of the destination shown to people.
        type: Kind of destination, such as `blobstorage@v1` or `webhook@v1`.
        transform: A jq program that reshapes each message of the export for this destination; absent means the
            default form.
    """

    status: str = field(default=ABSENT, init=False)
    errors: list[DataExportError] | Unset = field(default=UNSET, init=False)
    last_export_time: datetime.datetime | Unset = field(default=UNSET, init=False)
    id: str | Unset = field(default=UNSET, init=False)
    display_name: str
    type: str
    transform: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "errors": "errors",
        "lastExportTime": "last_export_time",
        "id": "id",
        "displayName": "display_name",
        "type": "type",
        "transform": "transform",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"status", "errors", "lastExportTime", "id"})

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
        else:
            model.id = UNSET
        value = get("displayName", UNSET)
        if type(value) is str:
            model.display_name = value
        else:
            raise cls.wrong("displayName", "a string", value)
        value = get("type", UNSET)
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        value = get("transform")
        if type(value) is str:
            model.transform = value
        elif value is not None:
            raise cls.wrong("transform", "a string", value)
        else:
            model.transform = UNSET
        return model
