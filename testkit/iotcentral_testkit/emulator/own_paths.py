"""Paths of the emulator's own: its operations, the buttons of its pages, and its views."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import orjson

from .debug_views import VIEWS, ViewRequest
from .event_stream import EVENTS, stream
from .http.bodies import json_of
from .http.requests import RequestHandling, path_of, query_of, url_of
from .own_operations import OWN_OPERATIONS, OwnRequest
from .page_actions import ACTIONS, press
from .rooms import load_rooms
from .state.steps import in_steps

if TYPE_CHECKING:
    from .http.transport import AsgiScope, Receive, Send
    from .world import World

__all__ = ["answer", "watch"]

load_rooms()


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
) -> bool:
    """Answer a request, which is not logged; return whether there is anything at its path.

    Raises:
        ServiceError: it is answered with an error.
    """
    asked = scope["method"], path_of(scope)
    action, operation = ACTIONS.get(asked), OWN_OPERATIONS.get(asked)
    view = VIEWS.get(asked[1]) if asked[0] == "GET" else None
    if action is None and operation is None and view is None:
        return False
    handling.logged = False
    if action is not None:
        pressed = ViewRequest.of(scope, headers)
        handling.content, handling.headers = await press(world, action, pressed, content, settle)
    else:
        world.settle()
        if view is not None:
            shown = ViewRequest.of(scope, headers)
            handling.content, handling.headers = await in_steps(lambda: view(world, shown), world.store.hold)
        elif operation is not None:
            body = json_of(content) if content else None
            request = OwnRequest(world, settle, headers, url_of(scope, headers), dict(query_of(scope)), body)
            handling.content = orjson.dumps(await operation(request))
    handling.status = 200
    return True
