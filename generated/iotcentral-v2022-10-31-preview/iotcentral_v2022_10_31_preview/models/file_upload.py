# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""FileUpload: Where devices of the application upload files to: an Azure storage account and a blob container; one per application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_enum, wrong
from iotcentral._core.model import ABSENT, Model, given_str, new
from iotcentral._core.types import UNSET, Unset

from .file_upload_state import FileUploadState

if TYPE_CHECKING:
    import builtins

    from .file_upload_patch import FileUploadPatch

__all__ = ["FileUpload"]

_decode_state = to_enum(FileUploadState)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
    sas_ttl: str = field(default=ABSENT, converter=given_str)
    state: FileUploadState = field(default=ABSENT, init=False)
    etag: str = field(default=ABSENT, converter=given_str)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("account", UNSET)
        if type(value) is str or value is None:
            model.account = value
        elif value is not UNSET:
            raise cls.wrong("account", "a string", value)
        else:
            model.account = UNSET
        value = get("connectionString", UNSET)
        if type(value) is str:
            model.connection_string = value
        else:
            raise cls.wrong("connectionString", "a string", value)
        value = get("container", UNSET)
        if type(value) is str:
            model.container = value
        else:
            raise cls.wrong("container", "a string", value)
        value = get("sasTtl")
        if type(value) is str:
            model.sas_ttl = value
        elif value is not None:
            raise cls.wrong("sasTtl", "a string", value)
        value = get("state")
        if value is not None:
            model.state = member("state", _decode_state, value)
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
        value = get("readAccess")
        if type(value) is bool:
            model.read_access = value
        elif value is not None:
            raise cls.wrong("readAccess", "true or false", value)
        else:
            model.read_access = UNSET
        return model
