# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobCancellationThresholdPatch: Changes to `JobCancellationThreshold`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .job_cancellation_threshold_type import JobCancellationThresholdType

__all__ = ["JobCancellationThresholdPatch"]

_decode_type = optional(to_enum(JobCancellationThresholdType))


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobCancellationThresholdPatch(Model):
    """Changes to `JobCancellationThreshold`: absent members stay as they are, null clears a member.

    Attributes:
        type: Whether `value` is a number of devices or a percentage of them.
        value: Number or percentage of failed devices, depending on `type`, beyond which the job is cancelled.
        batch: When `true`, failures are counted for each batch; otherwise for the job as a whole.
    """

    type: JobCancellationThresholdType | None | Unset = UNSET
    value: float | None | Unset = UNSET
    batch: bool | None | Unset = UNSET

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
        model.type = UNSET if value is UNSET else member("type", _decode_type, value)
        value = get("value", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.value = value
        elif value is not UNSET:
            raise cls.wrong("value", "a number", value)
        else:
            model.value = UNSET
        value = get("batch", UNSET)
        if type(value) is bool or value is None:
            model.batch = value
        elif value is not UNSET:
            raise cls.wrong("batch", "true or false", value)
        else:
            model.batch = UNSET
        return model
