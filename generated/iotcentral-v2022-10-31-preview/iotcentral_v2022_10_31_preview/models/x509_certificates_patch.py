# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509CertificatesPatch: Changes to `X509Certificates`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .x509_certificate_patch import X509CertificatePatch

__all__ = ["X509CertificatesPatch"]

_decode_primary = optional(X509CertificatePatch.decode)
_decode_secondary = optional(X509CertificatePatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509CertificatesPatch(Model):
    """Changes to `X509Certificates`: absent members stay as they are, null clears a member.

    Attributes:
        primary: The certificate that the device normally presents; it must be given.
        secondary: A second accepted certificate, used while certificates are rolled; absence means that there is
            none.
    """

    primary: X509CertificatePatch | None | Unset = UNSET
    secondary: X509CertificatePatch | None | Unset = UNSET

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
