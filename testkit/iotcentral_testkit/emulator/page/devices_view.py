"""View of an application's first devices: status, template and last telemetry, with links to their own pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...markup import table, text
from ..devices.scopes import CapabilityScope
from ..dtdl.models import model_of
from ..telemetry.values import last_value
from .device_labels import DEVICE_PAGE, device_link, shown_value, status_of, template_name
from .layout import hidden, row

if TYPE_CHECKING:
    from ..dtdl.capabilities import Interface
    from ..state.application import Application

__all__ = ["devices_view", "finder"]

_DEVICES = 50
"""Devices of an application that are shown."""

_VALUES = 8
"""Telemetry values of a device that are shown."""

_COLUMNS = ("Device", "Name", "Template", "Status", "Telemetry")


def devices_view(app: Application, count: str) -> str:
    """Return the devices of an application, of which there are `count`."""
    devices = [stored.content for stored in app.listed("device", limit=_DEVICES + 1)]
    if not devices:
        return "<h3>Devices</h3>\n<p>No devices yet.</p>"
    shown = devices[:_DEVICES]
    templates = {id: (template_name(app, id), model_of(app, id)) for id in {each.get("template") for each in shown}}
    rows = [_device(app, device, *templates[device.get("template")]) for device in shown]
    more = f"<p>The first {_DEVICES} of {text(count)} devices.</p>" if len(devices) > _DEVICES else ""
    return f"<h3>Devices</h3>\n{table('devices', _COLUMNS, rows)}{more}"


def finder(app: Application, sought: str | None = None) -> str:
    """Return a form that leads to the page of a device, whose id has to be known.

    Args:
        app: the application.
        sought: an id that it has not, which can be corrected; None: the form was not used yet.
    """
    wrong = f'value="{text(sought)}" aria-invalid="true" aria-describedby="said" autofocus' if sought else ""
    return (
        f'<form class="bar" method="get" action="{DEVICE_PAGE}" role="search">{hidden("application", app.name)}'
        f'<label>Device id <input name="id" required autocomplete="off" {wrong}></label><button>Open</button></form>'
    )


def _device(app: Application, device: dict[str, Any], template: str, model: Interface | None) -> str:
    """Return the row of a device; its template was read once for all devices that have it."""
    values = "".join(islice(_telemetry(app, CapabilityScope(device, None, None, model)), _VALUES))
    return row(
        _COLUMNS,
        f'<a href="{text(device_link(app, device["id"]))}">{text(device["id"])}</a>',
        text(device.get("displayName")),
        f'<i title="{text(device.get("template"))}">{text(template)}</i>',
        status_of(device),
        values,
    )


def _telemetry(app: Application, scope: CapabilityScope) -> Iterator[str]:
    """Return the last values of a device and its components as HTML; those of simulated devices are always new."""
    for label, place, name in _measured(scope):
        last = last_value(app, place, name, app.clock.now())
        if last is not None:
            yield f'<span title="{last.time:%H:%M:%S}">{text(label)} <b>{shown_value(last.value)}</b></span> '


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
