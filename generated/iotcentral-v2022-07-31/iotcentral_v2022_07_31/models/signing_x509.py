# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SigningX509: Holder of the certificates under which the device certificates of a group are issued."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .signing_x509_certificates import SigningX509Certificates

if TYPE_CHECKING:
    import builtins

    from .signing_x509_patch import SigningX509Patch

__all__ = ["SigningX509"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SigningX509(Model):
    """Holder of the certificates under which the device certificates of a group are issued.

    Attributes:
        signing_certificates: The primary and secondary signing certificate; an empty object until one is uploaded.
    """

    signing_certificates: SigningX509Certificates | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "signingCertificates": "signing_certificates",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[SigningX509Patch]:
        """Return the class of the merge patches of this model."""
        from .signing_x509_patch import SigningX509Patch

        return SigningX509Patch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("signingCertificates")
        model.signing_certificates = (
            UNSET if value is None else member("signingCertificates", SigningX509Certificates.decode, value)
        )
        return model
