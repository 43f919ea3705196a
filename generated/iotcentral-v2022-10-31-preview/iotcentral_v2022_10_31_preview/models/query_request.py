# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""QueryRequest: The text of a query over the telemetry or the properties of devices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["QueryRequest"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class QueryRequest(Model):
    """The text of a query over the telemetry or the properties of devices.

    Attributes:
        query: Query such as `SELECT temperature FROM dtmi:contoso:Thermostat;1`, at most 350 characters; `FROM`
            names a device template, and telemetry and properties cannot be mixed.
    """

    query: str

    _members: ClassVar[Mapping[str, str]] = {
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
        value = get("query", UNSET)
        if type(value) is str:
            model.query = value
        else:
            raise cls.wrong("query", "a string", value)
        return model
