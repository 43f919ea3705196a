"""Long-running operations: where an answer says that its end is to be asked for, and the asking."""

from __future__ import annotations

import time
from collections.abc import Iterator

from .exchange import Exchange
from .http_client import Server

__all__ = ["ENDS", "MONITORS", "Astray", "monitor", "pause", "polled", "settled", "state"]

MONITORS = ("azure-asyncoperation", "location")
"""Headers that say where to ask, the preferred one first."""

ENDS = frozenset({"succeeded", "failed", "canceled"})
"""States in which an operation goes on no longer; letter case does not count."""

_PAUSE = 0.1
"""Seconds between two requests to a server of one's own."""

_POLITE = 5.0
"""Seconds between two requests to any other, unless it says how many."""


class Astray(Exception):  # noqa: N818  # what the server did
    """A server sends its callers elsewhere, where they would show their token.

    Args:
        exchange: the answer that says so.
        url: where to.
    """

    def __init__(self, exchange: Exchange, url: str) -> None:
        super().__init__(f"the operation is to be asked for at {url!r}, which is not this server")
        self.exchange = exchange


def monitor(exchange: Exchange) -> str | None:
    """Return where the end of an operation is to be asked for; None if the answer says nothing of it."""
    return next((exchange.headers[name] for name in MONITORS if exchange.headers.get(name)), None)


def state(exchange: Exchange) -> str:
    """Return the state that a monitor tells, in lower case; of one that tells none, what its status means (202: running)."""
    said = exchange.content.get("status")
    if isinstance(said, str):
        return said.lower()
    if exchange.status == 202:
        return "running"
    return "succeeded" if exchange.succeeded else "failed"


def polled(server: Server, started: Exchange, url: str | None = None) -> Iterator[Exchange]:
    """Ask for the end of an operation until it is there, or until the patience of the run is over; gives each answer.

    Args:
        server: where it was started.
        started: the answer that started it.
        url: where to ask; the address that the answer prefers if it is not given.

    Raises:
        Astray: the address is another server's.
        ServerError: there was no answer.
    """
    url = url or monitor(started)
    if url is None:
        return
    if not url.startswith(f"{server.origin}/"):
        raise Astray(started, url)
    until = time.monotonic() + server.options.patience
    wait = pause(server, started) if server.options.throttled else 0.0
    while True:
        time.sleep(wait)
        last = server.raw("GET", url)
        wait = pause(server, last)
        yield last
        if state(last) in ENDS or time.monotonic() >= until:
            return


def settled(server: Server, started: Exchange) -> Exchange:
    """Wait for the end of an operation; gives the last answer, the one that started it if that says nothing of an end.

    Raises:
        Astray, ServerError: see `polled`.
    """
    answers = list(polled(server, started))
    return answers[-1] if answers else started


def pause(server: Server, exchange: Exchange) -> float:
    """Return the seconds to wait before an operation is asked for again."""
    if not server.options.throttled:
        return _PAUSE
    text = exchange.headers.get("retry-after", "")
    return min(float(text), 60.0) if text.isdigit() else _POLITE
