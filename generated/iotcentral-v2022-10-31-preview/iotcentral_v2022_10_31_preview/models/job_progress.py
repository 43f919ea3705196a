# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobProgress: Counts of the devices of a job by outcome, kept up to date by the service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["JobProgress"]


@define(kw_only=True, eq=False, repr=False)
class JobProgress(Model):
    """Counts of the devices of a job by outcome, kept up to date by the service.

    Attributes:
        total: Number of devices that the job works on in all.
        pending: Number of devices on which the work is not finished yet.
        completed: Number of devices on which the work succeeded.
        failed: Number of devices on which the work failed; a rerun covers these.
    """

    total: int | Unset = UNSET
    pending: int | Unset = UNSET
    completed: int | Unset = UNSET
    failed: int | Unset = UNSET

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
        value = get("total", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("total", integer, value)
        model.total = value
        value = get("pending", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("pending", integer, value)
        model.pending = value
        value = get("completed", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("completed", integer, value)
        model.completed = value
        value = get("failed", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("failed", integer, value)
        model.failed = value
        return model
