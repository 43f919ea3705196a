# Made from queries/_aio.py by `nox -s generate`. Do not edit: change that module and run it again.
"""Running of queries: one request, whose response holds all rows."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

from ._query import Query, QueryAnswer, request_of

__all__ = ["run"]


class QueryResource(Protocol):
    """Resource `query` of a client."""

    def run(self, body: Any, /) -> QueryAnswer:
        """Run a query (Query_Run)."""
        ...


class QueryApp(Protocol):
    """Client of an api-version that has `Query_Run`."""

    @cached_property  # as the clients do; pyright takes no property for it
    def query(self) -> QueryResource:
        """The operations of queries."""
        ...


def run(app: QueryApp, query: Query | str) -> list[dict[str, Any]]:
    """Run a query (`Query_Run`); an application may run one a second.

    Args:
        app: a client of an api-version that has queries.
        query: a query built with `select`, or a string, which is sent unchanged.

    Returns:
        The rows, each with a member for every selected item, named by its alias, its column, or like
        `avg_temperature`. At most 10,000 rows of telemetry, 1,000 of properties.

    Raises:
        ConfigurationError: the query breaks a rule, or the client's api-version has no queries.
        iotcentral.IoTCentralError: what the client's `query.run` raises.
    """
    request = request_of(app, query)
    return (app.query.run(request)).results
