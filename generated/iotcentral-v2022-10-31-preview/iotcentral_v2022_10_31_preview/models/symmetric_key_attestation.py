# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SymmetricKeyAttestation: Attestation by a pair of shared keys that belong to this one device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .attestation import Attestation
from .symmetric_key import SymmetricKey

__all__ = ["SymmetricKeyAttestation"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SymmetricKeyAttestation(Attestation):
    """Attestation by a pair of shared keys that belong to this one device.

    Attributes:
        type: Kind of attestation: `symmetricKey`, `tpm` or `x509`; it decides which other member is present.
        symmetric_key: The two keys of the device; either of them is accepted, so that keys can be rolled.
    """

    type: str = field(default="symmetricKey", init=False)
    symmetric_key: SymmetricKey

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "symmetricKey": "symmetric_key",
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
        value = get("type", UNSET)
        if value == "symmetricKey":
            model.type = value
        else:
            raise cls.wrong("type", '"symmetricKey"', value)
        model.symmetric_key = member("symmetricKey", SymmetricKey.decode, get("symmetricKey", UNSET))
        return model
