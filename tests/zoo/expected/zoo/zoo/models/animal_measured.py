# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AnimalMeasured: An object whose other members are numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, number, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["AnimalMeasured"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AnimalMeasured(Model):
    """An object whose other members are numbers.

    Attributes:
        unit: Unit of the numbers.
    """

    unit: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "unit": "unit",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = {key: member(key, number, value) for key, value in data.items() if key not in cls._members}
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("unit")
        if type(value) is str:
            model.unit = value
        elif value is not None:
            raise cls.wrong("unit", "a string", value)
        else:
            model.unit = UNSET
        return model
