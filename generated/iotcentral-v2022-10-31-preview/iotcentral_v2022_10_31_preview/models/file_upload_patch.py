# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""FileUploadPatch: Changes to `FileUpload`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["FileUploadPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class FileUploadPatch(Model):
    """Changes to `FileUpload`: absent members stay as they are, null clears a member.

    Attributes:
        account: Name of the storage account; optional, and absent or null in answers when it was not given.
        connection_string: Connection string of the storage account, with its key; answers may show the key as
            `*****`.
        container: Name of the blob container in the storage account that receives the files.
        sas_ttl: How long a device's request to upload a file stays valid, as an ISO 8601 duration; `PT1H`, one
            hour, by default.
        etag: Opaque version of the configuration. Send it back unchanged, quotes included, to make a write fail
            with 412 after another change.
        read_access: Whether read access to the uploaded files is granted; `false` when it is not given.
    """

    account: str | None | Unset = UNSET
    connection_string: str | None | Unset = UNSET
    container: str | None | Unset = UNSET
    sas_ttl: str | None | Unset = UNSET
    etag: str | None | Unset = UNSET
    read_access: bool | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "account": "account",
        "connectionString": "connection_string",
        "container": "container",
        "sasTtl": "sas_ttl",
        "etag": "etag",
        "readAccess": "read_access",
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
        value = get("account", UNSET)
        if type(value) is str or value is None:
            model.account = value
        elif value is not UNSET:
            raise cls.wrong("account", "a string", value)
        else:
            model.account = UNSET
        value = get("connectionString", UNSET)
        if type(value) is str or value is None:
            model.connection_string = value
        elif value is not UNSET:
            raise cls.wrong("connectionString", "a string", value)
        else:
            model.connection_string = UNSET
        value = get("container", UNSET)
        if type(value) is str or value is None:
            model.container = value
        elif value is not UNSET:
            raise cls.wrong("container", "a string", value)
        else:
            model.container = UNSET
        value = get("sasTtl", UNSET)
        if type(value) is str or value is None:
            model.sas_ttl = value
        elif value is not UNSET:
            raise cls.wrong("sasTtl", "a string", value)
        else:
            model.sas_ttl = UNSET
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("readAccess", UNSET)
        if type(value) is bool or value is None:
            model.read_access = value
        elif value is not UNSET:
            raise cls.wrong("readAccess", "true or false", value)
        else:
            model.read_access = UNSET
        return model
