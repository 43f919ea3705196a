# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""FileUpload: Where devices of the application upload files to: an Azure storage account and a blob container; one per application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .file_upload_state import FileUploadState

if TYPE_CHECKING:
    import builtins

    from .file_upload_patch import FileUploadPatch

__all__ = ["FileUpload"]

_decode_state = to_enum(FileUploadState)


@define(kw_only=True, eq=False, repr=False)
class FileUpload(Model):
    """Where devices of the application upload files to: an Azure storage account and a blob container; one per
    application.

    Attributes:
        account: Name of the storage account; optional, and absent or null in answers when it was not given.
        connection_string: Connection string of the storage account, with its key; answers may show the key as
            `*****`.
        container: Name of the blob container in the storage account that receives the files.
        sas_ttl: How long a device's request to upload a file stays valid, as an ISO 8601 duration; `PT1H`, one
            hour, by default.
        state: Progress of applying the configuration, which happens in the background; set by the service.
            Read-only.
        etag: Opaque version of the configuration. Send it back unchanged, quotes included, to make a write fail
            with 412 after another change.
        read_access: Whether read access to the uploaded files is granted; `false` when it is not given. Default:
            `false`.
    """

    account: str | None | Unset = UNSET
    connection_string: str
    container: str
    sas_ttl: str | Unset = UNSET
    state: FileUploadState | Unset = field(default=UNSET, init=False)
    etag: str | Unset = UNSET
    read_access: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "account": "account",
        "connectionString": "connection_string",
        "container": "container",
        "sasTtl": "sas_ttl",
        "state": "state",
        "etag": "etag",
        "readAccess": "read_access",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"state"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"connectionString"})

    @classmethod
    def patch_class(cls) -> builtins.type[FileUploadPatch]:
        """Return the class of the merge patches of this model."""
        from .file_upload_patch import FileUploadPatch

        return FileUploadPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("account", UNSET)
        if type(value) is not str and value is not UNSET and value is not None:
            raise cls.wrong("account", "a string", value)
        model.account = value
        value = get("connectionString", UNSET)
        if type(value) is not str:
            raise cls.wrong("connectionString", "a string", value)
        model.connection_string = value
        value = get("container", UNSET)
        if type(value) is not str:
            raise cls.wrong("container", "a string", value)
        model.container = value
        value = get("sasTtl", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("sasTtl", "a string", value)
        model.sas_ttl = value
        value = get("state", UNSET)
        model.state = value if value is UNSET else member("state", _decode_state, value)
        value = get("etag", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        model.etag = value
        value = get("readAccess", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("readAccess", "true or false", value)
        model.read_access = value
        return model
