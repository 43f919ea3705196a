"""Payloads that the webhook actions of rules post, created from a stored device when a rule is told to fire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..http.errors import bad_request, not_found
from ..state.clock import timestamp
from ..telemetry.messages import places, property_values
from ..telemetry.values import last_value

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = ["RuleFiring", "fire", "firing_request"]

_MEMBERS = ("url", "rule", "displayName", "deviceId", "app")


class RuleFiring(NamedTuple):
    """A payload, and the URL that it is posted to."""

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
) -> RuleFiring:
    """Return the payload of a rule that fires.

    Args:
        app: the application.
        application: its resource on the control plane.
        host: host and port at which it answers.
        url: the callback URL, http or https.
        rule: id of the rule; any will do, since rules are not stored.
        display_name: name of the rule; None: its id.
        device_id: the device for which it fires; None: the first.

    Raises:
        ServiceError: 404: there is no such device; 400: the URL cannot be posted to.
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
    return RuleFiring(url, payload)


def firing_request(body: Any) -> dict[str, str]:
    """Return the members of a request to fire a rule: `url`, `rule`, and optionally `displayName`, `deviceId`, `app`.

    Raises:
        ServiceError: 400: the body is not valid.
    """
    if not isinstance(body, dict):
        raise bad_request("The body must be an object with url and rule.")
    found: dict[str, str] = {}
    for name, value in body.items():  # pyright: ignore[reportUnknownVariableType]
        if name not in _MEMBERS:
            raise bad_request(f'The body has no member "{name}"; known are {", ".join(_MEMBERS)}.')
        if not isinstance(value, str) or not value:
            raise bad_request(f'The member "{name}" must be a non-empty string.')
        found[name] = value
    missing = [name for name in ("url", "rule") if name not in found]
    if missing:
        raise bad_request(f"The body lacks {' and '.join(missing)}.")
    return found


def _is_callback(url: str) -> bool:
    import httpx  # here alone: an emulator that fires no rules starts without an HTTP client

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
        raise not_found("A device for which the rule could fire")
    device: dict[str, Any] = first[0].content
    return device


def _shown(app: Application, device: dict[str, Any]) -> dict[str, Any]:
    """Return a device as the payload holds it: with its present properties and the last values of its telemetry."""
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
