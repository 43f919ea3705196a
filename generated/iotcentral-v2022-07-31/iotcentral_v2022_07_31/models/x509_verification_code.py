# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509VerificationCode: A code that the service issues for proving possession of the private key of a certificate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["X509VerificationCode"]


@define(kw_only=True, eq=False, repr=False)
class X509VerificationCode(Model):
    """A code that the service issues for proving possession of the private key of a certificate.

    Attributes:
        verification_code: The code to use as the common name of the verification certificate; set by the service.
            Read-only.
    """

    verification_code: str | Unset = field(default=UNSET, init=False)

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
        value = get("verificationCode", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("verificationCode", "a string", value)
        model.verification_code = value
        return model
