# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Hay: Hay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .food import Food

__all__ = ["Hay"]


@define(kw_only=True, eq=False, repr=False)
class Hay(Food):
    """Hay.

    Attributes:
        type: Hay.
        fresh: Whether it is fresh.
        bales: Number of bales.
    """

    type: str = field(default="hay", init=False)
    bales: int | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "fresh": "fresh",
        "bales": "bales",
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
        if value != "hay":
            raise cls.wrong("type", '"hay"', value)
        model.type = value
        value = get("fresh", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("fresh", "true or false", value)
        model.fresh = value
        value = get("bales", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("bales", integer, value)
        model.bales = value
        return model
