# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Meat: Meat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .food import Food

__all__ = ["Meat"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("type", UNSET)
        if value != "meat":
            raise cls.wrong("type", '"meat"', value)
        model.type = value
        value = get("fresh", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("fresh", "true or false", value)
        model.fresh = value
        value = get("kilograms", UNSET)
        if type(value) is not float and type(value) is not int and value is not UNSET:
            raise cls.wrong("kilograms", "a number", value)
        model.kilograms = value
        return model
