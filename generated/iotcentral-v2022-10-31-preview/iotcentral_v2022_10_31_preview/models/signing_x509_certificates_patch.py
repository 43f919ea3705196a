# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SigningX509CertificatesPatch: Changes to `SigningX509Certificates`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .signing_x509_certificate_patch import SigningX509CertificatePatch

__all__ = ["SigningX509CertificatesPatch"]

_decode_primary = optional(SigningX509CertificatePatch.decode)
_decode_secondary = optional(SigningX509CertificatePatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SigningX509CertificatesPatch(Model):
    """Changes to `SigningX509Certificates`: absent members stay as they are, null clears a member.

    Attributes:
        primary: First signing certificate of the group; absent when none is uploaded.
        secondary: Second signing certificate of the group, useful while certificates are rolled; absent when none
            is uploaded.
    """

    primary: SigningX509CertificatePatch | None | Unset = UNSET
    secondary: SigningX509CertificatePatch | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "primary": "primary",
        "secondary": "secondary",
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
        value = get("primary", UNSET)
        model.primary = UNSET if value is UNSET else member("primary", _decode_primary, value)
        value = get("secondary", UNSET)
        model.secondary = UNSET if value is UNSET else member("secondary", _decode_secondary, value)
        return model
