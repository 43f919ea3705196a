"""Waiters: asking, sleeping, and asking again until the condition holds, can no longer hold, or the time is up."""

from __future__ import annotations

import time
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from functools import cached_property
from typing import Literal, Protocol, TypeVar, overload

from .._core.aio.concurrency import awaited
from .._core.aio.concurrency import sleep as _sleep
from .._core.backoff import DEFAULT_BACKOFF, Backoff, Pacing, WaitTimeoutError
from ..devices._status import Registration
from ..errors import NotFoundError
from ._conditions import (
    END_STATES,
    DeviceOutcome,
    FileUploadLike,
    FileUploadWait,
    JobLike,
    JobResult,
    JobWait,
    ProvisioningWait,
)

__all__ = ["END_STATES", "JobResult", "wait", "wait_for_file_upload", "wait_until_provisioned"]

S = TypeVar("S")
J = TypeVar("J", bound=JobLike)
D = TypeVar("D", bound=DeviceOutcome)
F = TypeVar("F", bound=FileUploadLike)
R = TypeVar("R", bound=Registration)
J_co = TypeVar("J_co", bound=JobLike, covariant=True)
D_co = TypeVar("D_co", bound=DeviceOutcome, covariant=True)
F_co = TypeVar("F_co", bound=FileUploadLike, covariant=True)
R_co = TypeVar("R_co", bound=Registration, covariant=True)


class Jobs(Protocol[J_co, D_co]):
    """The operations that waiting for a job needs."""

    async def get(self, job_id: str, /) -> J_co:
        """Jobs_Get."""
        ...

    def get_devices(self, job_id: str, /) -> AsyncIterable[D_co]:
        """Jobs_GetDevices."""
        ...


class WithJobs(Protocol[J_co, D_co]):
    """A client that has jobs."""

    @cached_property  # as the clients do; pyright takes no property for it
    def jobs(self) -> Jobs[J_co, D_co]:
        """Its jobs."""
        ...


class FileUploads(Protocol[F_co]):
    """The operation that waiting for the file upload configuration needs."""

    async def get(self) -> F_co:
        """FileUploads_Get."""
        ...


class WithFileUploads(Protocol[F_co]):
    """A client that has a file upload configuration."""

    @cached_property  # as the clients do; pyright takes no property for it
    def file_uploads(self) -> FileUploads[F_co]:
        """Its file upload configuration."""
        ...


class Devices(Protocol[R_co]):
    """The operation that waiting for a device needs."""

    async def get(self, device_id: str, /) -> R_co:
        """Devices_Get."""
        ...


class WithDevices(Protocol[R_co]):
    """A client that has devices."""

    @cached_property  # as the clients do; pyright takes no property for it
    def devices(self) -> Devices[R_co]:
        """Its devices."""
        ...


async def wait(
    app: WithJobs[J, D],
    job_id: str,
    *,
    until: Iterable[str] = ("complete", "stopped"),
    timeout: float | None = 3600,
    on_progress: Callable[[J], object] | None = None,
    backoff: Backoff = DEFAULT_BACKOFF,
    sleep: Callable[[float], Awaitable[object]] = _sleep,
    clock: Callable[[], float] = time.monotonic,
) -> JobResult[J, D]:
    """Wait for a job (Jobs_Get, then Jobs_GetDevices).

    The wait is over when the status is one of `until`, and also when it is one that no other follows: `complete`,
    `failed`, `cancelled`. A stopped job can be resumed, so `stopped` ends the wait only if it is in `until`.

    Args:
        app: the client.
        job_id: id of the job.
        until: the states to wait for, in any case, in the API's or the application's spelling (`complete` or
            `completed`, `cancelled` or `canceled`). With `failed` or `cancelled` in it, a job that ends so is a result
            instead of an error; `END_STATES` takes every end.
        timeout: seconds to wait at most; 0: ask once; None: no limit.
        on_progress: called with the job as first seen, and each time it has changed; what it returns is
            awaited, if it can be. What it raises ends the wait.
        backoff: the pauses between the questions.
        sleep: sleeps for so many seconds, to be awaited.
        clock: gives the time in seconds.

    Returns:
        The job as last seen, and its status on each device.

    Raises:
        FailedStateError: the job failed or was cancelled, which was not asked for. `details` has `progress`, the
            counts by their names, and `devices`, the statuses of the devices.
        WaitTimeoutError: time is up; `details` has the counts.
        ConfigurationError: `until` is empty, or `timeout` negative.
        IoTCentralError: what the operations raise; there is no such job: NotFoundError.
    """
    decide = JobWait[J](job_id, until)

    async def ask() -> J:
        job = await app.jobs.get(job_id)
        if decide.changed(job) and on_progress is not None:
            await awaited(on_progress(job))
        return job

    job = await _poll(ask, decide.over, decide.timed_out, timeout, backoff, sleep, clock)
    return decide.result(job, [device async for device in app.jobs.get_devices(job_id)])


