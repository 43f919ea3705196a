"""Calls of commands and their errors, without I/O: operation, body, and the meaning of the response."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from .._core.package_models import models_of
from .._core.types import UNSET, Unset
from ..errors import ApiError, ConfigurationError, IoTCentralError, NotFoundError, RequestTimeoutError
from ..errors._shown import shown

if TYPE_CHECKING:
    import httpx

__all__ = [
    "CommandAnswer",
    "CommandFailedError",
    "CommandTimeoutError",
    "DeviceOfflineError",
    "command_call",
    "command_errors",
    "response_of",
]


class _CommandError(ApiError):
    """Base of the service's errors about a command."""

    def __init__(self, operation: str, response: httpx.Response, device_id: str, command: str) -> None:
        super().__init__(operation, response)
        self.device_id = device_id
        self.command = command

    def __reduce__(self) -> tuple[Any, ...]:
        _, arguments, *state = super().__reduce__()
        return type(self), (*arguments, self.device_id, self.command), *state


class CommandTimeoutError(_CommandError, RequestTimeoutError):
    """Command that the device received, but did not answer within `response_timeout`; it may still carry it out.

    Attributes:
        device_id: id of the device.
        command: name of the command.
        operation, status_code, code, message, request_id, time, response: as in every `ApiError`.
    """


class DeviceOfflineError(_CommandError, NotFoundError):
    """Command whose device did not connect within `connection_timeout`, and so did not receive it.

    Attributes:
        device_id: id of the device.
        command: name of the command.
        operation, status_code, code, message, request_id, time, response: as in every `ApiError`.
    """


class CommandFailedError(IoTCentralError):
    """Command that the device answered with an error code.

    Attributes:
        device_id: id of the device.
        command: name of the command.
        code: the device's own status code, 400 or more.
        response: the answer beside the code; UNSET if there is none.
    """

    def __init__(self, device_id: str, command: str, code: int, response: Any = UNSET) -> None:
        super().__init__(device_id, command, code)
        self.device_id = device_id
        self.command = command
        self.code = code
        self.response = response

    def __str__(self) -> str:
        answer = "" if self.response is UNSET else f": {shown(repr(self.response), 200)}"
        return f"device {self.device_id!r} answered {self.command!r} with code {self.code}{answer}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.device_id, self.command, self.code, self.response), vars(self)


class CommandAnswer(Protocol):
    """Answer to a command, as far as it is read; the `DeviceCommand` of every package has these members."""

    @property
    def response(self) -> Any:
        """The device's answer."""
        ...

    @property
    def response_code(self) -> int | Unset:
        """The device's own status code."""
        ...


class CommandCall(NamedTuple):
    """Call of one of the four operations: its method, path parameters and body."""

    method: str
    path: tuple[str, ...]
    body: Any


def command_call(
    app: object,
    device_id: str,
    name: str,
    request: Any,
    component: str | None,
    module: str | None,
    connection_timeout: int | Unset,
    response_timeout: int | Unset,
) -> CommandCall:
    """Return the call of a command, with a body of the client's own package.

    Raises:
        ConfigurationError: a time-out is out of its range, or `app` is not a client of a generated package.
    """
    _in_range("connection_timeout", connection_timeout, 0, 30)
    _in_range("response_timeout", response_timeout, 5, 30)
    kind = f"{'' if module is None else 'module_'}{'' if component is None else 'component_'}"
    between = [part for part in (module, component) if part is not None]
    body = models_of(app).DeviceCommand(
        request=request, connection_timeout=connection_timeout, response_timeout=response_timeout
    )
    return CommandCall(f"run_{kind}command", (device_id, *between, name), body)


@contextmanager
def command_errors(device_id: str, name: str) -> Generator[None, None, None]:
    """Turn the service's errors into errors of a command.

    Raises:
        CommandTimeoutError: for a 408.
        DeviceOfflineError: for a 404 that says that the device could not be reached.
    """
    try:
        yield
    except RequestTimeoutError as error:
        raise CommandTimeoutError(error.operation, error.response, device_id, name) from error
    except NotFoundError as error:
        if not says_unreachable(error.message, device_id, name):
            raise
        raise DeviceOfflineError(error.operation, error.response, device_id, name) from error


_UNREACHABLE = (
    "not connect to device",  # of the one message that is publicly known: "Could not connect to device in order to …"
    "not connect to the device",
    "waiting for device to connect",
    "not connected",
    "not be reached",
    "unreachable",
    "is offline",
)
"""Parts of messages about an unreachable device: the known one, and likely variants."""


def says_unreachable(message: str, *names: str) -> bool:
    """Return whether the message of a 404 says that the device could not be reached.

    Args:
        message: the service's message.
        names: ids that it may quote, which are ignored.
    """
    text = message.lower()
    for name in filter(None, names):
        for quote in "\"'":
            text = text.replace(f"{quote}{name.lower()}{quote}", "")
    return any(part in text for part in _UNREACHABLE)


def response_of(answer: CommandAnswer, device_id: str, name: str) -> Any:
    """Return the device's answer.

    Raises:
        CommandFailedError: its code is 400 or more.
    """
    code = answer.response_code
    if not isinstance(code, Unset) and code >= 400:
        raise CommandFailedError(device_id, name, code, answer.response)
    return answer.response


def _in_range(name: str, value: int | Unset, least: int, most: int) -> None:
    if not isinstance(value, Unset) and not least <= value <= most:
        raise ConfigurationError(f"{name} is {value}, but the service takes {least} to {most} whole seconds")
