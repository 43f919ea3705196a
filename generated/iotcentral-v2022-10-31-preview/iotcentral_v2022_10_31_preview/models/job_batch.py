# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobBatch: Size of the slices of the device group that are worked on one after another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

from .job_batch_type import JobBatchType

if TYPE_CHECKING:
    import builtins

    from .job_batch_patch import JobBatchPatch

__all__ = ["JobBatch"]

_decode_type = to_enum(JobBatchType)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobBatch(Model):
    """Size of the slices of the device group that are worked on one after another.

    Attributes:
        type: Whether `value` is a number of devices or a percentage of the group.
        value: Number of devices in each batch, or percentage of the group, depending on `type`.
    """

    type: JobBatchType
    value: float

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "value": "value",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[JobBatchPatch]:
        """Return the class of the merge patches of this model."""
        from .job_batch_patch import JobBatchPatch

        return JobBatchPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        model.type = member("type", _decode_type, get("type", UNSET))
        value = get("value", UNSET)
        if type(value) is int or type(value) is float:
            model.value = value
        else:
            raise cls.wrong("value", "a number", value)
        return model
