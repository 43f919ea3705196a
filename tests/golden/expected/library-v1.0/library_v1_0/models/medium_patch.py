# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""MediumPatch: Changes to `Medium`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, optional, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .protection_patch import ProtectionPatch

__all__ = ["MediumPatch"]

_decode_protection = optional(ProtectionPatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class MediumPatch(Model):
    """Changes to `Medium`: absent members stay as they are, null clears a member.

    Attributes:
        form: Form of the medium; decides what else there is.
        price: Price in euros; null if it is not for sale. At least 0.
        sewn: Whether it is sewn.
        size: Size in bytes.
        protection: How copies are hindered.
    """

    form: str | Unset = UNSET
    price: float | None | Unset = UNSET
    sewn: bool | None | Unset = UNSET
    size: int | None | Unset = UNSET
    protection: ProtectionPatch | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "form": "form",
        "price": "price",
        "sewn": "sewn",
        "size": "size",
        "protection": "protection",
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
        value = get("form")
        if type(value) is str:
            model.form = value
        elif value is not None:
            raise cls.wrong("form", "a string", value)
        else:
            model.form = UNSET
        value = get("price", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.price = value
        elif value is not UNSET:
            raise cls.wrong("price", "a number", value)
        else:
            model.price = UNSET
        value = get("sewn", UNSET)
        if type(value) is bool or value is None:
            model.sewn = value
        elif value is not UNSET:
            raise cls.wrong("sewn", "true or false", value)
        else:
            model.sewn = UNSET
        value = get("size", UNSET)
        if type(value) is int or value is None:
            model.size = value
        elif value is not UNSET:
            model.size = member("size", integer, value)
        else:
            model.size = UNSET
        value = get("protection", UNSET)
        model.protection = UNSET if value is UNSET else member("protection", _decode_protection, value)
        return model
