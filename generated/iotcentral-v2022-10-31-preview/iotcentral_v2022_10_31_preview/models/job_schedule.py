# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobSchedule: When a scheduled job runs: its first run, how often it is repeated and when it ends."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_datetime, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .job_recurrence import JobRecurrence
from .job_schedule_end import JobScheduleEnd

if TYPE_CHECKING:
    import builtins

    from .job_schedule_patch import JobSchedulePatch

__all__ = ["JobSchedule"]

_decode_recurrence = to_enum(JobRecurrence)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobSchedule(Model):
    """When a scheduled job runs: its first run, how often it is repeated and when it ends.

    Attributes:
        recurrence: How often the job is repeated: `daily`, `weekly` or `monthly`; absent means a single run at
            `start`.
        start: Time of the first run, as an ISO 8601 date and time.
        end: When the repetition ends, by date or by number of runs; absent means that no end is set.
    """

    recurrence: JobRecurrence | Unset = UNSET
    start: datetime.datetime
    end: JobScheduleEnd | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "recurrence": "recurrence",
        "start": "start",
        "end": "end",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[JobSchedulePatch]:
        """Return the class of the merge patches of this model."""
        from .job_schedule_patch import JobSchedulePatch

        return JobSchedulePatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("recurrence")
        model.recurrence = UNSET if value is None else member("recurrence", _decode_recurrence, value)
        model.start = member("start", to_datetime, get("start", UNSET))
        value = get("end")
        model.end = UNSET if value is None else member("end", JobScheduleEnd.decode, value)
        return model
