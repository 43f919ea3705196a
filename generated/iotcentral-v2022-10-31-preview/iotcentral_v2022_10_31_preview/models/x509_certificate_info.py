# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509CertificateInfo: Facts that the service has read from an uploaded certificate, used to recognise it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["X509CertificateInfo"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509CertificateInfo(Model):
    """Facts that the service has read from an uploaded certificate, used to recognise it.

    Attributes:
        sha_1_thumbprint: SHA-1 thumbprint of the certificate, as 40 hexadecimal digits without separators.
    """

    sha_1_thumbprint: str

    _members: ClassVar[Mapping[str, str]] = {
        "sha1Thumbprint": "sha_1_thumbprint",
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
        value = get("sha1Thumbprint", UNSET)
        if type(value) is str:
            model.sha_1_thumbprint = value
        else:
            raise cls.wrong("sha1Thumbprint", "a string", value)
        return model
