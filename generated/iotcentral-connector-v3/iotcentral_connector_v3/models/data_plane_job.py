# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneJob: A piece of work done once on all devices of a device group, started as soon as it is created."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, to_datetime, to_list, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .data_plane_job_batch import DataPlaneJobBatch
from .data_plane_job_cancellation_threshold import DataPlaneJobCancellationThreshold
from .data_plane_job_data import DataPlaneJobData
from .data_plane_job_progress import DataPlaneJobProgress

__all__ = ["DataPlaneJob"]

_decode_data = to_list(DataPlaneJobData.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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

    id: str = field(default=ABSENT, init=False)
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
    status: str = field(default=ABSENT, init=False)
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
    _free_form: ClassVar[tuple[str, ...]] = ("value",)

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
        value = get("scheduledJobId")
        if type(value) is str:
            model.scheduled_job_id = value
        elif value is not None:
            raise cls.wrong("scheduledJobId", "a string", value)
        else:
            model.scheduled_job_id = UNSET
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
        model.batch = UNSET if value is None else member("batch", DataPlaneJobBatch.decode, value)
        value = get("cancellationThreshold")
        model.cancellation_threshold = (
            UNSET if value is None else member("cancellationThreshold", DataPlaneJobCancellationThreshold.decode, value)
        )
        model.data = member("data", _decode_data, get("data", UNSET))
        value = get("start")
        model.start = UNSET if value is None else member("start", to_datetime, value)
        value = get("end")
        model.end = UNSET if value is None else member("end", to_datetime, value)
        value = get("progress")
        model.progress = UNSET if value is None else member("progress", DataPlaneJobProgress.decode, value)
        value = get("status")
        if type(value) is str:
            model.status = value
        elif value is not None:
            raise cls.wrong("status", "a string", value)
        value = get("organizations")
        if only_texts(value):
            model.organizations = value
        elif value is not None:
            model.organizations = member("organizations", texts, value)
        else:
            model.organizations = UNSET
        return model
