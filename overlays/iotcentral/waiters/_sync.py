# Made from waiters/_aio.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Waiters: repeated requests until a condition holds, can no longer hold, or the time is up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, Generic, Literal, NamedTuple, Protocol, Self, TypeVar, overload

from .._core.backoff import DEFAULT_BACKOFF, Backoff, Pacing, WaitTimeoutError
from .._core.sync.concurrency import awaited
from .._core.sync.concurrency import sleep as _sleep
from ..devices._status import Registration
from ..errors import ConfigurationError, NotFoundError
from ._conditions import (
    END_STATES,
    FileUploadCondition,
    FileUploadLike,
    JobCondition,
    JobDeviceLike,
    JobDevicesWanted,
    JobLike,
    JobResult,
    ProvisioningCondition,
)

__all__ = [
    "END_STATES",
    "AwaitedJob",
    "JobDevices",
    "JobResult",
    "wait",
    "wait_for_file_upload",
    "wait_for_job",
    "wait_until_provisioned",
]

S = TypeVar("S")
J = TypeVar("J", bound=JobLike)
D = TypeVar("D", bound=JobDeviceLike)
F = TypeVar("F", bound=FileUploadLike)
R = TypeVar("R", bound=Registration)
J_co = TypeVar("J_co", bound=JobLike, covariant=True)
D_co = TypeVar("D_co", bound=JobDeviceLike, covariant=True)
F_co = TypeVar("F_co", bound=FileUploadLike, covariant=True)
R_co = TypeVar("R_co", bound=Registration, covariant=True)


class Jobs(Protocol[J_co, D_co]):
    """Operations that waiting for a job needs."""

    def get(self, job_id: str, /) -> J_co:
        """Jobs_Get."""
        ...

    def get_devices(self, job_id: str, /) -> Iterable[D_co]:
        """Jobs_GetDevices."""
        ...


class WithJobs(Protocol[J_co, D_co]):
    """Client with jobs."""

    @cached_property  # as the clients do; pyright takes no property for it
    def jobs(self) -> Jobs[J_co, D_co]:
        """Its jobs."""
        ...


class FileUploads(Protocol[F_co]):
    """Operation that waiting for the file upload configuration needs."""

    def get(self) -> F_co:
        """FileUploads_Get."""
        ...


class WithFileUploads(Protocol[F_co]):
    """Client with a file upload configuration."""

    @cached_property  # as the clients do; pyright takes no property for it
    def file_uploads(self) -> FileUploads[F_co]:
        """Its file upload configuration."""
        ...


class Devices(Protocol[R_co]):
    """Operation that waiting for a device needs."""

    def get(self, device_id: str, /) -> R_co:
        """Devices_Get."""
        ...


class WithDevices(Protocol[R_co]):
    """Client with devices."""

    @cached_property  # as the clients do; pyright takes no property for it
    def devices(self) -> Devices[R_co]:
        """Its devices."""
        ...


class JobDevices(Generic[D]):
    """Statuses of a job on its devices, requested page by page while they are iterated over (Jobs_GetDevices).

    Each iteration requests them anew; none is kept.

    Args:
        request: returns the statuses of all devices; None: there is nothing to iterate over.
        wanted: whether the status of a device is one of these.
    """

    def __init__(self, request: Callable[[], Iterable[D]] | None, wanted: Callable[[D], bool]) -> None:
        self._request = request
        self._wanted = wanted

    def __iter__(self) -> Iterator[D]:
        return _Wanted(self._request, self._wanted)

    def __reduce__(self) -> tuple[Any, ...]:
        return JobDevices, (_elsewhere, bool)  # errors that hold them are sent between processes, clients are not


class _Wanted(Generic[D]):
    """Iterator over the statuses that are wanted."""

    def __init__(self, request: Callable[[], Iterable[D]] | None, wanted: Callable[[D], bool]) -> None:
        self._request = request
        self._wanted = wanted
        self._source: Iterator[D] | None = None

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> D:
        if self._source is None and self._request is not None:
            self._source = self._request().__iter__()
        if self._source is not None:
            for device in self._source:
                if self._wanted(device):
                    return device
        raise StopIteration


