# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""MarkdownTileConfiguration: Tile with a heading and Markdown text that opens a link when selected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .tile_configuration import TileConfiguration

__all__ = ["MarkdownTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class MarkdownTileConfiguration(TileConfiguration):
    """Tile with a heading and Markdown text that opens a link when selected.

    Attributes:
        type: Kind of tile, which decides the other members allowed.
        href: Link to open when the tile is selected; absolute, or relative to the application.
        description: Markdown text to render in the tile.
        image: Image to show beside the text, as the id of a stored image or as base64 data.
    """

    type: str = field(default="markdown", init=False)
    href: str | Unset = UNSET
    description: str
    image: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "href": "href",
        "description": "description",
        "image": "image",
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
        if value == "markdown":
            model.type = value
        else:
            raise cls.wrong("type", '"markdown"', value)
        value = get("href")
        if type(value) is str:
            model.href = value
        elif value is not None:
            raise cls.wrong("href", "a string", value)
        else:
            model.href = UNSET
        value = get("description", UNSET)
        if type(value) is str:
            model.description = value
        else:
            raise cls.wrong("description", "a string", value)
        value = get("image")
        if type(value) is str:
            model.image = value
        elif value is not None:
            raise cls.wrong("image", "a string", value)
        else:
            model.image = UNSET
        return model
