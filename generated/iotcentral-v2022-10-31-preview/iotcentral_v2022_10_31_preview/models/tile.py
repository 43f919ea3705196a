# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Tile: Rectangle on a dashboard; its configuration tells what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .tile_configuration import TileConfiguration

__all__ = ["Tile"]


@define(kw_only=True, eq=False, repr=False)
class Tile(Model):
    """Rectangle on a dashboard; its configuration tells what it shows. Size and place are counted in whole grid
    units.

    Attributes:
        id: Id of the tile within the dashboard; set by the service. Read-only.
        display_name: Title of the tile as users see it.
        configuration: What the tile shows; its `type` selects the kind of tile.
        height: Height of the tile in grid units, from 1 to 10.
        width: Width of the tile in grid units, from 1 to 10.
        x: Horizontal position of the tile in grid units, from 0 to 100.
        y: Vertical position of the tile in grid units, from 0 to 100.
    """

    id: str | Unset = field(default=UNSET, init=False)
    display_name: str
    configuration: TileConfiguration
    height: float
    width: float
    x: float
    y: float

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "configuration": "configuration",
        "height": "height",
        "width": "width",
        "x": "x",
        "y": "y",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        model.configuration = member("configuration", TileConfiguration.decode, get("configuration", UNSET))
        value = get("height", UNSET)
        if type(value) is not float and type(value) is not int:
            raise cls.wrong("height", "a number", value)
        model.height = value
        value = get("width", UNSET)
        if type(value) is not float and type(value) is not int:
            raise cls.wrong("width", "a number", value)
        model.width = value
        value = get("x", UNSET)
        if type(value) is not float and type(value) is not int:
            raise cls.wrong("x", "a number", value)
        model.x = value
        value = get("y", UNSET)
        if type(value) is not float and type(value) is not int:
            raise cls.wrong("y", "a number", value)
        model.y = value
        return model
