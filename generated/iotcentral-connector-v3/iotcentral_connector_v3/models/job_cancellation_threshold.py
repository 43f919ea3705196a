# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobCancellationThreshold: Amount of failures beyond which a job is cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["JobCancellationThreshold"]


@define(kw_only=True, eq=False, repr=False)
class JobCancellationThreshold(Model):
    """Amount of failures beyond which a job is cancelled.

    Attributes:
        type: What `value` counts: `number` for devices, `percentage` for a share of them.
        value: Number of failed devices, or percentage of the devices.
        batch: Whether failures are counted for each slice, rather than for the whole job.
    """

    type: str
    value: float
    batch: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "value": "value",
        "batch": "batch",
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
        value = get("batch", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("batch", "true or false", value)
        model.batch = value
        return model
