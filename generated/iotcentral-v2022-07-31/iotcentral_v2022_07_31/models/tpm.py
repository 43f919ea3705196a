# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Tpm: Identity of the trusted platform module (TPM) that is built into the device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

if TYPE_CHECKING:
    import builtins

    from .tpm_patch import TpmPatch

__all__ = ["Tpm"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Tpm(Model):
    """Identity of the trusted platform module (TPM) that is built into the device.

    Attributes:
        endorsement_key: Public part of the endorsement key that the maker put into the TPM, in base64; it is not
            secret.
    """

    endorsement_key: str

    _members: ClassVar[Mapping[str, str]] = {
        "endorsementKey": "endorsement_key",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[TpmPatch]:
        """Return the class of the merge patches of this model."""
        from .tpm_patch import TpmPatch

        return TpmPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("endorsementKey", UNSET)
        if type(value) is str:
            model.endorsement_key = value
        else:
            raise cls.wrong("endorsementKey", "a string", value)
        return model
