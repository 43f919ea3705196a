# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceCredentials: What a device needs to connect to the application; beside the ID scope, the member of its kind of attestation is present."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .symmetric_key import SymmetricKey
from .tpm import Tpm
from .x509 import X509

__all__ = ["DeviceCredentials"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceCredentials(Model):
    """What a device needs to connect to the application; beside the ID scope, the member of its kind of attestation
    is present.

    Attributes:
        id_scope: ID scope of the device provisioning service, the same for all devices of one application; it
            starts with `0ne`.
        symmetric_key: Primary and secondary key of the device, present when it connects with symmetric keys.
        x509: Client certificates of the device, present when it connects with individual X.509 certificates.
        tpm: Endorsement key of the device, present when it connects with a trusted platform module.
    """

    id_scope: str
    symmetric_key: SymmetricKey | Unset = UNSET
    x509: X509 | Unset = UNSET
    tpm: Tpm | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "idScope": "id_scope",
        "symmetricKey": "symmetric_key",
        "x509": "x509",
        "tpm": "tpm",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("idScope", UNSET)
        if type(value) is str:
            model.id_scope = value
        else:
            raise cls.wrong("idScope", "a string", value)
        value = get("symmetricKey")
        model.symmetric_key = UNSET if value is None else member("symmetricKey", SymmetricKey.decode, value)
        value = get("x509")
        model.x509 = UNSET if value is None else member("x509", X509.decode, value)
        value = get("tpm")
        model.tpm = UNSET if value is None else member("tpm", Tpm.decode, value)
        return model
