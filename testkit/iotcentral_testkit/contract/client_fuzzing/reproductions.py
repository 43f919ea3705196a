"""Reproductions: a case as a Python program that shows its problem without the kit."""

from __future__ import annotations

import re
from typing import Any

from iotcentral._core.model import Model

from ...openapi.planes import CONNECTOR, CONTROL, DATA, package_of
from ...strategies import Request
from .byte_server import Reply, Then
from .cases import CannedResponse
from .client_calls import ORIGIN
from .targets import SUBSCRIPTION, Target

__all__ = ["in_process", "over_a_socket"]

_IN_PROCESS = '''\
"""Shows {what}."""

import httpx

from iotcentral import NO_RETRY, ApiToken, BearerToken
from {package} import {client}, models

ANSWERS = iter([
{answers}
])


def answer(request: httpx.Request) -> httpx.Response:
    status, headers, body = next(ANSWERS)
    print(request.method, request.url, "->", status)
    return httpx.Response(status, headers=headers, content=body)


URL = "{origin}"
with {opened}, transport=httpx.MockTransport(answer), retry=NO_RETRY, limiter=None) as app:
    result = app.{call}
    print({shown})
'''

_OVER_A_SOCKET = '''\
"""Shows {what}."""

import socket
import struct
import threading

from iotcentral import NO_RETRY, ApiToken, BearerToken
from {package} import {client}, models

PIECES = {pieces}
THEN = {then!r}


def serve(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(1_000_000)
        for piece in PIECES:
            connection.sendall(piece)
        if THEN == "stall":
            connection.recv(1)
        if THEN == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


LISTENER = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=serve, args=(LISTENER,), daemon=True).start()
URL = f"http://127.0.0.1:{{LISTENER.getsockname()[1]}}"
with {opened}, timeout=2, retry=NO_RETRY, limiter=None) as app:
    result = app.{call}
    print({shown})
'''

_OPENED = {
    DATA: '{client}(URL, ApiToken("SharedAccessSignature sr=any&sig=any&skn=any")',
    CONNECTOR: '{client}(ApiToken("SharedAccessSignature sr=any&sig=any&skn=any")',
    CONTROL: '{client}("{subscription}", BearerToken("any"), endpoint=URL',
}


def in_process(target: Target, request: Request, answers: tuple[CannedResponse, ...], what: str) -> str:
    """Return a program that calls a client over `httpx.MockTransport`.

    Args:
        target: the operation.
        request: the arguments.
        answers: the responses.
        what: the problem, in a few words.
    """
    told = [_answer(answer) for answer in answers]
    if target.operation.pageable:
        told.append("    (200, [], b'{\"value\":[]}'),")
    return _IN_PROCESS.format(
        what=_plain(what),
        package=package_of(target.api.version).name,
        client=target.api.plane.client,
        opened=_OPENED[target.api.plane].format(client=target.api.plane.client, subscription=SUBSCRIPTION),
        origin=ORIGIN,
        answers="\n".join(told),
        call=_call(target, request),
        shown=_shown(target),
    )


def over_a_socket(target: Target, request: Request, reply: Reply, what: str) -> str:
    """Return a program that calls a client over a socket that sends the bytes of a reply."""
    return _OVER_A_SOCKET.format(
        what=_plain(what),
        package=package_of(target.api.version).name,
        client=target.api.plane.client,
        opened=_OPENED[target.api.plane].format(client=target.api.plane.client, subscription=SUBSCRIPTION),
        pieces="[" + ", ".join(_bytes(piece) for piece in reply.pieces) + "]",
        then=Then(reply.then).value,
        call=_call(target, request),
        shown=_shown(target),
    )


def _answer(answer: CannedResponse) -> str:
    headers = [(name.encode(), value.encode("latin-1")) for name, value in answer.headers]
    return f"    ({answer.status}, {headers}, {_bytes(answer.body)}),"


def _bytes(content: bytes) -> str:
    """Return the source of bytes; long repetitions are abbreviated."""
    parts: list[str] = []
    for run, unit in _runs(content):
        parts.append(repr(unit) if run == 1 else f"{unit!r} * {run}")
    return " + ".join(parts) or "b''"


def _runs(content: bytes) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    end = 0
    for match in re.finditer(rb"(.{1,8}?)\1{30,}", content, re.DOTALL):
        if match.start() > end:
            found.append((1, content[end : match.start()]))
        found.append((len(match[0]) // len(match[1]), match[1]))
        end = match.end()
    if end < len(content):
        found.append((1, content[end:]))
    return found


def _call(target: Target, request: Request) -> str:
    arguments = [_argument(value) for value in request.args]
    arguments[:1] = ["URL"] if target.mapping is not None else arguments[:1]
    arguments += [f"{name}={_argument(value)}" for name, value in request.kwargs.items()]
    end = ".result()" if target.operation.long_running else ""
    return f"{target.name}({', '.join(arguments)}){end}"


def _argument(value: Any) -> str:
    if isinstance(value, Model):
        return f"models.{type(value).__name__}.from_dict({value.to_dict()!r})"
    return repr(value)


def _shown(target: Target) -> str:
    if target.operation.pageable:
        return "[item.to_dict() for item in result]"
    return "result and result.to_dict()"


def _plain(text: str) -> str:
    """Return text that is valid in a docstring."""
    return text.replace("\\", "/").replace('"', "'").replace("\n", " ").replace("\r", " ")
