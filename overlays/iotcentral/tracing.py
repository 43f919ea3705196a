"""OpenTelemetry spans of clients: one for each attempt at a request (extra `iotcentral[otel]`).

    app = IoTCentral("contoso", credential, hooks=[tracing.hook()])

Names and attributes are those of OpenTelemetry's semantic conventions for HTTP clients. Spans hold no content, no
token and no values of paths and queries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ._core.version import __version__
from .errors import ConfigurationError

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

    from ._core.events import Event, Hook

__all__ = ["attributes_of", "hook"]


def hook(tracer: Tracer | None = None) -> Hook:
    """Return a hook for the clients' `hooks=`.

    Each span is a child of the span that is current where the operation is called. Its name is `PATCH
    /api/devices/{deviceId}`; its times are those of the attempt, without the waits of limiter
    and retries. Its status is an error for responses of 400 and above and for failures without a response.

    Args:
        tracer: creates the spans; None: the tracer that the global provider returns for `iotcentral`.

    Raises:
        ConfigurationError: the OpenTelemetry API is not installed.
    """
    try:
        from opentelemetry import trace
    except ImportError as error:
        raise ConfigurationError(
            "tracing.hook needs the package opentelemetry-api: pip install 'iotcentral[otel]'"
        ) from error
    spans = trace.get_tracer("iotcentral", __version__) if tracer is None else tracer

    def tell(event: Event) -> None:
        start = int(event.started * 1e9)
        span = spans.start_span(
            f"{event.method} {event.path}",
            kind=trace.SpanKind.CLIENT,
            attributes=attributes_of(event),
            start_time=start,
        )
        if event.status is None or event.status >= 400:
            span.set_status(trace.Status(trace.StatusCode.ERROR))
        span.end(end_time=start + int(event.duration * 1e9))

    return tell


def attributes_of(event: Event) -> dict[str, str | int]:
    """Return the attributes of an attempt's span."""
    server = urlsplit(event.base_url)
    attributes: dict[str, str | int] = {
        "http.request.method": event.method,
        "url.template": event.path,
        "server.address": server.hostname or "",
        "server.port": server.port or (80 if server.scheme == "http" else 443),
        "az.client_request_id": event.client_request_id,
    }
    if event.status is not None:
        attributes["http.response.status_code"] = event.status
    if event.status is None or event.status >= 400:
        attributes["error.type"] = event.error or str(event.status)
    if event.attempt > 1:
        attributes["http.request.resend_count"] = event.attempt - 1
    return attributes
