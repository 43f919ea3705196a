# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobBatch: Size of the slices of the device group that are worked on one after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["JobBatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobBatch(Model):
    """Size of the slices of the device group that are worked on one after another.

    Attributes:
        type: What `value` counts: `number` for devices, `percentage` for a share of the group.
        value: Number of devices in a slice, or percentage of the group.
    """

    type: str
    value: float

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "value": "value",
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
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        value = get("value", UNSET)
        if type(value) is int or type(value) is float:
            model.value = value
        else:
            raise cls.wrong("value", "a number", value)
        return model
