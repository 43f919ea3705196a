"""Error content of a response: the documented envelope, else the headers and the start of the body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import orjson

from ._shown import masked, shown

if TYPE_CHECKING:
    from datetime import datetime

    import httpx

__all__ = ["ErrorContent", "ErrorDetail", "error_content", "error_detail", "explanation"]

_DEEPEST = 4
"""Levels of nested details that are read; the service nests two."""

_SHOWN = 5
"""Number of details that an error's text shows; `details` has all of them."""


class ErrorDetail(NamedTuple):
    """One error as the service reports it, or one of the errors that it consists of (`details` of Azure Resource Manager).

    Members that the service leaves out are None. They are as they came, but for tokens; as a text they are shown safely.
    """

    code: str | None
    message: str | None
    target: str | None
    """The object of the error, such as a member of the body."""
    details: tuple[ErrorDetail, ...] = ()

    def __str__(self) -> str:
        said = ": ".join(filter(None, [self.code, self.message]))
        return shown(said + explanation(self.target, self.details)).strip() or "no details"

    def __repr__(self) -> str:
        members = {**self._asdict(), "details": self.details[:_SHOWN]}
        return shown(f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in members.items())})")


class ErrorContent(NamedTuple):
    """Error that a response carries; members that the service leaves out are None."""

    code: str | None
    """From the envelope, else from the `x-ms-error-code` header."""
    message: str
    """From the envelope, else the start of the body, which is shown safely."""
    target: str | None
    details: tuple[ErrorDetail, ...]
    request_id: str | None
    """From the envelope, else from the `x-ms-request-id` header."""
    time: datetime | None


def error_content(response: httpx.Response) -> ErrorContent:
    """Read the error that a response carries."""
    error = _envelope(response)
    return ErrorContent(
        _text(error.get("code")) or _header(response, "x-ms-error-code"),
        _text(error.get("message")) or _excerpt(response),
        _text(error.get("target")),
        _details(error, _DEEPEST),
        _text(error.get("requestId")) or _header(response, "x-ms-request-id"),
        _rfc1123(error.get("time")),
    )


def error_detail(response: httpx.Response) -> ErrorDetail:
    """Return the error in a response's envelope; all members are None if there is none."""
    return _detail(_envelope(response), _DEEPEST)


def explanation(target: str | None, details: tuple[ErrorDetail, ...]) -> str:
    """Return target and details of an error, as the end of its text."""
    about = f" (target {target})" if target else ""
    more = "; …" if len(details) > _SHOWN else ""
    return shown(about + "".join(f"; {detail}" for detail in details[:_SHOWN]) + more)


def _detail(error: dict[str, Any], depth: int) -> ErrorDetail:
    code, message, target = (_text(error.get(name)) for name in ("code", "message", "target"))
    return ErrorDetail(code, message, target, _details(error, depth))


def _details(error: dict[str, Any], depth: int) -> tuple[ErrorDetail, ...]:
    listed = error.get("details")
    items = cast("list[object]", listed) if isinstance(listed, list) and depth else []
    return tuple(_detail(_members(each), depth - 1) for each in items if each)


def _envelope(response: httpx.Response) -> dict[str, Any]:
    """Return the `error` object of the documented envelope, or {} if the body is something else."""
    try:
        body = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return {}
    return _members(_members(body).get("error"))


def _members(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return masked(value) if isinstance(value, str) else None


def _header(response: httpx.Response, name: str) -> str | None:
    return _text(response.headers.get(name))


def _excerpt(response: httpx.Response, limit: int = 200) -> str:
    try:
        text = response.text
    except Exception:  # the header names an encoding that is not one of text, such as hex
        text = response.content.decode(errors="replace")
    text = " ".join(text.split())
    return shown(text or response.reason_phrase or "the body is empty", limit)


def _rfc1123(value: object) -> datetime | None:
    """Read `Tue, 25 Apr 2023 11:24:53 GMT` (`date-time-rfc1123`)."""
    from email.utils import parsedate_to_datetime  # only failures need it

    try:
        return parsedate_to_datetime(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None
