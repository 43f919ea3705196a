# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509VerificationCertificate: A certificate that proves possession of the private key of an uploaded signing certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["X509VerificationCertificate"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509VerificationCertificate(Model):
    """A certificate that proves possession of the private key of an uploaded signing certificate.

    Attributes:
        certificate: Base64 form of a PEM certificate whose common name is the verification code, signed with the
            key of the uploaded certificate.
    """

    certificate: str

    _members: ClassVar[Mapping[str, str]] = {
        "certificate": "certificate",
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
        value = get("certificate", UNSET)
        if type(value) is str:
            model.certificate = value
        else:
            raise cls.wrong("certificate", "a string", value)
        return model
