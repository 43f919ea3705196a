# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""GroupSymmetricKeyAttestation: Attestation by keys that are derived per device from the keys of the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .group_attestation import GroupAttestation
from .symmetric_key import SymmetricKey

__all__ = ["GroupSymmetricKeyAttestation"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class GroupSymmetricKeyAttestation(GroupAttestation):
    """Attestation by keys that are derived per device from the keys of the group.

    Attributes:
        type: Kind of attestation: `symmetricKey` or `x509`; it decides which other member is present.
        symmetric_key: Keys of the group. If absent on creation, the service generates both; a device key is the
            HMAC-SHA256 of the device id under a group key.
    """

    type: str = field(default="symmetricKey", init=False)
    symmetric_key: SymmetricKey | Unset = UNSET

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
        value = get("symmetricKey")
        model.symmetric_key = UNSET if value is None else member("symmetricKey", SymmetricKey.decode, value)
        return model
