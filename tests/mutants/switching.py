"""Switches of defects: handlers, functions and responses of the emulator are replaced temporarily.

No source file of the emulator changes. Each function returns a `Switch`: called, it returns a context manager, after whose block
the emulator is unchanged.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from importlib import import_module
from typing import Any

import orjson
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.control_plane import responses as control_plane
from iotcentral_testkit.emulator.http.calls import HANDLERS, Call, Handler
from iotcentral_testkit.emulator.http.errors import ServiceError
from iotcentral_testkit.emulator.rooms import load_rooms
from iotcentral_testkit.emulator.state.timers import ACTIONS, Action

__all__ = [
    "Switch",
    "Wire",
    "answers",
    "constants",
    "instead",
    "managed",
    "on_wire",
    "replaced",
    "sending",
    "timed",
    "together",
    "unviewed",
]

Switch = Callable[[], AbstractContextManager[None]]

_TESTKIT = "iotcentral_testkit."

# whatever answers is loaded before something is replaced: what is loaded later would keep the wrong one
for _module in ("data_plane", "own_paths"):
    import_module(f"iotcentral_testkit.emulator.{_module}")
load_rooms()


def instead(*operations: str, do: Callable[[Call, Handler], Any]) -> Switch:
    """Replace the handlers of operations.

    Args:
        operations: operationIds.
        do: takes the call and the right handler; returns the body of the response.
    """

    def bound(rightly: Handler) -> Handler:
        return lambda call: do(call, rightly)

    @contextmanager
    def switch() -> Iterator[None]:
        kept = {operation: HANDLERS[operation] for operation in operations}
        HANDLERS.update({operation: bound(handler) for operation, handler in kept.items()})
        try:
            yield
        finally:
            HANDLERS.update(kept)

    return switch


def managed(*operations: str, do: Callable[[Any, Call, control_plane.Handler], control_plane.ArmResponse]) -> Switch:
    """Replace the handlers of operations of the control plane.

    Args:
        operations: operationIds.
        do: takes the subscription, the call and the right handler; returns the response.
    """

    def bound(rightly: control_plane.Handler) -> control_plane.Handler:
        return lambda subscription, call: do(subscription, call, rightly)

    @contextmanager
    def switch() -> Iterator[None]:
        bindings = control_plane.HANDLERS
        kept = {operation: bindings[operation] for operation in operations}
        bindings.update({operation: bound(handler) for operation, handler in kept.items()})
        try:
            yield
        finally:
            bindings.update(kept)

    return switch


def answers(*operations: str, change: Callable[[Call, Any], Any]) -> Switch:
    """Change the bodies of the responses to operations; their effects stay right."""
    return instead(*operations, do=lambda call, rightly: change(call, rightly(call)))


def sending(*operations: str, change: Callable[[Call, dict[str, Any]], Any]) -> Switch:
    """Change the bodies of requests to operations before they are handled."""

    def do(call: Call, rightly: Handler) -> Any:
        call.body = change(call, dict(call.body))
        return rightly(call)

    return instead(*operations, do=do)


def replaced(place: str, by: Callable[[Any], Any]) -> Switch:
    """Replace a function of the testkit in every module that has it by name, or a method of a class.

    Args:
        place: `package.module:function` or `package.module:Class.method`.
        by: takes the right one, returns the wrong one.
    """
    module_name, _, path = place.partition(":")
    owner_name, _, method = path.rpartition(".")

    @contextmanager
    def switch() -> Iterator[None]:
        module: Any = import_module(module_name)
        owner = getattr(module, owner_name) if owner_name else module
        right = getattr(owner, method)
        holders = [owner] if owner_name else _holders(right, method)
        wrong = by(right)
        for holder in holders:
            setattr(holder, method, wrong)
        try:
            yield
        finally:
            for holder in holders:
                setattr(holder, method, right)

    return switch


def _holders(function: Any, name: str) -> list[Any]:
    """Return the modules of the testkit that have a function under its name."""
    return [
        module
        for module_name, module in list(sys.modules.items())
        if module_name.startswith(_TESTKIT) and getattr(module, name, None) is function
    ]


unviewed = replaced("iotcentral_testkit.emulator.bindings:Binding._body", lambda _: property(lambda _binding: None))
"""Pass bodies to the handlers with what the schema of the request does not have."""


def constants(values: Mapping[str, Any]) -> Switch:
    """Replace constants of the testkit's modules; the places are `package.module:NAME`."""

    @contextmanager
    def switch() -> Iterator[None]:
        kept: list[tuple[Any, str, Any]] = []
        for place, value in values.items():
            module_name, _, name = place.partition(":")
            module = import_module(module_name)
            kept.append((module, name, getattr(module, name)))
            setattr(module, name, value)
        try:
            yield
        finally:
            for module, name, value in kept:
                setattr(module, name, value)

    return switch


def timed(name: str, action: Action) -> Switch:
    """Replace an action of the emulator's timers."""

    @contextmanager
    def switch() -> Iterator[None]:
        right = ACTIONS[name]
        ACTIONS[name] = action
        try:
            yield
        finally:
            ACTIONS[name] = right

    return switch


class Wire:
    """A response as it is sent, success or error.

    Args:
        exchange: the server's state of the request.
        scope: the ASGI scope of the request.
    """

    def __init__(self, handling: Any, scope: Any) -> None:
        self._handling = handling
        self.scope = scope

    @property
    def status(self) -> int:
        """The status; it can be set."""
        return int(self._handling.status)

    @status.setter
    def status(self, value: int) -> None:
        self._handling.status = value

    @property
    def content(self) -> bytes:
        """The body as it is sent; it can be set."""
        return bytes(self._handling.content)

    @content.setter
    def content(self, value: bytes) -> None:
        self._handling.content = value

    @property
    def json(self) -> Any:
        """The parsed body; it can be set."""
        return orjson.loads(self.content)

    @json.setter
    def json(self, value: Any) -> None:
        self.content = orjson.dumps(value)

    @property
    def headers(self) -> dict[str, str]:
        """The headers beside those that every response has."""
        found: dict[str, str] = self._handling.headers
        return found

    def refuse(self, status: int, code: str, message: str) -> None:
        """Turn it into an error, whatever was done."""
        self.status = status
        self.json = {"error": {"code": code, "message": message, "requestId": "q8w3k1d"}}
        self.headers["x-ms-error-code"] = code


def on_wire(change: Callable[[Wire], None], *operations: str) -> Switch:
    """Change responses as they are sent: status, headers and bytes.

    Args:
        change: changes a response, also an error.
        operations: whose responses; empty: all, including those to requests that were rejected before their operation was known.
    """

    def wrap(rightly: Callable[..., Any]) -> Callable[..., Any]:
        async def handle(self: AsgiApp, handling: Any, scope: Any, headers: dict[str, str], content: bytes) -> None:
            try:
                await rightly(self, handling, scope, headers, content)
            except ServiceError as error:
                self._refuse(handling, error)
            if not operations or handling.operation in operations:
                change(Wire(handling, scope))

        return handle

    return replaced("iotcentral_testkit.emulator.asgi:AsgiApp._handle", wrap)


def together(*switches: Switch) -> Switch:
    """Combine switches into one defect."""

    @contextmanager
    def switch() -> Iterator[None]:
        with ExitStack() as stack:
            for each in switches:
                stack.enter_context(each())
            yield

    return switch
