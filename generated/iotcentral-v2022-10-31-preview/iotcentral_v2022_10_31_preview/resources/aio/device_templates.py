# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Device templates, which say what devices of one kind send, store and obey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page
from iotcentral._core.etags import etag_header
from iotcentral._core.types import UNSET, Unset

from ...operations import device_templates as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager
    from iotcentral._core.etags import IfMatch
    from iotcentral.filters import Field, Filter, OrderBy

    from ... import models

__all__ = ["AsyncDeviceTemplates", "AsyncDeviceTemplatesRaw"]


class AsyncDeviceTemplates(AsyncResource):
    """Device templates, which say what devices of one kind send, store and obey."""

    def list(
        self,
        *,
        filter: str | Filter | Unset = UNSET,
        maxpagesize: int | Unset = UNSET,
        orderby: str | OrderBy | Field | Unset = UNSET,
    ) -> AsyncPager[models.DeviceTemplate]:
        """List the device templates.

        Lists the published device templates of the application with their models. The preview version can filter,
        sort and page the list.

        `GET /api/deviceTemplates` (DeviceTemplates_List)

        Args:
            filter: Condition that the listed items must meet, built from `eq`, `ne`, `lt`, `le`, `gt`, `ge`, `and`,
                `or` and `contains(field, 'text')` on fields of the item. Each kind of list accepts its own few
                fields; without a filter every item is listed.
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.
            orderby: Field to sort the list by, followed by `desc` for descending order; ascending is the default.
                Only `displayName` can be sorted on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the device templates.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST, query={"filter": filter, "maxpagesize": maxpagesize, "orderby": orderby})

    async def get(self, device_template_id: str) -> models.DeviceTemplate:
        """Get a device template.

        Returns one device template with its whole model. Fails with 404 when the id is not known.

        `GET /api/deviceTemplates/{deviceTemplateId}` (DeviceTemplates_Get)

        Args:
            device_template_id: Id of the device template, normally a digital twin model identifier. It differs from
                the id of the model inside.

        Returns:
            The device template.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"deviceTemplateId": device_template_id})

    async def create(self, device_template_id: str, body: models.DeviceTemplate) -> models.DeviceTemplate:
        """Create and publish a device template.

        Stores a device template under the given id and publishes it in the same step, with default views; there are
        no drafts. Interfaces have to be written out in the model, since references to other files are not resolved.
        Fails with 422 when the body is not valid, for instance a bare model without its envelope.

        `PUT /api/deviceTemplates/{deviceTemplateId}` (DeviceTemplates_Create)

        Args:
            device_template_id: Id of the device template, normally a digital twin model identifier. It differs from
                the id of the model inside.
            body: The template envelope with the model inside.

        Returns:
            The device template as stored, possibly with added type names in the model.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.CREATE, path={"deviceTemplateId": device_template_id}, body=body)

    async def update(
        self, device_template_id: str, body: models.DeviceTemplatePatch, *, if_match: IfMatch | Unset = UNSET
    ) -> models.DeviceTemplate:
        """Update a device template.

        Changes the given members of a device template by JSON merge patch. It serves to rename the template and to
        change cloud properties and overrides of the model; arrays such as `contents` are replaced as a whole. Fails
        with 404 when the id is not known and with 412 when the entity tag does not match.

        `PATCH /api/deviceTemplates/{deviceTemplateId}` (DeviceTemplates_Update)

        Args:
            device_template_id: Id of the device template, normally a digital twin model identifier. It differs from
                the id of the model inside.
            body: The members to change.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The device template after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.UPDATE,
            path={"deviceTemplateId": device_template_id},
            headers={"If-Match": etag_header(if_match)},
            body=body,
        )

    async def remove(self, device_template_id: str) -> None:
        """Delete a device template.

        Deletes a device template. It fails as long as devices are assigned to the template, and with 404 when the
        id is not known.

        `DELETE /api/deviceTemplates/{deviceTemplateId}` (DeviceTemplates_Remove)

        Args:
            device_template_id: Id of the device template, normally a digital twin model identifier. It differs from
                the id of the model inside.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.REMOVE, path={"deviceTemplateId": device_template_id})

    @property
    def raw(self) -> AsyncDeviceTemplatesRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncDeviceTemplatesRaw(self)


class AsyncDeviceTemplatesRaw:
    """The methods of `AsyncDeviceTemplates` with the HTTP response beside the value."""

    def __init__(self, device_templates: AsyncDeviceTemplates) -> None:
        self.list = async_raw_page(device_templates, AsyncDeviceTemplates.list)
        self.get = async_raw(device_templates, AsyncDeviceTemplates.get)
        self.create = async_raw(device_templates, AsyncDeviceTemplates.create)
        self.update = async_raw(device_templates, AsyncDeviceTemplates.update)
        self.remove = async_raw(device_templates, AsyncDeviceTemplates.remove)
