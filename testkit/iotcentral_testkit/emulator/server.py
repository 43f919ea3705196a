"""The emulator as an ASGI application: every request goes through the same steps, in the service's order.

Which application, who asks, which api-version, which operation, may the caller do that, is the request what the document
says; then the operation's handler answers, in one transaction of the store.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import orjson

from .access import authenticate, permission_of
from .calls import HANDLERS, Call, unhandled
from .documents import Document, Operation, decode_json, documents
from .errors import Refusal, bad_request, envelope
from .looking import VIEWS
from .request_log import LoggedRequest, shown_path, shown_query
from .wire import ConnectionDropped, Receive, Scope, Send, drop, lifespan, read, respond

if TYPE_CHECKING:
    from datetime import datetime

    from .faults import Disturbance
    from .world import World

__all__ = ["Server"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")


@dataclass(slots=True)
class _Exchange:
    """What becomes of one request."""

    status: int = 500
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    disturbance: Disturbance | None = None
    application: str | None = None
    operation: str | None = None
    request_id: str | None = None
    logged: bool = True


class Server:
    """Answers HTTP requests.

    Args:
        world: the applications and what they share.

    Raises:
        RuntimeError: an operation of a document has no handler.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._documents: Mapping[str, Document] = documents()
        missing = unhandled(id for document in self._documents.values() for id in document.operations)
        if missing:
            raise RuntimeError(f"these operations have no handler: {', '.join(missing)}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        exchange, arrived, started = _Exchange(), self._world.clock.now(), time.perf_counter()
        try:
            content = await read(receive)
            self._handle(exchange, scope, headers, content)
        except ConnectionDropped:
            if exchange.disturbance is None:
                return  # the client went by itself
        except Refusal as refusal:
            self._refuse(exchange, refusal)
        except Exception:
            # a bug of the emulator: the client is told as the service would tell it, the developer here
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            self._refuse(exchange, Refusal(500, "InternalServerError", "An internal error has occurred."))
        fault = exchange.disturbance
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        if exchange.logged:
            self._world.requests.add(_logged(exchange, scope, arrived, time.perf_counter() - started))
        if fault is not None and fault.reset:
            await drop(send)
            return
        truncated = fault is not None and fault.truncate
        now = self._world.clock.now()
        await respond(send, exchange.status, exchange.content, exchange.headers, now, truncated=truncated)

    def _refuse(self, exchange: _Exchange, refusal: Refusal) -> None:
        exchange.request_id = self._world.request_id()
        body = envelope(refusal, exchange.request_id, self._world.clock.now())
        exchange.status, exchange.content = refusal.status, orjson.dumps(body)
        exchange.headers = {"x-ms-error-code": refusal.code, **refusal.headers}

    def _handle(self, exchange: _Exchange, scope: Scope, headers: dict[str, str], content: bytes) -> None:
        self._world.settle()
        view = VIEWS.get(_path(scope)) if scope["method"] == "GET" else None
        if view is not None:
            exchange.status, exchange.logged = 200, False
            exchange.content, exchange.headers = view(self._world)
            return
        call = self._call(exchange, scope, headers)
        call.require(permission_of(call.operation.id))
        call.body = _body(call.operation, headers, content)
        fault = exchange.disturbance = self._world.admit(call)
        if fault is not None:
            fault.before(call)
        handler = HANDLERS[call.operation.id]
        if call.operation.method == "GET":
            answer = handler(call)
        else:
            with self._world.store.transaction():
                answer = handler(call)
                self._world.keep()
        if fault is not None:
            answer = fault.after(answer)
        exchange.status = call.operation.status
        exchange.content = b"" if answer is None else orjson.dumps(answer)

    def _call(self, exchange: _Exchange, scope: Scope, headers: dict[str, str]) -> Call:
        app = self._world.application(headers.get("host", ""))
        exchange.application = app.name
        caller = authenticate(app, headers.get("authorization"))
        pairs = _query(scope["query_string"])
        document = self._document(_version(pairs))
        operation, segments = self._route(document, scope["method"], _path(scope))
        exchange.operation = operation.id
        return Call(
            app=app,
            operation=operation,
            path=operation.path_values(segments),
            query=operation.query_values(pairs),
            headers=headers,
            body=None,
            caller=caller,
            url=f"{scope['scheme']}://{headers.get('host', 'localhost')}",
            extra={name: value for name, value in pairs if name.startswith("$")},
        )

    def _document(self, version: str | None) -> Document:
        document = self._documents.get(version or "")
        if document is None:
            raise Refusal(404, "NotFound", f'"{version or ""}" is not a valid API version.')
        return document

    def _route(self, document: Document, method: str, raw_path: bytes) -> tuple[Operation, list[str]]:
        match = document.match(raw_path)
        if match is None:
            raise Refusal(404, "NotFound", "There is no resource at this path.")
        operation = match.operations.get(method)
        if operation is None:
            allowed = ", ".join(sorted(match.operations))
            message = f"The method {method} is not allowed here; allowed are {allowed}."
            raise Refusal(405, "MethodNotAllowed", message, {"Allow": allowed})
        return operation, match.segments


def _logged(exchange: _Exchange, scope: Scope, arrived: datetime, duration: float) -> LoggedRequest:
    """Give what is remembered of a request."""
    fault = exchange.disturbance
    return LoggedRequest(
        time=arrived,
        application=exchange.application,
        method=scope["method"],
        path=shown_path(_path(scope)),
        query=shown_query(scope["query_string"]),
        operation=exchange.operation,
        status=None if fault is not None and fault.reset else exchange.status,
        error=exchange.headers.get("x-ms-error-code"),
        request_id=exchange.request_id,
        duration=duration,
    )


def _query(raw: bytes) -> list[tuple[str, str]]:
    """Read the query parameters, in their order."""
    try:
        return parse_qsl(raw.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise bad_request("The query is not valid UTF-8.") from None


def _version(pairs: list[tuple[str, str]]) -> str | None:
    """Give the api-version; clients that follow a next link may add theirs once more."""
    versions = {value for name, value in pairs if name == "api-version"}
    if len(versions) > 1:
        raise bad_request("The query names more than one api-version.")
    return next(iter(versions), None)


def _path(scope: Scope) -> bytes:
    """Give the path as it was sent, before anything was decoded; proxies send whole URLs."""
    raw: bytes = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
    if not raw.startswith(b"/") and b"://" in raw:
        raw = b"/" + raw.partition(b"://")[2].partition(b"/")[2]
    return raw


def _body(operation: Operation, headers: dict[str, str], content: bytes) -> Any:
    """Parse and check a request body."""
    if not operation.media_types:
        return None
    if not content:
        if operation.body_required:
            raise bad_request("The request needs a body.")
        return None
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in operation.media_types:
        expected = " or ".join(operation.media_types)
        raise Refusal(415, "UnsupportedMediaType", f'The content type "{media_type}" is not {expected}.')
    body = decode_json(content)
    operation.check_body(body)
    return body
