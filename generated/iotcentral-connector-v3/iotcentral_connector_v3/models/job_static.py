# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobStatic: Definition of a job, without its progress."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, only_texts, texts, to_list, wrong
from iotcentral._core.model import ABSENT, Model, given_str, new
from iotcentral._core.types import UNSET, Unset

from .job_batch import JobBatch
from .job_cancellation_threshold import JobCancellationThreshold

__all__ = ["JobStatic"]

_decode_data = to_list(mapping)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobStatic(Model):
    """Definition of a job, without its progress.

    Attributes:
        id: Id of the job.
        display_name: Name of the job that people see.
        description: Free text on what the job is for.
        group: Id of the device group that the job works on.
        batch: How many devices are worked on at a time; absent means all at once.
        cancellation_threshold: How many failures cancel the job; absent means that none do.
        data: What is done on each device; all entries are of the same `type`.
        organizations: Id of the organization that the job belongs to, as a list of one; absent means the root.
        scheduled_job_id: Id of the scheduled job whose run made this job; absent for a job that was created
            directly.
    """

    id: str = field(default=ABSENT, converter=given_str)
    display_name: str | Unset = UNSET
    description: str | Unset = UNSET
    group: str
    batch: JobBatch | Unset = UNSET
    cancellation_threshold: JobCancellationThreshold | Unset = UNSET
    data: list[dict[str, Any]]
    organizations: list[str] | Unset = UNSET
    scheduled_job_id: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "description": "description",
        "group": "group",
        "batch": "batch",
        "cancellationThreshold": "cancellation_threshold",
        "data": "data",
        "organizations": "organizations",
        "scheduledJobId": "scheduled_job_id",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("data",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("description")
        if type(value) is str:
            model.description = value
        elif value is not None:
            raise cls.wrong("description", "a string", value)
        else:
            model.description = UNSET
        value = get("group", UNSET)
        if type(value) is str:
            model.group = value
        else:
            raise cls.wrong("group", "a string", value)
        value = get("batch")
        model.batch = UNSET if value is None else member("batch", JobBatch.decode, value)
        value = get("cancellationThreshold")
        model.cancellation_threshold = (
            UNSET if value is None else member("cancellationThreshold", JobCancellationThreshold.decode, value)
        )
        model.data = member("data", _decode_data, get("data", UNSET))
        value = get("organizations")
        if only_texts(value):
            model.organizations = value
        elif value is not None:
            model.organizations = member("organizations", texts, value)
        else:
            model.organizations = UNSET
        value = get("scheduledJobId")
        if type(value) is str:
            model.scheduled_job_id = value
        elif value is not None:
            raise cls.wrong("scheduledJobId", "a string", value)
        else:
            model.scheduled_job_id = UNSET
        return model
