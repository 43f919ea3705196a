"""Dry runs: the request that a command would send, with its secrets masked, instead of sending it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NoReturn

import httpx
import orjson

from .._core.json_kinds import is_array, is_object
from .._core.showing import MASK, masked
from ..errors import IoTCentralError

__all__ = ["DryRunTransport", "PreparedOnlyError", "shown_request"]


class PreparedOnlyError(IoTCentralError):
    """Request that a dry run would have sent."""

    def __init__(self, request: httpx.Request) -> None:
        super().__init__(str(request.url))
        self.request = request


class DryRunTransport(httpx.BaseTransport):
    """Transport that sends nothing, and raises the request."""

    def handle_request(self, request: httpx.Request) -> NoReturn:
        """Raise the request.

        Raises:
            PreparedOnlyError: always.
        """
        raise PreparedOnlyError(request)


def shown_request(request: httpx.Request, secrets: Collection[str]) -> str:
    """Return a request as text.

    Args:
        request: the request.
        secrets: names of the members of its body that are secrets; others that are called like secrets are masked too.
    """
    lines = [f"{request.method} {request.url}"]
    lines += [
        f"{name.title()}: {request.headers[name]}" for name in ("content-type", "if-match") if name in request.headers
    ]
    lines.append(f"Authorization: {MASK}")
    if request.content:
        lines += ["", _shown_body(request.content, secrets)]
    return "\n".join(lines)


def _shown_body(content: bytes, secrets: Collection[str]) -> str:
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError:
        return f"<{len(content)} bytes>"
    return orjson.dumps(_without(masked(body), secrets), option=orjson.OPT_INDENT_2).decode()


def _without(value: Any, secrets: Collection[str]) -> Any:
    if is_object(value):
        return {
            name: MASK if name in secrets and isinstance(member, str) else _without(member, secrets)
            for name, member in value.items()
        }
    if is_array(value):
        return [_without(item, secrets) for item in value]
    return value
