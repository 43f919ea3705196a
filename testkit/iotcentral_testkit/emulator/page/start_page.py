"""Start page of the emulator: its applications, their devices and the last requests, as self-contained HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson

from ...markup import table, text
from ..devices.scopes import CapabilityScope
from ..dtdl.models import model_of
from ..telemetry.values import last_value
from .style import STYLE

if TYPE_CHECKING:
    from datetime import datetime

    from ..dtdl.capabilities import Interface
    from ..http.request_log import LoggedRequest
    from ..state.application import Application

__all__ = ["start_page"]

_DEVICES = 50
"""Devices of an application that are shown."""

_REQUESTS = 50
"""Requests that are shown."""

_VALUES = 8
"""Telemetry values of a device that are shown."""

_LENGTH = 60
"""Characters of a telemetry value that are shown."""

_QUERY = 120
"""Characters of a query that are shown."""

_RESOURCES = {
    "Devices": "device",
    "Device templates": "template",
    "Device groups": "deviceGroup",
    "Enrollment groups": "enrollmentGroup",
    "Jobs": "job",
    "Scheduled jobs": "scheduledJob",
    "Users": "user",
    "API tokens": "apiToken",
    "Organizations": "organization",
    "Dashboards": "dashboard",
    "Destinations": "destination",
    "Exports": "export",
    "Deployment manifests": "manifest",
}


def start_page(
    applications: Iterable[Application],
    *,
    now: datetime,
    versions: Iterable[str],
    subscription_id: str,
    requests: Sequence[LoggedRequest],
) -> str:
    """Return the page as HTML; browsers load it again every two seconds.

    Args:
        applications: the applications that are shown.
        now: the emulator's time.
        versions: the api-versions that are served.
        subscription_id: the subscription of the applications.
        requests: the last requests, oldest first.
    """
    sections = "".join(_application(app) for app in applications)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>IoT Central emulator</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<h1>IoT Central emulator</h1>
<p><span id="clock">{escape(f"{now:%Y-%m-%d %H:%M:%S} UTC")}</span> &middot; api-versions {escape(", ".join(versions))}
&middot; subscription {escape(subscription_id)}</p>
</header>
{sections}
{_requests(requests[-_REQUESTS:])}
</body>
</html>
"""


def _application(app: Application) -> str:
    counts = {label: app.count(kind) for label, kind in _RESOURCES.items()}
    resources = "".join(
        f'<li class="{"some" if count else "none"}">{escape(label)} <b>{count:,}</b></li>'
        for label, count in counts.items()
    )
    return f"""<section id="application-{escape(app.name)}">
<h2>{escape(app.name)}</h2>
<ul>{resources}</ul>
{_devices(app, counts["Devices"])}
</section>"""


def _devices(app: Application, count: int) -> str:
    if not count:
        return '<p class="devices">No devices yet.</p>'
    devices = [stored.content for stored in app.listed("device", limit=_DEVICES)]
    templates = {id: _template(app, id) for id in {device.get("template") for device in devices}}
    rows = [_device(app, device, *templates[device.get("template")]) for device in devices]
    more = f"<p>The first {_DEVICES} of {count:,} devices.</p>" if count > _DEVICES else ""
    return table("devices", ("Device", "Name", "Template", "Status", "Telemetry"), rows) + more


def _template(app: Application, id: str | None) -> tuple[str, Interface | None]:
    """Return name and model of a template, which are read once for all of its devices."""
    if id is None:
        return "none", None
    template: dict[str, Any] = app.get("template", id) or {}
    return template.get("displayName") or id, model_of(app, id)


def _device(app: Application, device: dict[str, Any], template: str, model: Interface | None) -> str:
    kind = ", simulated" if device.get("simulated") else ""
    status, look = _status(device)
    values = "".join(islice(_telemetry(app, CapabilityScope(device, None, None, model)), _VALUES))
    return (
        f"<tr><td>{text(device['id'])}</td><td>{text(device.get('displayName'))}</td>"
        f'<td title="{text(device.get("template"))}">{text(template)}</td>'
        f'<td class="fixed"><b class="{look}">{status}</b>{kind}</td><td>{values}</td></tr>'
    )


def _status(device: dict[str, Any]) -> tuple[str, str]:
    if not device.get("enabled", True):
        return "Blocked", "bad"
    return ("Provisioned", "good") if device.get("provisioned") else ("Registered", "muted")


def _telemetry(app: Application, scope: CapabilityScope) -> Iterator[str]:
    """Return the last values of a device and its components as HTML; those of simulated devices are always new."""
    for label, place, name in _measured(scope):
        last = last_value(app, place, name, app.clock.now())
        if last is not None:
            yield f'<span title="{last.time:%H:%M:%S}">{text(label)} <b>{text(_value(last.value))}</b></span>'


def _measured(scope: CapabilityScope) -> Iterator[tuple[str, CapabilityScope, str]]:
    """Return label, scope and name of the telemetry of a device and its components."""
    if scope.interface is None:
        return
    for name in scope.interface.telemetry:
        yield name, scope, name
    for component in scope.interface.components:
        part = scope.part(component)
        for name in scope.interface.components[component].interface.telemetry:
            yield f"{component}.{name}", part, name


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return _short(text, _LENGTH)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def _requests(latest: Sequence[LoggedRequest]) -> str:
    heading = '<section id="requests">\n<h2>Last requests</h2>\n'
    if not latest:
        return f"{heading}<p>No requests yet.</p>\n</section>"
    columns = ("Time", "Application", "Request", "Operation", "Status", "Request ID")
    return heading + table("requests", columns, (_request(request) for request in reversed(latest))) + "\n</section>"


def _request(request: LoggedRequest) -> str:
    query = f'<i class="muted">?{text(_short(request.query, _QUERY))}</i>' if request.query else ""
    good = request.status is not None and request.status < 400
    status = "cut" if request.status is None else str(request.status)
    cells = (
        f'<td class="fixed">{request.time:%H:%M:%S}</td>',
        f"<td>{text(request.application)}</td>",
        f"<td><b>{text(request.method)}</b> {text(request.path)}{query}</td>",
        f'<td class="fixed">{text(request.operation)}</td>',
        f'<td class="fixed {"good" if good else "bad"}">{status} {text(request.error)}</td>',
        f'<td class="fixed">{text(request.request_id)}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"
