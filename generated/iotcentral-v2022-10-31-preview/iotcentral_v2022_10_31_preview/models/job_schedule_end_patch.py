# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobScheduleEndPatch: Changes to `JobScheduleEnd`: absent members stay as they are, null clears a member."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, optional, to_date, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["JobScheduleEndPatch"]

_decode_date = optional(to_date)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobScheduleEndPatch(Model):
    """Changes to `JobScheduleEnd`: absent members stay as they are, null clears a member.

    Attributes:
        type: Kind of end: `date` for a calendar date, `occurrences` for a number of runs.
        date: Calendar date on which the schedule ends, as year, month and day: `2026-09-30`.
        occurrences: Number of runs after which the schedule ends, from 1 to 999.
    """

    type: str | Unset = UNSET
    date: datetime.date | None | Unset = UNSET
    occurrences: int | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "date": "date",
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
        value = get("type")
        if type(value) is str:
            model.type = value
        elif value is not None:
            raise cls.wrong("type", "a string", value)
        else:
            model.type = UNSET
        value = get("date", UNSET)
        model.date = UNSET if value is UNSET else member("date", _decode_date, value)
        value = get("occurrences", UNSET)
        if type(value) is int or value is None:
            model.occurrences = value
        elif value is not UNSET:
            model.occurrences = member("occurrences", integer, value)
        else:
            model.occurrences = UNSET
        return model
