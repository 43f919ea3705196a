"""What goes wrong, as the service says it: the envelope with code, message, request id and time."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import Any

__all__ = ["Refusal", "bad_request", "conflict", "envelope", "forbidden", "not_found", "unprocessable"]

_SUPPORT = (
    "You can contact support at https://aka.ms/iotcentral-support. "
    "Please include the following information. Request ID: {request_id}, Time: {time}."
)


class Refusal(Exception):  # noqa: N818  # an answer rather than a failure
    """A request that is answered with an error.

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


def not_found(what: str) -> Refusal:
    """404: `what` does not exist."""
    return Refusal(404, "NotFound", f"{what} could not be found.")


def bad_request(message: str) -> Refusal:
    """400: the request cannot be understood."""
    return Refusal(400, "BadRequest", message)


def unprocessable(*clauses: str) -> Refusal:
    """422: the body is well-formed, but its content is not acceptable."""
    return Refusal(422, "InvalidBody", f"The request body is not valid: {'; '.join(clauses)}.")


def conflict(message: str) -> Refusal:
    """409: the request collides with the state of the resource."""
    return Refusal(409, "Conflict", message)


def forbidden(message: str) -> Refusal:
    """403: the caller's roles do not allow it."""
    return Refusal(403, "Forbidden", message)


def envelope(refusal: Refusal, request_id: str, now: datetime) -> dict[str, Any]:
    """Return the body of an error response."""
    time = format_datetime(now, usegmt=True)
    tail = _SUPPORT.format(request_id=request_id, time=time)
    message = f"{refusal.message} {tail}"
    return {"error": {"code": refusal.code, "message": message, "requestId": request_id, "time": time}}
