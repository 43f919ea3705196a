# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataExplorerTileConfiguration: Tile that shows the result of a data explorer query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .tile_configuration import TileConfiguration
from .time_query_range_configuration import TimeQueryRangeConfiguration

__all__ = ["DataExplorerTileConfiguration"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataExplorerTileConfiguration(TileConfiguration):
    """Tile that shows the result of a data explorer query.

    Attributes:
        type: Kind of tile, which decides the other members allowed.
        query_range: Time window of the data in the tile, with the interval between its points.
        query: Data explorer query whose result the tile shows; optional.
    """

    type: str = field(default="dataExplorer", init=False)
    query_range: TimeQueryRangeConfiguration
    query: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "queryRange": "query_range",
        "query": "query",
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
        if value == "dataExplorer":
            model.type = value
        else:
            raise cls.wrong("type", '"dataExplorer"', value)
        model.query_range = member("queryRange", TimeQueryRangeConfiguration.decode, get("queryRange", UNSET))
        value = get("query")
        if type(value) is str:
            model.query = value
        elif value is not None:
            raise cls.wrong("query", "a string", value)
        else:
            model.query = UNSET
        return model
