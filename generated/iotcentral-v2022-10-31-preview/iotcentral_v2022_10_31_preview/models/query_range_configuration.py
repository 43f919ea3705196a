# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""QueryRangeConfiguration: Extent of the data behind a line chart; `type` tells whether it goes by time or by count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET

__all__ = ["QueryRangeConfiguration", "UnknownQueryRangeConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class QueryRangeConfiguration(Model):
    """Extent of the data behind a line chart; `type` tells whether it goes by time or by count.

    One of several kinds, told apart by `type`: `CountQueryRangeConfiguration`, `TimeQueryRangeConfiguration`;
    `UnknownQueryRangeConfiguration` stands for a kind that this package does not know.

    Attributes:
        type: Kind of range, either `time` or `count`.
    """

    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownQueryRangeConfiguration(QueryRangeConfiguration):
    """A `QueryRangeConfiguration` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

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
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "count": ".count_query_range_configuration:CountQueryRangeConfiguration",
        "time": ".time_query_range_configuration:TimeQueryRangeConfiguration",
    },
    unknown=".query_range_configuration:UnknownQueryRangeConfiguration",
)
