"""Page of one device: its properties, telemetry of the last hour, commands with buttons, and what was done with it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from ...markup import table, text
from ...openapi.json_types import is_object
from ..devices.commands import last_run
from ..devices.twin import Twin
from ..telemetry.messages import places
from ..telemetry.values import history
from .chart import Point, chart
from .device_labels import shown_value, status_of, template_name
from .layout import copying, document, form, hidden, row
from .requests_view import curl, requests_table

if TYPE_CHECKING:
    from datetime import datetime

    from ..devices.scopes import CapabilityScope
    from ..dtdl.capabilities import Command
    from ..http.request_log import LoggedRequest
    from ..state.application import Application
    from .layout import Frame

__all__ = ["COMMAND_ACTION", "device_page", "of_device"]

COMMAND_ACTION = "/_emulator/page/command"

_HOUR = timedelta(hours=1)
_REQUESTS = 30
"""Requests of the device that are shown."""

_LINKS = (
    ("/", "All"),
    ("#properties", "Properties"),
    ("#telemetry", "Telemetry"),
    ("#commands", "Commands"),
    ("#history", "History"),
)
_PROPERTIES = ("Property", "Reported", "Desired", "State")
_RUNS = ("Command", "Request", "Response", "Code")


def device_page(frame: Frame, app: Application, device: Mapping[str, Any], requests: Iterable[LoggedRequest]) -> str:
    """Return the page of a device.

    Args:
        frame: what every page shows.
        app: the application.
        device: the device's document.
        requests: the last requests, oldest first.
    """
    parts = list(places(app, device))
    content = "\n".join(
        (
            _overview(frame, app, device),
            _section("properties", "Properties", _properties(app, device, parts)),
            _section("telemetry", "Telemetry of the last hour", _telemetry(app, device, parts)),
            _section("commands", "Commands", _commands(frame, app, device, parts), live=False),
            _section("history", "History", _history(frame, app, device, parts, requests)),
        )
    )
    return document(frame, device.get("displayName") or device["id"], _LINKS, content)


def _section(id: str, title: str, content: str, *, live: bool = True) -> str:
    inner = f'<div id="{id}-content" data-live>{content}</div>' if live else content
    return f'<section id="{id}" aria-labelledby="{id}-title">\n<h2 id="{id}-title">{title}</h2>\n{inner}\n</section>'


def _overview(frame: Frame, app: Application, device: Mapping[str, Any]) -> str:
    id = device["id"]
    url = f"{frame.address(app.name)}/api/devices/{quote(id, safe='')}?api-version={quote(frame.version)}"
    return f"""<section aria-label="Overview">
