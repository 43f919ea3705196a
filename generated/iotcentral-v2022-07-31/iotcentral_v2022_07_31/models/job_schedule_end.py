# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobScheduleEnd: The condition that ends a recurring schedule; `type` tells the two kinds apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET

if TYPE_CHECKING:
    import builtins

    from .job_schedule_end_patch import JobScheduleEndPatch

__all__ = ["JobScheduleEnd", "UnknownJobScheduleEnd"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobScheduleEnd(Model):
    """The condition that ends a recurring schedule; `type` tells the two kinds apart.

    One of several kinds, told apart by `type`: `DateJobScheduleEnd`, `OccurrencesJobScheduleEnd`;
    `UnknownJobScheduleEnd` stands for a kind that this package does not know.

    Attributes:
        type: Kind of end: `date` for a calendar date, `occurrences` for a number of runs.
    """

    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[JobScheduleEndPatch]:
        """Return the class of the merge patches of this model."""
        from .job_schedule_end_patch import JobScheduleEndPatch

        return JobScheduleEndPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownJobScheduleEnd(JobScheduleEnd):
    """A `JobScheduleEnd` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

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
        return model


_VARIANTS = Variants(
    __name__,
    {
        "date": ".date_job_schedule_end:DateJobScheduleEnd",
        "occurrences": ".occurrences_job_schedule_end:OccurrencesJobScheduleEnd",
    },
    unknown=".job_schedule_end:UnknownJobScheduleEnd",
)
