"""Debug views for people and tests, which need no token: the page, the request log and whether the emulator is well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from ..openapi.documents import documents
from ..openapi.packages import newest_stable
from ..openapi.planes import DATA
from .http.errors import ServiceError, not_found
from .http.naming import local_name
from .http.requests import query_of, url_of
from .page.clock_view import shown_time
from .page.device_labels import DEVICE_PAGE
from .page.device_view import device_page
from .page.guard import is_near
from .page.layout import HEADERS, Frame
from .page.requests_view import SHOWN
from .page.start_page import Shown, start_page
from .state.clock import timestamp

if TYPE_CHECKING:
    from .http.transport import AsgiScope
    from .world import World

__all__ = ["PAGES", "VIEWS", "View", "ViewRequest", "device_view", "failed_view", "frame_of", "start_view"]

View = tuple[bytes, dict[str, str]]
"""Content and headers of a view."""

_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


@dataclass(frozen=True, slots=True)
class ViewRequest:
    """A request of a view.

    Attributes:
        url: scheme, host and port that it was sent to.
        query: the query parameters.
        headers: lower-case name → value.
        client: address of the client; None: it is in process.
    """

    url: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    client: str | None

    @classmethod
    def of(cls, scope: AsgiScope, headers: Mapping[str, str]) -> ViewRequest:
        """Return the request of an ASGI scope."""
        client = scope.get("client")
        return cls(url_of(scope, dict(headers)), dict(query_of(scope)), headers, client[0] if client else None)


def frame_of(world: World, request: ViewRequest, outcome: str = "") -> Frame:
    """Return what every page shows to a request."""
    return Frame(
        time=shown_time(world.clock.now()),
        after=world.requests.added,
        token=world.page_token if is_near(request.client) else None,
        address=lambda name: _address(world, request.url, name),
        version=newest_stable(documents()),
        outcome=outcome,
    )


def _address(world: World, url: str, name: str | None) -> str:
    """Return the URL of an application: the one that was asked, if that leads to it."""
    scheme, _, host = url.partition("://")
    try:
        here = world.application(host).name
    except ServiceError:
        here = None
    if name is None or name == here:
        return url
    _, colon, port = host.rpartition(":")
    return f"{scheme}://{local_name(name)}{colon}{port if colon else ''}"


def start_view(world: World, request: ViewRequest, outcome: str = "") -> View:
    """Return the start page."""
    return _start_view(world, request, outcome)


def failed_view(world: World, request: ViewRequest, error: ServiceError) -> View:
    """Return the start page with what is wrong with a request of a page; a device that was sought can be named anew."""
    return _start_view(world, request, error.message, _sought(world, request))


def _sought(world: World, request: ViewRequest) -> tuple[str, str]:
    """Return the application and the id of the device that the query names."""
    return request.query.get("application", world.default), request.query.get("id", "").strip()


def _start_view(world: World, request: ViewRequest, outcome: str, sought: tuple[str, str] | None = None) -> View:
    shown = Shown(
        applications=list(world.applications.values()),
        clock=world.clock,
        versions=list(documents()),
        package=DATA.packages[newest_stable(DATA.packages)],
        subscription_id=world.subscription.id,
        requests=world.requests.latest(SHOWN),
        exported=world.exported,
        sought=sought,
    )
    page = start_page(frame_of(world, request, outcome), shown)
    return page.encode(), {**HEADERS, **_HEADERS}


def device_view(world: World, request: ViewRequest, outcome: str = "") -> View:
    """Return the page of the device that the query names.

    Raises:
        ServiceError: 404: there is no such application or device.
    """
    name, id = _sought(world, request)
    app = world.applications.get(name)
    if app is None:
        raise not_found(f'Application "{name}"')
    device = app.get("device", id)
    if device is None:
        raise not_found(f'Device "{id}" of application "{name}"')
    page = device_page(frame_of(world, request, outcome), app, device, world.requests.latest())
    return page.encode(), {**HEADERS, **_HEADERS}


def _requests(world: World, _: ViewRequest) -> View:
    return orjson.dumps({"value": [request.shown() for request in world.requests.latest()]}), dict(_HEADERS)


def _health(world: World, _: ViewRequest) -> View:
    shown = {"status": "ok", "time": timestamp(world.clock.now()), "api_versions": list(documents())}
    return orjson.dumps({**shown, "applications": list(world.applications)}), dict(_HEADERS)


PAGES = frozenset({b"/", DEVICE_PAGE.encode()})
"""Paths of the views for people."""

VIEWS: dict[bytes, Callable[[World, ViewRequest], View]] = {
    b"/": start_view,
    DEVICE_PAGE.encode(): device_view,
    b"/_emulator/health": _health,
    b"/_emulator/requests": _requests,
}
"""Path → view that answers a GET of it."""
