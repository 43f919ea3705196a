"""If-Match: what it takes, and that etags are echoed unchanged."""

from __future__ import annotations

import pytest
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import ANY, ApiToken, ConfigurationError, PreconditionFailedError
from tests.support.loopback import Answer

ETAG = '"~KZdsFTr2Ug+/=\\"'


@pytest.fixture
def preview(server, token):
    server.will_answer(Answer(200, {"id": "t1", "etag": ETAG}))
    with IoTCentral(server.url, ApiToken(token), limiter=None) as client:
        yield client


@pytest.mark.parametrize(
    ("value", "header"),
    [(ETAG, ETAG), (ANY, "*"), (models.Device(etag=ETAG), ETAG), (models.DevicePatch(etag=ETAG), ETAG)],
)
def test_if_match_is_sent_unchanged(preview, server, value, header):
    preview.devices.update("t1", models.DevicePatch(enabled=True), if_match=value)
    assert server.received[0].headers["if-match"] == header


def test_without_it_there_is_no_header(preview, server):
    preview.devices.update("t1", models.DevicePatch(enabled=True))
    assert "if-match" not in server.received[0].headers


def test_a_model_without_etag_is_refused(preview, server):
    with pytest.raises(ConfigurationError, match="this Device carries no etag"):
        preview.devices.update("t1", models.DevicePatch(enabled=True), if_match=models.Device())
    assert server.received == []


@pytest.mark.parametrize(("headers", "current"), [({"etag": ETAG}, ETAG), ({}, None)])
def test_a_conflict_tells_the_current_etag_if_the_service_does(preview, server, headers, current):
    server.forget()
    server.will_answer(Answer(412, {"error": {"code": "PreconditionFailed", "message": "changed"}}, headers))
    with pytest.raises(PreconditionFailedError) as raised:
        preview.devices.update("t1", models.DevicePatch(enabled=True), if_match="old")
    assert raised.value.current_etag == current
