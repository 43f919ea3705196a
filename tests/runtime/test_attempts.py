"""Each attempt is told to the hooks and the log, under one id for all of them, and never with a token."""

from __future__ import annotations

import logging
import pickle
import re

import anyio
import httpx
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import (
    ApiToken,
    BearerToken,
    DecodingError,
    IoTCentralError,
    ServiceUnavailableError,
    TransportError,
    TransportTimeoutError,
)
from iotcentral._core.attempts import Attempts
from iotcentral._core.events import Event
from iotcentral._core.operation import Operation, PreparedRequest
from iotcentral._core.retry import Attempt, RetryPolicy
from iotcentral._core.session import Options
from iotcentral._core.throttle import Limiter, Rate
from tests.support.faults import CUT_SHORT, RESET_BEFORE_HEADERS, STALL, FaultServer, reply
from tests.support.loopback import Answer
from tests.support.modes import LEFT_OPEN_BY_HTTPX, got, run

DEVICE = reply(200, {"id": "d1"})
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def get(app):
    return app.devices.get("d1")


def told(mode, token, *replies, action=get, hooks=(), **options):
    """Return the events, the error if one was raised, and the server."""
    events: list[Event] = []
    error: IoTCentralError | None = None
    with FaultServer() as server:
        server.will_reply(*replies)
        try:
            run(mode, server.url, ApiToken(token), action, hooks=[events.append, *hooks], **options)
        except IoTCentralError as caught:
            error = caught
    return events, error, server


def test_hooks_are_told_of_each_attempt_in_order(mode, token):
    events, error, server = told(mode, token, reply(503), RESET_BEFORE_HEADERS, DEVICE)
    assert error is None
    assert [(event.attempt, event.status) for event in events] == [(1, 503), (2, None), (3, 200)]
    assert events[1].error in {"ReadError", "RemoteProtocolError"}
    assert events[0].error is events[2].error is None
    assert {event[:4] for event in events} == {("Devices_Get", "GET", "/api/devices/{deviceId}", server.url)}
    assert all(event.duration >= 0 and event.delayed == 0 and event.started > 0 for event in events)
    assert [event.started for event in events] == sorted(event.started for event in events)
    assert "s3cr3t" not in repr(events)


def test_what_a_hook_raises_goes_to_the_caller(mode, token):
    def stop(event: Event) -> None:
        raise KeyError(event.operation)

    with FaultServer() as server:
        server.will_reply(DEVICE)
        with pytest.raises(KeyError, match="Devices_Get"):
            run(mode, server.url, ApiToken(token), get, hooks=[stop])


def test_all_hooks_are_told_in_the_order_that_they_were_given(mode, token):
    seen = []
    with FaultServer() as server:
        server.will_reply(DEVICE)
        hooks = (lambda event: seen.append(1), lambda event: seen.append(2))
        run(mode, server.url, ApiToken(token), get, hooks=hooks)
    assert seen == [1, 2]


def test_events_tell_how_long_the_limiter_held_an_attempt_back(mode, token):
    limiter = Limiter({"default": Rate(1, 0.1)})
    events, error, _ = told(mode, token, reply(503), DEVICE, limiter=limiter)
    assert error is None
    assert events[0].delayed == 0
    assert 0 < events[1].delayed <= 0.1
    assert limiter.statistics.requests == 2
    assert limiter.statistics.delayed == 1


def test_all_attempts_have_one_client_request_id_and_each_request_has_its_own(mode, token):
    async def twice(app):
        for _ in range(2):
            await got(get(app))

    events, error, server = told(mode, token, reply(500), reply(502), DEVICE, action=twice)
    assert error is None
    sent = [request.headers["x-ms-client-request-id"] for request in server.received]
    assert sent == [event.client_request_id for event in events]
    assert len(sent) == 4
    assert sent[0] == sent[1] == sent[2] != sent[3]
    assert all(UUID.fullmatch(each) for each in sent)


@pytest.mark.parametrize(
    ("last", "kind", "outcome"),
    [
        (reply(503), ServiceUnavailableError, {"503"}),
        (RESET_BEFORE_HEADERS, TransportError, {"ReadError", "RemoteProtocolError"}),
        (CUT_SHORT, TransportError, {"RemoteProtocolError"}),
        (STALL, TransportTimeoutError, {"ReadTimeout"}),
    ],
    ids=["status", "reset", "cut short", "stall"],
)
def test_errors_tell_the_attempts_and_the_client_request_id(mode, token, last, kind, outcome):
    policy = RetryPolicy(attempts=2, base=0)
    timeout = httpx.Timeout(60)

    def hasten(_: Event) -> None:
        timeout.read = 0.05 if last is STALL else 60  # once the first attempt is over

    _, error, server = told(mode, token, reply(500), last, timeout=timeout, retry=policy, hooks=[hasten])
    assert type(error) is kind
    assert error.attempts[0] == Attempt("500", 0.0)
    assert error.attempts[1].outcome in outcome
    assert len(error.attempts) == 2
    assert {error.client_request_id} == {each.headers["x-ms-client-request-id"] for each in server.received}
    loaded = pickle.loads(pickle.dumps(error))
    assert (loaded.attempts, loaded.client_request_id) == (error.attempts, error.client_request_id)


