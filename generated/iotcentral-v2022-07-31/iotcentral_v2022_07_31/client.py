# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""IoTCentral and its asynchronous twin: one attribute for each resource."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from iotcentral._core.clients import AsyncClient, Client
from iotcentral._core.throttle import Rate

from ._version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .resources.aio.api_tokens import AsyncApiTokens
    from .resources.aio.device_groups import AsyncDeviceGroups
    from .resources.aio.device_templates import AsyncDeviceTemplates
    from .resources.aio.devices import AsyncDevices
    from .resources.aio.enrollment_groups import AsyncEnrollmentGroups
    from .resources.aio.file_uploads import AsyncFileUploads
    from .resources.aio.jobs import AsyncJobs
    from .resources.aio.organizations import AsyncOrganizations
    from .resources.aio.roles import AsyncRoles
    from .resources.aio.scheduled_jobs import AsyncScheduledJobs
    from .resources.aio.users import AsyncUsers
    from .resources.api_tokens import ApiTokens
    from .resources.device_groups import DeviceGroups
    from .resources.device_templates import DeviceTemplates
    from .resources.devices import Devices
    from .resources.enrollment_groups import EnrollmentGroups
    from .resources.file_uploads import FileUploads
    from .resources.jobs import Jobs
    from .resources.organizations import Organizations
    from .resources.roles import Roles
    from .resources.scheduled_jobs import ScheduledJobs
    from .resources.users import Users

__all__ = ["AsyncIoTCentral", "IoTCentral"]


class IoTCentral(Client):
    """The client of api-version 2022-07-31: one attribute for each resource.

    Takes what its base class, `Client`, takes.
    """

    api_version = "2022-07-31"
    distribution = "iotcentral-v2022-07-31"
    version = __version__
    rates: ClassVar[Mapping[str, Rate]] = {
        "default": Rate(20, 1),
        "query": Rate(1, 1),
    }

    @cached_property
    def api_tokens(self) -> ApiTokens:
        """Tokens that let programs call this API with the roles they are given."""
        from .resources.api_tokens import ApiTokens

        return ApiTokens(self._session)

    @cached_property
    def device_groups(self) -> DeviceGroups:
        """Device groups, whose members are selected by a filter."""
        from .resources.device_groups import DeviceGroups

        return DeviceGroups(self._session)

    @cached_property
    def device_templates(self) -> DeviceTemplates:
        """Device templates, which say what devices of one kind send, store and obey."""
        from .resources.device_templates import DeviceTemplates

        return DeviceTemplates(self._session)

    @cached_property
    def devices(self) -> Devices:
        """Devices, with their credentials, commands, properties, telemetry, modules and relationships."""
        from .resources.devices import Devices

        return Devices(self._session)

    @cached_property
    def enrollment_groups(self) -> EnrollmentGroups:
        """Enrollment groups, through which many devices attest with one key or one signing certificate."""
        from .resources.enrollment_groups import EnrollmentGroups

        return EnrollmentGroups(self._session)

    @cached_property
    def file_uploads(self) -> FileUploads:
        """The storage account that devices upload files to."""
        from .resources.file_uploads import FileUploads

        return FileUploads(self._session)

    @cached_property
    def jobs(self) -> Jobs:
        """Jobs, which do one thing to all devices of a group."""
        from .resources.jobs import Jobs

        return Jobs(self._session)

    @cached_property
    def organizations(self) -> Organizations:
        """The hierarchy of organizations that devices and users belong to."""
        from .resources.organizations import Organizations

        return Organizations(self._session)

    @cached_property
    def roles(self) -> Roles:
        """The roles that users and API tokens can be given."""
        from .resources.roles import Roles

        return Roles(self._session)

    @cached_property
    def scheduled_jobs(self) -> ScheduledJobs:
        """Jobs that run at a set time, once or again and again."""
        from .resources.scheduled_jobs import ScheduledJobs

        return ScheduledJobs(self._session)

    @cached_property
    def users(self) -> Users:
        """People, groups and service principals that may use the application."""
        from .resources.users import Users

        return Users(self._session)


class AsyncIoTCentral(AsyncClient):
    """The asynchronous client of api-version 2022-07-31: one attribute for each resource.

    Takes what its base class, `AsyncClient`, takes.
    """

    api_version = "2022-07-31"
    distribution = "iotcentral-v2022-07-31"
    version = __version__
    rates: ClassVar[Mapping[str, Rate]] = {
        "default": Rate(20, 1),
        "query": Rate(1, 1),
    }

    @cached_property
    def api_tokens(self) -> AsyncApiTokens:
        """Tokens that let programs call this API with the roles they are given."""
        from .resources.aio.api_tokens import AsyncApiTokens

        return AsyncApiTokens(self._session)

    @cached_property
    def device_groups(self) -> AsyncDeviceGroups:
        """Device groups, whose members are selected by a filter."""
        from .resources.aio.device_groups import AsyncDeviceGroups

        return AsyncDeviceGroups(self._session)

    @cached_property
    def device_templates(self) -> AsyncDeviceTemplates:
        """Device templates, which say what devices of one kind send, store and obey."""
        from .resources.aio.device_templates import AsyncDeviceTemplates

        return AsyncDeviceTemplates(self._session)

    @cached_property
    def devices(self) -> AsyncDevices:
        """Devices, with their credentials, commands, properties, telemetry, modules and relationships."""
        from .resources.aio.devices import AsyncDevices

        return AsyncDevices(self._session)

    @cached_property
    def enrollment_groups(self) -> AsyncEnrollmentGroups:
        """Enrollment groups, through which many devices attest with one key or one signing certificate."""
        from .resources.aio.enrollment_groups import AsyncEnrollmentGroups

        return AsyncEnrollmentGroups(self._session)

    @cached_property
    def file_uploads(self) -> AsyncFileUploads:
        """The storage account that devices upload files to."""
        from .resources.aio.file_uploads import AsyncFileUploads

        return AsyncFileUploads(self._session)

    @cached_property
    def jobs(self) -> AsyncJobs:
        """Jobs, which do one thing to all devices of a group."""
        from .resources.aio.jobs import AsyncJobs

        return AsyncJobs(self._session)

    @cached_property
    def organizations(self) -> AsyncOrganizations:
        """The hierarchy of organizations that devices and users belong to."""
        from .resources.aio.organizations import AsyncOrganizations

        return AsyncOrganizations(self._session)

    @cached_property
    def roles(self) -> AsyncRoles:
        """The roles that users and API tokens can be given."""
        from .resources.aio.roles import AsyncRoles

        return AsyncRoles(self._session)

    @cached_property
    def scheduled_jobs(self) -> AsyncScheduledJobs:
        """Jobs that run at a set time, once or again and again."""
        from .resources.aio.scheduled_jobs import AsyncScheduledJobs

        return AsyncScheduledJobs(self._session)

    @cached_property
    def users(self) -> AsyncUsers:
        """People, groups and service principals that may use the application."""
        from .resources.aio.users import AsyncUsers

        return AsyncUsers(self._session)
