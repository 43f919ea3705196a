# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobProgress: Counts of the devices of a job by outcome, kept up to date by the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import ABSENT, Model, given_int, new

__all__ = ["JobProgress"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobProgress(Model):
    """Counts of the devices of a job by outcome, kept up to date by the service.

    Attributes:
        total: Number of devices that the job works on in all.
        pending: Number of devices on which the work is not finished yet.
        completed: Number of devices on which the work succeeded.
        failed: Number of devices on which the work failed; a rerun covers these.
    """

    total: int = field(default=ABSENT, converter=given_int)
    pending: int = field(default=ABSENT, converter=given_int)
    completed: int = field(default=ABSENT, converter=given_int)
    failed: int = field(default=ABSENT, converter=given_int)

    _members: ClassVar[Mapping[str, str]] = {
        "total": "total",
        "pending": "pending",
        "completed": "completed",
        "failed": "failed",
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
        value = get("total")
        if type(value) is int:
            model.total = value
        elif value is not None:
            model.total = member("total", integer, value)
        value = get("pending")
        if type(value) is int:
            model.pending = value
        elif value is not None:
            model.pending = member("pending", integer, value)
        value = get("completed")
        if type(value) is int:
            model.completed = value
        elif value is not None:
            model.completed = member("completed", integer, value)
        value = get("failed")
        if type(value) is int:
            model.failed = value
        elif value is not None:
            model.failed = member("failed", integer, value)
        return model
