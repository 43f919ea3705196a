"""Rules that fire because somebody says so: the payload that a rule's webhook action posts, made from a stored device."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
import orjson

from .clock import timestamp
from .errors import Refusal, bad_request, not_found
from .messages import places, property_values
from .telemetry import last_value

if TYPE_CHECKING:
    from .application import Application

__all__ = ["Firing", "Post", "deliver", "fire", "firing_of", "post"]

_PATIENCE = 5
"""Seconds that a callback may take."""

_MEMBERS = ("url", "rule", "displayName", "deviceId", "app")

Post = Callable[[str, bytes], int]
"""Posts JSON to a URL, and gives the status of the answer; raises OSError if there is none."""


class Firing(NamedTuple):
    """What is posted, and where to."""

    url: str
    payload: dict[str, Any]


def fire(
    app: Application,
    *,
    application: Mapping[str, Any],
    host: str,
    url: str,
    rule: str,
    display_name: str | None = None,
    device_id: str | None = None,
) -> Firing:
    """Make the payload of a rule that fires.

    Args:
        app: the application.
        application: its resource on the control plane.
        host: where it answers.
        url: the callback URL, http or https.
        rule: id of the rule; rules are not kept, so that any will do.
        display_name: the rule's; None: the id.
        device_id: the device for which it fires; None: the first.

    Raises:
        Refusal: 404: there is no such device; 400: the URL is none that can be posted to.
    """
    if not _is_callback(url):
        raise bad_request(f'The url "{url}" is not an http or https address.')
    device = _device(app, device_id)
    shown = display_name or rule
    payload = {
        "timestamp": timestamp(app.clock.now()),
        "application": {
            "id": app.id,
            "displayName": application["properties"]["displayName"],
            "subdomain": app.name,
            "host": host,
        },
        "device": _shown(app, device),
        "rule": {"id": rule, "displayName": shown, "enabled": True},
        "action": {
            "id": app.identity.guid(f"action {app.name} {rule}"),
            "type": "WebhookAction",
            "rules": [rule],
            "displayName": shown,
            "url": url,
        },
    }
    return Firing(url, payload)


def firing_of(body: Any) -> dict[str, str]:
    """Read what is asked for over HTTP: `url`, `rule`, and `displayName`, `deviceId`, `app` where they are given.

    Raises:
        Refusal: 400: it is something else.
    """
    if not isinstance(body, dict):
        raise bad_request("The body has to be an object with url and rule.")
    found: dict[str, str] = {}
    for name, value in body.items():  # pyright: ignore[reportUnknownVariableType]
        if name not in _MEMBERS:
            raise bad_request(f'The body has no member "{name}"; known are {", ".join(_MEMBERS)}.')
        if not isinstance(value, str) or not value:
            raise bad_request(f'The member "{name}" has to be a text.')
        found[name] = value
    missing = [name for name in ("url", "rule") if name not in found]
    if missing:
        raise bad_request(f"The body lacks {' and '.join(missing)}.")
    return found


def deliver(firing: Firing, post: Post) -> int:
    """Post a payload; gives the status of the answer.

    Raises:
        Refusal: 502: nobody answers.
    """
    try:
        return post(firing.url, orjson.dumps(firing.payload))
    except OSError as error:
        raise Refusal(
            502, "CallbackNotReachable", f"The callback {firing.url} could not be reached: {error}."
        ) from None


def post(url: str, body: bytes) -> int:
    """Post JSON over HTTP.

    Raises:
        OSError: there is no answer.
    """
    headers = {"Content-Type": "application/json; charset=utf-8"}
    try:
        return httpx.post(url, headers=headers, content=body, timeout=_PATIENCE, trust_env=False).status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OSError(str(error) or type(error).__name__) from error


def _is_callback(url: str) -> bool:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    return parsed.scheme in {"http", "https"} and bool(parsed.host)


def _device(app: Application, device_id: str | None) -> dict[str, Any]:
    if device_id is not None:
        found: dict[str, Any] | None = app.get("device", device_id)
        if found is None:
            raise not_found(f'Device "{device_id}"')
        return found
    first = app.listed("device", limit=1)
    if not first:
        raise not_found("A device that the rule could fire for")
    device: dict[str, Any] = first[0].content
    return device


def _shown(app: Application, device: dict[str, Any]) -> dict[str, Any]:
    """Return a device with its present properties and the last values of its telemetry."""
    now, telemetry = app.clock.now(), dict[str, Any]()
    for prefix, scope in places(app, device):
        for name in scope.interface.telemetry if scope.interface else ():
            last = last_value(app, scope, name, now)
            if last is not None:
                telemetry[f"{prefix}{name}"] = last.value
    members = ("id", "displayName", "template", "simulated", "provisioned", "enabled")
    return {
        **{name: device[name] for name in members if device.get(name) is not None},
        "properties": property_values(app, device),
        "telemetry": telemetry,
    }
