# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Library and its asynchronous twin: one attribute for each resource."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from iotcentral._core.clients import AsyncClient, Client
from iotcentral._core.throttle import Rate

from ._version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .resources.aio.books import AsyncBooks
    from .resources.aio.loans import AsyncLoans
    from .resources.aio.media import AsyncMedia
    from .resources.aio.readers import AsyncReaders
    from .resources.books import Books
    from .resources.loans import Loans
    from .resources.media import Media
    from .resources.readers import Readers

__all__ = ["AsyncLibrary", "Library"]


class Library(Client):
    """The client of api-version 1.0: one attribute for each resource.

    Takes what its base class, `Client`, takes.
    """

    api_version = "1.0"
    distribution = "library-v1.0"
    version = __version__
    rates: ClassVar[Mapping[str, Rate]] = {
        "default": Rate(50, 1),
        "search": Rate(1, 2.5),
    }

    @cached_property
    def books(self) -> Books:
        """The books of the library, told apart by their ISBN."""
        from .resources.books import Books

        return Books(self._session)

    @cached_property
    def loans(self) -> Loans:
        """Which reader has which book, and until when."""
        from .resources.loans import Loans

        return Loans(self._session)

    @cached_property
    def media(self) -> Media:
        """The forms in which a book can be lent."""
        from .resources.media import Media

        return Media(self._session)

    @cached_property
    def readers(self) -> Readers:
        """The people who borrow."""
        from .resources.readers import Readers

        return Readers(self._session)


class AsyncLibrary(AsyncClient):
    """The asynchronous client of api-version 1.0: one attribute for each resource.

    Takes what its base class, `AsyncClient`, takes.
    """

    api_version = "1.0"
    distribution = "library-v1.0"
    version = __version__
    rates: ClassVar[Mapping[str, Rate]] = {
        "default": Rate(50, 1),
        "search": Rate(1, 2.5),
    }

    @cached_property
    def books(self) -> AsyncBooks:
        """The books of the library, told apart by their ISBN."""
        from .resources.aio.books import AsyncBooks

        return AsyncBooks(self._session)

    @cached_property
    def loans(self) -> AsyncLoans:
        """Which reader has which book, and until when."""
        from .resources.aio.loans import AsyncLoans

        return AsyncLoans(self._session)

    @cached_property
    def media(self) -> AsyncMedia:
        """The forms in which a book can be lent."""
        from .resources.aio.media import AsyncMedia

        return AsyncMedia(self._session)

    @cached_property
    def readers(self) -> AsyncReaders:
        """The people who borrow."""
        from .resources.aio.readers import AsyncReaders

        return AsyncReaders(self._session)
