# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ScheduledJob: A job definition with a schedule; every run makes an ordinary job that refers back to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, to_list, wrong
from iotcentral._core.model import ABSENT, Model, given_bool, given_str, new
from iotcentral._core.types import UNSET, Unset

from .job_batch import JobBatch
from .job_cancellation_threshold import JobCancellationThreshold
from .job_data import JobData
from .job_schedule import JobSchedule

if TYPE_CHECKING:
    import builtins

    from .scheduled_job_patch import ScheduledJobPatch

__all__ = ["ScheduledJob"]

_decode_data = to_list(JobData.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ScheduledJob(Model):
    """A job definition with a schedule; every run makes an ordinary job that refers back to it.

    Attributes:
        etag: Opaque version of the scheduled job. Send it back unchanged, quotes included, to make a write fail
            with 412 after another change.
        id: Id of the scheduled job, set by the service from the request path. Read-only.
        display_name: Name of the scheduled job that users of the application see.
        description: Free text for users on what the job is for; read as an empty string when none was given.
        group: Id of the device group; which devices belong to it is determined anew at each run.
        batch: How many devices are worked on at a time; absent means that the group is not split.
        cancellation_threshold: How many failures cancel a run; absent means that no number of failures does.
        data: What to do on each device; at least one entry, and all entries of the same `type`. At least 1 item.
        organizations: Id of the organization that the job belongs to; a list of exactly one, absent for the root
            organization. Exactly 1 item.
        schedule: When the job runs; in an update it should be sent complete.
        enabled: Whether the schedule is active; give it explicitly when the scheduled job is created.
        completed: Whether the schedule has ended, so that no run is left; set by the service. Read-only.
    """

    etag: str = field(default=ABSENT, converter=given_str)
    id: str = field(default=ABSENT, init=False)
    display_name: str | Unset = UNSET
    description: str | Unset = UNSET
    group: str
    batch: JobBatch | Unset = UNSET
    cancellation_threshold: JobCancellationThreshold | Unset = UNSET
    data: list[JobData]
    organizations: list[str] | Unset = UNSET
    schedule: JobSchedule
    enabled: bool = field(default=ABSENT, converter=given_bool)
    completed: bool = field(default=ABSENT, init=False)

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
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "completed"})
    _free_form: ClassVar[tuple[str, ...]] = ("value",)

    @classmethod
    def patch_class(cls) -> builtins.type[ScheduledJobPatch]:
        """Return the class of the merge patches of this model."""
        from .scheduled_job_patch import ScheduledJobPatch

        return ScheduledJobPatch

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
        model.schedule = member("schedule", JobSchedule.decode, get("schedule", UNSET))
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
