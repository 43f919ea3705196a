"""Waiters for background work of the service, asynchronous: a job, the file upload configuration, a device's provisioning.

The waiters of `iotcentral.waiters`, with its conditions; they run under asyncio and trio, and can be cancelled at any
time. A request that is under way at the deadline is not cut off; `anyio.fail_after` around the waiter does that.
"""

from __future__ import annotations

from ..waiters._aio import AwaitedJob, JobDevices, wait, wait_for_file_upload, wait_for_job, wait_until_provisioned
from ..waiters._conditions import END_STATES, JobResult

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
