# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Jobs, which do one thing to all devices of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.sync.resource import Resource, raw, raw_page
from iotcentral._core.types import UNSET, Unset

from ..operations import jobs as operations

if TYPE_CHECKING:
    from iotcentral._core.sync.pager import Pager

    from .. import models

__all__ = ["Jobs", "JobsRaw"]


class Jobs(Resource):
    """Jobs, which do one thing to all devices of a group."""

    def list(self, *, maxpagesize: int | Unset = UNSET) -> Pager[models.Job]:
        """List the jobs.

        Lists the jobs of the application, page by page. Finished jobs are kept for 30 days.

        `GET /api/jobs` (Jobs_List)

        Args:
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of jobs.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST, query={"maxpagesize": maxpagesize})

    def get(self, job_id: str) -> models.Job:
        """Get a job.

        Reads a job with its status and progress. Answers 404 when the job does not exist.

        `GET /api/jobs/{jobId}` (Jobs_Get)

        Args:
            job_id: Id of the job: letters, digits, underscores and hyphens, at most 255 characters, chosen by the
                caller. Matches `^[a-zA-Z0-9_-]*$`.

        Returns:
            The job with its present status.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET, path={"jobId": job_id})

    def create(self, job_id: str, body: models.Job) -> models.Job:
        """Create and start a job.

        Creates a job under an id chosen by the caller and starts it at once on the devices of the group. The first
        status is `pending`; at most five jobs run at a time. A job cannot be changed or deleted afterwards. Answers
        422 when the body is not valid.

        `PUT /api/jobs/{jobId}` (Jobs_Create)

        Args:
            job_id: Id of the job: letters, digits, underscores and hyphens, at most 255 characters, chosen by the
                caller. Matches `^[a-zA-Z0-9_-]*$`.
            body: The job to start.

        Returns:
            The job as created, not yet running.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, path={"jobId": job_id}, body=body)

    def get_devices(self, job_id: str) -> Pager[models.JobDeviceStatus]:
        """List the device statuses of a job.

        Lists the devices that the job works on, each with its own status, page by page. Answers 404 when the job
        does not exist.

        `GET /api/jobs/{jobId}/devices` (Jobs_GetDevices)

        Args:
            job_id: Id of the job: letters, digits, underscores and hyphens, at most 255 characters, chosen by the
                caller. Matches `^[a-zA-Z0-9_-]*$`.

        Returns:
            The items, fetched page by page while they are iterated over. One page of devices with their statuses.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.GET_DEVICES, path={"jobId": job_id})

    def rerun(self, job_id: str, rerun_id: str) -> models.Job:
        """Rerun a job on its failed devices.

        Starts a new job that repeats the work of this job on the devices that failed. The new job is submitted
        under the rerun id. Answers 404 when the job does not exist.

        `PUT /api/jobs/{jobId}/rerun/{rerunId}` (Jobs_Rerun)

        Args:
            job_id: Id of the job: letters, digits, underscores and hyphens, at most 255 characters, chosen by the
                caller. Matches `^[a-zA-Z0-9_-]*$`.
            rerun_id: Id under which the rerun is submitted as a new job, chosen by the caller.

        Returns:
            The new job as created.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.RERUN, path={"jobId": job_id, "rerunId": rerun_id})

    def resume(self, job_id: str) -> None:
        """Resume a stopped job.

        Continues a job that was stopped; its status goes from `stopped` back to `running`. Answers 404 when the job
        does not exist.

        `POST /api/jobs/{jobId}/resume` (Jobs_Resume)

        Args:
            job_id: Id of the job: letters, digits, underscores and hyphens, at most 255 characters, chosen by the
                caller. Matches `^[a-zA-Z0-9_-]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.RESUME, path={"jobId": job_id})

    def stop(self, job_id: str) -> None:
        """Stop a running job.

        Stops a running job, whose status becomes `stopped`; it can be resumed later. Answers 404 when the job does
        not exist.

        `POST /api/jobs/{jobId}/stop` (Jobs_Stop)

        Args:
            job_id: Id of the job: letters, digits, underscores and hyphens, at most 255 characters, chosen by the
                caller. Matches `^[a-zA-Z0-9_-]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.STOP, path={"jobId": job_id})

    @property
    def raw(self) -> JobsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return JobsRaw(self)


class JobsRaw:
    """The methods of `Jobs` with the HTTP response beside the value."""

    def __init__(self, jobs: Jobs) -> None:
        self.list = raw_page(jobs, Jobs.list)
        self.get = raw(jobs, Jobs.get)
        self.create = raw(jobs, Jobs.create)
        self.get_devices = raw_page(jobs, Jobs.get_devices)
        self.rerun = raw(jobs, Jobs.rerun)
        self.resume = raw(jobs, Jobs.resume)
        self.stop = raw(jobs, Jobs.stop)
