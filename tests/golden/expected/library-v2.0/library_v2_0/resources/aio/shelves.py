# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Where the books stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw

from ...operations import shelves as operations

if TYPE_CHECKING:
    from ... import models

__all__ = ["AsyncShelves", "AsyncShelvesRaw"]


class AsyncShelves(AsyncResource):
    """Where the books stand."""

    async def get(self, shelf: str) -> models.Shelf:
        """Get a shelf.

        Answers a shelf with its boards.

        `GET /shelves/{shelf}` (Shelves_Get)

        Args:
            shelf: Letter of the shelf.

        Returns:
            The shelf.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"shelf": shelf})

    @property
    def raw(self) -> AsyncShelvesRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncShelvesRaw(self)


class AsyncShelvesRaw:
    """The methods of `AsyncShelves` with the HTTP response beside the value."""

    def __init__(self, shelves: AsyncShelves) -> None:
        self.get = async_raw(shelves, AsyncShelves.get)
