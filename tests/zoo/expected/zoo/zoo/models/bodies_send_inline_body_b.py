# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BodiesSendInlineBodyB: An object in the object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["BodiesSendInlineBodyB"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BodiesSendInlineBodyB(Model):
    """An object in the object.

    Attributes:
        c: A number.
    """

    c: int | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "c": "c",
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
        value = get("c")
        if type(value) is int:
            model.c = value
        elif value is not None:
            model.c = member("c", integer, value)
        else:
            model.c = UNSET
        return model
