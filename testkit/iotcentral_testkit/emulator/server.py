"""The emulator as an ASGI application: every request goes through the same steps, in the service's order.

Which application, who asks, which api-version, which operation, may the caller do that, is the request what the document
says; then the operation's handler answers, in one transaction of the store.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from ..openapi.documents import Document, Operation, decode_json, documents
from . import rules
from .access import ADMINISTRATOR, authenticate, permission_of
from .calls import HANDLERS, Call, unhandled
from .control_plane.serving import ControlPlane, is_control_plane
from .errors import Refusal, envelope, forbidden
from .exchange import Exchange, body_of, path_of, query_of, url_of, version_of
from .looking import VIEWS
from .request_log import LoggedRequest, shown_path, shown_query
from .wire import ConnectionDropped, Receive, Scope, Send, drop, lifespan, read, respond

if TYPE_CHECKING:
    from datetime import datetime

    from .world import World

__all__ = ["Server"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")
_RULES = b"/_emulator/rules"


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
        self._control_plane = ControlPlane(world)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        exchange, arrived, started = Exchange(), self._world.clock.now(), time.perf_counter()
        try:
            content = await read(receive)
            self._handle(exchange, scope, headers, content)
            if exchange.firing is not None:
                await _fire(exchange)
        except ConnectionDropped:
            if exchange.disturbance is None:
                return  # the client went by itself
        except Refusal as refusal:
            self._refuse(exchange, scope, refusal)
        except Exception:
            # a bug of the emulator: the client is told as the service would tell it, the developer here
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            self._refuse(exchange, scope, Refusal(500, "InternalServerError", "An internal error has occurred."))
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

    def _refuse(self, exchange: Exchange, scope: Scope, refusal: Refusal) -> None:
        if is_control_plane(path_of(scope)):
            self._control_plane.refuse(exchange, refusal)
            return
        exchange.request_id = self._world.request_id()
        body = envelope(refusal, exchange.request_id, self._world.clock.now())
        exchange.status, exchange.content = refusal.status, orjson.dumps(body)
        exchange.headers = {"x-ms-error-code": refusal.code, **refusal.headers}
        exchange.error = refusal.code

    def _handle(self, exchange: Exchange, scope: Scope, headers: dict[str, str], content: bytes) -> None:
        self._world.settle()
        path = path_of(scope)
        if is_control_plane(path):
            self._control_plane.handle(exchange, scope, headers, content)
            return
        if path == _RULES and scope["method"] == "POST":
            self._prepare_firing(exchange, scope, headers, content)
            return
        view = VIEWS.get(path) if scope["method"] == "GET" else None
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

    def _call(self, exchange: Exchange, scope: Scope, headers: dict[str, str]) -> Call:
        app = self._world.application(headers.get("host", ""))
        exchange.application = app.name
        caller = authenticate(app, headers.get("authorization"))
        pairs = query_of(scope)
        document = self._document(version_of(pairs))
        operation, segments = self._route(document, scope["method"], path_of(scope))
        exchange.operation = operation.id
        return Call(
            app=app,
            operation=operation,
            path=operation.path_values(segments),
            query=operation.query_values(pairs),
            headers=headers,
            body=None,
            caller=caller,
            url=url_of(scope, headers),
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

    def _prepare_firing(self, exchange: Exchange, scope: Scope, headers: dict[str, str], content: bytes) -> None:
        """Find out which rule is to be fired; an administrator of the application may do that."""
        exchange.logged = False
        asked = rules.firing_of(decode_json(content))
        host = headers.get("host", "")
        app = self._world.application(f"{asked['app']}.localhost" if "app" in asked else host)
        exchange.application = app.name
        caller = authenticate(app, headers.get("authorization"))
        if all(role != ADMINISTRATOR for role, _ in caller.roles):
            raise forbidden("Only administrators of the application fire rules.")
        port = f":{scope['server'][1]}" if scope.get("server") else ""
        exchange.firing = self._world.fire(
            app,
            host=f"{app.name}.localhost{port}" if "app" in asked else host,
            url=asked["url"],
            rule=asked["rule"],
            display_name=asked.get("displayName"),
            device_id=asked.get("deviceId"),
        )


async def _fire(exchange: Exchange) -> None:
    """Fire a rule in a thread, so that whoever is called can ask the emulator meanwhile."""
    if exchange.firing is not None:
        status = await asyncio.to_thread(rules.deliver, exchange.firing, rules.post)
        exchange.status, exchange.content = 200, orjson.dumps({"status": status, "payload": exchange.firing.payload})


def _logged(exchange: Exchange, scope: Scope, arrived: datetime, duration: float) -> LoggedRequest:
    """Return what is remembered of a request."""
    fault = exchange.disturbance
    return LoggedRequest(
        time=arrived,
        application=exchange.application,
        method=scope["method"],
        path=shown_path(path_of(scope)),
        query=shown_query(scope["query_string"]),
        operation=exchange.operation,
        status=None if fault is not None and fault.reset else exchange.status,
        error=exchange.error,
        request_id=exchange.request_id,
        duration=duration,
    )


def _body(operation: Operation, headers: dict[str, str], content: bytes) -> Any:
    """Parse and check a request body."""
    body = body_of(operation, headers, content)
    if content:  # null is a body too
        operation.check_body(body)
    return body
