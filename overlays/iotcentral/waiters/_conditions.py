"""Conditions that waiters decide by, shared by the synchronous and the asynchronous ones; without I/O."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from .._core.backoff import FailedStateError, WaitTimeoutError
from .._core.types import UNSET, Unset
from ..devices import Registration
from ..errors import ConfigurationError

__all__ = [
    "END_STATES",
    "FAILED_STATES",
    "FileUploadCondition",
    "FileUploadLike",
    "JobCondition",
    "JobDeviceLike",
    "JobDevicesWanted",
    "JobLike",
    "JobResult",
    "ProgressLike",
    "ProvisioningCondition",
]

FAILED_STATES = ("failed", "cancelled")
"""States of a job that ended without success."""

END_STATES = ("complete", "stopped", *FAILED_STATES)
"""States of a job that does nothing more; a stopped one can be resumed."""

JobDevicesWanted = Literal["none", "failed", "all"]
"""Devices whose statuses are wanted at the end of a job."""

_SPELLINGS = {"completed": "complete", "canceled": "cancelled"}
"""Spelling of a state in the application → in the API."""

_SHOWN = 5
"""Number of failed devices that a message names; `details` has all of them."""


class ProgressLike(Protocol):
    """Progress of a job, as far as it is read."""

    def to_dict(self) -> dict[str, Any]:
        """Return the counts by their names."""
        ...


class JobLike(Protocol):
    """Job, as far as it is read; the `Job` of every package has these members."""

    @property
    def status(self) -> str | Unset:
        """Its state, in the service's words."""
        ...

    @property
    def progress(self) -> ProgressLike | Unset:
        """Counts of its devices."""
        ...


class JobDeviceLike(Protocol):
    """Status of a job on a device, as far as it is read; the `JobDeviceStatus` of every package has these members."""

    @property
    def id(self) -> str | Unset:
        """Id of the device."""
        ...

    @property
    def status(self) -> str | Unset:
        """State of the job on the device."""
        ...


class FileUploadLike(Protocol):
    """File upload configuration, as far as it is read; the `FileUpload` of every package has these members."""

    @property
    def state(self) -> StrEnum | Unset:
        """State of applying it."""
        ...


J = TypeVar("J", bound=JobLike)
D = TypeVar("D", bound=JobDeviceLike)


class JobResult(NamedTuple, Generic[J, D]):
    """Job at the end of the wait, and its status on each device."""

    job: J
    devices: list[D]


class JobCondition(Generic[J]):
    """Condition of one wait for a job.

    Args:
        job_id: id of the job.
        until: the states to wait for.
        devices: the devices whose statuses are wanted.

    Raises:
        ConfigurationError: `until` is empty, or `devices` another word.
    """

    def __init__(self, job_id: str, until: Iterable[str], devices: JobDevicesWanted = "all") -> None:
        if devices not in {"none", "failed", "all"}:
            raise ConfigurationError(f'devices is {devices!r}, but must be "none", "failed" or "all"')
        self._devices = devices
        states = (until,) if isinstance(until, str) else tuple(until)
        if not states:
            raise ConfigurationError(
                f"until is empty, but a wait needs a state; job states are {', '.join(END_STATES)}"
            )
        self._subject = f"job {job_id!r}"
        self._until = frozenset(map(_canonical, states))
        self._seen: J | None = None

    def changed(self, job: J) -> bool:
        """Return whether the job differs from the one seen before; true the first time."""
        before, self._seen = self._seen, job
        return before != job

    def over(self, job: J) -> bool:
        """Return whether the job is in a state waited for, or in a final one."""
        state = _canonical(_status(job) or "")
        return state in self._until or state == "complete" or state in FAILED_STATES

    def none_wanted(self, job: J) -> bool:
        """Return whether no device has a status that is wanted, as far as the job tells without a request."""
        return self._devices == "none" or (self._devices == "failed" and _counts(job).get("failed") == 0)

    def wanted(self, device: JobDeviceLike) -> bool:
        """Return whether the status of a device is wanted."""
        return self._devices == "all" or (self._devices == "failed" and _has_failed(device))

    def check(self, job: J, devices: object) -> None:
        """Check the end of a wait whose devices are not requested yet.

        Raises:
            FailedStateError: the job failed or was cancelled, and that state is not in `until`.
        """
        if self._failed(job):
            counts = _counts(job)
            told = f"{counts['failed']} of {counts.get('total', 'its')} devices failed; " if "failed" in counts else ""
            raise self._failure(job, f"{told}Jobs_Rerun repeats the work on the devices that failed", devices)

    def result(self, job: J, devices: list[D]) -> JobResult[J, D]:
        """Return the result of a wait that is over.

        Raises:
            FailedStateError: as for `check`; it names devices that failed.
        """
        if self._failed(job):
            failed = [str(getattr(device, "id", "?")) for device in devices if _has_failed(device)]
            named = ", ".join(failed[:_SHOWN]) + (", …" if len(failed) > _SHOWN else "")
            told = f"{len(failed)} of {len(devices)} devices failed{f' ({named})' if failed else ''}; "
            raise self._failure(job, f"{told}Jobs_Rerun repeats the work on those", devices)
        return JobResult(job, devices)

    def _failed(self, job: J) -> bool:
        state = _canonical(_status(job) or "")
        return state in FAILED_STATES and state not in self._until

    def _failure(self, job: J, reason: str, devices: object) -> FailedStateError:
        details = {"progress": _counts(job), "devices": devices}
        return FailedStateError(self._subject, _status(job), reason, details)

    def timed_out(self, job: J, timeout: float | None) -> WaitTimeoutError:
        """Return the error for a job that has not ended at the deadline."""
        counts = _counts(job)
        shown = f" ({', '.join(f'{name} {count}' for name, count in counts.items())})" if counts else ""
        return _timeout_error(self._subject, _status(job), " or ".join(sorted(self._until)), timeout, counts, shown)


