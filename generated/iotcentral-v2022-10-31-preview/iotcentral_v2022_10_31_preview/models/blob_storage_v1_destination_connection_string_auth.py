# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BlobStorageV1DestinationConnectionStringAuth: Authorizes with the connection string of the storage account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .blob_storage_v1_destination_auth import BlobStorageV1DestinationAuth

__all__ = ["BlobStorageV1DestinationConnectionStringAuth"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BlobStorageV1DestinationConnectionStringAuth(BlobStorageV1DestinationAuth):
    """Authorizes with the connection string of the storage account.

    Attributes:
        type: Selects how to authorize: `connectionString` or `systemAssignedManagedIdentity`, which decides the
            other members for the storage account.
        connection_string: Connection string of the storage account; the key in it is masked on read.
        container_name: Name of the blob container that receives the exported files.
    """

    type: str = field(default="connectionString", init=False)
    connection_string: str

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "connectionString": "connection_string",
        "containerName": "container_name",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"connectionString"})

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
        if value == "connectionString":
            model.type = value
        else:
            raise cls.wrong("type", '"connectionString"', value)
        value = get("connectionString", UNSET)
        if type(value) is str:
            model.connection_string = value
        else:
            raise cls.wrong("connectionString", "a string", value)
        value = get("containerName", UNSET)
        if type(value) is str:
            model.container_name = value
        else:
            raise cls.wrong("containerName", "a string", value)
        return model
