"""A call ends in its time and within its memory, whatever the other side does, and waits only as long as it may."""

from __future__ import annotations

import gzip
import pickle
import re
import threading
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import monotonic

import httpx
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import (
    AnswerTooLargeError,
    ApiToken,
    ConfigurationError,
    DecodingError,
    IoTCentralError,
    Limiter,
    Rate,
    RetryLaterError,
    RetryPolicy,
    ThrottledError,
    TransportError,
    TransportTimeoutError,
)
from iotcentral._core.answer import MAX_ANSWER, Answer
from iotcentral._core.attempts import Attempts
from iotcentral._core.deadline import Phase, left, phases
from iotcentral._core.operation import Operation, PreparedRequest
from iotcentral._core.options import Options
from iotcentral._core.retry import NO_RETRY
from tests.bench.calls import transport_calls
from tests.support.faults import STALL, FaultServer, reply
from tests.support.loopback import Answer as Scripted
from tests.support.loopback import LoopbackServer
from tests.support.modes import LEFT_OPEN_BY_HTTPX, got, run
from tests.support.wire import NEXT, Script, WireServer, ok

pytestmark = LEFT_OPEN_BY_HTTPX

DEVICE = reply(200, {"id": "d1"})
TOTAL = 0.3
"""Seconds of a whole call: the fault goes on for as long as the call does, so that it ends by this alone."""


def get(app):
    return app.devices.get("d1")


def interim() -> Iterator[bytes]:
    while True:
        yield b"HTTP/1.1 102 Processing\r\n\r\n"


def dripped() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n"
    while True:
        yield b" "


def dripped_head() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nx: "
    while True:
        yield b"a"


def dripped_chunks() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    while True:
        yield b"1\r\n \r\n"


DRIPS = {each.__name__: each for each in (interim, dripped, dripped_head, dripped_chunks)}


@pytest.mark.parametrize("drip", DRIPS)
def test_what_arrives_in_time_and_never_ends_does_not_prolong_a_call(mode, token, drip):
    """A piece every few milliseconds keeps each time-out of a phase from being reached."""
    pause, over = threading.Event(), threading.Event()

    def play(_: int) -> Script:
        yield NEXT
        for piece in DRIPS[drip]():
            yield piece
            pause.wait(0.005)
            if over.is_set():
                return

    with WireServer(play) as server:
        try:
            with pytest.raises(TransportTimeoutError, match=rf"whole call, total={TOTAL} s") as caught:
                run(mode, server.url, ApiToken(token), get, total=TOTAL, timeout=60, retry=RetryPolicy(base=0))
        finally:
            over.set()
    assert len(caught.value.attempts) == 1


def test_a_stalled_server_is_not_asked_again_after_the_call(mode, token):
    with FaultServer() as server:
        server.will_reply(STALL)
        with pytest.raises(TransportTimeoutError, match=f"total={TOTAL} s") as caught:
            run(mode, server.url, ApiToken(token), get, total=TOTAL, timeout=60, retry=RetryPolicy(base=0))
    assert len(caught.value.attempts) == 1


def test_a_call_does_not_pause_beyond_its_end(mode, token):
    with FaultServer() as server:
        server.will_reply(reply(503, retry_after="30"))
        with pytest.raises(IoTCentralError) as caught:
            run(mode, server.url, ApiToken(token), get, total=20, timeout=60, retry=RetryPolicy())
        assert len(server.received) == 1
    assert caught.value.attempts[0].outcome == "503"


def test_a_call_does_not_wait_for_the_limiter_beyond_its_end(mode, token):
    limiter = Limiter({"default": Rate(1, 1000.0)})
    with FaultServer() as server:
        server.will_reply(DEVICE)

        async def ask(app):
            await got(get(app))
            with pytest.raises(TransportTimeoutError, match=r"Devices_Get: not sent .* holds it back .* total=20 s"):
                await got(get(app.with_options(total=20)))

        run(mode, server.url, ApiToken(token), ask, limiter=limiter)
        assert len(server.received) == limiter.statistics.requests == 1


def test_a_call_that_is_quick_enough_has_its_result(mode, token):
    with FaultServer() as server:
        server.will_reply(DEVICE)
        assert run(mode, server.url, ApiToken(token), get, total=60).id == "d1"


def test_a_transport_of_the_callers_is_held_to_the_time_too(token):
    clock = iter(range(1, 100))

    class Slow(httpx.SyncByteStream):
        def __iter__(self):
            while True:
                yield b" "

    def answer(request: httpx.Request) -> httpx.Response:
        request.extensions["timeout"]["read"].deadline = monotonic() - next(clock)
        return httpx.Response(200, stream=Slow())

    options = {"transport": httpx.MockTransport(answer), "total": 60, "retry": NO_RETRY}
    with IoTCentral("contoso", ApiToken(token), **options) as app, pytest.raises(TransportTimeoutError):
        app.devices.get("d1")


