# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Operations of every method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import async_raw, async_raw_page
from iotcentral._core.deprecation import deprecated
from iotcentral._core.etags import etag_header
from iotcentral._core.types import UNSET, Unset
from iotcentral.long_running._aio import AsyncLongRunningResource

from ...operations import cages as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager
    from iotcentral._core.etags import IfMatch
    from iotcentral.filters import Field, Filter, OrderBy
    from iotcentral.long_running._aio import AsyncPoller

    from ... import models

__all__ = ["AsyncCages", "AsyncCagesRaw"]


class AsyncCages(AsyncLongRunningResource):
    """Operations of every method."""

    def list(
        self, *, filter: str | Filter | Unset = UNSET, orderby: str | OrderBy | Field | Unset = UNSET
    ) -> AsyncPager[models.Cage]:
        """List the cages.

        A list that is read page by page.

        `GET /v1/cages` (Cages_List)

        Args:
            filter: Which cages.
            orderby: In which order.

        Returns:
            The items, fetched page by page while they are iterated over. A page of cages.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST, query={"filter": filter, "orderby": orderby})

    async def get(self, id: str) -> models.Cage:
        """Get a cage.

        A GET.

        `GET /v1/cages/{id}` (Cages_Get)

        Args:
            id: Id of the cage.

        Returns:
            The cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"id": id})

    async def create(self, id: str, body: models.Cage, *, if_match: IfMatch | Unset = UNSET) -> models.Cage:
        """Create a cage.

        A PUT with two statuses of one body.

        `PUT /v1/cages/{id}` (Cages_Create)

        Args:
            id: Id of the cage.
            body: The cage.
            if_match: Entity tag that the stored cage must still carry.

        Returns:
            The cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.CREATE, path={"id": id}, headers={"If-Match": etag_header(if_match)}, body=body
        )

    async def begin_clean(self, id: str) -> AsyncPoller[models.Cage]:
        """Clean a cage.

        A POST that goes on after the answer.

        `POST /v1/cages/{id}` (Cages_Clean)

        Args:
            id: Id of the cage.

        Returns:
            The poller, which waits for the operation to end and returns the resulting `Cage`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._begin(operations.CLEAN, path={"id": id})

    def resume_clean(self, token: str) -> AsyncPoller[models.Cage]:
        """Resume waiting for an operation that `begin_clean` has started.

        Args:
            token: the `continuation_token` of its poller, from this process or another.

        Returns:
            The poller, as `begin_clean` returns it.

        Raises:
            iotcentral.ConfigurationError: the token is not valid, or belongs to another operation.
        """
        return self._resume(operations.CLEAN, token)

    async def update(self, id: str, body: models.CagePatch) -> models.Cage:
        """Change a cage.

        A PATCH with a merge patch.

        `PATCH /v1/cages/{id}` (Cages_Update)

        Args:
            id: Id of the cage.
            body: The changes.

        Returns:
            The cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.UPDATE, path={"id": id}, body=body)

    async def remove(self, id: str) -> None:
        """Remove a cage.

        A DELETE, whose answer has no body.

        `DELETE /v1/cages/{id}` (Cages_Remove)

        Args:
            id: Id of the cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.REMOVE, path={"id": id})

    async def exists(self, id: str) -> None:
        """Ask whether a cage is there.

        A HEAD, whose answer has no body.

        `HEAD /v1/cages/{id}` (Cages_Exists)

        Args:
            id: Id of the cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.EXISTS, path={"id": id})

    async def open(self, id: str) -> None:
        """Open a cage.

        An operation that another one replaces, and that sends none of the fixed parameters.

        Deprecated: use `get` instead.

        `POST /v1/cages/{id}/open` (Cages_Open)

        Args:
            id: Id of the cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        deprecated("open", "get")
        return await self._call(operations.OPEN, path={"id": id})

    @property
    def raw(self) -> AsyncCagesRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncCagesRaw(self)


class AsyncCagesRaw:
    """The methods of `AsyncCages` with the HTTP response beside the value."""

    def __init__(self, cages: AsyncCages) -> None:
        self.list = async_raw_page(cages, AsyncCages.list)
        self.get = async_raw(cages, AsyncCages.get)
        self.create = async_raw(cages, AsyncCages.create)
        self.begin_clean = async_raw(cages, AsyncCages.begin_clean)
        self.update = async_raw(cages, AsyncCages.update)
        self.remove = async_raw(cages, AsyncCages.remove)
        self.exists = async_raw(cages, AsyncCages.exists)
        self.open = async_raw(cages, AsyncCages.open)
