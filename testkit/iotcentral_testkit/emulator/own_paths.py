"""Paths of the emulator's own: its operations, the buttons of its pages, and its views."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

import orjson

from .debug_views import PAGES, VIEWS, ViewRequest, failed_view
from .event_stream import EVENTS, stream
from .http.bodies import check_coding, json_of
from .http.errors import ServiceError
from .http.requests import RequestHandling, path_of, query_of, url_of
from .own_operations import OWN_OPERATIONS, OwnOperation, OwnRequest
from .page_actions import ACTIONS, press
from .rooms import load_rooms
from .state.steps import in_steps

if TYPE_CHECKING:
    from .http.transport import AsgiScope, Receive, Send
    from .world import World

__all__ = ["answer", "watch"]

load_rooms()

_SHOWN = 200
"""Bytes of a path that a message shows."""


async def watch(world: World, scope: AsgiScope, headers: dict[str, str], receive: Receive, send: Send) -> bool:
    """Send events, if that is what a request asks for; return whether it is."""
    if (scope["method"], path_of(scope)) != EVENTS:
        return False
    await stream(world, ViewRequest.of(scope, headers), receive, send)
    return True


async def answer(
    world: World,
    settle: Callable[[], Awaitable[None]],
    handling: RequestHandling,
    scope: AsgiScope,
    headers: dict[str, str],
    content: bytes,
) -> None:
    """Answer a request, which is not logged.

    Raises:
        ServiceError: it is answered with an error.
    """
    handling.logged = False
    asked = scope["method"], path_of(scope)
    request = ViewRequest.of(scope, headers)
    action = ACTIONS.get(asked)
    view = VIEWS.get(asked[1]) if asked[0] == "GET" else None
    handling.status = 200
    try:
        if content:
            check_coding(headers)
        if action is not None:
            handling.content, handling.headers = await press(world, action, request, content, settle)
        elif view is not None:
            world.settle()
            handling.content, handling.headers = await in_steps(lambda: view(world, request), world.store.hold)
        else:
            operation = _operation(*asked)
            world.settle()
            body = json_of(content) if content else None
            given = OwnRequest(world, settle, headers, url_of(scope, headers), dict(query_of(scope)), body)
            operation.check(given)
            handling.content = orjson.dumps(await operation.answer(given))
    except ServiceError as error:
        if action is None and (view is None or asked[1] not in PAGES):
            raise
        handling.status = error.status
        failed = partial(failed_view, world, request, error)
        handling.content, handling.headers = await in_steps(failed, world.store.hold)


def _operation(method: str, path: bytes) -> OwnOperation:
    """Return the operation of a method and a path.

    Raises:
        ServiceError: 404: nothing is at the path; 405: what is there has other methods.
    """
    found = OWN_OPERATIONS.get((method, path))
    if found is not None:
        return found
    allowed = sorted({known for known, at in _METHODS if at == path})
    shown = path[:_SHOWN].decode("latin-1")
    if allowed:
        message = f"The method {method} is not allowed at {shown}; allowed are {', '.join(allowed)}."
        raise ServiceError(405, "MethodNotAllowed", message, {"Allow": ", ".join(allowed)})
    there = ", ".join(sorted({at.decode() for _, at in _METHODS}))
    raise ServiceError(404, "NotFound", f"The emulator has nothing at {shown}; it has {there}.")


_METHODS = (*OWN_OPERATIONS, *ACTIONS, EVENTS, *(("GET", path) for path in VIEWS))
"""Method and path of all that is answered here."""