def test_the_phases_of_a_call_are_cut_at_its_deadline():
    timeout = httpx.Timeout(10, connect=1, pool=None)
    assert phases(timeout, None, 0.0) == {"connect": 1, "read": 10, "write": 10, "pool": None}
    cut = phases(timeout, 105.0, 100.0)
    assert cut == {"connect": 1, "read": 5, "write": 5, "pool": 5}
    assert all(type(phase) is Phase and phase.deadline == 105.0 for phase in cut.values())
    assert phases(timeout, 99.0, 100.0)["read"] == 0
    assert left(None) is None
    assert left(3.0) == 3.0
    assert left(cut["read"]) < 5 - 105 + 110
    pickle.dumps(cut)


@pytest.mark.parametrize("client", [IoTCentral, AsyncIoTCentral])
@pytest.mark.parametrize("option", ["total", "max_answer"])
@pytest.mark.parametrize("value", [0, -1, float("inf"), float("nan"), "5", (5,)], ids=repr)
def test_limits_that_allow_nothing_are_refused(client, option, value, token):
    with pytest.raises(ConfigurationError, match=f"^{option} is {re.escape(repr(value))}, but must be more than 0"):
        client("contoso", ApiToken(token), **{option: value})
    with pytest.raises(ConfigurationError, match=f"^{option} is {re.escape(repr(value))}, but must be more than 0"):
        client("contoso", ApiToken(token)).with_options(**{option: value})


def test_the_limits_of_a_client_are_its_own(token):
    app = IoTCentral("contoso", ApiToken(token))
    options = app.with_options(total=5, max_answer=None)._session.options
    assert (options.total, options.max_answer) == (5, None)
    assert (app._session.options.total, app._session.options.max_answer) == (None, MAX_ANSWER)


BOMB = {
    "gzip": gzip.compress(b" " * 100_000_000),
    "deflate": zlib.compress(b" " * 100_000_000),
    "identity": b" " * 2_000_000,
}


@pytest.mark.parametrize("encoding", BOMB)
def test_a_response_is_read_up_to_the_largest_allowed(mode, token, encoding):
    """What a few kilobytes unpack to is never in memory as a whole."""
    with LoopbackServer() as server:
        server.will_answer(Scripted(200, BOMB[encoding], {"content-encoding": encoding}))
        tracemalloc.start()
        try:
            with pytest.raises(
                AnswerTooLargeError,
                match=r"^Devices_Get: the response is longer than max_answer=1,000,000 bytes: [\d,]+ bytes of it",
            ) as caught:
                run(mode, server.url, ApiToken(token), get, max_answer=1_000_000)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 30_000_000
    error = caught.value
    assert isinstance(error, TransportError)
    assert error.max_answer < error.unpacked < 6_000_000
    assert len(error.attempts) == len(server.received) == 1
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_response_of_the_largest_size_is_read(mode, token):
    body = b'{"id": "d1"}'
    with LoopbackServer() as server:
        server.will_answer(Scripted(200, gzip.compress(body), {"content-encoding": "gzip"}))
        assert run(mode, server.url, ApiToken(token), get, max_answer=len(body)).id == "d1"
        assert server.received[0].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip,br"])
def test_an_encoding_whose_ratio_is_not_bounded_is_refused(mode, token, encoding):
    with LoopbackServer() as server:
        server.will_answer(Scripted(200, b"{}", {"content-encoding": encoding}))
        with pytest.raises(DecodingError, match="was asked for as gzip, deflate"):
            run(mode, server.url, ApiToken(token), get)


def test_the_content_of_a_response_is_the_same_however_it_is_read():
    request = httpx.Request("GET", "http://localhost", extensions={"timeout": phases(1, 0.0, 0.0)})
    answer = Answer(request, 200, {"content-encoding": "gzip"}, httpx.ByteStream(gzip.compress(b"abc")), {})
    answer.request, answer._deadline = request, None
    assert answer.read() == b"abc"
    answer._deadline = 0.0  # once it is there, no deadline takes it away
    assert b"".join(answer.iter_bytes(2)) == answer.content == b"abc"
    assert pickle.loads(pickle.dumps(answer)).content == b"abc"


