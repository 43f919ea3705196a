"""Long-running operations: where a response says that its end is to be requested, and the asking."""

from __future__ import annotations

import time
from collections.abc import Iterator

from .exchange import Exchange
from .http_client import HttpClient

__all__ = ["ENDS", "MONITORS", "ForeignAddressError", "monitor", "pause", "poll", "state", "wait_for_end"]

MONITORS = ("azure-asyncoperation", "location")
"""Headers that say where to ask, the preferred one first."""

ENDS = frozenset({"succeeded", "failed", "canceled"})
"""States in which an operation goes on no longer; letter case does not count."""

_PAUSE = 0.1
"""Seconds between two requests to a server of one's own."""

_POLITE = 5.0
"""Seconds between two requests to any other, unless it says how many."""


class ForeignAddressError(Exception):  # what the server did
    """A server sends its callers elsewhere, where they would show their token.

    Args:
        exchange: the response that says so.
        url: where to.
    """

    def __init__(self, exchange: Exchange, url: str) -> None:
        super().__init__(f"the operation is to be asked for at {url!r}, which is not this server")
        self.exchange = exchange


def monitor(exchange: Exchange) -> str | None:
    """Return where the end of an operation is to be requested; None if the response says nothing of it."""
    return next((exchange.headers[name] for name in MONITORS if exchange.headers.get(name)), None)


def state(exchange: Exchange) -> str:
    """Return the state that a monitor tells, in lower case; of one that tells none, what its status means (202: running)."""
    said = exchange.content.get("status")
    if isinstance(said, str):
        return said.lower()
    if exchange.status == 202:
        return "running"
    return "succeeded" if exchange.succeeded else "failed"


def poll(http: HttpClient, started: Exchange, url: str | None = None) -> Iterator[Exchange]:
    """Ask for the end of an operation until it is there, or until the patience of the run is over; returns each response.

    Args:
        http: of the server where it was started.
        started: the response that started it.
        url: where to ask; the address that the response prefers if it is not given.

    Raises:
        ForeignAddressError: the address is another server's.
        NoResponseError: there was no response.
    """
    url = url or monitor(started)
    if url is None:
        return
    if not url.startswith(f"{http.origin}/"):
        raise ForeignAddressError(started, url)
    until = time.monotonic() + http.options.patience
    wait = pause(http, started) if http.options.throttled else 0.0
    while True:
        time.sleep(wait)
        last = http.send_raw("GET", url)
        wait = pause(http, last)
        yield last
        if state(last) in ENDS or time.monotonic() >= until:
            return


def wait_for_end(http: HttpClient, started: Exchange) -> Exchange:
    """Wait for the end of an operation; returns the last response, the one that started it if that says nothing of an end.

    Raises:
        ForeignAddressError, NoResponseError: see `polled`.
    """
    answers = list(poll(http, started))
    return answers[-1] if answers else started


def pause(http: HttpClient, exchange: Exchange) -> float:
    """Return the seconds to wait before an operation is requested again."""
    if not http.options.throttled:
        return _PAUSE
    text = exchange.headers.get("retry-after", "")
    return min(float(text), 60.0) if text.isdigit() else _POLITE
