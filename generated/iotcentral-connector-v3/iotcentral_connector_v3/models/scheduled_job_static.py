# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ScheduledJobStatic: A job that runs at a set time, once or again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import mapping, member, only_texts, texts, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .job_batch import JobBatch
from .job_cancellation_threshold import JobCancellationThreshold

__all__ = ["ScheduledJobStatic"]

_decode_data = to_list(mapping)


@define(kw_only=True, eq=False, repr=False)
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

    etag: str | Unset = UNSET
    id: str | Unset = UNSET
    display_name: str | Unset = UNSET
    description: str | Unset = UNSET
    group: str
    batch: JobBatch | Unset = UNSET
    cancellation_threshold: JobCancellationThreshold | Unset = UNSET
    data: list[dict[str, Any]]
    organizations: list[str] | Unset = UNSET
    schedule: dict[str, Any]
    enabled: bool | Unset = UNSET
    completed: bool | Unset = UNSET

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

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("etag", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        model.etag = value
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("description", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("description", "a string", value)
        model.description = value
        value = get("group", UNSET)
        if type(value) is not str:
            raise cls.wrong("group", "a string", value)
        model.group = value
        value = get("batch", UNSET)
        model.batch = value if value is UNSET else member("batch", JobBatch.decode, value)
        value = get("cancellationThreshold", UNSET)
        model.cancellation_threshold = (
            value if value is UNSET else member("cancellationThreshold", JobCancellationThreshold.decode, value)
        )
        model.data = member("data", _decode_data, get("data", UNSET))
        value = get("organizations", UNSET)
        if value is not UNSET and not only_texts(value):
            value = member("organizations", texts, value)
        model.organizations = value
        model.schedule = member("schedule", mapping, get("schedule", UNSET))
        value = get("enabled", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        model.enabled = value
        value = get("completed", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("completed", "true or false", value)
        model.completed = value
        return model
