# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""GroupAttestationPatch: Changes to `GroupAttestation`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .signing_x509_patch import SigningX509Patch
from .symmetric_key_patch import SymmetricKeyPatch

__all__ = ["GroupAttestationPatch"]

_decode_symmetric_key = optional(SymmetricKeyPatch.decode)
_decode_x509 = optional(SigningX509Patch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class GroupAttestationPatch(Model):
    """Changes to `GroupAttestation`: absent members stay as they are, null clears a member.

    Attributes:
        type: Kind of attestation: `symmetricKey` or `x509`; it decides which other member is present.
        symmetric_key: Keys of the group. If absent on creation, the service generates both; a device key is the
            HMAC-SHA256 of the device id under a group key.
        x509: Signing certificates of the group; may be absent on creation and be added later.
    """

    type: str | Unset = UNSET
    symmetric_key: SymmetricKeyPatch | None | Unset = UNSET
    x509: SigningX509Patch | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "symmetricKey": "symmetric_key",
        "x509": "x509",
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
        value = get("type")
        if type(value) is str:
            model.type = value
        elif value is not None:
            raise cls.wrong("type", "a string", value)
        else:
            model.type = UNSET
        value = get("symmetricKey", UNSET)
        model.symmetric_key = UNSET if value is UNSET else member("symmetricKey", _decode_symmetric_key, value)
        value = get("x509", UNSET)
        model.x509 = UNSET if value is UNSET else member("x509", _decode_x509, value)
        return model
