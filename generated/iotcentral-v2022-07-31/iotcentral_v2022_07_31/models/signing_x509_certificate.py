# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SigningX509Certificate: A root or intermediate certificate of an enrollment group: its content when written, its state when read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import ABSENT, Model, given_bool, given_str, new
from iotcentral._core.types import UNSET, Unset

from .x509_certificate_info import X509CertificateInfo

if TYPE_CHECKING:
    import builtins

    from .signing_x509_certificate_patch import SigningX509CertificatePatch

__all__ = ["SigningX509Certificate"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SigningX509Certificate(Model):
    """A root or intermediate certificate of an enrollment group: its content when written, its state when read.

    Attributes:
        verified: Whether possession of the private key is established. Write `true` to vouch for the certificate
            yourself; `false` is the default. Default: `false`.
        certificate: The certificate, as the base64 form of its PEM file; given on write and not returned on read.
        info: Facts that the service reads from the certificate, such as its thumbprint. Read-only.
        etag: Opaque version of this certificate entry, to be sent back unchanged to prevent conflicting writes.
    """

    verified: bool = field(default=ABSENT, converter=given_bool)
    certificate: str | Unset = UNSET
    info: X509CertificateInfo = field(default=ABSENT, init=False)
    etag: str = field(default=ABSENT, converter=given_str)

    _members: ClassVar[Mapping[str, str]] = {
        "verified": "verified",
        "certificate": "certificate",
        "info": "info",
        "etag": "etag",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"info"})

    @classmethod
    def patch_class(cls) -> builtins.type[SigningX509CertificatePatch]:
        """Return the class of the merge patches of this model."""
        from .signing_x509_certificate_patch import SigningX509CertificatePatch

        return SigningX509CertificatePatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("verified")
        if type(value) is bool:
            model.verified = value
        elif value is not None:
            raise cls.wrong("verified", "true or false", value)
        value = get("certificate")
        if type(value) is str:
            model.certificate = value
        elif value is not None:
            raise cls.wrong("certificate", "a string", value)
        else:
            model.certificate = UNSET
        value = get("info")
        if value is not None:
            model.info = member("info", X509CertificateInfo.decode, value)
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
        return model
