# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Attestation: How one device proves its identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET

if TYPE_CHECKING:
    import builtins

    from .attestation_patch import AttestationPatch

__all__ = ["Attestation", "UnknownAttestation"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Attestation(Model):
    """How one device proves its identity. It takes precedence over the enrollment group for that device; `type`
    tells the three kinds apart.

    One of several kinds, told apart by `type`: `SymmetricKeyAttestation`, `TpmAttestation`, `X509Attestation`;
    `UnknownAttestation` stands for a kind that this package does not know.

    Attributes:
        type: Kind of attestation: `symmetricKey`, `tpm` or `x509`; it decides which other member is present.
    """

    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[AttestationPatch]:
        """Return the class of the merge patches of this model."""
        from .attestation_patch import AttestationPatch

        return AttestationPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownAttestation(Attestation):
    """A `Attestation` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

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
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "symmetricKey": ".symmetric_key_attestation:SymmetricKeyAttestation",
        "tpm": ".tpm_attestation:TpmAttestation",
        "x509": ".x509_attestation:X509Attestation",
    },
    unknown=".attestation:UnknownAttestation",
)
