# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Food: Food."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["Food", "UnknownFood"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Food(Model):
    """Food.

    One of several kinds, told apart by `type`: `Hay`, `Meat`; `UnknownFood` stands for a kind that this package
    does not know.

    Attributes:
        type: Hay.
        fresh: Whether it is fresh.
    """

    type: str = field(default="", init=False)
    fresh: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "fresh": "fresh",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownFood(Food):
    """A `Food` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("type", UNSET)
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        value = get("fresh")
        if type(value) is bool:
            model.fresh = value
        elif value is not None:
            raise cls.wrong("fresh", "true or false", value)
        else:
            model.fresh = UNSET
        return model


_VARIANTS = Variants(
    __name__,
    {
        "hay": ".hay:Hay",
        "meat": ".meat:Meat",
    },
    unknown=".food:UnknownFood",
)
