"""What follows a response is never the next one, and connections belong to the process and the event loop that opened them."""

from __future__ import annotations

import asyncio
import gc
import ssl
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise

import h11
import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.emulator.http.tls import make_certificate
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import ApiError, ApiToken, ClientStateError, ConfigurationError
from iotcentral._core.framing import Head, framing_of
from iotcentral._core.retry import NO_RETRY
from iotcentral._core.sync import transport
from iotcentral._core.sync.network import Stream
from tests.support.modes import got, run, run_client
from tests.support.wire import NEXT, Script, WireServer, chunked, ok


def names_of(count):
    """Return an action that gets a device several times, and returns the ids that came."""

    async def ask(app):
        return [(await got(app.devices.get(f"d{number}"))).id for number in range(count)]

    return ask


def asked(request) -> str:
    return request.target.partition("?")[0].rpartition("/")[2]


FORGED = ok("forged")
EXTRA = {
    "a line end": b"\r\n",
    "a line feed": b"\n",
    "another response": FORGED,
    "half a response": FORGED[:20],
    "an interim response": b"HTTP/1.1 100 Continue\r\n\r\n",
    "a megabyte": b"x" * (1 << 20),
}
SHAPES = {
    "length": ok,
    "chunks": chunked,
    "trailers": lambda name: chunked(name, trailer=b"x-a: b\r\nx-c: d\r\n"),
    "extensions": lambda name: chunked(name, extension=b';a="b"'),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("extra", EXTRA)
def test_what_follows_a_response_is_not_the_next_one(mode, token, extra, shape):
    def play(_: int) -> Script:
        while request := (yield NEXT):
            yield SHAPES[shape](asked(request)) + EXTRA[extra]

    with WireServer(play) as server:
        assert run(mode, server.url, ApiToken(token), names_of(3), retry=NO_RETRY) == ["d0", "d1", "d2"]
    assert [number for number, _ in server.received] == [0, 1, 2]


@pytest.mark.parametrize("extra", EXTRA)
def test_what_arrives_on_an_idle_connection_is_no_response(mode, token, extra):
    """The extra bytes come once the first result is there; the second call begins when they have been sent."""
    begin, sent = threading.Event(), threading.Event()

    def play(number: int) -> Script:
        while request := (yield NEXT):
            yield ok(asked(request))
            if number == 0:
                yield begin
                yield EXTRA[extra][:1000]
                sent.set()

    async def ask(app):
        first = (await got(app.devices.get("d0"))).id
        begin.set()
        assert sent.wait(600)
        return [first, (await got(app.devices.get("d1"))).id]

    with WireServer(play) as server:
        assert run(mode, server.url, ApiToken(token), ask, retry=NO_RETRY) == ["d0", "d1"]
    assert [number for number, _ in server.received] == [0, 1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(["127.0.0.1"], tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("extra", ["a line end", "another response"])
def test_what_follows_a_response_over_tls_is_not_the_next_one(mode, token, extra, certificate, monkeypatch):
    """In the same record of TLS, and in one of its own that the same read brings."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    quiet = threading.Event()

    def play(number: int) -> Script:
        while request := (yield NEXT):
            yield ok(asked(request)) + EXTRA[extra] if number == 0 else ok(asked(request))
            if number == 1:
                yield EXTRA[extra]
                quiet.set()

    async def ask(app):
        names = []
        for number in range(4):
            names.append((await got(app.devices.get(f"d{number}"))).id)
            assert number != 1 or quiet.wait(600)
        return names

    with WireServer(play, context) as server:
        assert run(mode, server.url, ApiToken(token), ask, retry=NO_RETRY) == ["d0", "d1", "d2", "d3"]
    assert [number for number, _ in server.received] == [0, 1, 2, 2]


class Memory(httpcore.NetworkStream):
    """A stream over TLS whose records are in memory already, as those of an event loop are."""

    def __init__(self, tls: ssl.SSLObject) -> None:
        self._tls = tls

    def get_extra_info(self, info: str) -> object:
        return self._tls if info == "ssl_object" else None


def test_what_tls_has_in_memory_is_seen(certificate):
    """The socket of an event loop is drained into memory, where a record waits that the socket does not show."""
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=certificate.file)
    server.load_cert_chain(*certificate)
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    near, far = client.wrap_bio(down, up, server_hostname="127.0.0.1"), server.wrap_bio(up, down, server_side=True)
    for side in (near, far, near, far):
        with suppress(ssl.SSLWantReadError):
            side.do_handshake()
    stream = Stream(Memory(near))
    assert not stream.get_extra_info("is_readable")
    far.write(b"\r\n")
    assert stream.get_extra_info("is_readable")


@pytest.mark.parametrize("status", [204, 304])
def test_a_body_where_there_must_be_none_is_not_the_next_response(mode, token, status):
    def play(number: int) -> Script:
        yield NEXT
        body = b"content-length: 5\r\n\r\nabcde" + FORGED
        yield ok("d1") if number else f"HTTP/1.1 {status} X\r\n".encode() + body

    async def ask(app):
        with pytest.raises(ApiError):
            await got(app.devices.get("d0"))
        return (await got(app.devices.get("d1"))).id

    with WireServer(play) as server:
        assert run(mode, server.url, ApiToken(token), ask, retry=NO_RETRY) == "d1"
    assert [number for number, _ in server.received] == [0, 1]


def test_well_behaved_connections_are_used_again(mode, token):
    def play(_: int) -> Script:
        count = 0
        while request := (yield NEXT):
            count += 1
            interim = b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" * (count % 3)
            yield interim + list(SHAPES.values())[count % 4](asked(request))

    with WireServer(play) as server:
        assert run(mode, server.url, ApiToken(token), names_of(8)) == [f"d{number}" for number in range(8)]
    assert server.connections == 1


heads = st.sampled_from(
    [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n", b"HTTP/1.1 204 No Content\r\n"]
)
bodies = st.one_of(
    st.binary(max_size=40).map(lambda body: b"Content-Length: %d\r\n\r\n%b" % (len(body), body)),
    st.tuples(st.lists(st.binary(min_size=1, max_size=20)), st.sampled_from([b"", b";a=b", b"  "]), st.booleans()).map(
        lambda drawn: (
            b"Transfer-Encoding: chunked\r\n\r\n"
            + b"".join(b"%X%b\r\n%b\r\n" % (len(part), drawn[1], part) for part in drawn[0])
            + (b"0\r\nA: b\r\n\r\n" if drawn[2] else b"000\r\n\r\n")
        )
    ),
)


@given(heads, bodies, st.binary(max_size=30), st.lists(st.integers(0, 200)))
def test_a_response_ends_where_the_parser_says(head, body, extra, cuts):
    """The bytes that are handed on, in whatever pieces they arrive, are those that h11 needs, and no more."""
    whole = head + body + extra
    oracle = h11.Connection(h11.CLIENT)
    oracle.send(h11.Request(method="GET", target="/", headers=[("host", "a")]))
    oracle.send(h11.EndOfMessage())
    oracle.receive_data(whole)
    events = []
    while not events or not isinstance(events[-1], h11.EndOfMessage):
        events.append(oracle.next_event())
    rest = oracle.trailing_data[0]
    (response,) = [event for event in events if isinstance(event, h11.Response)]
    expected = len(whole) - len(rest)

    marks = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    pieces = [whole[start:end] for start, end in pairwise(marks)]
    fed, framing, final = b"", Head(), False
    kept = b""
    while pieces or kept:
        data = kept or pieces.pop(0)
        taken = framing.take(data)
        fed, kept = fed + data[:taken], data[taken:]
        if not final and fed.endswith(b"\r\n\r\n") and fed.rpartition(b"HTTP/1.1 ")[2][:1] == b"2":
            final, framing = True, framing_of("GET", response.status_code, list(response.headers.raw_items()))
        if final and framing.complete:
            break
    assert len(fed) == expected


def test_a_client_of_another_event_loop_is_refused(token):
    with WireServer(lambda _: _polite()) as server:
        app = AsyncIoTCentral(server.url, ApiToken(token), limiter=None)

        async def name_of(client):
            return (await client.devices.get("d0")).id

        assert asyncio.run(name_of(app)) == "d0"
        with pytest.raises(ClientStateError, match="another event loop"):
            asyncio.run(name_of(app))
        asyncio.run(app.close())
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            del app
            gc.collect()  # of the event loop that is gone
    assert len(server.received) == 1


def _polite() -> Script:
    while request := (yield NEXT):
        yield ok(asked(request))


def test_threads_that_call_first_together_share_one_pool_of_connections(token, monkeypatch):
    barrier, made = threading.Barrier(3), list[httpcore.ConnectionPool]()
    new_pool = transport._new_pool

    def slow_pool(scheme, proxy):
        barrier.wait()  # every thread has seen that there is no pool
        pool, backend = new_pool(scheme, proxy)
        made.append(pool)
        return pool, backend

    monkeypatch.setattr(transport, "_new_pool", slow_pool)
    with WireServer(lambda _: _polite()) as server, IoTCentral(server.url, ApiToken(token), limiter=None) as app:
        with ThreadPoolExecutor(3) as threads:
            assert {device.id for device in threads.map(app.devices.get, ["d0", "d1", "d2"])} == {"d0", "d1", "d2"}
        assert len(made) == 3
        (used,) = [pool for pool in made if pool.connections]
        app.close()
        assert not used.connections


def test_a_closed_client_says_so(mode, token):
    async def ask(app):
        await got(app.close())
        with pytest.raises(ClientStateError, match="Devices_Get: the client is closed"):
            await got(app.devices.get("d0"))

    run(mode, "http://127.0.0.1:9", ApiToken(token), ask)


@pytest.mark.parametrize(
    ("mode", "given", "wanted"),
    [
        ("sync", httpx.AsyncHTTPTransport(), "BaseTransport"),
        ("asyncio", httpx.HTTPTransport(), "AsyncBaseTransport"),
    ],
)
def test_a_transport_of_the_other_kind_is_refused(mode, given, wanted, token):
    name = type(given).__name__
    with pytest.raises(ConfigurationError, match=f"^transport is a {name}, but must be an httpx.{wanted}$"):
        run_client(mode, (IoTCentral, AsyncIoTCentral), None, "contoso", ApiToken(token), transport=given)
