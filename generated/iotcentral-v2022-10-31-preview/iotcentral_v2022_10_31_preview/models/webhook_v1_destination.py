# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""WebhookV1Destination: An HTTP endpoint of your own that the service calls with the exported data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, to_list, to_map, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .data_export_error import DataExportError
from .destination import Destination
from .webhook_v1_destination_auth import WebhookV1DestinationAuth
from .webhook_v1_destination_customization import WebhookV1DestinationCustomization

__all__ = ["WebhookV1Destination"]

_decode_errors = to_list(DataExportError.decode)
_decode_query_customizations = to_map(WebhookV1DestinationCustomization.decode)
_decode_header_customizations = to_map(WebhookV1DestinationCustomization.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class WebhookV1Destination(Destination):
    """An HTTP endpoint of your own that the service calls with the exported data.

    Attributes:
        status: Current state set by the service, such as `notStarted`, `starting`, `healthy`, `waiting` or `error`;
            other words may occur. Read-only.
        errors: Problems met while exporting, set by the service; absent or empty when there are none. Read-only.
        last_export_time: Time (UTC) when data was last sent; set by the service, absent until something was
            exported. Read-only.
        id: Unique id of the destination, taken from the path on creation. Read-only.
        display_name: Name of the destination shown to people.
        type: Kind of destination, such as `blobstorage@v1` or `webhook@v1`; decides which other members apply.
        url: URL that the service calls with the exported messages. A key in its query is shown by the service, but
            not by clients.
        query_customizations: Query parameters to add to each call, keyed by parameter name.
        header_customizations: Request headers to add to each call, keyed by header name.
        authorization: How the service authorizes its calls to the webhook; absent means calls without
            authorization.
    """

    type: str = field(default="webhook@v1", init=False)
    url: str
    query_customizations: dict[str, WebhookV1DestinationCustomization] | Unset = UNSET
    header_customizations: dict[str, WebhookV1DestinationCustomization] | Unset = UNSET
    authorization: WebhookV1DestinationAuth | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "status": "status",
        "errors": "errors",
        "lastExportTime": "last_export_time",
        "id": "id",
        "displayName": "display_name",
        "type": "type",
        "url": "url",
        "queryCustomizations": "query_customizations",
        "headerCustomizations": "header_customizations",
        "authorization": "authorization",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"status", "errors", "lastExportTime", "id"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"url"})

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
        if value == "webhook@v1":
            model.type = value
        else:
            raise cls.wrong("type", '"webhook@v1"', value)
        value = get("url", UNSET)
        if type(value) is str:
            model.url = value
        else:
            raise cls.wrong("url", "a string", value)
        value = get("queryCustomizations")
        model.query_customizations = (
            UNSET if value is None else member("queryCustomizations", _decode_query_customizations, value)
        )
        value = get("headerCustomizations")
        model.header_customizations = (
            UNSET if value is None else member("headerCustomizations", _decode_header_customizations, value)
        )
        value = get("authorization")
        model.authorization = (
            UNSET if value is None else member("authorization", WebhookV1DestinationAuth.decode, value)
        )
        return model
