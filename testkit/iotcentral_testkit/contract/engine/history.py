"""History of a run: what was changed on the server, and the requests that bring a deviation about again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ...openapi.json_types import is_object
from .exchange import Exchange, digest

__all__ = ["History", "Steps"]

_ID = re.compile(r"[\w:;-]+")
_TOKEN = re.compile(rb'"(SharedAccessSignature [^"]+)"')
"""A token that an answer issues, with which later requests may be sent."""

_MOST = 120
"""Requests of a check that are repeated; of a longer one, those alone that show the deviation and what they need."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Requests that bring a deviation about again, in their order.

    Attributes:
        exchanges: the requests with their responses.
        shown: the numbers of those that show it.
    """

    exchanges: tuple[Exchange, ...]
    shown: frozenset[int] = frozenset()


class History:
    """The changes of a run, by the ids in their paths."""

    def __init__(self) -> None:
        self._changes: dict[str, list[Exchange]] = {}
        self._within: dict[str, list[Exchange]] = {}
        self._issued: dict[str, Exchange] = {}

    def record(self, exchange: Exchange) -> None:
        """Record an exchange; those that changed nothing are ignored."""
        if exchange.method != "GET" and exchange.succeeded:
            place = urlsplit(exchange.url).path
            for name in {place, *exchange.path.values()}:
                self._changes.setdefault(name, []).append(exchange)
            self._within.setdefault(place.rpartition("/")[0], []).append(exchange)
            for token in _TOKEN.findall(exchange.body):
                self._issued[digest(token.decode(errors="replace").replace("\\u0026", "&"))] = exchange

    def steps(self, shown: Sequence[Exchange], sent: Sequence[Exchange] = ()) -> Steps:
        """Return the requests that bring a deviation about again.

        Args:
            shown: those that show it.
            sent: all of the check that found it.
        """
        if not shown:
            return Steps(())
        last = max(exchange.number for exchange in shown)
        own = {exchange.number: exchange for exchange in (*sent, *shown) if exchange.number <= last}
        if len(own) > _MOST:
            own = {exchange.number: exchange for exchange in shown}
        found = dict(own)
        self._add_changes(own.values(), last, found)
        listed = [text for exchange in shown for text in (exchange.body.decode(errors="replace"),)]
        self._add_named((name for text in listed for name in _ID.findall(text)), last, found)
        for exchange in shown:
            self._add_changes(self._listed(exchange), last, found)
        ordered = tuple(found[number] for number in sorted(found))
        return Steps(ordered, frozenset(exchange.number for exchange in shown))

    def _listed(self, exchange: Exchange) -> list[Exchange]:
        """Return the requests that created what a list had at its time; none if it is too much to create again."""
        if exchange.method != "GET" or not is_object(exchange.json) or exchange.page[0] not in exchange.json:
            return []
        place = urlsplit(exchange.url).path.rstrip("/")
        living: dict[str, Exchange] = {}
        for change in self._within.get(place, ()):
            path = urlsplit(change.url).path
            if change.number < exchange.number and change.method == "PUT":
                living[path] = change
            elif change.number < exchange.number and change.method == "DELETE":
                living.pop(path, None)
        return list(living.values()) if len(living) <= _MOST else []

    def _add_changes(self, exchanges: Collection[Exchange], last: int, found: dict[int, Exchange]) -> None:
        """Add the changes of everything that requests name, before the last of them."""
        for exchange in list(exchanges):
            text = unquote(exchange.url) + exchange.request_body.decode(errors="replace")
            place = urlsplit(exchange.url).path
            self._add_named([place, *exchange.path.values(), *_ID.findall(text)], last, found)
            issuer = self._issued.get(exchange.credential)
            if issuer is not None and issuer.number not in found:
                found[issuer.number] = issuer
                self._add_changes([issuer], last, found)

    def _add_named(self, names: Iterable[str], last: int, found: dict[int, Exchange]) -> None:
        for name in set(names):
            new = [it for it in self._changes.get(name, ()) if it.number < last and it.number not in found]
            for exchange in new:
                found[exchange.number] = exchange
            self._add_changes(new, last, found)
