"""ASGI messages of a request and its response: reading the body, sending the response, dropping the connection."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from .errors import ServiceError

__all__ = [
    "BODY_LIMIT",
    "AsgiScope",
    "ConnectionDroppedError",
    "Receive",
    "Send",
    "drop",
    "lifespan",
    "read",
    "respond",
]

AsgiScope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

BODY_LIMIT = 1_000_000
"""Bytes of a request body."""

_DRAINED = 64 * BODY_LIMIT
"""Bytes that are read and discarded, so that a client which is still sending can read the refusal."""


class ConnectionDroppedError(Exception):
    """There is no connection to answer on: the client closed it, or a fault cuts it."""


async def read(receive: Receive, headers: Mapping[str, str]) -> bytes:
    """Read a request body.

    Args:
        receive: the ASGI `receive` of the request.
        headers: lower-case name → value; a client that waits for leave to send too much does not get it.

    Raises:
        ServiceError: 413: it is too long.
        ConnectionDroppedError: the client closed the connection before it was complete.
    """
    if "expect" in headers:
        announced = headers.get("content-length", "")
        if headers["expect"].lower() == "100-continue" and announced.isdigit() and int(announced) > BODY_LIMIT:
            raise _too_large({"connection": "close"})
    parts, size = list[bytes](), 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionDroppedError
        part: bytes = message.get("body", b"")
        more = message.get("more_body", False)
        size += len(part)
        if size <= BODY_LIMIT:
            if not more and not parts:
                return part
            parts.append(part)
        if size > BODY_LIMIT and (not more or size > _DRAINED):
            raise _too_large({"connection": "close"} if more else None)
        if not more:
            return b"".join(parts)


def _too_large(headers: dict[str, str] | None) -> ServiceError:
    return ServiceError(413, "RequestTooLarge", f"The request body is longer than {BODY_LIMIT} bytes.", headers)


async def respond(
    send: Send, status: int, content: bytes, headers: dict[str, str], now: datetime, *, truncated: bool = False
) -> None:
    """Send a response; a truncated one announces its whole length, and ends in the middle."""
    sent = [(b"date", _date(int(now.timestamp())))]
    if status != 204:
        sent.append((b"content-length", b"%d" % len(content)))
    if content and "content-type" not in headers:
        sent.append((b"content-type", b"application/json; charset=utf-8"))
    if headers:
        sent += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    if truncated:
        await send({"type": "http.response.body", "body": content[: len(content) // 2], "more_body": True})
        await drop(send, hard=False)
    else:
        await send({"type": "http.response.body", "body": content})


@lru_cache(maxsize=4)
def _date(second: int) -> bytes:
    return format_datetime(datetime.fromtimestamp(second, UTC), usegmt=True).encode()


async def drop(send: Send, *, hard: bool = True) -> None:
    """Cut the connection that a response would be sent over.

    Args:
        send: the ASGI `send` of the request.
        hard: whether the client sees a reset, rather than an end of the stream.

    Raises:
        ConnectionDroppedError: there is no connection: the emulator runs in process.
    """
    # ASGI has no message for this; a connection's `send` is a method of an exchange, which knows its transport
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionDroppedError
    if hard:
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    else:
        transport.close()
    await asyncio.sleep(0)  # the exchange learns of it before its end


async def lifespan(receive: Receive, send: Send) -> None:
    """Acknowledge the startup and the shutdown that an ASGI server announces."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
