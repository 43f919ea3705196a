"""Long-running operations: their monitors, states and polling."""

from __future__ import annotations

import time
from collections.abc import Iterator

from .exchange import Exchange
from .http_client import HttpClient

__all__ = ["ENDS", "MONITORS", "ForeignAddressError", "monitor", "pause", "poll", "state", "wait_for_end"]

MONITORS = ("azure-asyncoperation", "location")
"""Headers with the URL of the monitor, the preferred one first."""

ENDS = frozenset({"succeeded", "failed", "canceled"})
"""Terminal states of an operation; case is ignored."""

_PAUSE = 0.1
"""Seconds between two requests to a server whose rates need not be kept."""

_POLITE = 5.0
"""Seconds between two requests to any other server that sends no `Retry-After`."""


class ForeignAddressError(Exception):
    """The URL of a monitor is another server's, which would receive the token.

    Args:
        exchange: the response that says so.
        url: of the monitor.
    """

    def __init__(self, exchange: Exchange, url: str) -> None:
        super().__init__(f"the monitor of the operation is {url!r}, which is not this server")
        self.exchange = exchange


def monitor(exchange: Exchange) -> str | None:
    """Return the URL of the monitor of an operation; None if the response has none."""
    return next((exchange.headers[name] for name in MONITORS if exchange.headers.get(name)), None)


def state(exchange: Exchange) -> str:
    """Return the state in a monitor's response, in lower case; without one, what its status means (202: running)."""
    said = exchange.content.get("status")
    if isinstance(said, str):
        return said.lower()
    if exchange.status == 202:
        return "running"
    return "succeeded" if exchange.succeeded else "failed"


def poll(http: HttpClient, started: Exchange, url: str | None = None) -> Iterator[Exchange]:
    """Poll an operation until it ends, or the patience of the run is over, and yield each response.

    Args:
        http: of the server where it was started.
        started: the response that started it.
        url: of the monitor; the preferred one of the response if it is not given.

    Raises:
        ForeignAddressError: the URL is another server's.
        NoResponseError: there was no response.
    """
    url = url or monitor(started)
    if url is None:
        return
    if not http.serves(url):
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
    """Wait for the end of an operation; return the last response, or the one that started it if it has no monitor.

    Raises:
        ForeignAddressError, NoResponseError: see `poll`.
    """
    answers = list(poll(http, started))
    return answers[-1] if answers else started


def pause(http: HttpClient, exchange: Exchange) -> float:
    """Return the seconds to wait before the next poll."""
    if not http.options.throttled:
        return _PAUSE
    text = exchange.headers.get("retry-after", "")
    return min(float(text), 60.0) if text.isdigit() else _POLITE