def _elsewhere() -> Any:
    raise ConfigurationError("the devices of the job have no client in this process: request them (Jobs_GetDevices)")


class AwaitedJob(NamedTuple, Generic[J, D]):
    """Job at the end of the wait, and the statuses of its devices that are wanted."""

    job: J
    devices: JobDevices[D]


def wait_for_job(
    app: WithJobs[J, D],
    job_id: str,
    *,
    devices: JobDevicesWanted = "failed",
    until: Iterable[str] = ("complete", "stopped"),
    timeout: float | None = 3600,
    on_progress: Callable[[J], object] | None = None,
    backoff: Backoff = DEFAULT_BACKOFF,
    sleep: Callable[[float], object] = _sleep,
    clock: Callable[[], float] = time.monotonic,
) -> AwaitedJob[J, D]:
    """Wait for a job (Jobs_Get; Jobs_GetDevices only while the devices of the result are iterated over).

    The wait is over when the status is one of `until`, and also when it is a final one: `complete`,
    `failed`, `cancelled`. A stopped job can be resumed, so `stopped` ends the wait only if it is in `until`.

    Args:
        app: the client.
        job_id: id of the job.
        devices: the devices that the result has the statuses of: `none`, those that `failed`, or `all`. They cost one
            request for 25 devices when they are iterated over, and none if the job says that no device failed and the
            failed ones are wanted.
        until: the states to wait for, in any case, in the API's or the application's spelling (`complete` or
            `completed`, `cancelled` or `canceled`). With `failed` or `cancelled` in it, a job that ends so is a result
            instead of an error; `END_STATES` takes every end.
        timeout: seconds to wait at most; 0: one request; None: no limit.
        on_progress: called with the job as first seen, and each time it has changed.
            What it raises ends the wait.
        backoff: the pauses between the requests.
        sleep: sleeps for a number of seconds.
        clock: returns the time in seconds.

    Returns:
        The job as last seen, and the statuses of the devices, still to be requested.

    Raises:
        FailedStateError: the job failed or was cancelled, and that state is not in `until`. `details` has `progress`, the
            counts by their names, and `devices`, as in the result.
        WaitTimeoutError: the time is up; `details` has the counts.
        ConfigurationError: `until` is empty, `timeout` negative, or `devices` another word.
        IoTCentralError: what the operations raise, such as NotFoundError if there is no such job.
    """
    condition = JobCondition[J](job_id, until, devices)
    job = _ended_job(app, job_id, condition, timeout, on_progress, backoff, sleep, clock)

    def request() -> Iterable[D]:
        return app.jobs.get_devices(job_id)

    found = JobDevices[D](None if condition.none_wanted(job) else request, condition.wanted)
    condition.check(job, found)
    return AwaitedJob(job, found)


def wait(
    app: WithJobs[J, D],
    job_id: str,
    *,
    until: Iterable[str] = ("complete", "stopped"),
    timeout: float | None = 3600,
    on_progress: Callable[[J], object] | None = None,
    backoff: Backoff = DEFAULT_BACKOFF,
    sleep: Callable[[float], object] = _sleep,
    clock: Callable[[], float] = time.monotonic,
) -> JobResult[J, D]:
    """Wait for a job as `wait_for_job` does with `devices="all"`, and read the statuses of all devices into a list.

    That takes one request for 25 devices.

    Args:
        app: the client.
        job_id: id of the job.
        until: the states to wait for; this and the following as for `wait_for_job`.
        timeout: seconds to wait at most.
        on_progress: called with the job.
        backoff: the pauses between the requests.
        sleep: sleeps for a number of seconds.
        clock: returns the time in seconds.

    Returns:
        The job as last seen, and its status on each device.

    Raises:
        FailedStateError, WaitTimeoutError, ConfigurationError, IoTCentralError: as for `wait_for_job`.
    """
    condition = JobCondition[J](job_id, until)
    job = _ended_job(app, job_id, condition, timeout, on_progress, backoff, sleep, clock)
    return condition.result(job, list(app.jobs.get_devices(job_id)))


