# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""MarkdownTileConfiguration: Tile with a heading and Markdown text that opens a link when selected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .tile_configuration import TileConfiguration

__all__ = ["MarkdownTileConfiguration"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("type", UNSET)
        if value != "markdown":
            raise cls.wrong("type", '"markdown"', value)
        model.type = value
        value = get("href", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("href", "a string", value)
        model.href = value
        value = get("description", UNSET)
        if type(value) is not str:
            raise cls.wrong("description", "a string", value)
        model.description = value
        value = get("image", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("image", "a string", value)
        model.image = value
        return model
