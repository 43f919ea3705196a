# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CountQueryRangeConfiguration: Query range that takes a fixed number of the latest values instead of a time window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .query_range_configuration import QueryRangeConfiguration

__all__ = ["CountQueryRangeConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class CountQueryRangeConfiguration(QueryRangeConfiguration):
    """Query range that takes a fixed number of the latest values instead of a time window.

    Attributes:
        type: Kind of range, either `time` or `count`.
        count: Number of latest values to take; 100 is the only number allowed and the default. Default: `100`.
    """

    type: str = field(default="count", init=False)
    count: int

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "count": "count",
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
        if value == "count":
            model.type = value
        else:
            raise cls.wrong("type", '"count"', value)
        value = get("count", UNSET)
        if type(value) is int:
            model.count = value
        else:
            model.count = member("count", integer, value)
        return model
