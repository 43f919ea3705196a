"""Whatever a server does, the caller gets the right result or an error of the clients, soon, and nothing twice."""

from __future__ import annotations

from email.utils import formatdate
from itertools import chain, repeat
from typing import NamedTuple

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_v2022_07_31 import models

from iotcentral import (
    ApiError,
    ApiToken,
    BadGatewayError,
    DecodingError,
    GatewayTimeoutError,
    InternalServerError,
    IoTCentralError,
    PagingError,
    ServerError,
    ServiceUnavailableError,
    ThrottledError,
    TransportError,
    TransportTimeoutError,
)
from tests.support.faults import (
    CUT_SHORT,
    RESET_AFTER_HEADERS,
    RESET_BEFORE_HEADERS,
    STALL,
    Collection,
    FaultServer,
    Reply,
    Then,
    reply,
)
from tests.support.modes import EAGER, LEFT_OPEN_BY_HTTPX, listed, run

pytestmark = LEFT_OPEN_BY_HTTPX

DEVICE = reply(200, {"id": "d1"})
HTML = reply(502, b"<html><h1>Bad Gateway</h1></html>", content_type="text/html; charset=hex")
WAITED_OUT, NEVER_REACHED = 0.1, 60.0
"""Seconds to wait for an answer: of a server that stalls, and of one that answers however busy the machine is."""


class Patience(httpx.Timeout):
    """The time-out for a server that gives these replies, the last one repeatedly; a hook that is told of each attempt."""

    def __init__(self, *replies: Reply) -> None:
        super().__init__(NEVER_REACHED)
        self._due = chain(replies, repeat(replies[-1]))
        self()

    def __call__(self, *_: object) -> None:
        self.read = WAITED_OUT if next(self._due).then is Then.STALL else NEVER_REACHED


class Fault(NamedTuple):
    reply: Reply
    kind: type[IoTCentralError]
    """What is raised if it does not pass."""
    get: bool = True
    """Whether a GET is repeated."""
    post: bool = False
    """Whether a PATCH or POST is repeated."""


FAULTS = {
    "429": Fault(reply(429), ThrottledError, post=True),
    "429 in seconds": Fault(reply(429, retry_after="30"), ThrottledError, post=True),
    "429 until a date": Fault(reply(429, retry_after=formatdate(4e9, usegmt=True)), ThrottledError, post=True),
    "429 until a past date": Fault(reply(429, retry_after=formatdate(0, usegmt=True)), ThrottledError, post=True),
    "429 without sense": Fault(reply(429, retry_after="-1, soon"), ThrottledError, post=True),
    "429 forever": Fault(reply(429, retry_after="9" * 400), ThrottledError, post=True),
    "500": Fault(reply(500), InternalServerError),
    "502 with HTML": Fault(HTML, BadGatewayError),
    "503": Fault(reply(503, {"error": {"code": "Busy"}}, retry_after="0"), ServiceUnavailableError, post=True),
    "504": Fault(reply(504), GatewayTimeoutError),
    "507": Fault(reply(507), ServerError, get=False),
    "599": Fault(reply(599, b"\xff\xfe"), ServerError, get=False),
    "reset before the headers": Fault(RESET_BEFORE_HEADERS, TransportError),
    "reset after the headers": Fault(RESET_AFTER_HEADERS, TransportError),
    "closed without a word": Fault(Reply(b"", Then.CLOSE), TransportError),
    "closed in the headers": Fault(Reply(b"HTTP/1.1 200 OK\r\ncontent-", Then.CLOSE), TransportError),
    "cut short": Fault(CUT_SHORT, TransportError),
    "cut short in a chunk": Fault(
        Reply(b'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n50\r\n{"id', Then.CLOSE), TransportError
    ),
    "stall": Fault(STALL, TransportTimeoutError),
    "stall after the headers": Fault(RESET_AFTER_HEADERS._replace(then=Then.STALL), TransportTimeoutError),
    "no HTTP": Fault(Reply(b"220 mail.example ESMTP\r\n", Then.CLOSE), TransportError),
    "another protocol": Fault(Reply(b"\x16\x03\x01\x00\xff" * 9, Then.CLOSE), TransportError),
    "endless headers": Fault(Reply(b"HTTP/1.1 200 OK\r\nx: " + b"x" * 200_000, Then.CLOSE), TransportError),
    "plain under gzip": Fault(reply(200, b'{"id": "d1"}', content_encoding="gzip"), DecodingError, get=False),
    "plain under deflate": Fault(reply(200, b'{"id": "d1"}', content_encoding="deflate"), DecodingError, get=False),
    "invalid JSON": Fault(reply(200, b'{"id": '), DecodingError, get=False),
    "no UTF-8": Fault(reply(200, b'{"id": "\xff"}'), DecodingError, get=False),
    "deep JSON": Fault(reply(200, b"[" * 100_000), DecodingError, get=False),
    "HTML": Fault(reply(200, b"<html></html>", content_type="text/html"), DecodingError, get=False),
    "empty": Fault(reply(200), DecodingError, get=False),
    "another type": Fault(reply(200, [1]), DecodingError, get=False),
    "202": Fault(reply(202, {"id": "d1"}), ApiError, get=False),
    "304": Fault(reply(304), ApiError, get=False),
    "redirect to nowhere": Fault(reply(307, location="http://[::1"), TransportError),
    "redirect to no address": Fault(reply(307, location="javascript:alert(1)"), TransportError, get=False),
    "redirect to itself": Fault(reply(307, location="/api/devices/d1"), ApiError, get=False),
}

