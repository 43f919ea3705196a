"""The hook makes one span for each attempt, with the conventions' names and nothing that is secret."""

from __future__ import annotations

import sys

import pytest
from iotcentral_v2022_07_31 import IoTCentral
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from iotcentral import ApiError, ApiToken, ConfigurationError, TransportError, fleet, tracing
from iotcentral._core.retry import RetryPolicy
from tests.support.loopback import Answer

from .conftest import TOKEN

QUICK = RetryPolicy(attempts=2, base=0.0)


@pytest.fixture
def exporter():
    return InMemorySpanExporter()


@pytest.fixture
def tracer(exporter):
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    yield provider.get_tracer("tests")
    provider.shutdown()


@pytest.fixture
def traced(server, tracer):
    with IoTCentral(server.url, ApiToken(TOKEN), retry=QUICK, hooks=[tracing.hook(tracer)]) as app:
        yield app


def test_an_attempt_is_a_client_span(server, traced, tracer, exporter):
    server.will_answer(Answer(200, {"id": "d1", "displayName": "hidden"}))
    with tracer.start_as_current_span("job") as job:
        traced.devices.get("d1-private")
    span, outer = exporter.get_finished_spans()
    assert (span.name, span.kind) == ("GET /api/devices/{deviceId}", SpanKind.CLIENT)
    assert span.parent.span_id == job.get_span_context().span_id
    assert dict(span.attributes) == {
        "http.request.method": "GET",
        "url.template": "/api/devices/{deviceId}",
        "server.address": "127.0.0.1",
        "server.port": int(server.url.rpartition(":")[2]),
        "http.response.status_code": 200,
        "az.client_request_id": server.received[0].headers["x-ms-client-request-id"],
    }
    assert span.status.status_code is StatusCode.UNSET
    assert outer.start_time <= span.end_time
    assert span.start_time <= span.end_time
    told = span.to_json()
    assert not any(secret in told for secret in (TOKEN, "hidden", "d1-private"))


def test_each_attempt_has_a_span_and_failures_are_errors(server, traced, exporter):
    server.will_answer(Answer(503), Answer(404))
    with pytest.raises(ApiError):
        traced.devices.get("d1")
    first, second = exporter.get_finished_spans()
    assert (first.attributes["error.type"], first.attributes["http.response.status_code"]) == ("503", 503)
    assert "http.request.resend_count" not in first.attributes
    assert (second.attributes["error.type"], second.attributes["http.request.resend_count"]) == ("404", 1)
    assert {first.status.status_code, second.status.status_code} == {StatusCode.ERROR}
    assert first.attributes["az.client_request_id"] == second.attributes["az.client_request_id"]


def test_an_error_on_the_way_is_named(refused, tracer, exporter):
    app = IoTCentral(refused, ApiToken(TOKEN), retry=RetryPolicy(attempts=1), hooks=[tracing.hook(tracer)])
    with app, pytest.raises(TransportError):
        app.devices.get("d1")
    (span,) = exporter.get_finished_spans()
    assert span.attributes["error.type"] == "ConnectError"
    assert "http.response.status_code" not in span.attributes
    assert span.status.status_code is StatusCode.ERROR


@pytest.fixture
def refused():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_the_spans_of_a_fleet_are_children_too(server, traced, tracer, exporter):
    server.will_answer(Answer(200, {"id": "d"}))
    with tracer.start_as_current_span("job") as job:
        assert len(list(fleet.map(traced.devices.get, ["a", "b", "c"]))) == 3
    spans = [span for span in exporter.get_finished_spans() if span.parent is not None]
    assert [span.parent.span_id for span in spans] == [job.get_span_context().span_id] * 3


def test_without_a_provider_nothing_happens(server):
    server.will_answer(Answer(200, {"id": "d1"}))
    with IoTCentral(server.url, ApiToken(TOKEN), hooks=[tracing.hook()]) as app:
        assert app.devices.get("d1").id == "d1"


def test_without_opentelemetry_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    with pytest.raises(ConfigurationError, match=r"iotcentral\[otel\]"):
        tracing.hook()
