# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""EnrollmentGroup: A set of devices that connect with the same means of proof: keys derived from one group key, or certificates issued under one signing certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .enrollment_group_type import EnrollmentGroupType
from .group_attestation import GroupAttestation

if TYPE_CHECKING:
    import builtins

    from .enrollment_group_patch import EnrollmentGroupPatch

__all__ = ["EnrollmentGroup"]

_decode_type = to_enum(EnrollmentGroupType)


@define(kw_only=True, eq=False, repr=False)
class EnrollmentGroup(Model):
    """A set of devices that connect with the same means of proof: keys derived from one group key, or certificates
    issued under one signing certificate.

    Attributes:
        id: Id of the enrollment group, set by the service from the request path. Read-only.
        display_name: Name of the enrollment group that users of the application see.
        enabled: Whether devices may connect through this group; `true` when it is not given. Default: `true`.
        type: Kind of devices that connect through the group: `iot` or `iotEdge`.
        attestation: How the devices of the group prove their identity: by symmetric keys or by X.509 certificates.
        etag: Opaque version of the group. Send it back unchanged to make a write fail with 412 if the group has
            changed meanwhile.
        id_scope: ID scope of the device provisioning service, the same for the whole application; set by the
            service. Read-only.
    """

    id: str | Unset = field(default=UNSET, init=False)
    display_name: str
    enabled: bool | Unset = UNSET
    type: EnrollmentGroupType
    attestation: GroupAttestation
    etag: str | Unset = UNSET
    id_scope: str | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "enabled": "enabled",
        "type": "type",
        "attestation": "attestation",
        "etag": "etag",
        "idScope": "id_scope",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "idScope"})

    @classmethod
    def patch_class(cls) -> builtins.type[EnrollmentGroupPatch]:
        """Return the class of the merge patches of this model."""
        from .enrollment_group_patch import EnrollmentGroupPatch

        return EnrollmentGroupPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("enabled", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        model.enabled = value
        model.type = member("type", _decode_type, get("type", UNSET))
        model.attestation = member("attestation", GroupAttestation.decode, get("attestation", UNSET))
        value = get("etag", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        model.etag = value
        value = get("idScope", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("idScope", "a string", value)
        model.id_scope = value
        return model
