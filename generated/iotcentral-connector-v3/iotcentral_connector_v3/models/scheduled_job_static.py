# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ScheduledJobStatic: A job that runs at a set time, once or again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, only_texts, texts, to_list, wrong
from iotcentral._core.model import ABSENT, Model, given_bool, given_str, new
from iotcentral._core.types import UNSET, Unset

from .job_batch import JobBatch
from .job_cancellation_threshold import JobCancellationThreshold

__all__ = ["ScheduledJobStatic"]

_decode_data = to_list(mapping)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ScheduledJobStatic(Model):
    """A job that runs at a set time, once or again and again.

    Attributes:
        etag: Opaque mark of the stored version; sent back unchanged, it makes a write fail after another change.
        id: Id of the scheduled job.
        display_name: Name of the scheduled job that people see.
        description: Free text on what the job is for.
        group: Id of the device group that the job works on.
        batch: How many devices are worked on at a time; absent means all at once.
        cancellation_threshold: How many failures cancel the job; absent means that none do.
        data: What is done on each device; all entries are of the same `type`.
        organizations: Id of the organization that the job belongs to, as a list of one; absent means the root.
        schedule: When the job runs: `start`, and for a job that runs again `recurrence` and `end`.
        enabled: Whether the schedule is active.
        completed: Whether no run is left; the service decides it.
    """

    etag: str = field(default=ABSENT, converter=given_str)
    id: str = field(default=ABSENT, converter=given_str)
    display_name: str | Unset = UNSET
    description: str | Unset = UNSET
    group: str
    batch: JobBatch | Unset = UNSET
    cancellation_threshold: JobCancellationThreshold | Unset = UNSET
    data: list[dict[str, Any]]
    organizations: list[str] | Unset = UNSET
    schedule: dict[str, Any]
    enabled: bool = field(default=ABSENT, converter=given_bool)
    completed: bool = field(default=ABSENT, converter=given_bool)

    _members: ClassVar[Mapping[str, str]] = {
        "etag": "etag",
        "id": "id",
        "displayName": "display_name",
        "description": "description",
        "group": "group",
        "batch": "batch",
        "cancellationThreshold": "cancellation_threshold",
        "data": "data",
        "organizations": "organizations",
        "schedule": "schedule",
        "enabled": "enabled",
        "completed": "completed",
    }
    _free_form: ClassVar[tuple[str, ...]] = (
        "data",
        "schedule",
    )

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
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
        model.schedule = member("schedule", mapping, get("schedule", UNSET))
        value = get("enabled")
        if type(value) is bool:
            model.enabled = value
        elif value is not None:
            raise cls.wrong("enabled", "true or false", value)
        value = get("completed")
        if type(value) is bool:
            model.completed = value
        elif value is not None:
            raise cls.wrong("completed", "true or false", value)
        return model
