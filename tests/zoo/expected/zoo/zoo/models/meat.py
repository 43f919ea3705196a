# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Meat: Meat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .food import Food

__all__ = ["Meat"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Meat(Food):
    """Meat.

    Attributes:
        type: Meat.
        fresh: Whether it is fresh.
        kilograms: Weight.
    """

    type: str = field(default="meat", init=False)
    kilograms: float | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "fresh": "fresh",
        "kilograms": "kilograms",
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
        value = get("type", UNSET)
        if value == "meat":
            model.type = value
        else:
            raise cls.wrong("type", '"meat"', value)
        value = get("fresh")
        if type(value) is bool:
            model.fresh = value
        elif value is not None:
            raise cls.wrong("fresh", "true or false", value)
        else:
            model.fresh = UNSET
        value = get("kilograms")
        if type(value) is int or type(value) is float:
            model.kilograms = value
        elif value is not None:
            raise cls.wrong("kilograms", "a number", value)
        else:
            model.kilograms = UNSET
        return model
