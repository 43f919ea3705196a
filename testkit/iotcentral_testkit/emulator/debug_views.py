"""Debug views for people and tests, which need no token: the start page, the request log and whether it is well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import orjson

from ..openapi.documents import documents
from .page.start_page import start_page
from .state.clock import timestamp

if TYPE_CHECKING:
    from .world import World

__all__ = ["VIEWS", "View"]

View = tuple[bytes, dict[str, str]]
"""Content and headers of a view."""

_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


def _page(world: World) -> View:
    # only the page's own style is loaded or run, should anything in it ever be taken for markup
    own = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    policy = f"{own}; frame-ancestors 'none'"
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy, **_HEADERS}
    page = start_page(
        world.applications.values(),
        now=world.clock.now(),
        versions=documents(),
        subscription_id=world.subscription.id,
        requests=world.requests.latest(),
    )
    return page.encode(), headers


def _requests(world: World) -> View:
    return orjson.dumps({"value": [request.shown() for request in world.requests.latest()]}), dict(_HEADERS)


def _health(world: World) -> View:
    shown = {"status": "ok", "time": timestamp(world.clock.now()), "api_versions": list(documents())}
    return orjson.dumps({**shown, "applications": list(world.applications)}), dict(_HEADERS)


VIEWS: dict[bytes, Callable[[World], View]] = {
    b"/": _page,
    b"/_emulator/health": _health,
    b"/_emulator/requests": _requests,
}
"""Path → view that answers a GET of it."""
