"""Transports to the emulator in process, without sockets, which check every response against the document."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx
import orjson
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.http.transport import ConnectionDroppedError
from iotcentral_testkit.openapi.documents import Document, Route, documents
from iotcentral_testkit.openapi.malformed import MalformedRequestError

__all__ = ["AsyncBridge", "Bridge", "check_response"]


class Bridge(httpx.BaseTransport):
    """Transport that runs the ASGI application for each request, in the calling thread.

    Args:
        server: the application.
        checked: whether responses are held against the document.
    """

    def __init__(self, server: AsgiApp, *, checked: bool = True) -> None:
        self._server = server
        self._checked = checked
        self._runner = asyncio.Runner()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        content = request.read()
        response = self._runner.run(_exchange(self._server, request, content))
        if self._checked:
            check_response(request, response)
        return response

    def close(self) -> None:
        self._runner.close()


class AsyncBridge(httpx.AsyncBaseTransport):
    """`Bridge` for asynchronous clients, in whichever event loop they run.

    Args:
        server: the application.
        checked: whether responses are held against the document.
    """

    def __init__(self, server: AsgiApp, *, checked: bool = True) -> None:
        self._server = server
        self._checked = checked

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await _exchange(self._server, request, await request.aread())
        if self._checked:
            check_response(request, response)
        return response


async def _exchange(server: AsgiApp, request: httpx.Request, content: bytes) -> httpx.Response:
    scope = {
        "type": "http",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, request.url.port or 80),
    }
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    try:
        await server(scope, receive, send)
    except ConnectionDroppedError:
        raise httpx.RemoteProtocolError("the connection was cut", request=request) from None
    start = sent[0]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return httpx.Response(start["status"], headers=start["headers"], content=body, request=request)


def check_response(request: httpx.Request, response: httpx.Response) -> None:
    """Check a response against the document of the requested version.

    What leads to no operation is answered with the documented error all the same.

    Raises:
        AssertionError: it has another status, media type, header or body than the document says.
    """
    response.read()
    assert response.status_code < 500, response.text
    asked = dict(parse_qsl(request.url.query.decode(errors="replace"))).get("api-version", "")
    document = documents().get(asked)
    operation = None if document is None else _operation(document, request)
    if response.is_success:
        assert operation is not None, f"{request.method} {request.url} leads nowhere, but is answered"
        assert response.status_code == operation.status
    else:
        assert response.is_error, f"{response.status_code} is not a documented status"
        document = document or next(iter(documents().values()))
    if response.status_code == 204:
        assert response.content == b""
        return
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    if request.method == "HEAD":
        return
    assert int(response.headers["content-length"]) == len(response.content)
    named = "default" if operation is None or response.is_error else str(operation.status)
    validator = _validator(document, (operation or next(iter(document.operations.values()))).id, named)
    body = orjson.loads(response.content)
    problems = [f"{list(error.instance_path)}: {error.message}" for error in validator.iter_errors(body)]
    asked = operation.id if operation else f"{request.method} {request.url.path}"
    assert not problems, f"{asked} answers what the document does not say: {problems}"
    if response.is_error:
        assert response.headers["x-ms-error-code"] == body["error"]["code"]


def _operation(document: Document, request: httpx.Request) -> Route | None:
    try:
        match = document.match(request.url.raw_path.partition(b"?")[0])
    except MalformedRequestError:
        return None
    return match.operations.get(request.method) if match else None


@cache
def _validator(document: Document, operation_id: str, status: str) -> Any:
    operation = document.operations[operation_id]
    responses = document.content["paths"][operation.path][operation.method.lower()]["responses"]
    content = document.resolve(responses[status])["content"]
    return document.validator(content["application/json"]["schema"])
