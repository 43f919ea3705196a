# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TextFormatConfiguration: Appearance of the values or text in a tile; at least one member must be given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["TextFormatConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class TextFormatConfiguration(Model):
    """Appearance of the values or text in a tile; at least one member must be given.

    Attributes:
        abbreviate_value: Whether large numbers are written in short form; true by default. Default: `true`.
        decimal_places: Number of digits to show after the decimal point.
        text_size: Size of the text, measured in `unit`.
        unit: Unit of `textSize`; points (`pt`) by default. Default: `"pt"`. Known values: see `TileTextSizeUnit`.
        word_wrap: Whether long text continues on the next line; true by default. Default: `true`.
    """

    abbreviate_value: bool | Unset = UNSET
    decimal_places: int | Unset = UNSET
    text_size: float | Unset = UNSET
    unit: str | Unset = UNSET
    word_wrap: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "abbreviateValue": "abbreviate_value",
        "decimalPlaces": "decimal_places",
        "textSize": "text_size",
        "unit": "unit",
        "wordWrap": "word_wrap",
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
        value = get("abbreviateValue")
        if type(value) is bool:
            model.abbreviate_value = value
        elif value is not None:
            raise cls.wrong("abbreviateValue", "true or false", value)
        else:
            model.abbreviate_value = UNSET
        value = get("decimalPlaces")
        if type(value) is int:
            model.decimal_places = value
        elif value is not None:
            model.decimal_places = member("decimalPlaces", integer, value)
        else:
            model.decimal_places = UNSET
        value = get("textSize")
        if type(value) is int or type(value) is float:
            model.text_size = value
        elif value is not None:
            raise cls.wrong("textSize", "a number", value)
        else:
            model.text_size = UNSET
        value = get("unit")
        if type(value) is str:
            model.unit = value
        elif value is not None:
            raise cls.wrong("unit", "a string", value)
        else:
            model.unit = UNSET
        value = get("wordWrap")
        if type(value) is bool:
            model.word_wrap = value
        elif value is not None:
            raise cls.wrong("wordWrap", "true or false", value)
        else:
            model.word_wrap = UNSET
        return model
