"""ASGI application for the calls of triggers, to be served alone or mounted in another."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qs

import orjson

from ..errors import ConfigurationError, DecodingError
from ._triggers import SIGNATURE, Subscription

__all__ = ["LIMIT", "TriggerReceiver"]

T = TypeVar("T")
R = TypeVar("R")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

LIMIT = 1_000_000
"""Bytes of a body that are read."""

_log = logging.getLogger("iotcentral")


class _RejectedRequestError(Exception):
    """The request is answered with an error; this is the answer, and no failure of the program."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status, self.code, self.message = status, code, message


class _DisconnectedError(Exception):
    """The caller hung up before its request was complete."""


class _Entry(NamedTuple):
    subscription: Subscription[Any]
    handler: Callable[[Any], Any]


class TriggerReceiver:
    """An ASGI application that hands the firings of rules to functions of yours.

    It answers 204 when the function is through, 400 to content that is not what the document says or is about another
    application or rule, 403 to a wrong or missing signature, 404 to an unknown address, 405, 413 and 415 to what is no
    JSON request of a fitting size, and 500 when the function raises. A caller that gets no 204 may send the same firing
    again, and after a lost answer it sends one that was worked on, so the function must bear to be called twice.

    Works under asyncio and trio, at the root of a server or below any `root_path`. Firings are handled as they come,
    several at a time. No log line shows an address's signature.

    Args:
        limit: bytes that a body may have.
    """

    def __init__(self, *, limit: int = LIMIT) -> None:
        self._limit = limit
        self._entries: dict[str, _Entry] = {}

    def on(self, subscription: Subscription[T]) -> Callable[[Callable[[T], R]], Callable[[T], R]]:
        """Return what takes the function for the firings of a subscription; to be used as a decorator.

        The function is given the payload. One that is `async` is awaited; any other runs in a worker thread.

        Args:
            subscription: the firings that the function is for.

        Raises:
            ConfigurationError: there is a function for a subscription of that id already.
        """

        def register(handler: Callable[[T], R]) -> Callable[[T], R]:
            if subscription.path in self._entries:
                raise ConfigurationError(
                    f'this receiver has a function for the subscription "{subscription.id}" already; '
                    "give each subscription its own id, and call the other functions from the one"
                )
            self._entries[subscription.path] = _Entry(subscription, handler)
            return handler

        return register

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, as ASGI 3 says."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            raise ValueError(f"TriggerReceiver serves HTTP requests, not {scope['type']}")

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            entry = self._admitted(scope)
            await _handle(entry, entry.subscription.decode(await self._body(scope, receive)))
            await _answer(send, 204)
        except _DisconnectedError:
            _log.debug("a call of a trigger broke off")
        except DecodingError as error:
            await _reject(send, _RejectedRequestError(400, "InvalidBody", str(error)))
        except _RejectedRequestError as error:
            await _reject(send, error)

    def _admitted(self, scope: Scope) -> _Entry:
        """Find who a request is for, if it may come in at all."""
        # servers differ in whether the path holds the root path too
        entry = self._entries.get(scope["path"].removeprefix(scope.get("root_path", "").rstrip("/")))
        if entry is None:
            raise _RejectedRequestError(404, "NotFound", "There is no subscription at this address.")
        if scope["method"] != "POST":
            raise _RejectedRequestError(405, "MethodNotAllowed", "A subscription is called with POST.")
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(SIGNATURE, [])
        if len(given) != 1 or not entry.subscription.verify(given[0]):
            raise _RejectedRequestError(403, "Forbidden", "The signature of the address is missing or wrong.")
        headers = {name.lower(): value for name, value in scope["headers"]}
        media_type = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
        if media_type != b"application/json" and not media_type.endswith(b"+json"):
            raise _RejectedRequestError(
                415, "UnsupportedMediaType", "The body must be JSON (content-type: application/json)."
            )
        if headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise _RejectedRequestError(415, "UnsupportedMediaType", "The body must not be compressed.")
        return entry

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        too_long = _RejectedRequestError(413, "PayloadTooLarge", f"The body has more than {self._limit} bytes.")
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._limit:
            raise too_long
        content = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _DisconnectedError
            content += message.get("body", b"")
            if len(content) > self._limit:
                raise too_long
            if not message.get("more_body", False):
                return bytes(content)


async def _handle(entry: _Entry, payload: Any) -> None:
    try:
        if inspect.iscoroutinefunction(entry.handler):
            await entry.handler(payload)
            return
        from anyio.to_thread import run_sync  # only functions that block need it

        # in a tuple, since trio takes no awaitable from a thread
        (given,) = await run_sync(lambda: (entry.handler(payload),))
        if inspect.isawaitable(given):  # of a callable object, or a function that wraps an asynchronous one
            await given
    except Exception:
        _log.exception('the function for the subscription "%s" failed', entry.subscription.id)
        raise _RejectedRequestError(
            500, "InternalServerError", "The firing was not handled; it may be sent again."
        ) from None


async def _reject(send: Send, rejected: _RejectedRequestError) -> None:
    _log.debug("a call of a trigger was answered %d %s: %s", rejected.status, rejected.code, rejected.message)
    content = orjson.dumps({"error": {"code": rejected.code, "message": rejected.message}})
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    await _answer(
        send, rejected.status, content, [*headers, (b"allow", b"POST")] if rejected.status == 405 else headers
    )


async def _answer(send: Send, status: int, content: bytes = b"", headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*headers]})
    await send({"type": "http.response.body", "body": content})


async def _live(receive: Receive, send: Send) -> None:
    """Start and stop with the server; there is nothing to prepare."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
