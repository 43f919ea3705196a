# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509Patch: Changes to `X509`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .x509_certificates_patch import X509CertificatesPatch

__all__ = ["X509Patch"]

_decode_client_certificates = optional(X509CertificatesPatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509Patch(Model):
    """Changes to `X509`: absent members stay as they are, null clears a member.

    Attributes:
        client_certificates: The primary and, if set, the secondary client certificate of the device.
    """

    client_certificates: X509CertificatesPatch | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "clientCertificates": "client_certificates",
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
        value = get("clientCertificates", UNSET)
        model.client_certificates = (
            UNSET if value is UNSET else member("clientCertificates", _decode_client_certificates, value)
        )
        return model
