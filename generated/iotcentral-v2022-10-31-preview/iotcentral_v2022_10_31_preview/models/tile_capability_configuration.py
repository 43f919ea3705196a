# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TileCapabilityConfiguration: Choice of capabilities for a tile, shared by the tile kinds that show device data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .tile_capability import TileCapability

__all__ = ["TileCapabilityConfiguration"]

_decode_capabilities = to_list(TileCapability.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class TileCapabilityConfiguration(Model):
    """Choice of capabilities for a tile, shared by the tile kinds that show device data.

    Attributes:
        capabilities: Telemetry or properties to show, each with its aggregate function. At least 1 character.
    """

    capabilities: list[TileCapability] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "capabilities": "capabilities",
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
        value = get("capabilities")
        model.capabilities = UNSET if value is None else member("capabilities", _decode_capabilities, value)
        return model
