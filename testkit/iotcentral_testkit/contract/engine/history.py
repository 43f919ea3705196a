"""History of a run: what was changed on the server, and the requests that bring a deviation about again."""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ...openapi.json_types import is_object
from .exchange import Exchange, digest

__all__ = ["History", "Steps"]

_ID = re.compile(r"[\w:;-]+")
_TOKEN = re.compile(rb'"(SharedAccessSignature [^"]+)"')
"""A token that an answer issues, with which later requests may be sent."""

_EFFORT = 1
"""Level of the compression; higher ones save little more."""

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


class _Change(NamedTuple):
    """A change of the run, packed: there are thousands, of which the deviations need a few.

    Attributes:
        number: of the exchange.
        method: of the request.
        place: the path of its URL.
        packed: the exchange.
    """

    number: int
    method: str
    place: str
    packed: bytes

    @classmethod
    def of(cls, exchange: Exchange) -> _Change:
        """Pack an exchange."""
        values = pickle.dumps(tuple(getattr(exchange, each.name) for each in fields(exchange)))
        return cls(exchange.number, exchange.method, urlsplit(exchange.url).path, zlib.compress(values, _EFFORT))

    @property
    def exchange(self) -> Exchange:
        """The exchange."""
        return Exchange(*pickle.loads(zlib.decompress(self.packed)))  # noqa: S301  # made by `of`


class History:
    """The changes of a run, by the ids in their paths."""

    def __init__(self) -> None:
        self._changes: dict[str, list[_Change]] = {}
        self._within: dict[str, list[_Change]] = {}
        self._issued: dict[str, _Change] = {}
        self._creations: dict[str, _Change] = {}

    def record(self, exchange: Exchange) -> None:
        """Record an exchange; those that changed nothing are ignored."""
        if exchange.method == "GET" or not exchange.succeeded:
            return
        change = _Change.of(exchange)
        for name in {change.place, *exchange.path.values()}:
            self._changes.setdefault(name, []).append(change)
        self._within.setdefault(change.place.rpartition("/")[0], []).append(change)
        for token in _TOKEN.findall(exchange.body):
            self._issued[digest(token.decode(errors="replace").replace("\\u0026", "&"))] = change
        if exchange.method == "PUT":
            *_, named = ("", *exchange.path.values())
            self._creations[named] = change

    def reproduction(self, exchanges: Iterable[Exchange]) -> tuple[Exchange, ...]:
        """Return exchanges preceded by those that created what they name, so that they can be repeated from scratch."""
        wanted = list(exchanges)
        shown = {exchange.number for exchange in wanted}
        needed: dict[int, Exchange] = {}
        for exchange in wanted:
            self._add_creations(exchange, needed)
        return (*(needed[number] for number in sorted(needed) if number not in shown), *wanted)

    def _add_creations(self, exchange: Exchange, needed: dict[int, Exchange]) -> None:
        text = unquote(exchange.url) + exchange.request_body.decode(errors="replace")
        for name in set(_ID.findall(text)):
            made = self._creations.get(name)
            if made is not None and made.number != exchange.number and made.number not in needed:
                needed[made.number] = made.exchange
                self._add_creations(needed[made.number], needed)

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
        living: dict[str, _Change] = {}
        for change in self._within.get(place, ()):
            if change.number < exchange.number and change.method == "PUT":
                living[change.place] = change
            elif change.number < exchange.number and change.method == "DELETE":
                living.pop(change.place, None)
        return [change.exchange for change in living.values()] if len(living) <= _MOST else []

    def _add_changes(self, exchanges: Collection[Exchange], last: int, found: dict[int, Exchange]) -> None:
        """Add the changes of everything that requests name, before the last of them."""
        for exchange in list(exchanges):
            text = unquote(exchange.url) + exchange.request_body.decode(errors="replace")
            place = urlsplit(exchange.url).path
            self._add_named([place, *exchange.path.values(), *_ID.findall(text)], last, found)
            issuer = self._issued.get(exchange.credential)
            if issuer is not None and issuer.number not in found:
                found[issuer.number] = issuer.exchange
                self._add_changes([found[issuer.number]], last, found)

    def _add_named(self, names: Iterable[str], last: int, found: dict[int, Exchange]) -> None:
        for name in set(names):
            changes = [it for it in self._changes.get(name, ()) if it.number < last and it.number not in found]
            new = [change.exchange for change in changes]
            found.update((exchange.number, exchange) for exchange in new)
            self._add_changes(new, last, found)
