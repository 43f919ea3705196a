"""Errors that the service answers with: status, code and message, and the envelope that carries them."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import Any

__all__ = [
    "SUPPORT_BEGINS",
    "ServiceError",
    "bad_request",
    "conflict",
    "envelope",
    "forbidden",
    "not_found",
    "unprocessable",
]

SUPPORT_BEGINS = "You can contact support at "
"""How the tail of every message begins, which is the service's."""

_SUPPORT = (
    f"{SUPPORT_BEGINS}https://aka.ms/iotcentral-support. "
    "Please include the following information. Request ID: {request_id}, Time: {time}."
)


class ServiceError(Exception):
    """A request is answered with an error.

    Args:
        status: HTTP status.
        code: the error's code.
        message: what is wrong, without the support tail.
        headers: headers beside the documented ones.
    """

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, code, message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}


def not_found(what: str) -> ServiceError:
    """Return the error 404: `what` does not exist."""
    return ServiceError(404, "NotFound", f"{what} could not be found.")


def bad_request(message: str) -> ServiceError:
    """Return the error 400: the request is malformed."""
    return ServiceError(400, "BadRequest", message)


def unprocessable(*clauses: str) -> ServiceError:
    """Return the error 422: the body is well-formed, but its content is not acceptable."""
    return ServiceError(422, "InvalidBody", f"The request body is not valid: {'; '.join(clauses)}.")


def conflict(message: str) -> ServiceError:
    """Return the error 409: the request conflicts with the state of the resource."""
    return ServiceError(409, "Conflict", message)


def forbidden(message: str) -> ServiceError:
    """Return the error 403: the caller's roles do not allow the request."""
    return ServiceError(403, "Forbidden", message)


def envelope(error: ServiceError, request_id: str, now: datetime) -> dict[str, Any]:
    """Return the body of an error response."""
    time = format_datetime(now, usegmt=True)
    tail = _SUPPORT.format(request_id=request_id, time=time)
    message = f"{error.message} {tail}"
    return {"error": {"code": error.code, "message": message, "requestId": request_id, "time": time}}
