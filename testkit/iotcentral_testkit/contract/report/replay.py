"""Replay of an exchange: a command line for a shell, without tokens."""

from __future__ import annotations

import shlex

from ..engine.exchange import Exchange

__all__ = ["OTHER_TOKEN", "TOKEN", "curl_line", "headers_of"]

TOKEN = "IOTCENTRAL_API_TOKEN"  # noqa: S105  # the name of an environment variable
"""The environment variable that holds the whole `Authorization` header of the run."""

OTHER_TOKEN = "IOTCENTRAL_OTHER_TOKEN"  # noqa: S105
"""The environment variable for requests with another credential than the run's, for example a wrong one."""

_LEFT_OUT = frozenset(
    {"accept-encoding", "authorization", "connection", "content-length", "host", "transfer-encoding", "user-agent"}
)
"""Headers that every client sets itself."""


def curl_line(exchange: Exchange) -> str:
    """Return the request as a line for a POSIX shell; the token is taken from the environment."""
    parts = ["curl -sS -i --globoff --path-as-is -X", exchange.method, shlex.quote(exchange.url)]
    if exchange.access != "none":
        parts.append(f'-H "Authorization: ${TOKEN if exchange.access == "run" else OTHER_TOKEN}"')
    parts += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in headers_of(exchange).items()]
    before = ""
    if exchange.request_body:
        text = _text(exchange.request_body)
        if text is None:
            escaped = "".join(f"\\{byte:03o}" for byte in exchange.request_body)
            before, text = f"printf '{escaped}' | ", "@-"
        elif text.startswith("@"):
            before, text = f"printf %s {shlex.quote(text)} | ", "@-"
        parts.append(f"--data-binary {shlex.quote(text)}")
    return before + " ".join(parts)


def headers_of(exchange: Exchange) -> dict[str, str]:
    """Return the headers of a request that clients do not set themselves."""
    return {
        name: value
        for name, value in exchange.request_headers.items()
        if name not in _LEFT_OUT and (name, value) != ("accept", "*/*")
    }


def _text(body: bytes) -> str | None:
    """Return a body as text; None if it is not valid in a shell."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
