"""Tests of HTTP on a socket: what clients may send in whatever parts, and how answers are framed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import Any

import pytest
from iotcentral_testkit.emulator.http import connection
from iotcentral_testkit.emulator.http.connection import HttpConnection, Open

App = Callable[[Any, Any, Any], Awaitable[None]]
Client = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[Any]]


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Answer with the target and the body."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    content = f"{scope['method']} {scope['path']} {body.decode()}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(content))]})
    await send({"type": "http.response.body", "body": content})


def talked(client: Client, app: App = echo) -> Any:
    """Return what a client of a server returns."""

    async def go() -> Any:
        opened = Open()
        server = await asyncio.get_running_loop().create_server(lambda: HttpConnection(app, opened), "127.0.0.1", 0)
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
            try:
                return await client(reader, writer)
            finally:
                writer.close()
                for each in list(opened.connections):
                    each.transport.abort()
                await asyncio.gather(*opened.requests, return_exceptions=True)

    return asyncio.run(asyncio.wait_for(go(), 100))


def sent(*parts: bytes) -> Client:
    """Return a client that sends parts, each after the server has read the one before, and reads to the end."""

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0)
        return await reader.read()

    return client


CLOSE = b"Connection: close\r\n"


@pytest.mark.parametrize("step", [1, 3, 1000])
def test_a_request_may_come_in_any_parts(step: int) -> None:
    request = b"PUT /a%20b?c=d HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n" + CLOSE + b"\r\nhello"
    answer = talked(sent(*(request[at : at + step] for at in range(0, len(request), step))))
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(b"\r\n\r\nPUT /a b hello")


def test_requests_of_a_connection_are_answered_in_their_order() -> None:
    async def slow_first(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/1":
            for _ in range(20):
                await asyncio.sleep(0)
        await echo(scope, receive, send)

    requests = b"".join(b"PUT /%d HTTP/1.1\r\nContent-Length: 1\r\n\r\n%d" % (number, number) for number in range(1, 9))
    answer = talked(sent(requests, b"GET /9 HTTP/1.1\r\n" + CLOSE + b"\r\n"), slow_first)
    bodies = [part.rpartition(b"\r\n\r\n")[2] for part in answer.split(b"HTTP/1.1 200 OK\r\n")[1:]]
    assert bodies == [*(b"PUT /%d %d" % (number, number) for number in range(1, 9)), b"GET /9 "]


def test_what_follows_the_last_request_is_not_read() -> None:
    answer = talked(sent(b"GET /1 HTTP/1.1\r\n" + CLOSE + b"\r\nGET /2 HTTP/1.1\r\n\r\n"))
    assert answer.count(b"HTTP/1.1") == 1
    assert answer.endswith(b"GET /1 ")


def test_what_is_no_request_behind_one_leaves_it_its_answer() -> None:
    answer = talked(sent(b"GET /1 HTTP/1.1\r\n\r\n\x00\x01 nonsense\r\n\r\n"))
    assert answer.count(b"HTTP/1.1") == 1
    assert b"HTTP/1.1 200 OK" in answer
    assert answer.endswith(b"GET /1 ")


@pytest.mark.parametrize(
    "request_",
    [
        b"nonsense\r\n\r\n",
        b"GET http:// HTTP/1.1\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\n\r\n",
        b"PUT / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"PUT / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(request_: bytes) -> None:
    assert talked(sent(request_)).startswith(b"HTTP/1.1 400 Bad Request\r\n")


LONG = b"a" * (connection.HEAD_LIMIT + 1)


@pytest.mark.parametrize("step", [10_000, 1_000_000])
@pytest.mark.parametrize(
    "head", [b"GET /" + LONG, b"GET / HTTP/1.1\r\nX: " + LONG, b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 12_000]
)
def test_a_head_that_is_too_long_is_refused_in_whatever_parts_it_comes(head: bytes, step: int) -> None:
    whole = head + (b" HTTP/1.1" if b"HTTP" not in head else b"") + b"\r\n\r\n"
    answer = talked(sent(*(whole[at : at + step] for at in range(0, len(whole), step))))
    assert answer.startswith(b"HTTP/1.1 431 ")


def test_headers_behind_a_body_are_passed_over() -> None:
    request = b"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + CLOSE + b"\r\n2\r\nok\r\n0\r\nX: y\r\n\r\n"
    assert talked(sent(request)).endswith(b"PUT / ok")


def test_a_client_of_the_first_version_gets_an_end() -> None:
    async def unframed(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        await send({"type": "http.response.body", "body": b"b"})

    old = talked(sent(b"GET / HTTP/1.0\r\n\r\n"), unframed)
    assert old.endswith(b"connection: close\r\n\r\nab")
    assert b"chunked" not in old
    new = talked(sent(b"GET / HTTP/1.1\r\n" + CLOSE + b"\r\n"), unframed)
    assert new.endswith(b"\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n")


def test_a_client_that_waits_for_leave_gets_it() -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(b"PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n" + CLOSE + b"\r\n")
        assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        writer.write(b"ok")
        return await reader.read()

    assert talked(client).endswith(b"PUT / ok")


def test_an_offer_of_another_protocol_is_passed_over() -> None:
    request = b"GET / HTTP/1.1\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n"
    assert talked(sent(request)).startswith(b"HTTP/1.1 200 OK\r\n")


def test_an_answer_without_body_has_none() -> None:
    async def answers(scope: Any, _: Any, send: Any) -> None:
        status, headers = (204, []) if scope["method"] == "DELETE" else (200, [(b"content-length", b"5")])
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"hello"})

    for method in (b"HEAD", b"DELETE"):
        assert talked(sent(method + b" / HTTP/1.1\r\n" + CLOSE + b"\r\n"), answers).endswith(b"close\r\n\r\n")


def test_a_failure_of_the_application_is_answered(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(*_: Any) -> None:
        raise ValueError("no")

    assert talked(sent(b"GET /x HTTP/1.1\r\n\r\n"), fails).startswith(b"HTTP/1.1 500 ")
    assert "GET /x failed" in caplog.text


def test_a_header_of_several_lines_is_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    async def split(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x", b"a\r\nset-cookie: b")]})

    assert talked(sent(b"GET / HTTP/1.1\r\n\r\n"), split).startswith(b"HTTP/1.1 500 ")
    assert "more than a line" in caplog.text


def test_a_body_that_is_shorter_than_announced_ends_the_connection() -> None:
    async def short(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]})
        await send({"type": "http.response.body", "body": b"abc"})

    assert talked(sent(b"GET / HTTP/1.1\r\n\r\n"), short).endswith(b"\r\n\r\nabc")


@pytest.mark.parametrize("body", [b"", b"x" * 100])
def test_what_waits_is_answered_in_a_task(body: bytes) -> None:
    at_first = list[Any]()

    async def waits(scope: Any, receive: Any, send: Any) -> None:
        at_first.append(asyncio.current_task())
        async with asyncio.timeout(60) if at_first[0] else nullcontext():
            await asyncio.wait([asyncio.create_task(asyncio.sleep(0))])
        async with asyncio.timeout(60):
            await echo(scope, receive, send)

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(b"PUT / HTTP/1.1\r\nContent-Length: %d\r\n" % len(body) + CLOSE + b"\r\n")
        await asyncio.sleep(0)
        writer.write(body)
        return await reader.read()

    assert talked(client, waits).endswith(b"PUT / " + body)
    assert at_first == [None]


def test_what_fails_or_is_cancelled_while_it_waits_is_told(caplog: pytest.LogCaptureFixture) -> None:
    told = list[type[BaseException]]()

    async def waits(scope: Any, _: Any, __: Any) -> None:
        failing = asyncio.get_running_loop().create_future()
        if scope["path"] == "/fail":
            asyncio.get_running_loop().call_soon(failing.set_exception, ValueError("late"))
        try:
            await failing
        except BaseException as error:
            told.append(type(error))
            raise

    assert talked(sent(b"GET /fail HTTP/1.1\r\n\r\n"), waits).startswith(b"HTTP/1.1 500 ")
    assert "GET /fail failed" in caplog.text

    async def go() -> None:
        opened = Open()
        server = await asyncio.get_running_loop().create_server(lambda: HttpConnection(waits, opened), "127.0.0.1", 0)
        async with server:
            _, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
            writer.write(b"GET /wait HTTP/1.1\r\n\r\n")
            while not opened.requests:
                await asyncio.sleep(0)
            [task] = opened.requests
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled()
            writer.close()

    asyncio.run(asyncio.wait_for(go(), 60))
    assert told == [ValueError, asyncio.CancelledError]


def test_an_application_learns_that_its_client_has_gone() -> None:
    told = asyncio.Queue[str]()

    async def waits(_: Any, receive: Any, __: Any) -> None:
        await receive()
        told.put_nowait("request")
        told.put_nowait((await receive())["type"])

    async def client(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> list[str]:
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        first = await told.get()
        writer.close()
        return [first, await told.get()]

    assert talked(client, waits) == ["request", "http.disconnect"]


def test_a_body_that_nobody_reads_waits_with_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_UNREAD", 1000)
    reading, sizes = asyncio.Event(), list[int]()

    async def late(scope: Any, receive: Any, send: Any) -> None:
        await reading.wait()

        async def counted() -> Any:
            message = await receive()
            sizes.append(len(message.get("body", b"")))
            return message

        await echo(scope, counted, send)

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        body = b"x" * 20_000_000
        writer.write(b"PUT / HTTP/1.1\r\nContent-Length: %d\r\n" % len(body) + CLOSE + b"\r\n" + body)
        for _ in range(100):
            await asyncio.sleep(0)
        reading.set()
        return await reader.read()

    assert len(talked(client, late)) > 20_000_000
    assert max(sizes) < 10_000_000


def test_an_application_waits_for_a_client_that_does_not_read() -> None:
    written = list[int]()

    async def much(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(2000):
            await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})
            written.append(65536)
            await asyncio.sleep(0)

    async def client(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        quiet = writer.get_extra_info("socket")
        quiet.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        before = -1
        while before != len(written) or not written:
            before = len(written)
            for _ in range(1000):
                await asyncio.sleep(0)
        return sum(written)

    assert talked(client, much) < 50_000_000


class Hurried:
    """An application in and after whose answers time passes, by the clock of the event loop.

    Args:
        seconds: that pass before an answer, and after it; by the target of the request.
    """

    def __init__(self, seconds: dict[str, tuple[int, int]]) -> None:
        self._seconds = seconds
        self._passed = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        loop = asyncio.get_running_loop()
        if not self._passed:
            loop.time = lambda now=loop.time: now() + self._passed  # type: ignore[method-assign,misc]
        before, after = self._seconds[scope["path"]]
        self._passed += before
        for _ in range(before):
            await asyncio.sleep(0)
        await echo(scope, receive, send)
        self._passed += after


@pytest.fixture
def twenty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_KEPT_ALIVE", 20)


@pytest.mark.usefixtures("twenty")
@pytest.mark.parametrize("part", [b"", b"GET / HTT"])
def test_a_connection_on_which_nothing_comes_is_closed(part: bytes) -> None:
    assert talked(sent(b"GET / HTTP/1.1\r\n\r\n" + part), Hurried({"/": (0, 21)})).endswith(b"GET / ")


@pytest.mark.usefixtures("twenty")
def test_a_connection_stays_open_while_it_is_used() -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        for number in range(3):
            writer.write(b"GET /%d HTTP/1.1\r\n\r\n" % number)
            await reader.readuntil(b"GET /%d " % number)
        return await reader.read()

    assert talked(client, Hurried({"/0": (21, 0), "/1": (0, 10), "/2": (0, 21)})) == b""
