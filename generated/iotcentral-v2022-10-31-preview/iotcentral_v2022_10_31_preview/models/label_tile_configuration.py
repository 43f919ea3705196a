# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""LabelTileConfiguration: Tile that shows a fixed plain text, such as a heading for the tiles around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .tile_configuration import TileConfiguration

__all__ = ["LabelTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class LabelTileConfiguration(TileConfiguration):
    """Tile that shows a fixed plain text, such as a heading for the tiles around it.

    Attributes:
        type: Kind of tile, which decides the other members allowed.
        text: Text to show; at least one character. At least 1 character.
        text_size: Size of the text in `textSizeUnit`; 24 by default. Default: `24`.
        text_size_unit: Unit of `textSize`; points (`pt`) by default. Default: `"pt"`. Known values: see
            `TileTextSizeUnit`.
        word_wrap: Whether long text continues on the next line; true by default. Default: `true`.
    """

    type: str = field(default="label", init=False)
    text: str
    text_size: float | Unset = UNSET
    text_size_unit: str | Unset = UNSET
    word_wrap: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "text": "text",
        "textSize": "text_size",
        "textSizeUnit": "text_size_unit",
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
        value = get("type", UNSET)
        if value == "label":
            model.type = value
        else:
            raise cls.wrong("type", '"label"', value)
        value = get("text", UNSET)
        if type(value) is str:
            model.text = value
        else:
            raise cls.wrong("text", "a string", value)
        value = get("textSize")
        if type(value) is int or type(value) is float:
            model.text_size = value
        elif value is not None:
            raise cls.wrong("textSize", "a number", value)
        else:
            model.text_size = UNSET
        value = get("textSizeUnit")
        if type(value) is str:
            model.text_size_unit = value
        elif value is not None:
            raise cls.wrong("textSizeUnit", "a string", value)
        else:
            model.text_size_unit = UNSET
        value = get("wordWrap")
        if type(value) is bool:
            model.word_wrap = value
        elif value is not None:
            raise cls.wrong("wordWrap", "true or false", value)
        else:
            model.word_wrap = UNSET
        return model
