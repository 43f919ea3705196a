# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BlobStorageV1DestinationSystemAssignedManagedIdentityAuth: Authorizes with the system-assigned managed identity of the application, which must be allowed to write to the container."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .blob_storage_v1_destination_auth import BlobStorageV1DestinationAuth

__all__ = ["BlobStorageV1DestinationSystemAssignedManagedIdentityAuth"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BlobStorageV1DestinationSystemAssignedManagedIdentityAuth(BlobStorageV1DestinationAuth):
    """Authorizes with the system-assigned managed identity of the application, which must be allowed to write to
    the container.

    Attributes:
        type: Selects how to authorize: `connectionString` or `systemAssignedManagedIdentity`, which decides the
            other members for the storage account.
        endpoint_uri: URI of the blob service of the storage account, such as
            `https://contosoarchive.blob.core.windows.net/`. A key in its query is shown by the service, but not by
            clients.
        container_name: Name of the blob container that receives the exported files.
    """

    type: str = field(default="systemAssignedManagedIdentity", init=False)
    endpoint_uri: str

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "endpointUri": "endpoint_uri",
        "containerName": "container_name",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"endpointUri"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("type", UNSET)
        if value == "systemAssignedManagedIdentity":
            model.type = value
        else:
            raise cls.wrong("type", '"systemAssignedManagedIdentity"', value)
        value = get("endpointUri", UNSET)
        if type(value) is str:
            model.endpoint_uri = value
        else:
            raise cls.wrong("endpointUri", "a string", value)
        value = get("containerName", UNSET)
        if type(value) is str:
            model.container_name = value
        else:
            raise cls.wrong("containerName", "a string", value)
        return model
