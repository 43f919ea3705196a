"""What a check works with: it asks, makes, and says what it expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from ..openapi.json_types import is_object
from .document.api import Api, Operation
from .document.families import Family
from .exchange import Exchange
from .findings import Deviation, NotApplicable
from .making.recipes import Json
from .making.workshop import Blocked, Item, Workshop
from .server import ADMINISTRATOR, Server

__all__ = ["Probe"]

_PAGES = 10_000
"""Pages of a list that are read before it counts as endless."""


class Probe:
    """One check of one subject.

    Attributes:
        api: the document.
        server: takes the requests.
        workshop: makes what is needed.
        random: what chance is drawn from; the same in every run with the same seed.
        quick: whether one case of each kind is enough.
    """

    def __init__(self, server: Server, workshop: Workshop, random: Random) -> None:
        self.api: Api = server.api
        self.server = server
        self.workshop = workshop
        self.random = random
        self.quick = server.options.quick

    def ask(self, operation: str | Operation, path: Mapping[str, str] | None = None, **options: Any) -> Exchange:
        """Call an operation, see `Server.ask`; it may fail."""
        return self.server.ask(operation, path, **options)

    def need(self, operation: str | Operation, path: Mapping[str, str] | None = None, **options: Any) -> Exchange:
        """Call an operation that has to succeed, so that the check can go on.

        Raises:
            Blocked: it failed.
        """
        exchange = self.server.ask(operation, path, **options)
        if not exchange.succeeded:
            raise Blocked(exchange)
        return exchange

    def make(self, family: Family | str, body: Json | None = None, **members: Any) -> Item:
        """Make an item, see `Workshop.make`; it is removed after the check."""
        return self.workshop.make(family, body, **members)

    def discard(self, item: Item) -> None:
        """Remove an item before the check is over, so that it takes no place; it is well if that fails."""
        if item.family.remove is not None and item.path:
            self.server.ask(item.family.remove, item.path)

    def read(self, item: Item, **options: Any) -> Exchange:
        """Get an item, which has to succeed.

        Raises:
            Blocked: it failed.
        """
        return self.need(item.family.get, item.path, **options)

    def pages(
        self,
        operation: str | Operation,
        path: Mapping[str, str] | None = None,
        *,
        query: Mapping[str, Any] | None = None,
        token: str | None = ADMINISTRATOR,
    ) -> Iterator[Exchange]:
        """Go through the pages of a list, each of which has to succeed.

        Raises:
            Blocked: one failed.
            Deviation: a link leads away from the server, to a page that was read already, or there is no end.
        """
        exchange = self.need(operation, path, query=query, token=token)
        seen = set[str]()
        while True:
            yield exchange
            link = exchange.json.get("nextLink") if is_object(exchange.json) else None
            if link is None:
                return
            if not isinstance(link, str) or not link.startswith(f"{self.server.origin}/"):
                raise Deviation(
                    f"the next link {link!r} leads away from {self.server.origin}", exchange, subject="origin"
                )
            if link in seen or len(seen) >= _PAGES:
                raise Deviation(f"the next link {link!r} was followed before", exchange, subject="endless")
            seen.add(link)
            exchange = self.server.follow(operation, link, path)
            if not exchange.succeeded:
                raise Deviation(f"the next link is answered with {exchange.status}", exchange, subject="refused link")

    def items(self, operation: str | Operation, path: Mapping[str, str] | None = None, **options: Any) -> list[Any]:
        """Return all items of a list, see `pages`."""
        return [item for page in self.pages(operation, path, **options) for item in page.value]

    def expect(
        self, holds: bool, message: str, *exchanges: Exchange, subject: str = "", operation: str | None = None
    ) -> None:
        """Say what has to hold; the arguments are those of `Deviation`.

        Raises:
            Deviation: it does not hold.
        """
        if not holds:
            raise Deviation(message, *exchanges, subject=subject, operation=operation)

    def skip(self, reason: str) -> None:
        """Say that there is nothing to check, and why.

        Raises:
            NotApplicable: always.
        """
        raise NotApplicable(reason)
