# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Device groups, whose members are selected by a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page

from ...operations import device_groups as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager

    from ... import models

__all__ = ["AsyncDeviceGroups", "AsyncDeviceGroupsRaw"]


class AsyncDeviceGroups(AsyncResource):
    """Device groups, whose members are selected by a filter."""

    def list(self) -> AsyncPager[models.DeviceGroup]:
        """List the device groups.

        Lists the device groups of the application that the caller can see. The preview version can filter, sort and
        page the list.

        `GET /api/deviceGroups` (DeviceGroups_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of the device groups.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    async def get(self, device_group_id: str) -> models.DeviceGroup:
        """Get a device group.

        Returns the definition of one device group, not its members. Fails with 404 when the id is not known.

        `GET /api/deviceGroups/{deviceGroupId}` (DeviceGroups_Get)

        Args:
            device_group_id: Id of the device group, chosen by the caller who creates it: up to 255 letters, digits,
                hyphens and underscores. Matches `^[a-zA-Z0-9_-]*$`.

        Returns:
            The device group.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"deviceGroupId": device_group_id})

    async def create(self, device_group_id: str, body: models.DeviceGroup) -> models.DeviceGroup:
        """Create or replace a device group.

        Stores a device group under the given id. Fails with 422 when the body is not valid, and is refused when the
        filter is not a valid query over device properties.

        `PUT /api/deviceGroups/{deviceGroupId}` (DeviceGroups_Create)

        Args:
            device_group_id: Id of the device group, chosen by the caller who creates it: up to 255 letters, digits,
                hyphens and underscores. Matches `^[a-zA-Z0-9_-]*$`.
            body: The name and filter of the device group.

        Returns:
            The device group as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.CREATE, path={"deviceGroupId": device_group_id}, body=body)

    async def update(self, device_group_id: str, body: models.DeviceGroupPatch) -> models.DeviceGroup:
        """Update a device group.

        Changes the given members of a device group by JSON merge patch and leaves the others as they are. Fails
        with 404 when the id is not known and with 412 when the entity tag does not match.

        `PATCH /api/deviceGroups/{deviceGroupId}` (DeviceGroups_Update)

        Args:
            device_group_id: Id of the device group, chosen by the caller who creates it: up to 255 letters, digits,
                hyphens and underscores. Matches `^[a-zA-Z0-9_-]*$`.
            body: The members to change.

        Returns:
            The device group after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.UPDATE, path={"deviceGroupId": device_group_id}, body=body)

    async def remove(self, device_group_id: str) -> None:
        """Delete a device group.

        Deletes the definition of a device group; its devices are not touched. Fails with 404 when the id is not
        known.

        `DELETE /api/deviceGroups/{deviceGroupId}` (DeviceGroups_Remove)

        Args:
            device_group_id: Id of the device group, chosen by the caller who creates it: up to 255 letters, digits,
                hyphens and underscores. Matches `^[a-zA-Z0-9_-]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.REMOVE, path={"deviceGroupId": device_group_id})

    def get_devices(self, device_group_id: str) -> AsyncPager[models.Device]:
        """List the devices in a group.

        Evaluates the filter of a device group and lists the devices that meet it now. Fails with 404 when the id is
        not known.

        `GET /api/deviceGroups/{deviceGroupId}/devices` (DeviceGroups_GetDevices)

        Args:
            device_group_id: Id of the device group, chosen by the caller who creates it: up to 255 letters, digits,
                hyphens and underscores. Matches `^[a-zA-Z0-9_-]*$`.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the devices in the group.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.GET_DEVICES, path={"deviceGroupId": device_group_id})

    @property
    def raw(self) -> AsyncDeviceGroupsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncDeviceGroupsRaw(self)


class AsyncDeviceGroupsRaw:
    """The methods of `AsyncDeviceGroups` with the HTTP response beside the value."""

    def __init__(self, device_groups: AsyncDeviceGroups) -> None:
        self.list = async_raw_page(device_groups, AsyncDeviceGroups.list)
        self.get = async_raw(device_groups, AsyncDeviceGroups.get)
        self.create = async_raw(device_groups, AsyncDeviceGroups.create)
        self.update = async_raw(device_groups, AsyncDeviceGroups.update)
        self.remove = async_raw(device_groups, AsyncDeviceGroups.remove)
        self.get_devices = async_raw_page(device_groups, AsyncDeviceGroups.get_devices)