def _ended_job(
    app: WithJobs[J, D],
    job_id: str,
    condition: JobCondition[J],
    timeout: float | None,
    on_progress: Callable[[J], object] | None,
    backoff: Backoff,
    sleep: Callable[[float], object],
    clock: Callable[[], float],
) -> J:
    def request() -> J:
        job = app.jobs.get(job_id)
        if condition.changed(job) and on_progress is not None:
            awaited(on_progress(job))
        return job

    return _poll(request, condition.over, condition.timed_out, timeout, backoff, sleep, clock)


@overload
def wait_for_file_upload(
    app: WithFileUploads[F],
    *,
    gone: Literal[False] = False,
    timeout: float | None = ...,
    backoff: Backoff = ...,
    sleep: Callable[[float], object] = ...,
    clock: Callable[[], float] = ...,
) -> F: ...


@overload
def wait_for_file_upload(
    app: WithFileUploads[F],
    *,
    gone: bool,
    timeout: float | None = ...,
    backoff: Backoff = ...,
    sleep: Callable[[float], object] = ...,
    clock: Callable[[], float] = ...,
) -> F | None: ...


def wait_for_file_upload(
    app: WithFileUploads[F],
    *,
    gone: bool = False,
    timeout: float | None = 300,
    backoff: Backoff = DEFAULT_BACKOFF,
    sleep: Callable[[float], object] = _sleep,
    clock: Callable[[], float] = time.monotonic,
) -> F | None:
    """Wait until the file upload configuration is applied, or gone (FileUploads_Get).

    Args:
        app: the client.
        gone: wait, after FileUploads_Remove, until there is no configuration (404), instead of `succeeded`.
        timeout: seconds to wait at most; 0: one request; None: no limit.
        backoff: the pauses between the requests.
        sleep: sleeps for a number of seconds.
        clock: returns the time in seconds.

    Returns:
        The configuration; None with `gone`.

    Raises:
        FailedStateError: its state is `failed`; or `deleting`, without `gone`.
        WaitTimeoutError: the time is up.
        ConfigurationError: `timeout` is negative.
        IoTCentralError: what the operation raises, such as NotFoundError if there is no configuration, without `gone`.
    """
    condition = FileUploadCondition(gone=gone)

    def request() -> F | None:
        try:
            return app.file_uploads.get()
        except NotFoundError:
            if gone:
                return None
            raise

    return _poll(request, condition.over, condition.timed_out, timeout, backoff, sleep, clock)


def wait_until_provisioned(
    app: WithDevices[R],
    device_id: str,
    *,
    timeout: float | None = 120,
    backoff: Backoff = DEFAULT_BACKOFF,
    sleep: Callable[[float], object] = _sleep,
    clock: Callable[[], float] = time.monotonic,
) -> R:
    """Wait until a device is provisioned and may connect (Devices_Get).

    A simulated device with a template is provisioned by itself within about a minute, any other one when it connects
    for the first time.

    Args:
        app: the client.
        device_id: id of the device.
        timeout: seconds to wait at most; 0: one request; None: no limit.
        backoff: the pauses between the requests.
        sleep: sleeps for a number of seconds.
        clock: returns the time in seconds.

    Returns:
        The device.

    Raises:
        FailedStateError: the device cannot be provisioned, because it is not enabled (blocked, or waiting for approval), or
            has no template. `details` has `enabled`, `provisioned` and `template`.
        WaitTimeoutError: the time is up; `details` as above.
        ConfigurationError: `timeout` is negative.
        IoTCentralError: what the operation raises, such as NotFoundError if there is no such device.
    """
    condition = ProvisioningCondition(device_id)

    def request() -> R:
        return app.devices.get(device_id)

    return _poll(request, condition.over, condition.timed_out, timeout, backoff, sleep, clock)


def _poll(
    request: Callable[[], S],
    over: Callable[[S], bool],
    timed_out: Callable[[S, float | None], WaitTimeoutError],
    timeout: float | None,
    backoff: Backoff,
    sleep: Callable[[float], object],
    clock: Callable[[], float],
) -> S:
    pacing = Pacing(timeout, backoff, now=clock())
    while not over(seen := request()):
        pause = pacing.pause(clock())
        if pause is None:
            raise timed_out(seen, timeout)
        sleep(pause)
    return seen
