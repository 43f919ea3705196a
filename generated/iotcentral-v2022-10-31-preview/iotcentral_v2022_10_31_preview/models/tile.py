# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Tile: Rectangle on a dashboard; its configuration tells what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET

from .tile_configuration import TileConfiguration

__all__ = ["Tile"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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

    id: str = field(default=ABSENT, init=False)
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
    _free_form: ClassVar[tuple[str, ...]] = ("configuration",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("displayName", UNSET)
        if type(value) is str:
            model.display_name = value
        else:
            raise cls.wrong("displayName", "a string", value)
        model.configuration = member("configuration", TileConfiguration.decode, get("configuration", UNSET))
        value = get("height", UNSET)
        if type(value) is int or type(value) is float:
            model.height = value
        else:
            raise cls.wrong("height", "a number", value)
        value = get("width", UNSET)
        if type(value) is int or type(value) is float:
            model.width = value
        else:
            raise cls.wrong("width", "a number", value)
        value = get("x", UNSET)
        if type(value) is int or type(value) is float:
            model.x = value
        else:
            raise cls.wrong("x", "a number", value)
        value = get("y", UNSET)
        if type(value) is int or type(value) is float:
            model.y = value
        else:
            raise cls.wrong("y", "a number", value)
        return model
