"""Running queries: one request, whose answer holds all rows."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

from ._query import Query, QueryAnswer, request_of

__all__ = ["run"]


class QueryResource(Protocol):
    """The client's `query`."""

    async def run(self, body: Any, /) -> QueryAnswer:
        """Run a query (Query_Run)."""
        ...


class QueryApp(Protocol):
    """A client of an api-version that has `Query_Run`."""

    @cached_property  # as the clients do; pyright takes no property for it
    def query(self) -> QueryResource:
        """The operations of queries."""
        ...


async def run(app: QueryApp, query: Query | str) -> list[dict[str, Any]]:
    """Run a query (`Query_Run`); an application may run one a second.

    Args:
        app: an asynchronous client of api-version 2022-10-31-preview.
        query: what `select` began, or a text, which is sent as it is.

    Returns:
        The rows, each with a member for every selected item, named by its alias, or by its column, or like
        `avg_temperature`. At most 10,000 of telemetry, 1,000 of properties.

    Raises:
        ConfigurationError: the query breaks a rule, or the client's api-version has no queries.
        iotcentral.IoTCentralError: what the client's `query.run` raises.
    """
    request = request_of(app, query)
    return (await app.query.run(request)).results
