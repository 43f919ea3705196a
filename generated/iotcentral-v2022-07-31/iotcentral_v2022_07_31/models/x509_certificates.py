# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509Certificates: A primary client certificate and an optional secondary one, so that certificates can be rolled without an outage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .x509_certificate import X509Certificate

if TYPE_CHECKING:
    import builtins

    from .x509_certificates_patch import X509CertificatesPatch

__all__ = ["X509Certificates"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509Certificates(Model):
    """A primary client certificate and an optional secondary one, so that certificates can be rolled without an
    outage.

    Attributes:
        primary: The certificate that the device normally presents; it must be given.
        secondary: A second accepted certificate, used while certificates are rolled; absence means that there is
            none.
    """

    primary: X509Certificate
    secondary: X509Certificate | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "primary": "primary",
        "secondary": "secondary",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[X509CertificatesPatch]:
        """Return the class of the merge patches of this model."""
        from .x509_certificates_patch import X509CertificatesPatch

        return X509CertificatesPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        model.primary = member("primary", X509Certificate.decode, get("primary", UNSET))
        value = get("secondary")
        model.secondary = UNSET if value is None else member("secondary", X509Certificate.decode, value)
        return model
