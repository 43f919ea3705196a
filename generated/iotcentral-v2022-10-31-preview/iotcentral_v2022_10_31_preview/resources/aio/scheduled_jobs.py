# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Jobs that run at a set time, once or again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page
from iotcentral._core.etags import etag_header
from iotcentral._core.types import UNSET, Unset

from ...operations import scheduled_jobs as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager
    from iotcentral._core.etags import IfMatch

    from ... import models

__all__ = ["AsyncScheduledJobs", "AsyncScheduledJobsRaw"]


class AsyncScheduledJobs(AsyncResource):
    """Jobs that run at a set time, once or again and again."""

    def list(self, *, maxpagesize: int | Unset = UNSET) -> AsyncPager[models.ScheduledJob]:
        """List the scheduled jobs.

        Lists the scheduled jobs of the application, page by page.

        `GET /api/scheduledJobs` (ScheduledJobs_List)

        Args:
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of scheduled jobs.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST, query={"maxpagesize": maxpagesize})

    async def get(self, scheduled_job_id: str) -> models.ScheduledJob:
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
        return await self._call(operations.GET, path={"scheduledJobId": scheduled_job_id})

    async def create(self, scheduled_job_id: str, body: models.ScheduledJob) -> models.ScheduledJob:
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
        return await self._call(operations.CREATE, path={"scheduledJobId": scheduled_job_id}, body=body)

    async def update(
        self, scheduled_job_id: str, body: models.ScheduledJobPatch, *, if_match: IfMatch | Unset = UNSET
    ) -> models.ScheduledJob:
        """Update a scheduled job.

        Changes members of a scheduled job by JSON merge patch and answers the whole scheduled job. Send `schedule`
        complete, with its `end`, when any part of it changes. Fails with 404 when the scheduled job does not exist,
        412 when the etag no longer matches and 422 when the body is not valid.

        `PATCH /api/scheduledJobs/{scheduledJobId}` (ScheduledJobs_Update)

        Args:
            scheduled_job_id: Id of the scheduled job: letters, digits, underscores and hyphens, at most 255
                characters, chosen by the caller. Matches `^[a-zA-Z0-9_-]*$`.
            body: The members to change.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The whole scheduled job after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.UPDATE,
            path={"scheduledJobId": scheduled_job_id},
            headers={"If-Match": etag_header(if_match)},
            body=body,
        )

    async def remove(self, scheduled_job_id: str) -> None:
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
        return await self._call(operations.REMOVE, path={"scheduledJobId": scheduled_job_id})

    def list_jobs(self, scheduled_job_id: str, *, maxpagesize: int | Unset = UNSET) -> AsyncPager[models.Job]:
        """List the jobs of a scheduled job.

        Lists the jobs that the runs of this scheduled job have made, page by page. Answers 404 when the scheduled
        job does not exist.

        `GET /api/scheduledJobs/{scheduledJobId}/jobs` (ScheduledJobs_ListJobs)

        Args:
            scheduled_job_id: Id of the scheduled job: letters, digits, underscores and hyphens, at most 255
                characters, chosen by the caller. Matches `^[a-zA-Z0-9_-]*$`.
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of jobs made by the schedule.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.LIST_JOBS, path={"scheduledJobId": scheduled_job_id}, query={"maxpagesize": maxpagesize}
        )

    @property
    def raw(self) -> AsyncScheduledJobsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncScheduledJobsRaw(self)


class AsyncScheduledJobsRaw:
    """The methods of `AsyncScheduledJobs` with the HTTP response beside the value."""

    def __init__(self, scheduled_jobs: AsyncScheduledJobs) -> None:
        self.list = async_raw_page(scheduled_jobs, AsyncScheduledJobs.list)
        self.get = async_raw(scheduled_jobs, AsyncScheduledJobs.get)
        self.create = async_raw(scheduled_jobs, AsyncScheduledJobs.create)
        self.update = async_raw(scheduled_jobs, AsyncScheduledJobs.update)
        self.remove = async_raw(scheduled_jobs, AsyncScheduledJobs.remove)
        self.list_jobs = async_raw_page(scheduled_jobs, AsyncScheduledJobs.list_jobs)
