"""Server-sent events for the page: each request when it was answered, the time, and that something has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .debug_views import ViewRequest, frame_of
from .page.requests_view import request_row

if TYPE_CHECKING:
    from .http.transport import Receive, Send
    from .page.layout import Frame
    from .world import World

__all__ = ["EVENTS", "stream"]

EVENTS = ("GET", b"/_emulator/events")
"""Method and path of the stream."""

_EVERY = 1.0
"""Seconds between two looks at the time and the state, while somebody watches."""

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
]


async def stream(world: World, request: ViewRequest, receive: Receive, send: Send) -> None:
    """Send events until the client goes away or the emulator is closed.

    A client that can take no more than one answer, as one in process, gets what there is and the end.

    Args:
        world: the applications.
        request: names by `after`, or as browsers do on their own by `Last-Event-ID`, the last request that is known.
        receive: the ASGI `receive` of the request, whose body is read: what comes then is the end.
        send: the ASGI `send`.
    """
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    log, known = world.requests, _number(request.headers.get("last-event-id") or request.query.get("after", ""))
    gone, loop = asyncio.ensure_future(receive()), asyncio.get_running_loop()
    state, look = _state(world), loop.time() + _EVERY
    try:
        with log.watched() as woken:
            while True:
                woken.clear()
                events = list(_rows(world, frame_of(world, request), known))
                known = log.added
                if loop.time() >= look:
                    events.append(_event("time", frame_of(world, request).time))
                    state, before, look = _state(world), state, loop.time() + _EVERY
                    if state != before:
                        events.append(_event("changed", ""))
                await send({"type": "http.response.body", "body": "".join(events).encode(), "more_body": True})
                await _either(gone, woken, max(0.0, look - loop.time()))
                if gone.done() or log.ended:
                    break
    finally:
        gone.cancel()
    await send({"type": "http.response.body", "body": b""})


async def _either(gone: asyncio.Future[Any], woken: asyncio.Event, seconds: float) -> None:
    """Wait until a client has gone, something has come, or some time has passed."""
    waking: asyncio.Future[Any] = asyncio.ensure_future(woken.wait())
    try:
        await asyncio.wait({gone, waking}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waking.cancel()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _state(world: World) -> tuple[object, ...]:
    """Return what differs when a page would show something else: simulated devices send every minute."""
    return world.store.changes, world.clock.setting, f"{world.clock.now():%Y%m%d%H%M}"


def _rows(world: World, frame: Frame, known: int) -> Iterator[str]:
    for number, request in world.requests.after(known):
        yield _event("request", request_row(frame, request), number)


def _event(name: str, data: str, number: int | None = None) -> str:
    """Return one event; its data is one line."""
    numbered = "" if number is None else f"id: {number}\n"
    return f"event: {name}\n{numbered}data: {data}\n\n"
