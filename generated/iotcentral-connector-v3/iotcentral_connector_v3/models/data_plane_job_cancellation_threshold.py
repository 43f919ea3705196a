# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneJobCancellationThreshold: Amount of failed devices beyond which the job is cancelled before it reaches the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .data_plane_job_cancellation_threshold_type import DataPlaneJobCancellationThresholdType

if TYPE_CHECKING:
    import builtins

    from .data_plane_job_cancellation_threshold_patch import DataPlaneJobCancellationThresholdPatch

__all__ = ["DataPlaneJobCancellationThreshold"]

_decode_type = to_enum(DataPlaneJobCancellationThresholdType)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlaneJobCancellationThreshold(Model):
    """Amount of failed devices beyond which the job is cancelled before it reaches the rest.

    Attributes:
        type: Whether `value` is a number of devices or a percentage of them.
        value: Number or percentage of failed devices, depending on `type`, beyond which the job is cancelled.
        batch: When `true`, failures are counted for each batch; otherwise for the job as a whole.
    """

    type: DataPlaneJobCancellationThresholdType
    value: float
    batch: bool | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "value": "value",
        "batch": "batch",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[DataPlaneJobCancellationThresholdPatch]:
        """Return the class of the merge patches of this model."""
        from .data_plane_job_cancellation_threshold_patch import DataPlaneJobCancellationThresholdPatch

        return DataPlaneJobCancellationThresholdPatch

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
        value = get("batch")
        if type(value) is bool:
            model.batch = value
        elif value is not None:
            raise cls.wrong("batch", "true or false", value)
        else:
            model.batch = UNSET
        return model
