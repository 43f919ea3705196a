# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Jobs that run at a set time, once or again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.sync.resource import Resource, raw, raw_page

from ..operations import scheduled_jobs as operations

if TYPE_CHECKING:
    from iotcentral._core.sync.pager import Pager

    from .. import models

__all__ = ["ScheduledJobs", "ScheduledJobsRaw"]


class ScheduledJobs(Resource):
    """Jobs that run at a set time, once or again and again."""

    def list(self) -> Pager[models.ScheduledJob]:
        """List the scheduled jobs.

        Lists the scheduled jobs of the application, page by page.

        `GET /api/scheduledJobs` (ScheduledJobs_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of scheduled jobs.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    def get(self, scheduled_job_id: str) -> models.ScheduledJob:
        """Get a scheduled job.

        Reads a scheduled job with its schedule. Answers 404 when the scheduled job does not exist.

        `GET /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Get)

        Args:
            scheduled_job_id: Id of the scheduled job: letters, digits, underscores and hyphens, at most 255
                characters, chosen by the caller. Matches `^[a-zA-Z0-9_-]*$`.

        Returns:
            The scheduled job as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET, path={"scheduledJobId": scheduled_job_id})

    def create(self, scheduled_job_id: str, body: models.ScheduledJob) -> models.ScheduledJob:
        """Create or replace a scheduled job.

        Stores a job with a schedule under an id chosen by the caller; each run starts an ordinary job on the
        devices that are in the group at that time. Without `recurrence` there is a single run. Answers 422 when the
        body is not valid.

        `PUT /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Create)

        Args:
            scheduled_job_id: Id of the scheduled job: letters, digits, underscores and hyphens, at most 255
                characters, chosen by the caller. Matches `^[a-zA-Z0-9_-]*$`.
            body: The scheduled job to store.

        Returns:
            The scheduled job as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, path={"scheduledJobId": scheduled_job_id}, body=body)

    def update(self, scheduled_job_id: str, body: models.ScheduledJobPatch) -> models.ScheduledJob:
        """Update a scheduled job.

        Changes members of a scheduled job by JSON merge patch and answers the whole scheduled job. Send `schedule`
        complete, with its `end`, when any part of it changes. Fails with 404 when the scheduled job does not exist,
        412 when the etag no longer matches and 422 when the body is not valid.

        `PATCH /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Update)

        Args:
            scheduled_job_id: Id of the scheduled job: letters, digits, underscores and hyphens, at most 255
                characters, chosen by the caller. Matches `^[a-zA-Z0-9_-]*$`.
            body: The members to change.

        Returns:
            The whole scheduled job after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.UPDATE, path={"scheduledJobId": scheduled_job_id}, body=body)

    def remove(self, scheduled_job_id: str) -> None:
        """Delete a scheduled job.

        Deletes the scheduled job, so that it starts no further runs. Answers 404 when the scheduled job does not
        exist.

        `DELETE /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Remove)

        Args:
            scheduled_job_id: Id of the scheduled job: letters, digits, underscores and hyphens, at most 255
                characters, chosen by the caller. Matches `^[a-zA-Z0-9_-]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE, path={"scheduledJobId": scheduled_job_id})

    def list_jobs(self, scheduled_job_id: str) -> Pager[models.Job]:
        """List the jobs of a scheduled job.

        Lists the jobs that the runs of this scheduled job have made, page by page. Answers 404 when the scheduled
        job does not exist.

        `GET /api/scheduledJobs/{scheduledJobId}/jobs` (ScheduledJobs_ListJobs)

        Args:
            scheduled_job_id: Id of the scheduled job: letters, digits, underscores and hyphens, at most 255
                characters, chosen by the caller. Matches `^[a-zA-Z0-9_-]*$`.

        Returns:
            The items, fetched page by page while they are iterated over. One page of jobs made by the schedule.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_JOBS, path={"scheduledJobId": scheduled_job_id})

    @property
    def raw(self) -> ScheduledJobsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return ScheduledJobsRaw(self)


class ScheduledJobsRaw:
    """The methods of `ScheduledJobs` with the HTTP response beside the value."""

    def __init__(self, scheduled_jobs: ScheduledJobs) -> None:
        self.list = raw_page(scheduled_jobs, ScheduledJobs.list)
        self.get = raw(scheduled_jobs, ScheduledJobs.get)
        self.create = raw(scheduled_jobs, ScheduledJobs.create)
        self.update = raw(scheduled_jobs, ScheduledJobs.update)
        self.remove = raw(scheduled_jobs, ScheduledJobs.remove)
        self.list_jobs = raw_page(scheduled_jobs, ScheduledJobs.list_jobs)
