# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""What can be asked for at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iotcentral._core.deprecation import deprecated
from iotcentral._core.lazy import lazy_module
from iotcentral._core.sync.resource import Resource, raw, raw_page
from iotcentral._core.types import UNSET, Unset
from iotcentral.webhooks._resource import TriggerResource

if TYPE_CHECKING:
    from iotcentral._core.address import ApplicationResource
    from iotcentral._core.sync.pager import Pager
    from iotcentral.webhooks._triggers import Subscription

    from .. import models
    from ..operations import errands as operations
else:
    operations = lazy_module("..operations.errands", __package__)

__all__ = ["Errands", "ErrandsRaw"]


class Errands(TriggerResource, Resource):
    """What can be asked for at the desk."""

    def greet_a_reader(self, branch: str | ApplicationResource, reader: int) -> models.Person:
        """Greet a reader.

        Answers what the desk knows of a reader.

        Carried out by `GET /readers/{readerId}` (Readers_Get)

        Args:
            branch: Which library does the work.
            reader: Number of the reader.

        Returns:
            The reader, as the desk sees people.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GREET_A_READER, path={"branch": branch, "reader": reader})

    def register_a_reader(
        self,
        branch: str | ApplicationResource,
        reader: int,
        *,
        name: str,
        number: int | Unset = UNSET,
        heard_from: str | Unset = UNSET,
    ) -> models.Person:
        """Register a reader.

        Stores a reader. The members of the body are parameters of the method.

        Carried out by `PUT /readers/{readerId}` (Readers_Put)

        Args:
            branch: Which library does the work.
            reader: Number of the reader.
            name: What the reader is called.
            number: The reader's number once more.
            heard_from: How the reader heard of the library.

        Returns:
            The reader.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.REGISTER_A_READER,
            path={"branch": branch, "reader": reader},
            body={"number": number, "name": name, "heardFrom": heard_from},
        )

    def greet_a_reader_the_old_way(self, branch: str | ApplicationResource, reader: int) -> models.LibrarySettings:
        """Greet a reader (old).

        Answers what the desk knew of a reader once.

        Deprecated: use `greet_a_reader` instead.

        Carried out by `GET /readers/{readerId}/settings` (Readers_GetSettings)

        Args:
            branch: Which library does the work.
            reader: Number of the reader.

        Returns:
            The settings of the reader.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        deprecated("greet_a_reader_the_old_way", "greet_a_reader")
        return self._call(operations.GREET_A_READER_THE_OLD_WAY, path={"branch": branch, "reader": reader})

    def lend_a_book(
        self,
        branch: str | ApplicationResource,
        body: models.LibraryLoan | Mapping[str, Any],
        *,
        state: str | Unset = UNSET,
        mood: str | Unset = UNSET,
    ) -> models.LibraryLoan:
        """Lend a book.

        Lends a book; what is said of the loan is what the library says of loans.

        Carried out by `POST /loans` (Loans_Create)

        Args:
            branch: Which library does the work.
            body: What is lent to whom.
            state: Where the loan begins.
            mood: How the desk is in the mood; the library does not ask.

        Returns:
            The loan.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
            iotcentral.ConfigurationError: the body is not what the API document says.
        """
        return self._call(
            operations.LEND_A_BOOK, path={"branch": branch}, query={"state": state, "mood": mood}, body=body
        )

    def take_a_book_back(self, branch: str | ApplicationResource, loan: str) -> None:
        """Take a book back.

        Ends a loan.

        Carried out by `POST /loans/{loanId}/return` (Loans_Return)

        Args:
            branch: Which library does the work.
            loan: Id of the loan.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.TAKE_A_BOOK_BACK, path={"branch": branch, "loan": loan})

    def list_books(self, branch: str | ApplicationResource, *, kind: str | Unset = UNSET) -> Pager[models.Title]:
        """List books.

        Lists the books of a genre.

        Carried out by `GET /books` (Books_List)

        Args:
            branch: Which library does the work.
            kind: Genre of the books.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the books.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_BOOKS, path={"branch": branch}, query={"kind": kind})

    def find_the_newest_book(self, branch: str | ApplicationResource) -> models.Title | None:
        """Find the newest book.

        Answers the first book of the list, or null.

        Carried out by `GET /books` (Books_List)

        Args:
            branch: Which library does the work.

        Returns:
            The book; null if there is none.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.FIND_THE_NEWEST_BOOK, path={"branch": branch})

    def when_a_book_is_returned(self, branch: str | ApplicationResource, *, isbn: str) -> Subscription[models.Returned]:
        """When a book is returned.

        Calls the subscriber each time that a book comes back.

        Args:
            branch: Which library does the work.
            isbn: ISBN of the book.

        Returns:
            The subscription, which holds the address to call, and verifies and decodes the calls.

        Raises:
            iotcentral.ConfigurationError: a value is missing or unusable.
        """
        return self._subscribe(operations.WHEN_A_BOOK_IS_RETURNED, values={"branch": branch, "isbn": isbn})

    @property
    def raw(self) -> ErrandsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return ErrandsRaw(self)


class ErrandsRaw:
    """The methods of `Errands` with the HTTP response beside the value."""

    def __init__(self, errands: Errands) -> None:
        self.greet_a_reader = raw(errands, Errands.greet_a_reader)
        self.register_a_reader = raw(errands, Errands.register_a_reader)
        self.greet_a_reader_the_old_way = raw(errands, Errands.greet_a_reader_the_old_way)
        self.lend_a_book = raw(errands, Errands.lend_a_book)
        self.take_a_book_back = raw(errands, Errands.take_a_book_back)
        self.list_books = raw_page(errands, Errands.list_books)
        self.find_the_newest_book = raw(errands, Errands.find_the_newest_book)
