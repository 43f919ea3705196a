# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Continuous exports of the application's data to destinations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page
from iotcentral._core.etags import etag_header
from iotcentral._core.types import UNSET, Unset

from ...operations import exports as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager
    from iotcentral._core.etags import IfMatch

    from ... import models

__all__ = ["AsyncExports", "AsyncExportsRaw"]


class AsyncExports(AsyncResource):
    """Continuous exports of the application's data to destinations."""

    def list(self) -> AsyncPager[models.Export]:
        """List all data exports.

        Returns the data exports of the application with their status. An application has at most 10 exports.

        `GET /api/dataExport/exports` (Exports_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of exports.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    async def get(self, export_id: str) -> models.Export:
        """Get a data export.

        Returns one data export with its current status. Answers 404 when no export has this id.

        `GET /api/dataExport/exports/{exportId}` (Exports_Get)

        Args:
            export_id: Unique id of the export within the application, chosen by the caller on creation.

        Returns:
            The export as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"exportId": export_id})

    async def create(self, export_id: str, body: models.Export) -> models.Export:
        """Create or replace a data export.

        Stores an export under the given id and starts it when `enabled` is true; only data that arrives from then
        on is sent. Its destinations must exist already. Replacing an export also attaches or detaches destinations.
        Answers 422 when the body is not valid.

        `PUT /api/dataExport/exports/{exportId}` (Exports_Create)

        Args:
            export_id: Unique id of the export within the application, chosen by the caller on creation.
            body: The complete export.

        Returns:
            The export as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.CREATE, path={"exportId": export_id}, body=body)

    async def update(
        self, export_id: str, body: models.ExportPatch, *, if_match: IfMatch | Unset = UNSET
    ) -> models.Export:
        """Update a data export.

        Applies a JSON merge patch: members that are given replace the stored ones, null clears a member, absent
        members stay; `destinations` is replaced whole. Answers 404 when no export has this id and 412 when
        `If-Match` does not match.

        `PATCH /api/dataExport/exports/{exportId}` (Exports_Update)

        Args:
            export_id: Unique id of the export within the application, chosen by the caller on creation.
            body: The members of the export to change.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The export after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.UPDATE, path={"exportId": export_id}, headers={"If-Match": etag_header(if_match)}, body=body
        )

    async def remove(self, export_id: str) -> None:
        """Delete a data export.

        Stops the export and removes it; its destinations stay. Answers 404 when no export has this id.

        `DELETE /api/dataExport/exports/{exportId}` (Exports_Remove)

        Args:
            export_id: Unique id of the export within the application, chosen by the caller on creation.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.REMOVE, path={"exportId": export_id})

    def list_destinations(self, export_id: str) -> AsyncPager[models.Destination]:
        """List the destinations of an export.

        Returns the destinations that this export writes to, with secrets masked. Answers 404 when no export has
        this id.

        `GET /api/dataExport/exports/{exportId}/destinations` (Exports_ListDestinations)

        Args:
            export_id: Unique id of the export within the application, chosen by the caller on creation.

        Returns:
            The items, fetched page by page while they are iterated over. One page of destinations.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_DESTINATIONS, path={"exportId": export_id})

    @property
    def raw(self) -> AsyncExportsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncExportsRaw(self)


class AsyncExportsRaw:
    """The methods of `AsyncExports` with the HTTP response beside the value."""

    def __init__(self, exports: AsyncExports) -> None:
        self.list = async_raw_page(exports, AsyncExports.list)
        self.get = async_raw(exports, AsyncExports.get)
        self.create = async_raw(exports, AsyncExports.create)
        self.update = async_raw(exports, AsyncExports.update)
        self.remove = async_raw(exports, AsyncExports.remove)
        self.list_destinations = async_raw_page(exports, AsyncExports.list_destinations)