@LEFT_OPEN_BY_HTTPX
@pytest.mark.parametrize("last", [reply(200, b"{"), reply(200, b"plain", content_encoding="gzip")])
def test_illegible_content_tells_the_attempts_and_the_client_request_id(mode, token, last):
    events, error, server = told(mode, token, reply(500), last)
    assert type(error) is DecodingError
    assert [attempt.outcome for attempt in error.attempts] in (["500", "200"], ["500", "DecodingError"])
    assert error.client_request_id == server.received[1].headers["x-ms-client-request-id"]
    assert [event.attempt for event in events] == [1, 2]


def test_each_attempt_is_one_line_in_the_log_without_the_token(mode, token, caplog):
    with caplog.at_level(logging.DEBUG):
        events, _, _ = told(mode, token, reply(503), RESET_BEFORE_HEADERS, DEVICE)
    lines = [record.getMessage() for record in caplog.records if record.name == "iotcentral"]
    assert [re.sub(r"\d+ ms", "0 ms", line) for line in lines] == [
        f"GET /api/devices/{{deviceId}} -> {event.error or event.status}, attempt {event.attempt}, 0 ms, "
        f"client request id {event.client_request_id}"
        for event in events
    ]
    assert "s3cr3t" not in caplog.text


def exchange_of(limiter: Limiter, retry: RetryPolicy) -> Attempts:
    return Attempts(
        Operation("Devices_Get", "GET", "/api/devices", fixed={}, results={200: None}),
        PreparedRequest("GET", "/api/devices", {}, None),
        base_url="https://contoso.example",
        options=Options(timeout=90, retry=retry, limiter=limiter),
        now=0.0,
    )


def refusal(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers=headers, request=httpx.Request("GET", "https://contoso.example"))


def test_a_refused_request_holds_the_others_back_no_longer_than_the_cap():
    limiter = Limiter({"default": Rate(10, 1.0)})
    exchange = exchange_of(limiter, RetryPolicy(retry_after_cap=60))
    assert exchange.delay(0.0, 0.0) == 0
    assert exchange.answered(refusal(429, **{"Retry-After": "86400"}), 0.0, 0.0) == 60
    assert exchange.delay(1.0, 0.0) == 59
    assert limiter.statistics.throttled == 1
    assert limiter.share("default") == 0.5


def test_waiting_for_the_limiter_uses_up_nothing_of_the_retries_budget():
    limiter = Limiter({"default": Rate(1, 100.0)})
    limiter.reserve("default", 0.0)
    exchange = exchange_of(limiter, RetryPolicy(budget=10, base=0))
    assert exchange.delay(0.0, 0.0) == 100
    assert exchange.answered(refusal(503), 110.0, 0.0) == 0
    assert exchange.answered(refusal(503), 110.1, 0.0) is None


def test_an_interrupted_wait_gives_its_place_back(server, monkeypatch):
    def interrupt(seconds):
        raise KeyboardInterrupt

    limiter = Limiter({"default": Rate(1, 1000.0)})
    with IoTCentral(server.url, BearerToken("s3cr3t"), limiter=limiter) as app:
        server.will_answer(Answer(200, {"id": "d1"}))
        app.devices.get("d1")
        monkeypatch.setattr("time.sleep", interrupt)
        with pytest.raises(KeyboardInterrupt):
            app.devices.get("d1")
    assert len(server.received) == limiter.statistics.requests == 1


@pytest.mark.anyio
async def test_a_cancelled_wait_gives_its_place_back(server):
    limiter = Limiter({"default": Rate(1, 1000.0)})
    async with AsyncIoTCentral(server.url, BearerToken("s3cr3t"), limiter=limiter) as app:
        server.will_answer(Answer(200, {"id": "d1"}))
        await app.devices.get("d1")
        with anyio.move_on_after(0.02) as scope:
            await app.devices.get("d1")
    assert scope.cancelled_caught
    assert len(server.received) == limiter.statistics.requests == 1
