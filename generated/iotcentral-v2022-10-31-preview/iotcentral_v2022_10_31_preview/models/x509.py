# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509: Certificates that identify one device, apart from those of any enrollment group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .x509_certificates import X509Certificates

if TYPE_CHECKING:
    import builtins

    from .x509_patch import X509Patch

__all__ = ["X509"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509(Model):
    """Certificates that identify one device, apart from those of any enrollment group.

    Attributes:
        client_certificates: The primary and, if set, the secondary client certificate of the device.
    """

    client_certificates: X509Certificates | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "clientCertificates": "client_certificates",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[X509Patch]:
        """Return the class of the merge patches of this model."""
        from .x509_patch import X509Patch

        return X509Patch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("clientCertificates")
        model.client_certificates = (
            UNSET if value is None else member("clientCertificates", X509Certificates.decode, value)
        )
        return model