def test_no_cookies_are_kept(mode, token):
    async def twice(app):
        _, response = await got(app.devices.raw.get("d1"))
        assert response.cookies["a"] == "b"
        await got(get(app))

    with LoopbackServer() as server:
        server.will_answer(Scripted(200, {"id": "d1"}, {"set-cookie": "a=b; path=/"}))
        run(mode, server.url, ApiToken(token), twice)
    assert ["cookie" in request.headers for request in server.received] == [False, False]


def test_raw_responses_have_all_that_was_sent(mode, token):
    def play(_: int) -> Script:
        yield NEXT
        yield ok("d1", more="x-thing: 1\r\nX-Thing: 2\r\n")

    with WireServer(play) as server:
        _, response = run(mode, server.url, ApiToken(token), lambda app: app.devices.raw.get("d1"))
    assert response.headers.get_list("x-thing") == ["1", "2"]
    assert (response.reason_phrase, response.http_version) == ("OK", "HTTP/1.1")
    assert response.content == b'{"id":"d1"}'


# --- after a 429


def attempts_of(limiter: Limiter, now: float, **options) -> Attempts:
    return Attempts(
        Operation("Devices_Get", "GET", "/api/devices", fixed={}, results={200: None}),
        PreparedRequest("GET", "/api/devices", {}, None),
        base_url="https://contoso.example",
        options=Options(**{"timeout": 90, "retry": RetryPolicy(), "limiter": limiter, **options}),
        now=now,
    )


def refusing(seconds: str) -> Limiter:
    """Return a limiter to which a service has said at time 0 to be left alone; the epoch began 1,000 s before."""
    limiter = Limiter({"default": Rate(10, 1.0)})
    first = attempts_of(limiter, 0.0)
    first.delay(0.0, 1000.0)
    request = httpx.Request("GET", "https://contoso.example")
    first.answered(httpx.Response(429, headers={"Retry-After": seconds}, request=request), 0.0, 1000.0)
    return limiter


IMPATIENT = {
    "one attempt": ({"retry": NO_RETRY}, "one attempt only (retry)"),
    "total": ({"total": 5}, "5 s in all (total)"),
    "timeout": ({"timeout": 5}, "5 s for an answer (timeout)"),
    "read time-out": ({"timeout": httpx.Timeout(90, read=5)}, "5 s for an answer (timeout)"),
    "budget": ({"retry": RetryPolicy(budget=5)}, "5 s on retries (retry)"),
}


@pytest.mark.parametrize("options", IMPATIENT)
def test_a_call_that_may_not_wait_says_until_when_the_service_wants_to_be_left_alone(options):
    limiter = refusing("3600")
    changed, reason = IMPATIENT[options]
    with pytest.raises(RetryLaterError) as caught:
        attempts_of(limiter, 10.0, **changed).delay(10.0, 1010.0)
    error = caught.value
    assert isinstance(error, ThrottledError)
    assert error.until == datetime.fromtimestamp(0, UTC) + timedelta(seconds=4600)
    assert "Devices_Get: not sent, because the service asked to be left alone until 1970-01-01 01:16:40 UTC" in str(
        error
    )
    assert reason in str(error)
    assert error.client_request_id
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert limiter.statistics.requests == 1


def test_a_call_that_may_wait_waits_up_to_the_longest_pause():
    assert attempts_of(refusing("3600"), 10.0).delay(10.0, 1010.0) == 50
    assert attempts_of(refusing("30"), 10.0, timeout=None, total=25).delay(10.0, 1010.0) == 20


def test_a_call_is_sent_once_the_pause_is_over():
    assert attempts_of(refusing("3600"), 60.0, retry=NO_RETRY).delay(60.0, 1060.0) == 0
    assert attempts_of(refusing(""), 0.0, retry=NO_RETRY).delay(0.0, 1000.0) == 0


def test_a_pause_without_end_has_a_date():
    with pytest.raises(RetryLaterError, match="until 9999-12-31"):
        attempts_of(refusing("9" * 400), 1.0, retry=NO_RETRY).delay(1.0, 1001.0)


def test_the_next_call_of_any_client_fails_at_once(mode, token):
    limiter = Limiter({"default": Rate(20, 1.0)})
    with FaultServer() as server:
        server.will_reply(reply(429, retry_after="50"), DEVICE)

        async def ask(app):
            for expected in (ThrottledError, RetryLaterError):
                with pytest.raises(ThrottledError) as caught:
                    await got(get(app))
                assert type(caught.value) is expected

        run(mode, server.url, ApiToken(token), ask, limiter=limiter, retry=NO_RETRY)
        assert len(server.received) == 1


def test_the_transport_costs_no_more_than_a_twentieth_of_a_call():
    ours, plain = transport_calls()
    assert ours <= plain * 1.05
