# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""GroupSymmetricKeyAttestation: Attestation by keys that are derived per device from the keys of the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .group_attestation import GroupAttestation
from .symmetric_key import SymmetricKey

__all__ = ["GroupSymmetricKeyAttestation"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("type", UNSET)
        if value != "symmetricKey":
            raise cls.wrong("type", '"symmetricKey"', value)
        model.type = value
        value = get("symmetricKey", UNSET)
        model.symmetric_key = value if value is UNSET else member("symmetricKey", SymmetricKey.decode, value)
        return model
