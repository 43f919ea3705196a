# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""BodiesSendInlineBody: An object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .bodies_send_inline_body_b import BodiesSendInlineBodyB

__all__ = ["BodiesSendInlineBody"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class BodiesSendInlineBody(Model):
    """An object.

    Attributes:
        a: A text.
        b: An object in the object.
    """

    a: str
    b: BodiesSendInlineBodyB | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "a": "a",
        "b": "b",
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
        value = get("a", UNSET)
        if type(value) is str:
            model.a = value
        else:
            raise cls.wrong("a", "a string", value)
        value = get("b")
        model.b = UNSET if value is None else member("b", BodiesSendInlineBodyB.decode, value)
        return model
