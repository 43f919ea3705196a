# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SigningX509CertificatePatch: Changes to `SigningX509Certificate`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["SigningX509CertificatePatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SigningX509CertificatePatch(Model):
    """Changes to `SigningX509Certificate`: absent members stay as they are, null clears a member.

    Attributes:
        verified: Whether possession of the private key is established. Write `true` to vouch for the certificate
            yourself; `false` is the default.
        certificate: The certificate, as the base64 form of its PEM file; given on write and not returned on read.
        etag: Opaque version of this certificate entry, to be sent back unchanged to prevent conflicting writes.
    """

    verified: bool | None | Unset = UNSET
    certificate: str | None | Unset = UNSET
    etag: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "verified": "verified",
        "certificate": "certificate",
        "etag": "etag",
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
        value = get("verified", UNSET)
        if type(value) is bool or value is None:
            model.verified = value
        elif value is not UNSET:
            raise cls.wrong("verified", "true or false", value)
        else:
            model.verified = UNSET
        value = get("certificate", UNSET)
        if type(value) is str or value is None:
            model.certificate = value
        elif value is not UNSET:
            raise cls.wrong("certificate", "a string", value)
        else:
            model.certificate = UNSET
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        return model
