# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509Attestation: Attestation by client certificates of this one device, whose subject and issuer common name equal the device id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .attestation import Attestation
from .x509 import X509

__all__ = ["X509Attestation"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509Attestation(Attestation):
    """Attestation by client certificates of this one device, whose subject and issuer common name equal the device
    id.

    Attributes:
        type: Kind of attestation: `symmetricKey`, `tpm` or `x509`; it decides which other member is present.
        x509: The client certificates that the device may present when it connects.
    """

    type: str = field(default="x509", init=False)
    x509: X509

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
        model.x509 = member("x509", X509.decode, get("x509", UNSET))
        return model
