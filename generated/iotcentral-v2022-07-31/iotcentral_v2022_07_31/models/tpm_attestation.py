# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TpmAttestation: Attestation by the trusted platform module (TPM) that is built into the device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .attestation import Attestation
from .tpm import Tpm

__all__ = ["TpmAttestation"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class TpmAttestation(Attestation):
    """Attestation by the trusted platform module (TPM) that is built into the device.

    Attributes:
        type: Kind of attestation: `symmetricKey`, `tpm` or `x509`; it decides which other member is present.
        tpm: The module that the device must prove to hold when it connects.
    """

    type: str = field(default="tpm", init=False)
    tpm: Tpm

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "tpm": "tpm",
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
        if value == "tpm":
            model.type = value
        else:
            raise cls.wrong("type", '"tpm"', value)
        model.tpm = member("tpm", Tpm.decode, get("tpm", UNSET))
        return model
