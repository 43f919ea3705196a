# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""EnrollmentGroupPatch: Changes to `EnrollmentGroup`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .enrollment_group_type import EnrollmentGroupType
from .group_attestation_patch import GroupAttestationPatch

__all__ = ["EnrollmentGroupPatch"]

_decode_type = optional(to_enum(EnrollmentGroupType))
_decode_attestation = optional(GroupAttestationPatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class EnrollmentGroupPatch(Model):
    """Changes to `EnrollmentGroup`: absent members stay as they are, null clears a member.

    Attributes:
        display_name: Name of the enrollment group that users of the application see.
        enabled: Whether devices may connect through this group; `true` when it is not given.
        type: Kind of devices that connect through the group: `iot` or `iotEdge`.
        attestation: How the devices of the group prove their identity: by symmetric keys or by X.509 certificates.
        etag: Opaque version of the group. Send it back unchanged to make a write fail with 412 if the group has
            changed meanwhile.
    """

    display_name: str | None | Unset = UNSET
    enabled: bool | None | Unset = UNSET
    type: EnrollmentGroupType | None | Unset = UNSET
    attestation: GroupAttestationPatch | None | Unset = UNSET
    etag: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "displayName": "display_name",
        "enabled": "enabled",
        "type": "type",
        "attestation": "attestation",
        "etag": "etag",
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
        value = get("displayName", UNSET)
        if type(value) is str or value is None:
            model.display_name = value
        elif value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("enabled", UNSET)
        if type(value) is bool or value is None:
            model.enabled = value
        elif value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        else:
            model.enabled = UNSET
        value = get("type", UNSET)
        model.type = UNSET if value is UNSET else member("type", _decode_type, value)
        value = get("attestation", UNSET)
        model.attestation = UNSET if value is UNSET else member("attestation", _decode_attestation, value)
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        return model
