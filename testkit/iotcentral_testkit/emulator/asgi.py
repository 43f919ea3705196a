"""The emulator as an ASGI application: every request goes through the same steps, in the service's order.

The application, the caller, the api-version, the operation, the caller's permission, and the validity of the request by
the document; then the operation's handler answers, in one transaction of the store.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

import orjson

from ..openapi.documents import Document, Route, documents
from ..openapi.older_versions import AskedVersion, older_versions
from . import control_plane, data_export, devices, enrollment, jobs, resources, telemetry
from .background import Background
from .bindings import Binding, bindings_of
from .control_plane.request_handling import ControlPlane, is_control_plane
from .debug_views import VIEWS, ViewRequest
from .event_stream import EVENTS, stream
from .http.authentication import authenticate
from .http.authorization import permission_of
from .http.bodies import body_of, check_body, json_of, unknown_members
from .http.calls import Call, bind_handlers
from .http.errors import ServiceError, envelope, unprocessable
from .http.request_log import LoggedRequest, shown_path, shown_query
from .http.requests import (
    RequestHandling,
    check_headers,
    match_path,
    path_of,
    path_values,
    query_of,
    query_values,
    url_of,
    version_of,
)
from .http.transport import AsgiScope, ConnectionDroppedError, Receive, Send, drop, lifespan, read, respond
from .own_operations import OWN_OPERATIONS, OwnRequest
from .page_actions import ACTIONS, press
from .state.application import Actor
from .state.steps import in_steps
from .state.store import BrokenRowError

if TYPE_CHECKING:
    from datetime import datetime

    from .world import World

__all__ = ["AsgiApp"]

_LOG = logging.getLogger("iotcentral_testkit.emulator")

for _room in (control_plane, data_export, devices, enrollment, jobs, resources, telemetry):
    bind_handlers(_room)


class AsgiApp:
    """Answers HTTP requests.

    Args:
        world: the applications and what they share.
        settle: waits until what is due is done, deliveries included; None: this is done where it is asked for.
    """

    def __init__(self, world: World, settle: Callable[[], Awaitable[None]] | None = None) -> None:
        self._world = world
        self._settle = settle or Background(world).settle
        self._documents: Mapping[str, Document] = documents()
        self._asked = {name: AskedVersion(name, document) for name, document in self._documents.items()}
        if world.older_versions:
            self._asked = older_versions(self._documents.values()) | self._asked
        self._bindings = bindings_of(self._documents)
        self._control_plane = ControlPlane(world, world.subscription, world.admit)

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def refuse_unread(self, scope: AsgiScope, send: Send, error: ServiceError) -> None:
        """Answer a request with an error, without reading it."""
        handling = RequestHandling()
        self._refuse(handling, scope, error)
        await respond(send, handling.status, handling.content, handling.headers, self._world.clock.now())

    async def _answer(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        handling, arrived, started = RequestHandling(), self._world.clock.now(), time.perf_counter()
        try:
            content = await read(receive, headers)
            if (scope["method"], path_of(scope)) == EVENTS:
                await stream(self._world, ViewRequest.of(scope, headers), receive, send)
                return
            if not await self._operate(handling, scope, headers, content):
                await self._handle(handling, scope, headers, content)
        except ConnectionDroppedError:
            if handling.fault is None:
                return  # the client closed it
        except ServiceError as error:
            self._refuse(handling, scope, error)
        except BrokenRowError as error:
            _LOG.error("%s %s: %s", scope["method"], scope["path"], error)
            message = f"The emulator's state is broken: {error}. Use another state file, or repair the row."
            self._refuse(handling, scope, ServiceError(500, "BrokenState", message))
        except sqlite3.OperationalError as error:
            _LOG.error("%s %s could not be stored: %s", scope["method"], scope["path"], error)
            self._refuse(handling, scope, _not_stored(error))
        except Exception:
            # a defect of the emulator: the client is told as the service would tell it, the developer here
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            self._refuse(handling, scope, ServiceError(500, "InternalServerError", "An internal error has occurred."))
        fault = handling.fault
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        if handling.logged:
            self._world.requests.add(_logged(handling, scope, arrived, time.perf_counter() - started))
        if fault is not None and fault.reset:
            await drop(send)
            return
        truncated = fault is not None and fault.truncate
        now = self._world.clock.now()
        await respond(send, handling.status, handling.content, handling.headers, now, truncated=truncated)

    async def _operate(
        self, handling: RequestHandling, scope: AsgiScope, headers: dict[str, str], content: bytes
    ) -> bool:
        """Carry out one of the emulator's own operations; return whether the request was for one."""
        operation = OWN_OPERATIONS.get((scope["method"], path_of(scope)))
        action = ACTIONS.get((scope["method"], path_of(scope)))
        if action is not None:
            handling.status, handling.logged = 200, False
            asked = ViewRequest.of(scope, headers)
            handling.content, handling.headers = await press(self._world, action, asked, content, self._settle)
            return True
        if operation is None:
            return False
        handling.logged = False
        self._world.settle()
        body = json_of(content) if content else None
        request = OwnRequest(self._world, self._settle, headers, url_of(scope, headers), dict(query_of(scope)), body)
        handling.content = orjson.dumps(await operation(request))
        handling.status = 200
        return True

    def _refuse(self, handling: RequestHandling, scope: AsgiScope, error: ServiceError) -> None:
        if is_control_plane(path_of(scope)):
            self._control_plane.refuse(handling, error)
            return
        handling.request_id = self._world.request_id()
        body = envelope(error, handling.request_id, self._world.clock.now())
        handling.status, handling.content = error.status, orjson.dumps(body)
        handling.headers = {"x-ms-error-code": error.code, **error.headers}
        handling.error = error.code

    async def _handle(
        self, handling: RequestHandling, scope: AsgiScope, headers: dict[str, str], content: bytes
    ) -> None:
        """Handle a request."""
        self._world.settle()
        path = path_of(scope)
        if is_control_plane(path):
            self._control_plane.handle(handling, scope, headers, content)
            return
        view = VIEWS.get(path) if scope["method"] == "GET" else None
        if view is not None:
            handling.status, handling.logged = 200, False
            handling.content, handling.headers = view(self._world, ViewRequest.of(scope, headers))
            return
        call, binding = self._call(handling, scope, headers)
        call.require(permission_of(call.id))
        call.body = self._body(handling, call.operation, headers, content)
        fault = handling.fault = self._world.admit(call)
        if fault is not None:
            fault.before(call)
        if call.operation.method == "GET" or call.operation.rate == "query":
            answer = await in_steps(lambda: binding.handle(call), self._world.store.hold)
        else:
            answer = self._write(call, binding)
        if fault is not None:
            answer = fault.after(answer)
        handling.status = call.operation.status
        handling.content = b"" if answer is None else orjson.dumps(answer)

    def _write(self, call: Call, binding: Binding) -> Any:
        """Have a request that changes something handled, in one transaction."""
        call.app.actor = Actor(call.caller.name, call.caller.type)
        try:
            with self._world.store.transaction():
                answer = binding.handle(call)
                self._world.keep()
        finally:
            call.app.actor = None
        return answer

    def _body(self, handling: RequestHandling, route: Route, headers: dict[str, str], content: bytes) -> Any:
        """Parse and check a request body."""
        body = body_of(route, headers, content)
        if content:  # null is a body too
            check_body(route, body)
            handling.unknown_members = tuple(unknown_members(route, body))
            if handling.unknown_members and self._world.strict:
                raise unprocessable(*(f"should NOT have the property '{name}'" for name in handling.unknown_members))
        return body

    def _call(self, handling: RequestHandling, scope: AsgiScope, headers: dict[str, str]) -> tuple[Call, Binding]:
        app = self._world.application(headers.get("host", ""))
        handling.application = app.name
        caller = authenticate(app, headers.get("authorization"))
        pairs = query_of(scope)
        asked = self._version(version_of(pairs))
        pairs = asked.known(pairs)
        route, segments = self._route(asked.document, scope["method"], path_of(scope))
        handling.operation = route.id
        binding = self._bindings[route]
        throttle, quotas = self._world.throttle, self._world.quotas
        call = Call(
            app=app,
            operation=route,
            path=dict(zip(binding.names, path_values(route, segments).values(), strict=True)),
            query=query_values(route, pairs),
            headers=headers,
            body=None,
            caller=caller,
            url=url_of(scope, headers),
            extra={name: value for name, value in pairs if name.startswith("$")},
            asked=asked,
            known_as=binding.known_as,
            limit_rate=None if throttle is None else throttle.admit,
            limit_amount=None if quotas is None else quotas.check,
        )
        check_headers(route, headers)
        return call, binding

    def _version(self, name: str | None) -> AskedVersion:
        asked = self._asked.get(name or "")
        if asked is None:
            raise ServiceError(404, "NotFound", f'"{name or ""}" is not a valid API version.')
        return asked

    def _route(self, document: Document, method: str, raw_path: bytes) -> tuple[Route, list[str]]:
        match = match_path(document, raw_path)
        if match is None:
            raise ServiceError(404, "NotFound", "There is no resource at this path.")
        route = match.operations.get(method)
        if route is None:
            allowed = ", ".join(sorted(match.operations))
            message = f"The method {method} is not allowed here; allowed are {allowed}."
            raise ServiceError(405, "MethodNotAllowed", message, {"Allow": allowed})
        return route, match.segments


def _not_stored(error: sqlite3.OperationalError) -> ServiceError:
    """Return the answer where the state cannot be written or read, such as on a full disk; nothing was changed."""
    return ServiceError(
        507,
        "InsufficientStorage",
        f"The emulator's state cannot be used: {error}. Nothing was changed; make room for it.",
    )


def _logged(handling: RequestHandling, scope: AsgiScope, arrived: datetime, duration: float) -> LoggedRequest:
    """Return the entry of the request log."""
    fault = handling.fault
    return LoggedRequest(
        time=arrived,
        application=handling.application,
        method=scope["method"],
        path=shown_path(path_of(scope)),
        query=shown_query(scope["query_string"]),
        operation=handling.operation,
        status=None if fault is not None and fault.reset else handling.status,
        error=handling.error,
        request_id=handling.request_id,
        duration=duration,
        unknown_members=handling.unknown_members,
    )