each_fault = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)


def get(app):
    return app.devices.get("d1")


def replace(app):
    return app.devices.create("d1", models.Device(display_name="one"))


def patch(app):
    return app.devices.update("d1", models.DevicePatch(display_name="one"))


def post(app):
    return app.devices.run_command("d1", "restart", models.DeviceCommand(request={}))


def outcome(mode, token, action, *replies, **options) -> tuple[object, FaultServer]:
    """Return the result or the error of the clients; anything else is raised."""
    with FaultServer() as server:
        server.will_reply(*replies)
        patience = Patience(*replies)
        options = {"timeout": patience, "hooks": [patience], **options}
        try:
            return run(mode, server.url, ApiToken(token), action, **options), server
        except IoTCentralError as error:
            return error, server


@each_fault
@pytest.mark.parametrize("action", [get, replace])
def test_a_passing_fault_is_got_over_where_repeating_is_safe(mode, token, action, fault):
    result, server = outcome(mode, token, action, fault.reply, DEVICE)
    if fault.get:
        assert result.id == "d1"
        assert len({request.headers["x-ms-client-request-id"] for request in server.received}) == 1
    else:
        assert type(result) is fault.kind
    assert len(server.received) == (2 if fault.get else 1)


@each_fault
def test_a_lasting_fault_becomes_its_error(mode, token, fault):
    result, server = outcome(mode, token, get, fault.reply)
    assert type(result) is fault.kind
    assert len(server.received) == len(result.attempts) == (EAGER.attempts if fault.get else 1)
    assert "s3cr3t" not in f"{result} {result!r}"


@each_fault
@pytest.mark.parametrize("action", [patch, post])
def test_what_may_have_been_carried_out_is_not_repeated(mode, token, action, fault):
    result, server = outcome(mode, token, action, fault.reply, DEVICE)
    assert len(server.received) == (2 if fault.post else 1)
    assert fault.post or isinstance(result, IoTCentralError)


@pytest.mark.parametrize("action", [get, patch, post])
def test_a_refused_connection_is_tried_again_for_every_method(mode, token, refusing_url, action):
    with pytest.raises(TransportError) as caught:
        run(mode, refusing_url, ApiToken(token), action)
    assert [attempt.outcome for attempt in caught.value.attempts] == ["ConnectError"] * EAGER.attempts


def test_a_repeated_request_has_the_same_body(mode, token):
    _, server = outcome(mode, token, patch, reply(503), DEVICE)
    first, second = server.received
    assert first == second
    assert first.json == {"displayName": "one"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_the_token_nowhere(mode, token, status):
    with FaultServer() as elsewhere:
        elsewhere.will_reply(DEVICE)
        result, server = outcome(mode, token, get, reply(status, location=f"{elsewhere.url}/api/devices/d1"), DEVICE)
        assert elsewhere.received == []
    assert type(result) is ApiError
    assert len(server.received) == 1


@pytest.mark.parametrize("link", ["?start=2", "/api/devices?api-version=2022-07-31"], ids=["itself", "the first"])
def test_a_link_that_loops_is_refused(mode, token, link):
    pages = [{"value": [{"id": "a"}], "nextLink": "?start=2"}, {"value": [{"id": "b"}], "nextLink": link}]
    result, server = outcome(mode, token, listed, *(reply(200, page) for page in pages))
    assert type(result) is PagingError
    assert len(server.received) == 2


def test_a_link_to_another_origin_takes_the_token_nowhere(mode, token):
    with FaultServer() as elsewhere:
        page = {"value": [{"id": "a"}], "nextLink": f"{elsewhere.url}/api/devices?start=1"}
        result, _ = outcome(mode, token, listed, reply(200, page))
        assert elsewhere.received == []
    assert type(result) is PagingError


@each_fault
def test_a_fault_in_the_middle_of_a_list_loses_nothing(mode, token, fault):
    collection, patience = Collection(5, 2, {1: fault.reply}), Patience(DEVICE, fault.reply, DEVICE)
    with FaultServer(collection) as server:
        try:
            assert run(mode, server.url, ApiToken(token), listed, timeout=patience, hooks=[patience]) == collection.ids
        except IoTCentralError as error:
            assert not fault.get
            assert type(error) is fault.kind
    assert len(server.received) == (4 if fault.get else 2)


headers = st.dictionaries(
    st.sampled_from(["content_type", "content_encoding", "retry_after", "location", "x_ms_error_code", "etag"]),
    st.sampled_from(["gzip", "br", "text/html; charset=hex", "", "http://", "//", "?", "-1", "1e9", ";;==", "xn--"])
    | st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=9),
)


@given(
    st.sampled_from([200, 201, 204, 302, 400, 401, 404, 408, 429, 500]) | st.integers(200, 999), st.binary(), headers
)
def test_no_answer_raises_anything_but_errors_of_the_clients(status, body, headers):
    result, server = outcome("sync", "SharedAccessSignature sr=x", get, reply(status, body, **headers))
    assert isinstance(result, IoTCentralError | models.Device)
    assert len(server.received) <= EAGER.attempts
