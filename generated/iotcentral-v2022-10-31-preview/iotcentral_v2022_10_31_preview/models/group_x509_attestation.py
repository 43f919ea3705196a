# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""GroupX509Attestation: Attestation by device certificates that were issued under a signing certificate of the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .group_attestation import GroupAttestation
from .signing_x509 import SigningX509

__all__ = ["GroupX509Attestation"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class GroupX509Attestation(GroupAttestation):
    """Attestation by device certificates that were issued under a signing certificate of the group.

    Attributes:
        type: Kind of attestation: `symmetricKey` or `x509`; it decides which other member is present.
        x509: Signing certificates of the group; may be absent on creation and be added later.
    """

    type: str = field(default="x509", init=False)
    x509: SigningX509 | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
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
        value = get("type", UNSET)
        if value == "x509":
            model.type = value
        else:
            raise cls.wrong("type", '"x509"', value)
        value = get("x509")
        model.x509 = UNSET if value is None else member("x509", SigningX509.decode, value)
        return model
