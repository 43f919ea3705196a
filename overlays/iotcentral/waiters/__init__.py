"""Waiters for background work of the service: a job, the file upload configuration, a device's provisioning.

Every waiter requests the state again and again with growing pauses, until the awaited state is reached, can no longer
be reached, or the time is up. The deadline is checked between requests: one that is under way when it passes is not cut
off. Failures of single requests are raised at once.
"""

from __future__ import annotations

from ._conditions import END_STATES, JobResult
from ._sync import AwaitedJob, JobDevices, wait, wait_for_file_upload, wait_for_job, wait_until_provisioned

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
