"""Failures on standard error: the error with its code and request id, what to do, and the exit status."""

from __future__ import annotations

from typing import NamedTuple

from .. import errors
from ..commands import CommandFailedError
from ..configuration import ApplyError
from ..errors._shown import shown
from ..polling import WaitError

__all__ = ["STATUSES", "Failure", "failure"]


class Failure(NamedTuple):
    """Exit status of a kind of error, and what to do about it."""

    status: int
    meaning: str
    advice: str


_REFUSED = Failure(1, "the service refused the request", "see the message; `--dry-run` shows the request")
_USAGE = Failure(2, "the command line is wrong", "see the message; `--help` shows the options")
_MISSING = Failure(3, "it is not there (404)", "check the ids, the application and the api-version")
_DENIED = Failure(4, "the credential was not accepted (401, 403)", "check the token and its role; a token can expire")
_CONFLICT = Failure(5, "it has changed meanwhile (409, 412)", "read it again, and repeat the change")
_BUSY = Failure(6, "the service is busy or fails (429, 5xx)", "wait a moment, and run the command again")
_SILENT = Failure(7, "no answer arrived", "check the address of the application and the network")
_WAITED = Failure(
    8, "what was waited for failed, or did not come in time", "look at its state, or wait longer with --timeout"
)
_STRANGE = Failure(9, "the answer is not what the document says", "report it, with the request id")

STATUSES = (_REFUSED, _USAGE, _MISSING, _DENIED, _CONFLICT, _BUSY, _SILENT, _WAITED, _STRANGE)
"""The exit statuses besides 0; 130 is an interrupt."""

_KINDS: tuple[tuple[tuple[type[BaseException], ...], Failure], ...] = (
    ((errors.NotFoundError,), _MISSING),
    ((errors.UnauthorizedError, errors.ForbiddenError, errors.CredentialError), _DENIED),
    ((errors.ConflictError, errors.PreconditionFailedError), _CONFLICT),
    ((errors.ThrottledError, errors.RequestTimeoutError, errors.ServerError), _BUSY),
    ((errors.ApiError,), _REFUSED),
    ((errors.TransportError,), _SILENT),
    ((WaitError, CommandFailedError), _WAITED),
    ((errors.ConfigurationError, errors.UsageError), _USAGE),
    ((errors.IoTCentralError,), _STRANGE),
)


def failure(error: errors.IoTCentralError) -> tuple[str, int]:
    """Return the text that tells of an error, and the exit status."""
    cause = error.__cause__ if isinstance(error, ApplyError) else error
    found = next((kind for classes, kind in _KINDS if isinstance(cause, classes)), _REFUSED)
    lines = [f"error: {error}"]
    if isinstance(error, errors.ApiError) and error.request_id and shown(error.request_id) not in lines[0]:
        lines.append(f"request id: {shown(error.request_id)}")
    elif error.client_request_id and not isinstance(error, errors.ApiError):
        lines.append(f"client request id: {error.client_request_id}")
    if isinstance(error, ApplyError) and error.done:
        lines.append(f"done: {', '.join(map(str, error.done))}")
    if error.resume_link:
        lines.append(f"the list broke off at: {error.resume_link}")
    lines.append(f"what to do: {found.advice}")
    return "\n".join(lines), found.status