<p id="overview" data-live><code>{text(id)}</code> of application {text(app.name)}: {status_of(device)}, \
template {text(template_name(app, device.get("template")))}</p>
<p class="bar"><code>{text(url)}</code> {copying("Copy URL", f"device {id}", url)} \
{copying("Copy curl", f"device {id}", curl("GET", url))} \
{copying("Copy Python", f"device {id}", f"app.devices.get({id!r})")}</p>
</section>"""


def _properties(app: Application, device: Mapping[str, Any], parts: list[tuple[str, CapabilityScope]]) -> str:
    """Return a table for the device itself and for each component and module that has properties."""
    twin, tables = Twin(app, device), list[str]()
    for prefix, scope in parts:
        shown = twin.show(scope, unmodeled=True, components=False)
        metadata: dict[str, Any] = shown.pop("$metadata")
        names = [*shown, *(name for name in metadata if name not in shown)]
        if names:
            rows = [_property(name, shown.get(name), metadata.get(name, {})) for name in names]
            heading = f"<h3>Component {text(prefix.removesuffix('.'))}</h3>\n" if prefix else ""
            tables.append(heading + table("properties", _PROPERTIES, rows))
    return "\n".join(tables) or "<p>The device has no properties.</p>"


def _property(name: str, reported: Any, metadata: Mapping[str, Any]) -> str:
    desired, acknowledged = metadata.get("desiredValue"), metadata.get("ackVersion")
    if desired is None:
        state = ""
    elif acknowledged != metadata.get("desiredVersion"):
        state = f'<span class="muted">version {metadata.get("desiredVersion")}, not answered yet</span>'
    else:
        code = metadata.get("ackCode", 200)
        look = "good" if isinstance(code, int) and code < 400 else "bad"
        state = f'<span class="{look}">{text(code)} {text(metadata.get("ackDescription"))}</span>'
    return row(_PROPERTIES, text(name), shown_value(reported, 200), shown_value(desired, 200), state)


def _telemetry(app: Application, device: Mapping[str, Any], parts: list[tuple[str, CapabilityScope]]) -> str:
    end = app.clock.now()
    named = [
        f"{prefix}{name}" for prefix, scope in parts for name in (scope.interface.telemetry if scope.interface else ())
    ]
    cards = "\n".join(_card(app, device, path, end - _HOUR, end) for path in named)
    return f'<div class="cards">{cards}</div>' if cards else "<p>The device has no telemetry.</p>"


def _card(app: Application, device: Mapping[str, Any], path: str, start: datetime, end: datetime) -> str:
    """Return the chart of a telemetry, or its last value where there are no numbers."""
    values = list(history(app, device, path, start, end))
    points = [Point(each.time, each.value) for each in values if _is_number(each.value)]
    if points:
        return chart(path, points, start, end)
    last = f"{shown_value(values[-1].value, 200)} at {values[-1].time:%H:%M:%S}" if values else "nothing was sent"
    return f'<div class="card"><h3>{text(path)}</h3><p>{last}</p></div>'


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _all_commands(parts: list[tuple[str, CapabilityScope]]) -> Iterator[tuple[str, CapabilityScope, Command]]:
    for prefix, scope in parts:
        for command in scope.interface.commands.values() if scope.interface else ():
            yield f"{prefix}{command.name}", scope, command


def _commands(
    frame: Frame, app: Application, device: Mapping[str, Any], parts: list[tuple[str, CapabilityScope]]
) -> str:
    named = list(_all_commands(parts))
    if not named:
        return "<p>The device has no commands.</p>"
    if frame.token is None:
        return "<p>Commands can be run from this machine only.</p>"
    cards = "\n".join(_command(frame, app, device["id"], path, command) for path, _, command in named)
    return f'<div class="cards">{cards}</div>'


def _command(frame: Frame, app: Application, device_id: str, path: str, command: Command) -> str:
    fields = hidden("application", app.name) + hidden("id", device_id) + hidden("command", path)
    if command.request is not None:
        fields += (
            f"<label>{text(command.request.name)}, as JSON"
            '<textarea name="request" rows="2" spellcheck="false"></textarea></label>'
        )
    durable = '<p class="muted">Durable: it waits for the device.</p>' if command.durable else ""
    button = f'<div class="bar"><button aria-label="Run {text(path)}">Run</button></div>'
    return f'<div class="card"><h3>{text(path)}</h3>{durable}{form(frame, COMMAND_ACTION, fields + button)}</div>'


def _history(
    frame: Frame,
    app: Application,
    device: Mapping[str, Any],
    parts: list[tuple[str, CapabilityScope]],
    requests: Iterable[LoggedRequest],
) -> str:
    """Return the last run of each command, and the last requests that name the device."""
    runs = [(path, last_run(app, scope, command.name)) for path, scope, command in _all_commands(parts)]
    rows = [_run(path, run) for path, run in runs if is_object(run)]
    ran = table("runs", _RUNS, rows) if rows else "<p>No command was run yet.</p>"
    found = [request for request in requests if of_device(request, app.name, device["id"])][-_REQUESTS:]
    asked = requests_table(frame, found) if found else "<p>No request was for it yet.</p>"
    return f"<h3>Last runs of commands</h3>\n{ran}\n<h3>Last requests</h3>\n{asked}"


def _run(path: str, run: Mapping[str, Any]) -> str:
    code = run.get("responseCode")
    look = "muted" if code is None else "good" if code < 400 else "bad"
    shown = f'<span class="{look}">{"queued" if code is None else text(code)}</span>'
    return row(_RUNS, text(path), shown_value(run.get("request"), 200), shown_value(run.get("response"), 200), shown)


def of_device(request: LoggedRequest, application: str, device_id: str) -> bool:
    """Return whether a request was for a device or a part of it."""
    place = [unquote(part) for part in request.path.split("/")[1:4]]
    return request.application == application and place == ["api", "devices", device_id]
