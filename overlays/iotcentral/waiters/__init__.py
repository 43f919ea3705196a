"""Waiting for what the service does in the background: a job, the file upload configuration, a device's provisioning.

Every waiter asks, sleeps, and asks again with growing pauses, until the answer is there, can no longer come, or the
time is up. The deadline is looked at between requests: one that is under way when it passes is not cut off. Failures of
single requests are not taken for an answer; they are raised as they come.
"""

from __future__ import annotations

from ._conditions import END_STATES, JobResult
from ._sync import wait, wait_for_file_upload, wait_until_provisioned

__all__ = ["END_STATES", "JobResult", "wait", "wait_for_file_upload", "wait_until_provisioned"]
