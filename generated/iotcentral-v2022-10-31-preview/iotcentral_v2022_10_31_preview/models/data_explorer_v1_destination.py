# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataExplorerV1Destination: A table in an Azure Data Explorer cluster that receives the exported data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, to_list, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .data_explorer_v1_destination_auth import DataExplorerV1DestinationAuth
from .data_export_error import DataExportError
from .destination import Destination

__all__ = ["DataExplorerV1Destination"]

_decode_errors = to_list(DataExportError.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataExplorerV1Destination(Destination):
    """A table in an Azure Data Explorer cluster that receives the exported data.

    Attributes:
        status: Current state set by the service, such as `notStarted`, `starting`, `healthy`, `waiting` or `error`;
            other words may occur. Read-only.
        errors: Problems met while exporting, set by the service; absent or empty when there are none. Read-only.
        last_export_time: Time (UTC) when data was last sent; set by the service, absent until something was
            exported. Read-only.
        id: Unique id of the destination, taken from the path on creation. Read-only.
        display_name: Name of the destination shown to people.
        type: Kind of destination, such as `blobstorage@v1` or `webhook@v1`; decides which other members apply.
        cluster_url: URL of the Azure Data Explorer cluster, such as
            `https://contosocoldrooms.westeurope.kusto.windows.net`. A key in its query is shown by the service, but
            not by clients.
        database: Name of the database in the cluster that holds the table.
        table: Name of the table that receives the exported data.
        authorization: How the service signs in to the Azure Data Explorer cluster.
    """

    type: str = field(default="dataexplorer@v1", init=False)
    cluster_url: str
    database: str
    table: str
    authorization: DataExplorerV1DestinationAuth

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "errors": "errors",
        "lastExportTime": "last_export_time",
        "id": "id",
        "displayName": "display_name",
        "type": "type",
        "clusterUrl": "cluster_url",
        "database": "database",
        "table": "table",
        "authorization": "authorization",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"status", "errors", "lastExportTime", "id"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"clusterUrl"})

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
        value = get("type", UNSET)
        if value == "dataexplorer@v1":
            model.type = value
        else:
            raise cls.wrong("type", '"dataexplorer@v1"', value)
        value = get("clusterUrl", UNSET)
        if type(value) is str:
            model.cluster_url = value
        else:
            raise cls.wrong("clusterUrl", "a string", value)
        value = get("database", UNSET)
        if type(value) is str:
            model.database = value
        else:
            raise cls.wrong("database", "a string", value)
        value = get("table", UNSET)
        if type(value) is str:
            model.table = value
        else:
            raise cls.wrong("table", "a string", value)
        model.authorization = member("authorization", DataExplorerV1DestinationAuth.decode, get("authorization", UNSET))
        return model
