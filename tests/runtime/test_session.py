"""Requests go out over real sockets with the credential, to the application alone; failures have their class."""

from __future__ import annotations

import logging
from contextlib import nullcontext

import httpx
import pytest

from iotcentral import ApiError, ApiToken, CredentialError, TransportError, TransportTimeoutError
from iotcentral._core.retry import NO_RETRY
from tests.support.loopback import Answer, LoopbackServer
from tests.support.modes import run

DEVICE = Answer(200, {"id": "d1"})


def get(app):
    return app.devices.get("d1")


class NoIdentity:
    """A credential that is not to be had."""

    def get_token(self, *scopes: str):
        raise RuntimeError("sign in first")


def test_the_credential_is_sent(within, server, token):
    server.will_answer(DEVICE)
    assert within(get).id == "d1"
    assert server.received[0].headers["authorization"] == token


def test_a_refused_connection_is_a_transport_error(mode, refusing_url, token):
    with pytest.raises(TransportError) as caught:
        run(mode, refusing_url, ApiToken(token), get, retry=NO_RETRY)
    assert type(caught.value) is TransportError
    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    assert str(caught.value).startswith(
        f"Devices_Get: no response from {refusing_url} (GET /api/devices/{{deviceId}}): "
    )


def test_a_server_that_never_answers_is_a_time_out(mode, silent_url, token):
    with pytest.raises(TransportTimeoutError, match=r"ReadTimeout: \S") as caught:
        run(mode, silent_url, ApiToken(token), get, timeout=httpx.Timeout(60, read=0.05), retry=NO_RETRY)
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


def test_an_answer_that_breaks_off_is_a_transport_error(app, server):
    server.will_answer(Answer(200, b'{"id":', {"content-length": "100", "connection": "close"}))
    with pytest.raises(TransportError) as caught:
        app.devices.get("d1")
    assert isinstance(caught.value.__cause__, httpx.RemoteProtocolError)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(within, server, status):
    with LoopbackServer() as elsewhere:
        server.will_answer(Answer(status, b"", {"location": f"{elsewhere.url}/api/devices/d1"}))
        with pytest.raises(ApiError) as caught:
            within(get)
        assert elsewhere.received == []
    assert caught.value.status_code == status
    assert len(server.received) == 1


def test_without_a_token_nothing_is_sent(mode, server):
    with pytest.raises(CredentialError, match="sign in first"):
        run(mode, server.url, NoIdentity(), get)
    assert server.received == []


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "iotcentral"]


@pytest.mark.parametrize(("answer", "status"), [(DEVICE, 200), (Answer(404), 404)], ids=["found", "not found"])
def test_each_answer_is_logged_without_token_or_ids(within, server, caplog, answer, status):
    server.will_answer(answer)
    with caplog.at_level(logging.DEBUG), nullcontext() if status == 200 else pytest.raises(ApiError):
        within(get)
    (line,) = logged(caplog)
    assert line.startswith(f"GET /api/devices/{{deviceId}} -> {status}, attempt 1, ")
    assert "s3cr3t" not in caplog.text


def test_an_error_carries_the_answer_but_shows_no_token(app, server):
    server.will_answer(Answer(401, {"error": {"code": "Unauthorized", "message": "Expired."}}))
    with pytest.raises(ApiError) as caught:
        app.devices.get("d1")
    assert caught.value.response.json()["error"]["code"] == "Unauthorized"
    assert "s3cr3t" not in f"{caught.value} {caught.value!r} {caught.value.response.request.headers!r}"
