# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneOccurrencesJobScheduleEnd: Ends the schedule once the job has been run a given number of times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .data_plane_job_schedule_end import DataPlaneJobScheduleEnd

__all__ = ["DataPlaneOccurrencesJobScheduleEnd"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlaneOccurrencesJobScheduleEnd(DataPlaneJobScheduleEnd):
    """Ends the schedule once the job has been run a given number of times.

    Attributes:
        type: Kind of end: `date` for a calendar date, `occurrences` for a number of runs.
        occurrences: Number of runs after which the schedule ends, from 1 to 999.
    """

    type: str = field(default="occurrences", init=False)
    occurrences: int

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "occurrences": "occurrences",
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
        if value == "occurrences":
            model.type = value
        else:
            raise cls.wrong("type", '"occurrences"', value)
        value = get("occurrences", UNSET)
        if type(value) is int:
            model.occurrences = value
        else:
            model.occurrences = member("occurrences", integer, value)
        return model
