# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509Certificate: One client certificate: its content when it is written, its thumbprint when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .x509_certificate_info import X509CertificateInfo

if TYPE_CHECKING:
    import builtins

    from .x509_certificate_patch import X509CertificatePatch

__all__ = ["X509Certificate"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509Certificate(Model):
    """One client certificate: its content when it is written, its thumbprint when it is read.

    Attributes:
        certificate: The certificate as base64 text, given by the caller on write.
        info: Facts that the service reads from the certificate, such as its thumbprint. Read-only.
    """

    certificate: str | Unset = UNSET
    info: X509CertificateInfo = field(default=ABSENT, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "certificate": "certificate",
        "info": "info",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"info"})

    @classmethod
    def patch_class(cls) -> builtins.type[X509CertificatePatch]:
        """Return the class of the merge patches of this model."""
        from .x509_certificate_patch import X509CertificatePatch

        return X509CertificatePatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
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
        return model
