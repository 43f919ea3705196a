"""Replay of exchanges: a command line for a shell and a short Python program, without tokens."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from ..engine.exchange import Exchange
from ..engine.findings import Finding

__all__ = ["OTHER_TOKEN", "TOKEN", "curl_line", "snippet"]

TOKEN = "IOTCENTRAL_API_TOKEN"  # noqa: S105  # the name of an environment variable
"""The environment variable that holds the whole `Authorization` header of the run."""

OTHER_TOKEN = "IOTCENTRAL_OTHER_TOKEN"  # noqa: S105
"""The environment variable for requests with another credential than the run's, for example a wrong one."""

_LEFT_OUT = frozenset(
    {"accept-encoding", "authorization", "connection", "content-length", "host", "transfer-encoding", "user-agent"}
)
"""Headers that every client sets itself."""

_PROGRAM = '''\
"""Shows {what}; it needs {token} in the environment, as a whole Authorization header."""

import os

import httpx

URL = os.environ.get("IOTCENTRAL_URL", {url})
TOKENS = {tokens}

REQUESTS = [
{requests}
]

with httpx.Client(timeout=60) as client:
    for method, path, token, headers, body in REQUESTS:
        if token in TOKENS:
            headers = {{**headers, "authorization": TOKENS[token]}}
        answer = client.request(method, path if "://" in path else URL + path, headers=headers, content=body)
        print(answer.status_code, method, path)
        print(answer.text)
'''


def curl_line(exchange: Exchange) -> str:
    """Return the request as a line for a POSIX shell; the token is taken from the environment."""
    parts = ["curl -sS -i --globoff --path-as-is -X", exchange.method, shlex.quote(exchange.url)]
    if exchange.access != "none":
        parts.append(f'-H "Authorization: ${TOKEN if exchange.access == "run" else OTHER_TOKEN}"')
    parts += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in _headers(exchange).items()]
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


def snippet(finding: Finding, url: str) -> str:
    """Return a program that repeats the requests of a deviation and prints the responses.

    Args:
        finding: the deviation; if it has a program of its own, that is returned.
        url: of the server of the run; `IOTCENTRAL_URL` overrides it.
    """
    if finding.replay:
        return finding.replay
    url = url.rstrip("/")
    tokens = {f'"run": os.environ["{TOKEN}"]'} if any(it.access == "run" for it in finding.exchanges) else set[str]()
    if any(exchange.access == "other" for exchange in finding.exchanges):
        tokens.add(f'"other": os.environ.get("{OTHER_TOKEN}", "SharedAccessSignature sr=unknown")')
    return _PROGRAM.format(
        what=" ".join(part for part in (finding.rule, finding.operation, finding.subject) if part).translate(_PLAIN),
        token=TOKEN,
        url=repr(url),
        tokens="{" + ", ".join(sorted(tokens, reverse=True)) + "}",
        requests="\n".join(_requests(finding.exchanges, url)),
    )


def _requests(exchanges: Iterable[Exchange], url: str) -> Iterable[str]:
    for exchange in exchanges:
        path = exchange.url.removeprefix(url) if exchange.url.startswith(f"{url}/") else exchange.url
        parts = (exchange.method, path, exchange.access, _headers(exchange), exchange.request_body or None)
        yield f"    ({', '.join(repr(part) for part in parts)}),"


def _headers(exchange: Exchange) -> dict[str, str]:
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


_PLAIN = {ord('"'): "'", ord("\\"): "/", ord("\n"): " ", ord("\r"): " "}
"""Replacements of characters that are not valid in a docstring."""
