# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The forms in which a book can be lent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from iotcentral._core.sync.resource import Resource, raw

from ..operations import media as operations

if TYPE_CHECKING:
    from .. import models

__all__ = ["Media", "MediaRaw"]


class Media(Resource):
    """The forms in which a book can be lent."""

    def get(self, isbn: str, form: models.MediumForm | Literal["hardcover", "ebook", "audiobook"]) -> models.Medium:
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
        return self._call(operations.GET, path={"isbn": isbn, "form": form})

    def update(
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
        return self._call(operations.UPDATE, path={"isbn": isbn, "form": form}, body=body)

    def list_samples(self, form: models.MediumForm | Literal["hardcover", "ebook", "audiobook"]) -> list[models.Medium]:
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
        return self._call(operations.LIST_SAMPLES, path={"form": form})

    @property
    def raw(self) -> MediaRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return MediaRaw(self)


class MediaRaw:
    """The methods of `Media` with the HTTP response beside the value."""

    def __init__(self, media: Media) -> None:
        self.get = raw(media, Media.get)
        self.update = raw(media, Media.update)
        self.list_samples = raw(media, Media.list_samples)
