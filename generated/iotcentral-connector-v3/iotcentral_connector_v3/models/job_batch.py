# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobBatch: Size of the slices of the device group that are worked on one after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

__all__ = ["JobBatch"]


@define(kw_only=True, eq=False, repr=False)
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
        value = get("type", UNSET)
        if type(value) is not str:
            raise cls.wrong("type", "a string", value)
        model.type = value
        value = get("value", UNSET)
        if type(value) is not float and type(value) is not int:
            raise cls.wrong("value", "a number", value)
        model.value = value
        return model
