# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SigningX509Patch: Changes to `SigningX509`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .signing_x509_certificates_patch import SigningX509CertificatesPatch

__all__ = ["SigningX509Patch"]

_decode_signing_certificates = optional(SigningX509CertificatesPatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SigningX509Patch(Model):
    """Changes to `SigningX509`: absent members stay as they are, null clears a member.

    Attributes:
        signing_certificates: The primary and secondary signing certificate; an empty object until one is uploaded.
    """

    signing_certificates: SigningX509CertificatesPatch | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "signingCertificates": "signing_certificates",
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
        value = get("signingCertificates", UNSET)
        model.signing_certificates = (
            UNSET if value is UNSET else member("signingCertificates", _decode_signing_certificates, value)
        )
        return model
