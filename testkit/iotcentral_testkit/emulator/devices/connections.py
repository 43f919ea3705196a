"""Connections of devices that programs play: what answers their commands, and what takes their desired values."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import WeakKeyDictionary

from ..http.errors import ServiceError

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = [
    "Acknowledgement",
    "Connection",
    "DesiredHandler",
    "Responder",
    "ask",
    "connect",
    "connection_of",
    "disconnect",
]

_LOG = logging.getLogger("iotcentral_testkit.emulator")

Responder = Callable[[str, Any], "int | tuple[int, Any] | None"]
"""Takes a command (`name`, `component.name`) and its argument, and returns the device's status code, or that and its
response, or None to leave the command unanswered."""

Acknowledgement: TypeAlias = "int | tuple[int, str] | None"
"""Status code of the device (`ac`), from 400 on if it refuses the value, and its description (`ad`); None: it does not say."""

DesiredHandler = Callable[[str, Any], Acknowledgement]
"""Takes a property (`name`, `component.name`) and its desired value."""


def ask(device_id: str, handler: str, call: Callable[[], Any], default: Any = None) -> tuple[int, Any] | None:
    """Return what a handler answers: the device's status code and what belongs to it; None: it does not answer.

    Args:
        device_id: the device.
        handler: name of the handler, for errors.
        call: calls it.
        default: what belongs to a status code that it returns alone.

    Raises:
        ServiceError: 500: it fails, or returns what it may not; the message says so to whoever wrote it.
    """
    try:
        return _said(call(), default)
    except Exception as error:
        _LOG.exception("%s of the played device %s failed", handler, device_id)
        message = f'{handler} of the played device "{device_id}" failed: {type(error).__name__}: {error}.'
        raise ServiceError(500, "InternalServerError", message) from error


def _said(answer: Any, default: Any) -> tuple[int, Any] | None:
    match answer:
        case None:
            return None
        case (int(code), more) if not isinstance(code, bool):
            return code, more
        case int(code) if not isinstance(code, bool):
            return code, default
        case _:
            raise TypeError(f"it returned {answer!r}, not a status code, a status code with something, or None")


@dataclass(frozen=True, slots=True)
class Connection:
    """A device that is connected.

    Attributes:
        on_command: answers its commands; None: nothing does.
        on_desired: takes its desired values; None: nothing does.
    """

    on_command: Responder | None = None
    on_desired: DesiredHandler | None = None


_CONNECTIONS: WeakKeyDictionary[Application, dict[str, Connection]] = WeakKeyDictionary()


def connect(app: Application, device: Mapping[str, Any], connection: Connection) -> None:
    """Connect a device, until it is disconnected or the emulator stops."""
    _CONNECTIONS.setdefault(app, {})[device["id"]] = connection
    app.tell_connection(device, connected=True)


def disconnect(app: Application, device: Mapping[str, Any]) -> None:
    """Disconnect a device, if it is connected."""
    if _CONNECTIONS.get(app, {}).pop(device["id"], None) is not None:
        app.tell_connection(device, connected=False)


def connection_of(app: Application, device_id: str) -> Connection | None:
    """Return the connection of a device; None: it is not connected."""
    return _CONNECTIONS.get(app, {}).get(device_id)
