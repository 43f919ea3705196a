"""What a waiter makes of what it sees: there, not yet, or in vain. The sync and the async waiters share these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from .._core.backoff import FailedStateError, WaitTimeoutError
from .._core.types import Unset
from ..devices import Registration
from ..errors import ConfigurationError

__all__ = [
    "END_STATES",
    "FAILED_STATES",
    "DeviceOutcome",
    "FileUploadLike",
    "FileUploadWait",
    "JobLike",
    "JobResult",
    "JobWait",
    "ProgressLike",
    "ProvisioningWait",
]

FAILED_STATES = ("failed", "cancelled")
"""The states in which a job ended without having done what it was to do."""

END_STATES = ("complete", "stopped", *FAILED_STATES)
"""The states in which a job does no more; a stopped one can be resumed."""

_SPELLINGS = {"completed": "complete", "canceled": "cancelled"}
"""The application's own spelling of a state → the API's."""

_SHOWN = 5
"""How many failed devices a message names; `details` has them all."""


class ProgressLike(Protocol):
    """What is read of a job's progress."""

    def to_dict(self) -> dict[str, Any]:
        """Return the counts by their names."""
        ...


class JobLike(Protocol):
    """What is read of a job; the `Job` of every package has it."""

    @property
    def status(self) -> str | Unset:
        """Its state, in the service's words."""
        ...

    @property
    def progress(self) -> ProgressLike | Unset:
        """Counts of its devices."""
        ...


class DeviceOutcome(Protocol):
    """What is read of a device's part in a job; the `JobDeviceStatus` of every package has it."""

    @property
    def id(self) -> str | Unset:
        """Id of the device."""
        ...

    @property
    def status(self) -> str | Unset:
        """State of the job on the device."""
        ...


class FileUploadLike(Protocol):
    """What is read of a file upload configuration; the `FileUpload` of every package has it."""

    @property
    def state(self) -> StrEnum | Unset:
        """How far its application has come."""
        ...


J = TypeVar("J", bound=JobLike)
D = TypeVar("D", bound=DeviceOutcome)


class JobResult(NamedTuple, Generic[J, D]):
    """A job at the end of the wait, and how it went on each device."""

    job: J
    devices: list[D]


class JobWait(Generic[J]):
    """The decisions of one wait for a job.

    Args:
        job_id: id of the job.
        until: the states to wait for.

    Raises:
        ConfigurationError: `until` is empty.
    """

    def __init__(self, job_id: str, until: Iterable[str]) -> None:
        states = (until,) if isinstance(until, str) else tuple(until)
        if not states:
            raise ConfigurationError(
                f"until is empty, but a wait needs a state; job states are {', '.join(END_STATES)}"
            )
        self._subject = f"job {job_id!r}"
        self._until = frozenset(map(_canonical, states))
        self._seen: J | None = None

    def changed(self, job: J) -> bool:
        """Return whether the job is not as it was when last asked about; true the first time."""
        before, self._seen = self._seen, job
        return before != job

    def over(self, job: J) -> bool:
        """Return whether there is nothing more to wait for: a state asked for, or one that no other follows."""
        state = _canonical(job.status or "")
        return state in self._until or state == "complete" or state in FAILED_STATES

    def result(self, job: J, devices: list[D]) -> JobResult[J, D]:
        """Return the result of a wait that is over.

        Raises:
            FailedStateError: the job failed or was cancelled, and that was not asked for.
        """
        state = _canonical(job.status or "")
        if state in FAILED_STATES and state not in self._until:
            failed = [str(device.id) for device in devices if _canonical(device.status or "") == "failed"]
            named = ", ".join(failed[:_SHOWN]) + (", …" if len(failed) > _SHOWN else "")
            reason = (
                f"{len(failed)} of {len(devices)} devices failed{f' ({named})' if failed else ''}; "
                "Jobs_Rerun repeats the work on those"
            )
            details = {"progress": _counts(job), "devices": devices}
            raise FailedStateError(self._subject, job.status or None, reason, details)
        return JobResult(job, devices)

    def timed_out(self, job: J, timeout: float | None) -> WaitTimeoutError:
        """Return the error for a job that is not over at the deadline."""
        counts = _counts(job)
        shown = f" ({', '.join(f'{name} {count}' for name, count in counts.items())})" if counts else ""
        return _late(self._subject, job.status or None, " or ".join(sorted(self._until)), timeout, counts, shown)


class FileUploadWait:
    """The decisions of one wait for the file upload configuration; `gone`: wait until there is none."""

    subject = "the file upload configuration"

    def __init__(self, *, gone: bool) -> None:
        self._gone = gone

    def over(self, configuration: FileUploadLike | None) -> bool:
        """Return whether the wait is over; None stands for a configuration that does not exist.

        Raises:
            FailedStateError: the state to wait for can no longer come.
        """
        state = _state(configuration)
        if state == "failed":
            raise FailedStateError(
                self.subject, state, "the service could not apply it; check its connection string and container"
            )
        if state == "deleting" and not self._gone:
            raise FailedStateError(self.subject, state, "it is being removed, so it does not succeed; create it anew")
        return configuration is None if self._gone else state == "succeeded"

    def timed_out(self, configuration: FileUploadLike | None, timeout: float | None) -> WaitTimeoutError:
        """Return the error for a configuration that is not there, or not gone, at the deadline."""
        return _late(self.subject, _state(configuration), "gone" if self._gone else "succeeded", timeout)


class ProvisioningWait:
    """The decisions of one wait for a device to be provisioned."""

    def __init__(self, device_id: str) -> None:
        self._subject = f"device {device_id!r}"

    def over(self, device: Registration) -> bool:
        """Return whether the device is provisioned and may connect.

        Raises:
            FailedStateError: it will not be, before someone changes its registration.
        """
        if device.enabled is False:
            reason = "it is blocked or waits for approval; enable it (Devices_Update with enabled=True)"
            raise FailedStateError(self._subject, "not enabled", reason, _registration(device))
        if device.provisioned:
            return True
        if not device.template:
            reason = "it has no template; assign one (Devices_Update with template=…)"
            raise FailedStateError(self._subject, "unassigned", reason, _registration(device))
        return False

    def timed_out(self, device: Registration, timeout: float | None) -> WaitTimeoutError:
        """Return the error for a device that is not provisioned at the deadline."""
        return _late(self._subject, "registered", "provisioned", timeout, _registration(device))


def _late(
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


def _counts(job: JobLike) -> dict[str, Any]:
    return job.progress.to_dict() if job.progress else {}


def _state(configuration: FileUploadLike | None) -> str | None:
    if configuration is None:
        return "gone"
    return str(configuration.state) if configuration.state else None


def _registration(device: Registration) -> dict[str, Any]:
    return {name: getattr(device, name) for name in ("enabled", "provisioned", "template")}