@overload
async def wait_for_file_upload(
    app: WithFileUploads[F],
    *,
    gone: Literal[False] = False,
    timeout: float | None = ...,
    backoff: Backoff = ...,
    sleep: Callable[[float], Awaitable[object]] = ...,
    clock: Callable[[], float] = ...,
) -> F: ...


@overload
async def wait_for_file_upload(
    app: WithFileUploads[F],
    *,
    gone: bool,
    timeout: float | None = ...,
    backoff: Backoff = ...,
    sleep: Callable[[float], Awaitable[object]] = ...,
    clock: Callable[[], float] = ...,
) -> F | None: ...


async def wait_for_file_upload(
    app: WithFileUploads[F],
    *,
    gone: bool = False,
    timeout: float | None = 300,
    backoff: Backoff = DEFAULT_BACKOFF,
    sleep: Callable[[float], Awaitable[object]] = _sleep,
    clock: Callable[[], float] = time.monotonic,
) -> F | None:
    """Wait until the file upload configuration is applied, or gone (FileUploads_Get).

    Args:
        app: the client.
        gone: wait, after FileUploads_Remove, until there is no configuration (404), instead of `succeeded`.
        timeout: seconds to wait at most; 0: ask once; None: no limit.
        backoff: the pauses between the questions.
        sleep: sleeps for so many seconds, to be awaited.
        clock: gives the time in seconds.

    Returns:
        The configuration; None if it was to go.

    Raises:
        FailedStateError: its state is `failed`; or `deleting`, and it was not to go.
        WaitTimeoutError: time is up.
        ConfigurationError: `timeout` is negative.
        IoTCentralError: what the operation raises; there is no configuration, and it was not to go: NotFoundError.
    """
    decide = FileUploadWait(gone=gone)

    async def ask() -> F | None:
        try:
            return await app.file_uploads.get()
        except NotFoundError:
            if gone:
                return None
            raise

    return await _poll(ask, decide.over, decide.timed_out, timeout, backoff, sleep, clock)


async def wait_until_provisioned(
    app: WithDevices[R],
    device_id: str,
    *,
    timeout: float | None = 120,
    backoff: Backoff = DEFAULT_BACKOFF,
    sleep: Callable[[float], Awaitable[object]] = _sleep,
    clock: Callable[[], float] = time.monotonic,
) -> R:
    """Wait until a device is provisioned and may connect (Devices_Get).

    A simulated device with a template is provisioned by itself within about a minute, any other one when it connects
    for the first time.

    Args:
        app: the client.
        device_id: id of the device.
        timeout: seconds to wait at most; 0: ask once; None: no limit.
        backoff: the pauses between the questions.
        sleep: sleeps for so many seconds, to be awaited.
        clock: gives the time in seconds.

    Returns:
        The device.

    Raises:
        FailedStateError: waiting is in vain, because the device is not enabled (blocked, or waiting for approval), or
            neither provisioned nor given a template. `details` has `enabled`, `provisioned` and `template`.
        WaitTimeoutError: time is up; `details` as above.
        ConfigurationError: `timeout` is negative.
        IoTCentralError: what the operation raises; there is no such device: NotFoundError.
    """
    decide = ProvisioningWait(device_id)

    async def ask() -> R:
        return await app.devices.get(device_id)

    return await _poll(ask, decide.over, decide.timed_out, timeout, backoff, sleep, clock)


async def _poll(
    ask: Callable[[], Awaitable[S]],
    over: Callable[[S], bool],
    timed_out: Callable[[S, float | None], WaitTimeoutError],
    timeout: float | None,
    backoff: Backoff,
    sleep: Callable[[float], Awaitable[object]],
    clock: Callable[[], float],
) -> S:
    pacing = Pacing(timeout, backoff, now=clock())
    while not over(seen := await ask()):
        pause = pacing.pause(clock())
        if pause is None:
            raise timed_out(seen, timeout)
        await sleep(pause)
    return seen
