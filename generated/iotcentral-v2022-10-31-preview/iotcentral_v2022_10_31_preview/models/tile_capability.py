# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TileCapability: Capability of the devices that a tile shows, with the function that aggregates its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["TileCapability"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class TileCapability(Model):
    """Capability of the devices that a tile shows, with the function that aggregates its values.

    Attributes:
        capability: Name of the telemetry or property, as the device template declares it.
        aggregate_function: Function that combines the values of the capability within one interval. Default:
            `"count"`. Known values: see `CapabilityAggregateFunctionType`.
    """

    capability: str
    aggregate_function: str

    _members: ClassVar[Mapping[str, str]] = {
        "capability": "capability",
        "aggregateFunction": "aggregate_function",
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
        value = get("capability", UNSET)
        if type(value) is str:
            model.capability = value
        else:
            raise cls.wrong("capability", "a string", value)
        value = get("aggregateFunction", UNSET)
        if type(value) is str:
            model.aggregate_function = value
        else:
            raise cls.wrong("aggregateFunction", "a string", value)
        return model
