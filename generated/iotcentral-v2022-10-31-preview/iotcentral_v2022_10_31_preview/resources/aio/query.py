# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Queries over telemetry and properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw

from ...operations import query as operations

if TYPE_CHECKING:
    from ... import models

__all__ = ["AsyncQuery", "AsyncQueryRaw"]


class AsyncQuery(AsyncResource):
    """Queries over telemetry and properties."""

    async def run(self, body: models.QueryRequest) -> models.QueryResponse:
        """Query device telemetry or properties.

        Runs a query over the devices of one device template and returns all rows at once, at most 10,000 for
        telemetry and 1,000 for properties. An application may run one query a second. Querying properties is
        deprecated and limited to one request a minute.

        `POST /api/query` (Query_Run)

        Args:
            body: The query to run.

        Returns:
            The rows that the query selected.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.RUN, body=body)

    @property
    def raw(self) -> AsyncQueryRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncQueryRaw(self)


class AsyncQueryRaw:
    """The methods of `AsyncQuery` with the HTTP response beside the value."""

    def __init__(self, query: AsyncQuery) -> None:
        self.run = async_raw(query, AsyncQuery.run)
