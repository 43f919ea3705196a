"""Changes of the bodies of requests that several modules of defects make, for `switching.sending`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call

__all__ = ["kept_on_put", "without_null"]

Change = Callable[[Call, dict[str, Any]], dict[str, Any]]


def kept_on_put(kind: str, parameter: str, name: str) -> Change:
    """Return a change that adds the stored value of a member that a PUT leaves out."""

    def change(call: Call, body: dict[str, Any]) -> dict[str, Any]:
        present = call.app.get(kind, call.path[parameter] if parameter else kind) or {}
        return {name: present[name], **body} if name in present else body

    return change


def without_null(name: str) -> Change:
    """Return a change that drops a member which is to be cleared."""

    def change(_: Call, body: dict[str, Any]) -> dict[str, Any]:
        if name in body and body[name] is None:
            del body[name]
        return body

    return change
