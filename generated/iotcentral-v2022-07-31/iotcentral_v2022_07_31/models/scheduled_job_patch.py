# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ScheduledJobPatch: Changes to `ScheduledJob`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, texts, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .job_batch_patch import JobBatchPatch
from .job_cancellation_threshold_patch import JobCancellationThresholdPatch
from .job_data import JobData
from .job_schedule_patch import JobSchedulePatch

__all__ = ["ScheduledJobPatch"]

_decode_batch = optional(JobBatchPatch.decode)
_decode_cancellation_threshold = optional(JobCancellationThresholdPatch.decode)
_decode_data = optional(to_list(JobData.decode))
_decode_organizations = optional(texts)
_decode_schedule = optional(JobSchedulePatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ScheduledJobPatch(Model):
    """Changes to `ScheduledJob`: absent members stay as they are, null clears a member.

    Attributes:
        etag: Opaque version of the scheduled job. Send it back unchanged, quotes included, to make a write fail
            with 412 after another change.
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
    """

    etag: str | None | Unset = UNSET
    display_name: str | None | Unset = UNSET
    description: str | None | Unset = UNSET
    group: str | None | Unset = UNSET
    batch: JobBatchPatch | None | Unset = UNSET
    cancellation_threshold: JobCancellationThresholdPatch | None | Unset = UNSET
    data: list[JobData] | None | Unset = UNSET
    organizations: list[str] | None | Unset = UNSET
    schedule: JobSchedulePatch | None | Unset = UNSET
    enabled: bool | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "etag": "etag",
        "displayName": "display_name",
        "description": "description",
        "group": "group",
        "batch": "batch",
        "cancellationThreshold": "cancellation_threshold",
        "data": "data",
        "organizations": "organizations",
        "schedule": "schedule",
        "enabled": "enabled",
    }
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
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("displayName", UNSET)
        if type(value) is str or value is None:
            model.display_name = value
        elif value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("description", UNSET)
        if type(value) is str or value is None:
            model.description = value
        elif value is not UNSET:
            raise cls.wrong("description", "a string", value)
        else:
            model.description = UNSET
        value = get("group", UNSET)
        if type(value) is str or value is None:
            model.group = value
        elif value is not UNSET:
            raise cls.wrong("group", "a string", value)
        else:
            model.group = UNSET
        value = get("batch", UNSET)
        model.batch = UNSET if value is UNSET else member("batch", _decode_batch, value)
        value = get("cancellationThreshold", UNSET)
        model.cancellation_threshold = (
            UNSET if value is UNSET else member("cancellationThreshold", _decode_cancellation_threshold, value)
        )
        value = get("data", UNSET)
        model.data = UNSET if value is UNSET else member("data", _decode_data, value)
        value = get("organizations", UNSET)
        model.organizations = UNSET if value is UNSET else member("organizations", _decode_organizations, value)
        value = get("schedule", UNSET)
        model.schedule = UNSET if value is UNSET else member("schedule", _decode_schedule, value)
        value = get("enabled", UNSET)
        if type(value) is bool or value is None:
            model.enabled = value
        elif value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        else:
            model.enabled = UNSET
        return model
