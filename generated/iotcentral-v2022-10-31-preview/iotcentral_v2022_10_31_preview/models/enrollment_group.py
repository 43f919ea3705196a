# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""EnrollmentGroup: A set of devices that connect with the same means of proof: keys derived from one group key, or certificates issued under one signing certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_enum, wrong
from iotcentral._core.model import ABSENT, Model, given_bool, given_str, new
from iotcentral._core.types import UNSET, Unset

from .enrollment_group_type import EnrollmentGroupType
from .group_attestation import GroupAttestation

if TYPE_CHECKING:
    import builtins

    from .enrollment_group_patch import EnrollmentGroupPatch

__all__ = ["EnrollmentGroup"]

_decode_type = to_enum(EnrollmentGroupType)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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

    id: str = field(default=ABSENT, init=False)
    display_name: str
    enabled: bool = field(default=ABSENT, converter=given_bool)
    type: EnrollmentGroupType
    attestation: GroupAttestation
    etag: str = field(default=ABSENT, converter=given_str)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("displayName", UNSET)
        if type(value) is str:
            model.display_name = value
        else:
            raise cls.wrong("displayName", "a string", value)
        value = get("enabled")
        if type(value) is bool:
            model.enabled = value
        elif value is not None:
            raise cls.wrong("enabled", "true or false", value)
        model.type = member("type", _decode_type, get("type", UNSET))
        model.attestation = member("attestation", GroupAttestation.decode, get("attestation", UNSET))
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
        value = get("idScope")
        if type(value) is str:
            model.id_scope = value
        elif value is not None:
            raise cls.wrong("idScope", "a string", value)
        else:
            model.id_scope = UNSET
        return model
