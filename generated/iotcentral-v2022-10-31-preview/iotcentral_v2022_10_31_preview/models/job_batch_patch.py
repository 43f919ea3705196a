# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobBatchPatch: Changes to `JobBatch`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .job_batch_type import JobBatchType

__all__ = ["JobBatchPatch"]

_decode_type = optional(to_enum(JobBatchType))


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobBatchPatch(Model):
    """Changes to `JobBatch`: absent members stay as they are, null clears a member.

    Attributes:
        type: Whether `value` is a number of devices or a percentage of the group.
        value: Number of devices in each batch, or percentage of the group, depending on `type`.
    """

    type: JobBatchType | None | Unset = UNSET
    value: float | None | Unset = UNSET

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
        model.type = UNSET if value is UNSET else member("type", _decode_type, value)
        value = get("value", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.value = value
        elif value is not UNSET:
            raise cls.wrong("value", "a number", value)
        else:
            model.value = UNSET
        return model
