"""Requests of the data plane, in the service's order.

The application, the caller, the api-version, the operation, the caller's permission, and the validity of the request by
the document; then the operation's handler answers, in one transaction of the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson

from ..openapi.documents import Document, Route, documents
from ..openapi.older_versions import AskedVersion, older_versions
from .bindings import Binding, bindings_of
from .http.authentication import authenticate
from .http.authorization import permission_of
from .http.bodies import body_of, check_body, unknown_members
from .http.calls import Call
from .http.errors import ServiceError, unprocessable
from .http.requests import (
    RequestHandling,
    check_headers,
    check_known,
    match_path,
    path_values,
    query_of,
    query_values,
    url_of,
    version_of,
)
from .rooms import load_rooms
from .state.application import Actor
from .state.steps import in_steps

if TYPE_CHECKING:
    from .http.transport import AsgiScope
    from .world import World

__all__ = ["DataPlane"]


class DataPlane:
    """Answers requests to applications.

    Args:
        world: the applications and what they share.
    """

    def __init__(self, world: World) -> None:
        load_rooms()
        self._world = world
        self._documents: Mapping[str, Document] = documents()
        self._asked = {name: AskedVersion(name, document) for name, document in self._documents.items()}
        if world.older_versions:
            self._asked = older_versions(self._documents.values()) | self._asked
        self._bindings = bindings_of(self._documents)

    async def handle(
        self, handling: RequestHandling, scope: AsgiScope, headers: dict[str, str], content: bytes
    ) -> None:
        """Answer a request.

        Raises:
            ServiceError: it is answered with an error.
        """
        call, binding = self._call(handling, scope, headers)
        call.require(permission_of(call.id))
        call.body = self._body(handling, call.operation, headers, content)
        fault = handling.fault = self._world.admit(call)
        if fault is not None:
            fault.before(call)
        if call.operation.pageable or call.operation.rate == "query":  # others read an item or two
            answer = await in_steps(lambda: binding.handle(call), self._world.store.hold)
        elif call.operation.method == "GET":
            answer = binding.handle(call)
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
        route, segments = self._route(asked.document, scope["method"], handling.path)
        handling.operation = route.id
        if self._world.strict:
            check_known(route, pairs)
        binding = self._bindings[route]
        throttle, quotas = self._world.throttle, self._world.quotas
        path = path_values(route, segments)
        call = Call(
            app=app,
            operation=route,
            path=path if binding.names == route.names else dict(zip(binding.names, path.values(), strict=True)),
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
