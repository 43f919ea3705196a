# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""X509CertificatePatch: Changes to `X509Certificate`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["X509CertificatePatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class X509CertificatePatch(Model):
    """Changes to `X509Certificate`: absent members stay as they are, null clears a member.

    Attributes:
        certificate: The certificate as base64 text, given by the caller on write.
    """

    certificate: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "certificate": "certificate",
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
        value = get("certificate", UNSET)
        if type(value) is str or value is None:
            model.certificate = value
        elif value is not UNSET:
            raise cls.wrong("certificate", "a string", value)
        else:
            model.certificate = UNSET
        return model
