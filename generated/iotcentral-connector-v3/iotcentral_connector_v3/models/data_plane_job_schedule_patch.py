# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneJobSchedulePatch: Changes to `JobSchedule`: absent members stay as they are, null clears a member."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_datetime, to_enum, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .data_plane_job_recurrence import DataPlaneJobRecurrence
from .data_plane_job_schedule_end_patch import DataPlaneJobScheduleEndPatch

__all__ = ["DataPlaneJobSchedulePatch"]

_decode_recurrence = optional(to_enum(DataPlaneJobRecurrence))
_decode_start = optional(to_datetime)
_decode_end = optional(DataPlaneJobScheduleEndPatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlaneJobSchedulePatch(Model):
    """Changes to `JobSchedule`: absent members stay as they are, null clears a member.

    Attributes:
        recurrence: How often the job is repeated: `daily`, `weekly` or `monthly`; absent means a single run at
            `start`.
        start: Time of the first run, as an ISO 8601 date and time.
        end: When the repetition ends, by date or by number of runs; absent means that no end is set.
    """

    recurrence: DataPlaneJobRecurrence | None | Unset = UNSET
    start: datetime.datetime | None | Unset = UNSET
    end: DataPlaneJobScheduleEndPatch | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "recurrence": "recurrence",
        "start": "start",
        "end": "end",
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
        value = get("recurrence", UNSET)
        model.recurrence = UNSET if value is UNSET else member("recurrence", _decode_recurrence, value)
        value = get("start", UNSET)
        model.start = UNSET if value is UNSET else member("start", _decode_start, value)
        value = get("end", UNSET)
        model.end = UNSET if value is UNSET else member("end", _decode_end, value)
        return model
