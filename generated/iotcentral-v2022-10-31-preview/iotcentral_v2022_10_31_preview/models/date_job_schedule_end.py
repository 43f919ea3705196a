# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DateJobScheduleEnd: Ends the schedule on a calendar date, after which no further run is started."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_date, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .job_schedule_end import JobScheduleEnd

__all__ = ["DateJobScheduleEnd"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DateJobScheduleEnd(JobScheduleEnd):
    """Ends the schedule on a calendar date, after which no further run is started.

    Attributes:
        type: Kind of end: `date` for a calendar date, `occurrences` for a number of runs.
        date: Calendar date on which the schedule ends, as year, month and day: `2026-09-30`.
    """

    type: str = field(default="date", init=False)
    date: datetime.date

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "date": "date",
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
        if value == "date":
            model.type = value
        else:
            raise cls.wrong("type", '"date"', value)
        model.date = member("date", to_date, get("date", UNSET))
        return model
