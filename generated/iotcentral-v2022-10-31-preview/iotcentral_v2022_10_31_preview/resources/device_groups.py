# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Device groups, whose members are selected by a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.etags import etag_header
from iotcentral._core.sync.resource import Resource, raw, raw_page
from iotcentral._core.types import UNSET, Unset

from ..operations import device_groups as operations

if TYPE_CHECKING:
    from iotcentral._core.etags import IfMatch
    from iotcentral._core.sync.pager import Pager
    from iotcentral.filters import Field, Filter, OrderBy

    from .. import models

__all__ = ["DeviceGroups", "DeviceGroupsRaw"]


class DeviceGroups(Resource):
    """Device groups, whose members are selected by a filter."""

    def list(
        self,
        *,
        filter: str | Filter | Unset = UNSET,
        maxpagesize: int | Unset = UNSET,
        orderby: str | OrderBy | Field | Unset = UNSET,
    ) -> Pager[models.DeviceGroup]:
        """List the device groups.

        Lists the device groups of the application that the caller can see. The preview version can filter, sort and
        page the list.

        `GET /api/deviceGroups` (DeviceGroups_List)

        Args:
            filter: Condition that the listed items must meet, built from `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `and`,
                `or` and `contains(field, 'text')` on fields of the item. Each kind of list accepts its own few
                fields; without a filter every item is listed.
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.
            orderby: Field to sort the list by, followed by `desc` for descending order; ascending is the default.
                Only `displayName` can be sorted on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the device groups.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST, query={"filter": filter, "maxpagesize": maxpagesize, "orderby": orderby})

    def get(self, device_group_id: str) -> models.DeviceGroup:
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
        return self._call(operations.GET, path={"deviceGroupId": device_group_id})

    def create(self, device_group_id: str, body: models.DeviceGroup) -> models.DeviceGroup:
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
        return self._call(operations.CREATE, path={"deviceGroupId": device_group_id}, body=body)

    def update(
        self, device_group_id: str, body: models.DeviceGroupPatch, *, if_match: IfMatch | Unset = UNSET
    ) -> models.DeviceGroup:
        """Update a device group.

        Changes the given members of a device group by JSON merge patch and leaves the others as they are. Fails
        with 404 when the id is not known and with 412 when the entity tag does not match.

        `PATCH /api/deviceGroups/{deviceGroupId}` (DeviceGroups_Update)

        Args:
            device_group_id: Id of the device group, chosen by the caller who creates it: up to 255 letters, digits,
                hyphens and underscores. Matches `^[a-zA-Z0-9_-]*$`.
            body: The members to change.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The device group after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE,
            path={"deviceGroupId": device_group_id},
            headers={"If-Match": etag_header(if_match)},
            body=body,
        )

    def remove(self, device_group_id: str) -> None:
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
        return self._call(operations.REMOVE, path={"deviceGroupId": device_group_id})

    def get_devices(self, device_group_id: str, *, maxpagesize: int | Unset = UNSET) -> Pager[models.Device]:
        """List the devices in a group.

        Evaluates the filter of a device group and lists the devices that meet it now. Fails with 404 when the id is
        not known.

        `GET /api/deviceGroups/{deviceGroupId}/devices` (DeviceGroups_GetDevices)

        Args:
            device_group_id: Id of the device group, chosen by the caller who creates it: up to 255 letters, digits,
                hyphens and underscores. Matches `^[a-zA-Z0-9_-]*$`.
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the devices in the group.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.GET_DEVICES, path={"deviceGroupId": device_group_id}, query={"maxpagesize": maxpagesize}
        )

    @property
    def raw(self) -> DeviceGroupsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return DeviceGroupsRaw(self)


class DeviceGroupsRaw:
    """The methods of `DeviceGroups` with the HTTP response beside the value."""

    def __init__(self, device_groups: DeviceGroups) -> None:
        self.list = raw_page(device_groups, DeviceGroups.list)
        self.get = raw(device_groups, DeviceGroups.get)
        self.create = raw(device_groups, DeviceGroups.create)
        self.update = raw(device_groups, DeviceGroups.update)
        self.remove = raw(device_groups, DeviceGroups.remove)
        self.get_devices = raw_page(device_groups, DeviceGroups.get_devices)
