# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DestinationPatch: Changes to `Destination`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_map, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .destination_authorization_patch import DestinationAuthorizationPatch
from .webhook_v1_destination_customization_patch import WebhookV1DestinationCustomizationPatch

__all__ = ["DestinationPatch"]

_decode_authorization = optional(DestinationAuthorizationPatch.decode)
_decode_query_customizations = optional(to_map(optional(WebhookV1DestinationCustomizationPatch.decode)))
_decode_header_customizations = optional(to_map(optional(WebhookV1DestinationCustomizationPatch.decode)))


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DestinationPatch(Model):
    """Changes to `Destination`: absent members stay as they are, null clears a member.

    Attributes:
        display_name: Name of the destination shown to people.
        type: Kind of destination, such as `blobstorage@v1` or `webhook@v1`; decides which other members apply.
        authorization: How the service gets access to the storage account, and which container it writes to.
        cluster_url: URL of the Azure Data Explorer cluster, such as
            `https://contosocoldrooms.westeurope.kusto.windows.net`. A key in its query is shown by the service, but
            not by clients.
        database: Name of the database in the cluster that holds the table.
        table: Name of the table that receives the exported data.
        url: URL that the service calls with the exported messages. A key in its query is shown by the service, but
            not by clients.
        query_customizations: Query parameters to add to each call, keyed by parameter name.
        header_customizations: Request headers to add to each call, keyed by header name.
    """

    display_name: str | None | Unset = UNSET
    type: str | Unset = UNSET
    authorization: DestinationAuthorizationPatch | None | Unset = UNSET
    cluster_url: str | None | Unset = UNSET
    database: str | None | Unset = UNSET
    table: str | None | Unset = UNSET
    url: str | None | Unset = UNSET
    query_customizations: dict[str, WebhookV1DestinationCustomizationPatch | None] | None | Unset = UNSET
    header_customizations: dict[str, WebhookV1DestinationCustomizationPatch | None] | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "displayName": "display_name",
        "type": "type",
        "authorization": "authorization",
        "clusterUrl": "cluster_url",
        "database": "database",
        "table": "table",
        "url": "url",
        "queryCustomizations": "query_customizations",
        "headerCustomizations": "header_customizations",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"clusterUrl", "url"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("displayName", UNSET)
        if type(value) is str or value is None:
            model.display_name = value
        elif value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("type")
        if type(value) is str:
            model.type = value
        elif value is not None:
            raise cls.wrong("type", "a string", value)
        else:
            model.type = UNSET
        value = get("authorization", UNSET)
        model.authorization = UNSET if value is UNSET else member("authorization", _decode_authorization, value)
        value = get("clusterUrl", UNSET)
        if type(value) is str or value is None:
            model.cluster_url = value
        elif value is not UNSET:
            raise cls.wrong("clusterUrl", "a string", value)
        else:
            model.cluster_url = UNSET
        value = get("database", UNSET)
        if type(value) is str or value is None:
            model.database = value
        elif value is not UNSET:
            raise cls.wrong("database", "a string", value)
        else:
            model.database = UNSET
        value = get("table", UNSET)
        if type(value) is str or value is None:
            model.table = value
        elif value is not UNSET:
            raise cls.wrong("table", "a string", value)
        else:
            model.table = UNSET
        value = get("url", UNSET)
        if type(value) is str or value is None:
            model.url = value
        elif value is not UNSET:
            raise cls.wrong("url", "a string", value)
        else:
            model.url = UNSET
        value = get("queryCustomizations", UNSET)
        model.query_customizations = (
            UNSET if value is UNSET else member("queryCustomizations", _decode_query_customizations, value)
        )
        value = get("headerCustomizations", UNSET)
        model.header_customizations = (
            UNSET if value is UNSET else member("headerCustomizations", _decode_header_customizations, value)
        )
        return model
