# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Destination: A place outside the application that exports send data to; its `type` decides the further members."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, to_list, wrong
from iotcentral._core.model import ABSENT, Model, Variants, new
from iotcentral._core.types import UNSET, Unset

from .data_export_error import DataExportError

if TYPE_CHECKING:
    import builtins

    from .destination_patch import DestinationPatch

__all__ = ["Destination", "UnknownDestination"]

_decode_errors = to_list(DataExportError.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Destination(Model):
    """A place outside the application that exports send data to; its `type` decides the further members.

    One of several kinds, told apart by `type`: `BlobStorageV1Destination`, `DataExplorerV1Destination`,
    `EventHubsV1Destination`, `ServiceBusQueueV1Destination`, `ServiceBusTopicV1Destination`,
    `WebhookV1Destination`; `UnknownDestination` stands for a kind that this package does not know.

    Attributes:
        status: Current state set by the service, such as `notStarted`, `starting`, `healthy`, `waiting` or `error`;
            other words may occur. Read-only.
        errors: Problems met while exporting, set by the service; absent or empty when there are none. Read-only.
        last_export_time: Time (UTC) when data was last sent; set by the service, absent until something was
            exported. Read-only.
        id: Unique id of the destination, taken from the path on creation. Read-only.
        display_name: Name of the destination shown to people.
        type: Kind of destination, such as `blobstorage@v1` or `webhook@v1`; decides which other members apply.
    """

    status: str = field(default=ABSENT, init=False)
    errors: list[DataExportError] | Unset = field(default=UNSET, init=False)
    last_export_time: datetime.datetime | Unset = field(default=UNSET, init=False)
    id: str = field(default=ABSENT, init=False)
    display_name: str
    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "errors": "errors",
        "lastExportTime": "last_export_time",
        "id": "id",
        "displayName": "display_name",
        "type": "type",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"status", "errors", "lastExportTime", "id"})

    @classmethod
    def patch_class(cls) -> builtins.type[DestinationPatch]:
        """Return the class of the merge patches of this model."""
        from .destination_patch import DestinationPatch

        return DestinationPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownDestination(Destination):
    """A `Destination` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

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
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "blobstorage@v1": ".blob_storage_v1_destination:BlobStorageV1Destination",
        "dataexplorer@v1": ".data_explorer_v1_destination:DataExplorerV1Destination",
        "eventhubs@v1": ".event_hubs_v1_destination:EventHubsV1Destination",
        "servicebusqueue@v1": ".service_bus_queue_v1_destination:ServiceBusQueueV1Destination",
        "servicebustopic@v1": ".service_bus_topic_v1_destination:ServiceBusTopicV1Destination",
        "webhook@v1": ".webhook_v1_destination:WebhookV1Destination",
    },
    unknown=".destination:UnknownDestination",
)
