# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The books of the library, told apart by their ISBN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from iotcentral._core.etags import etag_header
from iotcentral._core.operation import comma_separated
from iotcentral._core.sync.resource import Resource, raw, raw_page
from iotcentral._core.types import UNSET, Unset

from ..operations import books as operations

if TYPE_CHECKING:
    import datetime
    import uuid

    from iotcentral._core.etags import IfMatch
    from iotcentral._core.sync.pager import Pager
    from iotcentral.filters import Field, Filter, OrderBy

    from .. import models

__all__ = ["Books", "BooksRaw"]


class Books(Resource):
    """The books of the library, told apart by their ISBN."""

    def list(
        self,
        *,
        page_size: int | Unset = UNSET,
        genre: models.Genre | Literal["novel", "poetry", "non-fiction", "comic"] | Unset = UNSET,
        order: models.BookOrder | Literal["title", "newest-first"] | Unset = UNSET,
        tag: Sequence[str] | Unset = UNSET,
        fields: Sequence[str] | Unset = UNSET,
        year: Sequence[int] | Unset = UNSET,
        lent: bool | Unset = UNSET,
        from_: datetime.date | Unset = UNSET,
        rating: float | Unset = UNSET,
        where: str | Filter | Unset = UNSET,
        sort: str | OrderBy | Field | Unset = UNSET,
        x_trace: uuid.UUID | Unset = UNSET,
        x_debug: bool | Unset = UNSET,
    ) -> Pager[models.Book]:
        """List the books.

        Lists the books that meet all conditions.

        `GET /books` (Books_List)

        Args:
            page_size: Largest number of items in one page. 1 to 50. Default: `20`.
            genre: Genre of the books.
            order: What the books are sorted by.
            tag: Words that all have to be among the tags; each is a parameter of its own.
            fields: Members to answer with, in one parameter.
            year: Years of publication, in one parameter.
            lent: Whether the books are lent now. Default: `false`.
            from_: First day of publication.
            rating: Least average rating. 0 to 5.
            where: Condition that the books meet.
            sort: Field that the books are sorted by.
            x_trace: Id that links the calls of one errand.
            x_debug: Whether the answer tells how it came about.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the books.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(
            operations.LIST,
            query={
                "page-size": page_size,
                "genre": genre,
                "order": order,
                "tag": tag,
                "fields": comma_separated(fields),
                "year": comma_separated(year),
                "lent": lent,
                "from": from_,
                "rating": rating,
                "where": where,
                "sort": sort,
            },
            headers={"X-Trace": x_trace, "X-Debug": x_debug},
        )

    def get(self, isbn: str) -> models.Book:
        """Get a book.

        Answers one book with everything about it.

        `GET /books/{isbn}` (Books_Get)

        Args:
            isbn: ISBN of the book, without hyphens. Matches `^[0-9]{13}$`.

        Returns:
            The book.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET, path={"isbn": isbn})

    def put(self, isbn: str, body: models.Book, *, if_match: IfMatch | Unset = UNSET) -> models.Book:
        """Add or replace a book.

        Stores a book under its ISBN.

        `PUT /books/{isbn}` (Books_Put)

        Args:
            isbn: ISBN of the book, without hyphens. Matches `^[0-9]{13}$`.
            body: The whole book.
            if_match: Entity tag that the stored object must still carry.

        Returns:
            The book as it was replaced.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.PUT, path={"isbn": isbn}, headers={"If-Match": etag_header(if_match)}, body=body)

    def update(self, isbn: str, body: models.BookPatch, *, if_match: IfMatch | Unset = UNSET) -> models.Book:
        """Change a book.

        Applies a JSON merge patch.

        `PATCH /books/{isbn}` (Books_Update)

        Args:
            isbn: ISBN of the book, without hyphens. Matches `^[0-9]{13}$`.
            body: The members to change.
            if_match: Entity tag that the stored object must still carry.

        Returns:
            The book after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE, path={"isbn": isbn}, headers={"If-Match": etag_header(if_match)}, body=body
        )

    def remove(self, isbn: str, *, if_match: IfMatch | Unset = UNSET) -> None:
        """Remove a book.

        Takes a book out of the library.

        `DELETE /books/{isbn}` (Books_Remove)

        Args:
            isbn: ISBN of the book, without hyphens. Matches `^[0-9]{13}$`.
            if_match: Entity tag that the stored object must still carry.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE, path={"isbn": isbn}, headers={"If-Match": etag_header(if_match)})

    @property
    def raw(self) -> BooksRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return BooksRaw(self)


class BooksRaw:
    """The methods of `Books` with the HTTP response beside the value."""

    def __init__(self, books: Books) -> None:
        self.list = raw_page(books, Books.list)
        self.get = raw(books, Books.get)
        self.put = raw(books, Books.put)
        self.update = raw(books, Books.update)
        self.remove = raw(books, Books.remove)
