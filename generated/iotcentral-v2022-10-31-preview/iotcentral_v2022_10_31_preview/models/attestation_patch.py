# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AttestationPatch: Changes to `Attestation`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .symmetric_key_patch import SymmetricKeyPatch
from .tpm_patch import TpmPatch
from .x509_patch import X509Patch

__all__ = ["AttestationPatch"]

_decode_symmetric_key = optional(SymmetricKeyPatch.decode)
_decode_tpm = optional(TpmPatch.decode)
_decode_x509 = optional(X509Patch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AttestationPatch(Model):
    """Changes to `Attestation`: absent members stay as they are, null clears a member.

    Attributes:
        type: Kind of attestation: `symmetricKey`, `tpm` or `x509`; it decides which other member is present.
        symmetric_key: The two keys of the device; either of them is accepted, so that keys can be rolled.
        tpm: The module that the device must prove to hold when it connects.
        x509: The client certificates that the device may present when it connects.
    """

    type: str | Unset = UNSET
    symmetric_key: SymmetricKeyPatch | None | Unset = UNSET
    tpm: TpmPatch | None | Unset = UNSET
    x509: X509Patch | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "symmetricKey": "symmetric_key",
        "tpm": "tpm",
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
        value = get("tpm", UNSET)
        model.tpm = UNSET if value is UNSET else member("tpm", _decode_tpm, value)
        value = get("x509", UNSET)
        model.x509 = UNSET if value is UNSET else member("x509", _decode_x509, value)
        return model
