# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509VerificationCode: A code that the service issues for proving possession of the private key of a certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, new

__all__ = ["X509VerificationCode"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509VerificationCode(Model):
    """A code that the service issues for proving possession of the private key of a certificate.

    Attributes:
        verification_code: The code to use as the common name of the verification certificate; set by the service.
            Read-only.
    """

    verification_code: str = field(default=ABSENT, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "verificationCode": "verification_code",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"verificationCode"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("verificationCode")
        if type(value) is str:
            model.verification_code = value
        elif value is not None:
            raise cls.wrong("verificationCode", "a string", value)
        return model
