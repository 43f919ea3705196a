"""Labels of devices that several views show: status, template, values, and the address of a device's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from ...markup import text

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["DEVICE_PAGE", "device_link", "shown_value", "status_of", "template_name"]

DEVICE_PAGE = "/_emulator/page/device"
"""Path of the page of one device."""


def device_link(app: Application, id: str) -> str:
    """Return the address of a device's page."""
    return f"{DEVICE_PAGE}?{urlencode({'application': app.name, 'id': id})}"


def template_name(app: Application, id: str | None) -> str:
    """Return the name of a device template."""
    if id is None:
        return "none"
    template: dict[str, Any] = app.get("template", id) or {}
    return template.get("displayName") or id


def status_of(device: Mapping[str, Any]) -> str:
    """Return the status of a device as HTML: a word, and its look."""
    kind = ", simulated" if device.get("simulated") else ""
    if not device.get("enabled", True):
        word, look = "Blocked", "bad"
    else:
        word, look = ("Provisioned", "good") if device.get("provisioned") else ("Registered", "muted")
    return f'<b class="{look}">{word}</b>{kind}'


def shown_value(value: Any, length: int = 60) -> str:
    """Return a value as escaped text of limited length; None as an empty text."""
    if value is None:
        return ""
    written = value if isinstance(value, str) else orjson.dumps(value).decode()
    return text(written if len(written) <= length else f"{written[:length]}…")
