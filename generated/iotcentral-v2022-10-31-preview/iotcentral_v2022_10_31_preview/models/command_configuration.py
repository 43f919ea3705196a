# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CommandConfiguration: Command of one device, in a form without a device group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["CommandConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class CommandConfiguration(Model):
    """Command of one device, in a form without a device group.

    Attributes:
        type: The kind of tile.
        device: Id of the device that receives the command.
        command: Name of the command to run, as the device template declares it.
    """

    type: str
    device: str
    command: str

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "device": "device",
        "command": "command",
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
        if value == "command":
            model.type = value
        else:
            raise cls.wrong("type", '"command"', value)
        value = get("device", UNSET)
        if type(value) is str:
            model.device = value
        else:
            raise cls.wrong("device", "a string", value)
        value = get("command", UNSET)
        if type(value) is str:
            model.command = value
        else:
            raise cls.wrong("command", "a string", value)
        return model
