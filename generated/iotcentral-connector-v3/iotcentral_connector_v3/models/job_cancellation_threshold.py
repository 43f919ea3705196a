# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobCancellationThreshold: Amount of failures beyond which a job is cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["JobCancellationThreshold"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
        value = get("batch")
        if type(value) is bool:
            model.batch = value
        elif value is not None:
            raise cls.wrong("batch", "true or false", value)
        else:
            model.batch = UNSET
        return model
