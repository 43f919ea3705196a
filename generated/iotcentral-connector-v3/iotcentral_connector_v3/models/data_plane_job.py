# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneJob: A piece of work done once on all devices of a device group, started as soon as it is created."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, only_texts, texts, to_datetime, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .data_plane_job_batch import DataPlaneJobBatch
from .data_plane_job_cancellation_threshold import DataPlaneJobCancellationThreshold
from .data_plane_job_data import DataPlaneJobData
from .data_plane_job_progress import DataPlaneJobProgress

__all__ = ["DataPlaneJob"]

_decode_data = to_list(DataPlaneJobData.decode)


@define(kw_only=True, eq=False, repr=False)
class DataPlaneJob(Model):
    """A piece of work done once on all devices of a device group, started as soon as it is created.

    Attributes:
        id: Id of the job, set by the service from the request path. Read-only.
        scheduled_job_id: Id of the scheduled job whose run made this job; absent for a job created directly.
        display_name: Name of the job that users of the application see.
        description: Free text for users on what the job is for; may be absent.
        group: Id of the device group on whose devices the job works.
        batch: How many devices are worked on at a time; absent means that the group is not split.
        cancellation_threshold: How many failures cancel the job; absent means that no number of failures does.
        data: What to do on each device; at least one entry, and all entries of the same `type`. At least 1 item.
        start: Time at which the job started, in UTC; set by the service. Read-only.
        end: Time at which the job ended, in UTC; set by the service and absent until then. Read-only.
        progress: Counts of devices by outcome so far; set by the service, and may be absent. Read-only.
        status: State set by the service: `pending`, `running`, `complete`, `failed`, `stopped` by a person, or
            `cancelled` because the cancellation threshold was passed; others are possible. Read-only.
        organizations: Id of the organization that the job belongs to; a list of exactly one, absent for the root
            organization. Exactly 1 item.
    """

    id: str | Unset = field(default=UNSET, init=False)
    scheduled_job_id: str | Unset = UNSET
    display_name: str | Unset = UNSET
    description: str | Unset = UNSET
    group: str
    batch: DataPlaneJobBatch | Unset = UNSET
    cancellation_threshold: DataPlaneJobCancellationThreshold | Unset = UNSET
    data: list[DataPlaneJobData]
    start: datetime.datetime | Unset = field(default=UNSET, init=False)
    end: datetime.datetime | Unset = field(default=UNSET, init=False)
    progress: DataPlaneJobProgress | Unset = field(default=UNSET, init=False)
    status: str | Unset = field(default=UNSET, init=False)
    organizations: list[str] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "scheduledJobId": "scheduled_job_id",
        "displayName": "display_name",
        "description": "description",
        "group": "group",
        "batch": "batch",
        "cancellationThreshold": "cancellation_threshold",
        "data": "data",
        "start": "start",
        "end": "end",
        "progress": "progress",
        "status": "status",
        "organizations": "organizations",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "start", "end", "progress", "status"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("scheduledJobId", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("scheduledJobId", "a string", value)
        model.scheduled_job_id = value
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
        model.batch = value if value is UNSET else member("batch", DataPlaneJobBatch.decode, value)
        value = get("cancellationThreshold", UNSET)
        model.cancellation_threshold = (
            value
            if value is UNSET
            else member("cancellationThreshold", DataPlaneJobCancellationThreshold.decode, value)
        )
        model.data = member("data", _decode_data, get("data", UNSET))
        value = get("start", UNSET)
        model.start = value if value is UNSET else member("start", to_datetime, value)
        value = get("end", UNSET)
        model.end = value if value is UNSET else member("end", to_datetime, value)
        value = get("progress", UNSET)
        model.progress = value if value is UNSET else member("progress", DataPlaneJobProgress.decode, value)
        value = get("status", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("status", "a string", value)
        model.status = value
        value = get("organizations", UNSET)
        if value is not UNSET and not only_texts(value):
            value = member("organizations", texts, value)
        model.organizations = value
        return model
