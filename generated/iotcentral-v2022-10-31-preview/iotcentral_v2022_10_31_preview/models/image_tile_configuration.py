# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ImageTileConfiguration: Tile that shows a picture, with a link if wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .image_tile_configuration_format import ImageTileConfigurationFormat
from .tile_configuration import TileConfiguration

__all__ = ["ImageTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ImageTileConfiguration(TileConfiguration):
    """Tile that shows a picture, with a link if wanted.

    Attributes:
        type: Kind of tile, which decides the other members allowed.
        image: Image to show, given as the id of an image that the application stores.
        href: Link to open when the tile is selected.
        format: Colors, text and fit of the image tile.
    """

    type: str = field(default="image", init=False)
    image: str | Unset = UNSET
    href: str | Unset = UNSET
    format: ImageTileConfigurationFormat | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "image": "image",
        "href": "href",
        "format": "format",
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
        if value == "image":
            model.type = value
        else:
            raise cls.wrong("type", '"image"', value)
        value = get("image")
        if type(value) is str:
            model.image = value
        elif value is not None:
            raise cls.wrong("image", "a string", value)
        else:
            model.image = UNSET
        value = get("href")
        if type(value) is str:
            model.href = value
        elif value is not None:
            raise cls.wrong("href", "a string", value)
        else:
            model.href = UNSET
        value = get("format")
        model.format = UNSET if value is None else member("format", ImageTileConfigurationFormat.decode, value)
        return model
