# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""IoTCentralManagement and its asynchronous twin: one attribute for each resource."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iotcentral.management import AsyncManagementClient, ManagementClient

from ._version import __version__

if TYPE_CHECKING:
    from .resources.aio.apps import AsyncApps
    from .resources.aio.operations import AsyncOperations
    from .resources.apps import Apps
    from .resources.operations import Operations

__all__ = ["AsyncIoTCentralManagement", "IoTCentralManagement"]


class IoTCentralManagement(ManagementClient):
    """The client of api-version 2021-06-01: one attribute for each resource.

    Takes what its base class, `ManagementClient`, takes.
    """

    api_version = "2021-06-01"
    distribution = "iotcentral-management-v2021-06-01"
    version = __version__

    @cached_property
    def apps(self) -> Apps:
        """The IoT Central applications of the subscription, and what a new one may be called and made from."""
        from .resources.apps import Apps

        return Apps(self._session)

    @cached_property
    def operations(self) -> Operations:
        """What roles can permit or forbid of IoT Central applications."""
        from .resources.operations import Operations

        return Operations(self._session)


class AsyncIoTCentralManagement(AsyncManagementClient):
    """The asynchronous client of api-version 2021-06-01: one attribute for each resource.

    Takes what its base class, `AsyncManagementClient`, takes.
    """

    api_version = "2021-06-01"
    distribution = "iotcentral-management-v2021-06-01"
    version = __version__

    @cached_property
    def apps(self) -> AsyncApps:
        """The IoT Central applications of the subscription, and what a new one may be called and made from."""
        from .resources.aio.apps import AsyncApps

        return AsyncApps(self._session)

    @cached_property
    def operations(self) -> AsyncOperations:
        """What roles can permit or forbid of IoT Central applications."""
        from .resources.aio.operations import AsyncOperations

        return AsyncOperations(self._session)