class FileUploadCondition:
    """Condition of one wait for the file upload configuration; `gone`: wait until there is none."""

    subject = "the file upload configuration"

    def __init__(self, *, gone: bool) -> None:
        self._gone = gone

    def over(self, configuration: FileUploadLike | None) -> bool:
        """Return whether the wait is over; None stands for a configuration that does not exist.

        Raises:
            FailedStateError: the awaited state can no longer be reached.
        """
        state = _state(configuration)
        if state == "failed":
            raise FailedStateError(
                self.subject, state, "the service could not apply it; check its connection string and container"
            )
        if state == "deleting" and not self._gone:
            raise FailedStateError(self.subject, state, "it is being removed, so it does not succeed; create it again")
        return configuration is None if self._gone else state == "succeeded"

    def timed_out(self, configuration: FileUploadLike | None, timeout: float | None) -> WaitTimeoutError:
        """Return the error for a configuration that is not there, or not gone, at the deadline."""
        return _timeout_error(self.subject, _state(configuration), "gone" if self._gone else "succeeded", timeout)


class ProvisioningCondition:
    """Condition of one wait for a device to be provisioned."""

    def __init__(self, device_id: str) -> None:
        self._subject = f"device {device_id!r}"

    def over(self, device: Registration) -> bool:
        """Return whether the device is provisioned and may connect.

        Raises:
            FailedStateError: it will not be until its registration is changed.
        """
        if getattr(device, "enabled", True) is False:
            reason = "it is blocked or waits for approval; enable it (Devices_Update with enabled=True)"
            raise FailedStateError(self._subject, "not enabled", reason, _registration(device))
        if getattr(device, "provisioned", False):
            return True
        if not device.template:
            reason = "it has no template; assign one (Devices_Update with template=…)"
            raise FailedStateError(self._subject, "unassigned", reason, _registration(device))
        return False

    def timed_out(self, device: Registration, timeout: float | None) -> WaitTimeoutError:
        """Return the error for a device that is not provisioned at the deadline."""
        return _timeout_error(self._subject, "registered", "provisioned", timeout, _registration(device))


def _timeout_error(
    subject: str,
    state: str | None,
    wanted: str,
    timeout: float | None,
    details: Mapping[str, Any] | None = None,
    shown: str = "",
) -> WaitTimeoutError:
    reason = f"not {wanted} within {timeout} s{shown}; it may still become so: wait again, or longer (timeout=)"
    return WaitTimeoutError(subject, state, reason, details)


def _canonical(state: str) -> str:
    lowered = state.lower()
    return _SPELLINGS.get(lowered, lowered)


def _status(job: JobLike | JobDeviceLike) -> str | None:
    """Return a status; None where an answer left it out, although every answer should hold it."""
    return getattr(job, "status", None) or None


def _has_failed(device: JobDeviceLike) -> bool:
    return _canonical(_status(device) or "") == "failed"


def _counts(job: JobLike) -> dict[str, Any]:
    return job.progress.to_dict() if job.progress else {}


def _state(configuration: FileUploadLike | None) -> str | None:
    if configuration is None:
        return "gone"
    state = getattr(configuration, "state", None)  # an answer can leave out what every answer should hold
    return str(state) if state else None


def _registration(device: Registration) -> dict[str, Any]:
    return {name: getattr(device, name, UNSET) for name in ("enabled", "provisioned", "template")}
