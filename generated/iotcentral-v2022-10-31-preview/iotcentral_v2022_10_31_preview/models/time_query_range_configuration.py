# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""TimeQueryRangeConfiguration: Query range that covers a time window up to the present."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .query_range_configuration import QueryRangeConfiguration

__all__ = ["TimeQueryRangeConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class TimeQueryRangeConfiguration(QueryRangeConfiguration):
    """Query range that covers a time window up to the present.

    Attributes:
        type: Kind of range, either `time` or `count`.
        duration: Length of the time window, as an ISO 8601 duration. Known values: see `TimeRangeDuration`.
        resolution: Interval between the points of the result, as an ISO 8601 duration; five minutes by default.
            Default: `"PT5M"`. Known values: see `TimeRangeResolution`.
    """

    type: str = field(default="time", init=False)
    duration: str
    resolution: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "duration": "duration",
        "resolution": "resolution",
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
        if value == "time":
            model.type = value
        else:
            raise cls.wrong("type", '"time"', value)
        value = get("duration", UNSET)
        if type(value) is str:
            model.duration = value
        else:
            raise cls.wrong("duration", "a string", value)
        value = get("resolution")
        if type(value) is str:
            model.resolution = value
        elif value is not None:
            raise cls.wrong("resolution", "a string", value)
        else:
            model.resolution = UNSET
        return model
