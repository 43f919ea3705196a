"""Runs against a server that throttles: the request is sent again, after the pause that the server asked for."""

from __future__ import annotations

import httpx
import pytest
from iotcentral_testkit.contract.engine import http_client
from iotcentral_testkit.contract.engine.http_client import HttpClient
from iotcentral_testkit.openapi.api import Api

from iotcentral import BearerToken

from .samples import VERSION, options


@pytest.mark.parametrize("headers", [{"retry-after": "7"}, {"retry-after": "later"}, {}], ids=str)
def test_a_throttled_request_is_sent_again(headers: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [httpx.Response(429, headers=headers), httpx.Response(200, json={"value": []})]
    now, pauses = 1000.0, list[float]()

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        pauses.append(seconds)

    monkeypatch.setattr(http_client.time, "sleep", sleep)
    monkeypatch.setattr(http_client.time, "monotonic", lambda: now)
    server = HttpClient(
        options(throttled=True, credential=BearerToken("token")),
        Api(VERSION),
        httpx.MockTransport(lambda _: answers.pop(0)),
    )
    exchange = server.send("Devices_List")
    server.close()
    assert (exchange.status, answers) == (200, [])
    assert sum(pauses) >= float(headers.get("retry-after", "1").replace("later", "1"))
