"""The emulator's own operations over HTTP, below `/_emulator/`: for administrators of an application, by their tokens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ..openapi.json_types import is_object
from .http.authentication import authenticate
from .http.authorization import ADMINISTRATOR
from .http.errors import bad_request, conflict, forbidden
from .http.naming import local_name, name_problem
from .rules import callbacks
from .rules.firing import firing_request
from .state.clock import timestamp

if TYPE_CHECKING:
    from .state.application import Application
    from .world import World

__all__ = ["OWN_OPERATIONS", "OwnOperation", "OwnRequest", "administered"]


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """A request of the emulator's own.

    Attributes:
        world: the applications.
        settle: waits until what is due is done, deliveries included.
        headers: lower-case name → value.
        url: scheme, host and port that it was sent to.
        query: the query parameters.
        body: the parsed body; None: there is none.
    """

    world: World
    settle: Callable[[], Awaitable[None]]
    headers: Mapping[str, str]
    url: str
    query: Mapping[str, str]
    body: Any

    @property
    def members(self) -> dict[str, Any]:
        """The members of the body, which is an object."""
        if not is_object(self.body):
            raise bad_request("The body must be a JSON object.")
        return self.body


def administered(request: OwnRequest, name: str | None = None) -> Application:
    """Return the application that a request is for, whose administrator its caller has to be.

    Args:
        request: the request.
        name: of the application; None: the one of the host.

    Raises:
        ServiceError: 401, 403: the caller is not; 404: there is no such application.
    """
    host = request.headers.get("host", "") if name is None else local_name(name)
    app = request.world.application(host)
    caller = authenticate(app, request.headers.get("authorization"))
    if all(role != ADMINISTRATOR for role, _ in caller.roles):
        raise forbidden("Only administrators of the application may do that.")
    return app


async def _reset(request: OwnRequest) -> Any:
    administered(request)
    request.world.reset()
    return _clock_shown(request.world)


async def _set_clock(request: OwnRequest) -> Any:
    """Hold, advance or release the clock, and answer when what is due by then is done and delivered."""
    administered(request)
    members, clock = request.members, request.world.clock
    try:
        match members:
            case {"advance": str(step), **rest} if not rest:
                clock.advance(step)
            case {"hold": str(moment), **rest} if not rest:
                clock.hold(moment)
            case {"hold": True, **rest} if not rest:
                clock.hold()
            case {"release": True, **rest} if not rest:
                clock.release()
            case _:
                raise bad_request(
                    'The body must be one of {"advance": "P1D"}, {"hold": true}, {"hold": "<time>"}, {"release": true}.'
                )
    except ValueError as error:
        raise bad_request(f"The clock cannot be set: {error}.") from None
    await request.settle()
    return _clock_shown(request.world)


async def _show_clock(request: OwnRequest) -> Any:
    administered(request)
    return _clock_shown(request.world)


def _clock_shown(world: World) -> dict[str, Any]:
    held, _ = world.clock.setting
    return {"time": timestamp(world.clock.now()), "held": held is not None}


async def _settle(request: OwnRequest) -> Any:
    administered(request)
    await request.settle()
    return _clock_shown(request.world)


async def _exports(request: OwnRequest) -> Any:
    """Return what the exports of an application have sent, by destination, or to one destination."""
    app = administered(request)
    destination = request.query.get("destination")
    if destination is not None:
        return {"value": request.world.exported_to(app, destination)}
    return {"value": request.world.exported.of(app.name)}


async def _add_application(request: OwnRequest) -> Any:
    """Serve one more application, an empty one."""
    administered(request)
    name: Any = request.members.get("name")
    world = request.world
    problem = name_problem(name)
    if problem is not None:
        raise bad_request(f"{problem}.")
    if world.subscription.knows(name):
        raise conflict(f'There is an application "{name}" already.')
    world.add(name)
    scheme, _, host = request.url.partition("://")
    _, colon, port = host.rpartition(":")
    return {
        "name": name,
        "url": f"{scheme}://{local_name(name)}{colon}{port if colon else ''}",
        "token": world.tokens[name],
    }


async def _fire_rule(request: OwnRequest) -> Any:
    """Post what a rule posts when it fires; the receiver can send requests to the emulator meanwhile."""
    named: Any = request.body.get("app") if is_object(request.body) else None
    app = administered(request, named if isinstance(named, str) else None)
    requested = firing_request(request.body)
    host = request.headers.get("host", "")
    if "app" in requested:
        _, colon, port = host.rpartition(":")
        host = f"{local_name(app.name)}{colon}{port if colon else ''}"
    firing = request.world.fire(
        app,
        host=host,
        url=requested["url"],
        rule=requested["rule"],
        display_name=requested.get("displayName"),
        device_id=requested.get("deviceId"),
    )
    return {"status": await callbacks.deliver(firing, request.world.posting.post), "payload": firing.payload}


class OwnOperation(NamedTuple):
    """An operation of the emulator's own.

    Attributes:
        answer: carries it out.
        query: names of its query parameters.
        members: names of the members of its body; None: it checks them itself.
    """

    answer: Callable[[OwnRequest], Awaitable[Any]]
    query: frozenset[str] = frozenset()
    members: frozenset[str] | None = frozenset()

    def check(self, request: OwnRequest) -> None:
        """Refuse what would be ignored: whoever sends it relies on it.

        Raises:
            ServiceError: 400: the request has a query parameter or a member that the operation has not; 401, 403: it is
                not an administrator's.
        """
        if self.members is not None:
            administered(request)
        named = (name for name in request.query if name != "api-version")  # some clients send it with every request
        _refuse_unknown("query parameter", named, self.query)
        if self.members is not None and request.body is not None:
            _refuse_unknown("member", request.members, self.members)


def _refuse_unknown(what: str, given: Iterable[str], known: frozenset[str]) -> None:
    for name in given:
        if name not in known:
            there = f"known: {', '.join(sorted(known))}" if known else "there are none"
            raise bad_request(f'This operation of the emulator has no {what} "{name}"; {there}.')


OWN_OPERATIONS: dict[tuple[str, bytes], OwnOperation] = {
    ("POST", b"/_emulator/reset"): OwnOperation(_reset),
    ("GET", b"/_emulator/clock"): OwnOperation(_show_clock),
    ("POST", b"/_emulator/clock"): OwnOperation(_set_clock, members=None),
    ("POST", b"/_emulator/settle"): OwnOperation(_settle),
    ("GET", b"/_emulator/exports"): OwnOperation(_exports, query=frozenset({"destination"})),
    ("POST", b"/_emulator/applications"): OwnOperation(_add_application, members=frozenset({"name"})),
    ("POST", b"/_emulator/rules"): OwnOperation(_fire_rule, members=None),
}
"""Method and path → operation."""
