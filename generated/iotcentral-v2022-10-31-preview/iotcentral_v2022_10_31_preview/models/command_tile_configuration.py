# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CommandTileConfiguration: Tile from which an operator runs a command on a device of a group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import anything, member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .tile_configuration import TileConfiguration

__all__ = ["CommandTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class CommandTileConfiguration(TileConfiguration):
    """Tile from which an operator runs a command on a device of a group.

    Attributes:
        type: Kind of tile, which decides the other members allowed.
        group: Id of the device group that the device belongs to.
        command: Name of the command to run, as the device template declares it.
        device: Device that receives the command, normally given as the device id.
    """

    type: str = field(default="command", init=False)
    group: str
    command: str
    device: Any

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "group": "group",
        "command": "command",
        "device": "device",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("device",)

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
        if value == "command":
            model.type = value
        else:
            raise cls.wrong("type", '"command"', value)
        value = get("group", UNSET)
        if type(value) is str:
            model.group = value
        else:
            raise cls.wrong("group", "a string", value)
        value = get("command", UNSET)
        if type(value) is str:
            model.command = value
        else:
            raise cls.wrong("command", "a string", value)
        model.device = member("device", anything, get("device", UNSET))
        return model
