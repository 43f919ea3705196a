# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""SigningX509Certificates: The two places for signing certificates of an enrollment group, so that certificates can be rolled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .signing_x509_certificate import SigningX509Certificate

if TYPE_CHECKING:
    import builtins

    from .signing_x509_certificates_patch import SigningX509CertificatesPatch

__all__ = ["SigningX509Certificates"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class SigningX509Certificates(Model):
    """The two places for signing certificates of an enrollment group, so that certificates can be rolled.

    Attributes:
        primary: First signing certificate of the group; absent when none is uploaded.
        secondary: Second signing certificate of the group, useful while certificates are rolled; absent when none
            is uploaded.
    """

    primary: SigningX509Certificate | Unset = UNSET
    secondary: SigningX509Certificate | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "primary": "primary",
        "secondary": "secondary",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[SigningX509CertificatesPatch]:
        """Return the class of the merge patches of this model."""
        from .signing_x509_certificates_patch import SigningX509CertificatesPatch

        return SigningX509CertificatesPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("primary")
        model.primary = UNSET if value is None else member("primary", SigningX509Certificate.decode, value)
        value = get("secondary")
        model.secondary = UNSET if value is None else member("secondary", SigningX509Certificate.decode, value)
        return model
