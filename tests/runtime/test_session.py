"""Requests go out over real sockets with the credential, to the application alone; failures have their class."""

from __future__ import annotations

import logging

import httpx
import pytest
from iotcentral_v2022_07_31 import AsyncIoTCentral, IoTCentral

from iotcentral import ApiError, ApiToken, CredentialError, TransportError, TransportTimeoutError
from iotcentral._core.retry import NO_RETRY
from tests.support.loopback import Answer, LoopbackServer

DEVICE = Answer(200, {"id": "d1"})


class NoIdentity:
    """A credential that is not to be had."""

    def get_token(self, *scopes: str):
        raise RuntimeError("sign in first")


def test_the_credential_is_sent(app, server, token):
    server.will_answer(DEVICE)
    assert app.devices.get("d1").id == "d1"
    assert server.received[0].headers["authorization"] == token


@pytest.mark.anyio
async def test_the_credential_is_sent_async(aio_app, server, token):
    server.will_answer(DEVICE)
    assert (await aio_app.devices.get("d1")).id == "d1"
    assert server.received[0].headers["authorization"] == token


def test_a_refused_connection_is_a_transport_error(refusing_url, token):
    with IoTCentral(refusing_url, ApiToken(token), retry=NO_RETRY) as app, pytest.raises(TransportError) as caught:
        app.devices.get("d1")
    assert type(caught.value) is TransportError
    assert isinstance(caught.value.__cause__, httpx.ConnectError)
    assert str(caught.value).startswith(
        f"Devices_Get: no response from {refusing_url} (GET /api/devices/{{deviceId}}): "
    )


@pytest.mark.anyio
async def test_a_refused_connection_is_a_transport_error_async(refusing_url, token):
    async with AsyncIoTCentral(refusing_url, ApiToken(token), retry=NO_RETRY) as app:
        with pytest.raises(TransportError) as caught:
            await app.devices.get("d1")
    assert type(caught.value) is TransportError
    assert isinstance(caught.value.__cause__, httpx.ConnectError)


def test_a_server_that_never_answers_is_a_time_out(silent_url, token):
    with (
        IoTCentral(silent_url, ApiToken(token), timeout=httpx.Timeout(60, read=0.05), retry=NO_RETRY) as app,
        pytest.raises(TransportTimeoutError) as caught,
    ):
        app.devices.get("d1")
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


@pytest.mark.anyio
async def test_a_server_that_never_answers_is_a_time_out_async(silent_url, token):
    async with AsyncIoTCentral(
        silent_url, ApiToken(token), timeout=httpx.Timeout(60, read=0.05), retry=NO_RETRY
    ) as app:
        with pytest.raises(TransportTimeoutError, match=r"ReadTimeout: \S") as caught:
            await app.devices.get("d1")
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


def test_an_answer_that_breaks_off_is_a_transport_error(app, server):
    server.will_answer(Answer(200, b'{"id":', {"content-length": "100", "connection": "close"}))
    with pytest.raises(TransportError) as caught:
        app.devices.get("d1")
    assert isinstance(caught.value.__cause__, httpx.RemoteProtocolError)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(app, server, status):
    with LoopbackServer() as elsewhere:
        server.will_answer(Answer(status, b"", {"location": f"{elsewhere.url}/api/devices/d1"}))
        with pytest.raises(ApiError) as caught:
            app.devices.get("d1")
        assert elsewhere.received == []
    assert caught.value.status_code == status
    assert len(server.received) == 1


@pytest.mark.anyio
async def test_redirects_are_not_followed_async(aio_app, server):
    with LoopbackServer() as elsewhere:
        server.will_answer(Answer(307, b"", {"location": f"{elsewhere.url}/api/devices/d1"}))
        with pytest.raises(ApiError) as caught:
            await aio_app.devices.get("d1")
        assert elsewhere.received == []
    assert caught.value.status_code == 307
    assert len(server.received) == 1


def test_without_a_token_nothing_is_sent(server):
    with IoTCentral(server.url, NoIdentity()) as app, pytest.raises(CredentialError, match="sign in first"):
        app.devices.get("d1")
    assert server.received == []


@pytest.mark.anyio
async def test_without_a_token_nothing_is_sent_async(server):
    async with AsyncIoTCentral(server.url, NoIdentity()) as app:
        with pytest.raises(CredentialError, match="sign in first"):
            await app.devices.get("d1")
    assert server.received == []


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "iotcentral"]


def test_each_answer_is_logged_without_token_or_ids(app, server, caplog):
    server.will_answer(DEVICE)
    with caplog.at_level(logging.DEBUG):
        app.devices.get("d1")
    (line,) = logged(caplog)
    assert line.startswith("GET /api/devices/{deviceId} -> 200, attempt 1, ")
    assert "s3cr3t" not in caplog.text


@pytest.mark.anyio
async def test_each_answer_is_logged_without_token_or_ids_async(aio_app, server, caplog):
    server.will_answer(Answer(404))
    with caplog.at_level(logging.DEBUG), pytest.raises(ApiError):
        await aio_app.devices.get("d1")
    (line,) = logged(caplog)
    assert line.startswith("GET /api/devices/{deviceId} -> 404, attempt 1, ")
    assert "s3cr3t" not in caplog.text


def test_an_error_carries_the_answer_but_shows_no_token(app, server):
    server.will_answer(Answer(401, {"error": {"code": "Unauthorized", "message": "Expired."}}))
    with pytest.raises(ApiError) as caught:
        app.devices.get("d1")
    assert caught.value.response.json()["error"]["code"] == "Unauthorized"
    assert "s3cr3t" not in f"{caught.value} {caught.value!r} {caught.value.response.request.headers!r}"
