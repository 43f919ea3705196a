# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The people who borrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw

from ...operations import readers as operations

if TYPE_CHECKING:
    from ... import models

__all__ = ["AsyncReaders", "AsyncReadersRaw"]


class AsyncReaders(AsyncResource):
    """The people who borrow."""

    async def get(self, reader_id: int) -> models.Reader:
        """Get a reader.

        Answers what is known of a reader.

        `GET /readers/{readerId}` (Readers_Get)

        Args:
            reader_id: Number of the reader. At least 1.

        Returns:
            The reader.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"readerId": reader_id})

    async def put(self, reader_id: int, body: models.Reader) -> models.Reader:
        """Register a reader.

        Stores a reader.

        `PUT /readers/{readerId}` (Readers_Put)

        Args:
            reader_id: Number of the reader. At least 1.
            body: The reader.

        Returns:
            The reader as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.PUT, path={"readerId": reader_id}, body=body)

    async def update(self, reader_id: int, body: models.ReaderPatch) -> models.Reader:
        """Change a reader.

        Applies a JSON merge patch to a reader.

        `PATCH /readers/{readerId}` (Readers_Update)

        Args:
            reader_id: Number of the reader. At least 1.
            body: The members to change.

        Returns:
            The reader after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.UPDATE, path={"readerId": reader_id}, body=body)

    async def get_settings(self, reader_id: int) -> models.Settings:
        """Get the settings.

        Answers a free-form object.

        `GET /readers/{readerId}/settings` (Readers_GetSettings)

        Args:
            reader_id: Number of the reader. At least 1.

        Returns:
            The settings.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET_SETTINGS, path={"readerId": reader_id})

    @property
    def raw(self) -> AsyncReadersRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncReadersRaw(self)


class AsyncReadersRaw:
    """The methods of `AsyncReaders` with the HTTP response beside the value."""

    def __init__(self, readers: AsyncReaders) -> None:
        self.get = async_raw(readers, AsyncReaders.get)
        self.put = async_raw(readers, AsyncReaders.put)
        self.update = async_raw(readers, AsyncReaders.update)
        self.get_settings = async_raw(readers, AsyncReaders.get_settings)
