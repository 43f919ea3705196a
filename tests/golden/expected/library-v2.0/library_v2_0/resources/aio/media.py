# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The forms in which a book can be lent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from iotcentral._core.aio.resource import AsyncResource, async_raw

from ...operations import media as operations

if TYPE_CHECKING:
    from ... import models

__all__ = ["AsyncMedia", "AsyncMediaRaw"]


class AsyncMedia(AsyncResource):
    """The forms in which a book can be lent."""

    async def get(
        self, isbn: str, form: models.MediumForm | Literal["hardcover", "ebook", "audiobook"]
    ) -> models.Medium:
        """Get a medium.

        Answers one form of a book.

        `GET /books/{isbn}/media/{form}` (Media_Get)

        Args:
            isbn: ISBN of the book, without hyphens. Matches `^[0-9]{13}$`.
            form: Form of the medium.

        Returns:
            The medium.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"isbn": isbn, "form": form})

    async def update(
        self, isbn: str, form: models.MediumForm | Literal["hardcover", "ebook", "audiobook"], body: models.MediumPatch
    ) -> models.Medium:
        """Change a medium.

        Applies a JSON merge patch to a medium.

        `PATCH /books/{isbn}/media/{form}` (Media_Update)

        Args:
            isbn: ISBN of the book, without hyphens. Matches `^[0-9]{13}$`.
            form: Form of the medium.
            body: The members to change.

        Returns:
            The medium after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.UPDATE, path={"isbn": isbn, "form": form}, body=body)

    async def list_samples(
        self, form: models.MediumForm | Literal["hardcover", "ebook", "audiobook"]
    ) -> list[models.Medium]:
        """List samples.

        Answers one example of each kind of medium, in a bare array.

        `GET /media/{form}/samples` (Media_ListSamples)

        Args:
            form: Form of the medium.

        Returns:
            The samples.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.LIST_SAMPLES, path={"form": form})

    @property
    def raw(self) -> AsyncMediaRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncMediaRaw(self)


class AsyncMediaRaw:
    """The methods of `AsyncMedia` with the HTTP response beside the value."""

    def __init__(self, media: AsyncMedia) -> None:
        self.get = async_raw(media, AsyncMedia.get)
        self.update = async_raw(media, AsyncMedia.update)
        self.list_samples = async_raw(media, AsyncMedia.list_samples)
