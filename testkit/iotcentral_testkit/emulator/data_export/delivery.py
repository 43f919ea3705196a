"""Delivery of the messages in the outbox: to webhooks on this machine, and nowhere else.

`deliver_due` does one round. Its three steps can be called separately, for callers that send requests in another
thread: `collect` reads and writes the store, `send` makes the requests and does not use the store, `settle` stores the
results.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import orjson

from ...openapi.json_types import is_object
from ..state.clock import timestamp
from .outbox import KIND, enqueue
from .telemetry_events import telemetry_events

if TYPE_CHECKING:
    from ..state.application import Application
    from ..state.shared import SharedState

__all__ = ["DeliveryResult", "OutgoingMessage", "Post", "collect", "deliver_due", "is_loopback", "send", "settle"]

Post = Callable[[str, Mapping[str, str], bytes], tuple[int, bytes]]
"""POSTs a body with headers to a URL, follows no redirect, and returns status and body of the response; raises OSError
if there is none."""

_ROUND = 100
"""Messages of one application in a round."""

_SUCCESS = range(200, 300)
_FIRST_DELAY = timedelta(seconds=1)
_LONGEST_DELAY = timedelta(minutes=1)
_TELEMETRY = timedelta(seconds=5)
"""Time between two collections of telemetry."""
_KEPT = timedelta(days=3)
"""How long the delivery of a message is retried."""


class OutgoingMessage(NamedTuple):
    """A message that is being delivered.

    Attributes:
        app: the application that it is from.
        id: its id in the outbox.
        waiting: its document in the outbox.
        destination: the webhook.
    """

    app: str
    id: str
    waiting: dict[str, Any]
    destination: dict[str, Any]


class DeliveryResult(NamedTuple):
    """Result of a delivery: the code of an error (None: the message arrived), and whether retrying is useless."""

    code: str | None = None
    message: str = ""
    final: bool = False


def deliver_due(shared: SharedState, post: Post) -> int:
    """Deliver the messages that are due.

    Args:
        shared: the state of the emulator.
        post: sends the requests.

    Returns:
        The number of messages that arrived.
    """
    arrived, failed = 0, set[tuple[str, str]]()
    for outgoing in collect(shared):
        lane = (outgoing.app, outgoing.destination["id"])
        if lane in failed:
            continue  # the order of a destination's messages is kept
        result = send(outgoing, post)
        settle(shared, outgoing, result)
        if result.code is None:
            arrived += 1
        else:
            failed.add(lane)
    return arrived


def collect(shared: SharedState) -> list[OutgoingMessage]:
    """Return the messages that are due, including telemetry since the last round."""
    now = shared.clock.now()
    found: list[OutgoingMessage] = []
    for app in shared.applications.values():
        if app.count("export") == 0:
            continue
        if any(
            stored.content["enabled"] and stored.content["source"] == "telemetry" for stored in app.listed("export")
        ):
            with shared.store.transaction():
                _add_telemetry(app, now)
                shared.keep()
        behind = set[str]()
        for stored in app.listed(KIND, limit=_ROUND):
            destination = app.get("destination", stored.content["destination"])
            if destination is None or stored.content["due"] > now.timestamp():
                behind.add(stored.content["destination"])
            elif stored.content["destination"] not in behind:
                found.append(OutgoingMessage(app.name, stored.id, stored.content, destination))
    return found


def _add_telemetry(app: Application, now: datetime) -> None:
    for stored in app.listed("export"):
        export = stored.content
        if export["enabled"] and export["source"] == "telemetry":
            since = datetime.fromisoformat(export["_since"])
            if now - since < _TELEMETRY:
                continue
            for at, event in telemetry_events(app, since, now):
                enqueue(app, [export], event, at)
            app.put("export", stored.id, {**export, "_since": timestamp(now)})


def send(outgoing: OutgoingMessage, post: Post) -> DeliveryResult:
    """Send the requests for a message: one to the webhook, and before it one for an access token if needed."""
    if outgoing.waiting.get("transform"):
        return DeliveryResult("TransformNotSupported", "The emulator runs no jq transforms, so nothing is sent.", True)
    destination = outgoing.destination
    url = _with_query(destination["url"], destination.get("queryCustomizations") or {})
    authorization: dict[str, Any] = destination.get("authorization") or {}
    for address in (url, authorization.get("tokenUrl")):
        if address is not None and not is_loopback(address):
            message = (
                f"The emulator calls addresses on this machine only, such as http://127.0.0.1:9000, not {address}."
            )
            return DeliveryResult("AddressNotAllowed", message, True)
    try:
        headers = {"Content-Type": "application/json; charset=utf-8"}
        customized: dict[str, Any] = destination.get("headerCustomizations") or {}
        headers |= {name: custom["value"] for name, custom in customized.items()}
        if authorization.get("type") == "header":
            headers["Authorization"] = authorization["value"]
        elif authorization.get("type") == "oauth":
            headers["Authorization"] = f"Bearer {_access_token(authorization, post)}"
        status, _ = post(url, headers, orjson.dumps(outgoing.waiting["message"]))
    except (OSError, ValueError) as error:
        return DeliveryResult("DestinationNotReachable", f"The destination could not be reached: {error}.")
    if status in _SUCCESS:
        return DeliveryResult()
    return DeliveryResult("DestinationRefused", f"The destination answered with the status {status}.")


def settle(shared: SharedState, outgoing: OutgoingMessage, result: DeliveryResult) -> None:
    """Store the result of a delivery: the message leaves the outbox, or waits for a retry."""
    app, now = shared.applications.get(outgoing.app), shared.clock.now()
    if app is None:
        return  # it was deleted while the request was sent
    waiting = outgoing.waiting
    with shared.store.transaction():
        too_old = now - datetime.fromisoformat(waiting["at"]) > _KEPT
        if result.code is None or result.final or too_old:
            app.delete(KIND, outgoing.id)
        elif app.get(KIND, outgoing.id) is not None:
            wait = min(_FIRST_DELAY * 2 ** min(waiting["tries"], 10), _LONGEST_DELAY)
            app.put(KIND, outgoing.id, {**waiting, "tries": waiting["tries"] + 1, "due": (now + wait).timestamp()})
        for kind, id in (("destination", waiting["destination"]), ("export", waiting["export"])):
            _mark(app, kind, id, result, now)


def _mark(app: Application, kind: str, id: str, result: DeliveryResult, now: datetime) -> None:
    """Store the state of a destination or an export as responses show it."""
    content = app.get(kind, id)
    if content is None:
        return
    content.pop("errors", None)
    if result.code is None:
        content |= {"status": "healthy", "lastExportTime": timestamp(now)}
    else:
        content |= {"status": "error", "errors": [{"code": result.code, "message": result.message}]}
    app.put(kind, id, content)


def is_loopback(url: str) -> bool:
    """Return whether a URL refers to this machine: `localhost`, names below it, and loopback addresses."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"}:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _with_query(url: str, customizations: Mapping[str, Any]) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not customizations:
        return url
    pairs = [*parse_qsl(parts.query, keep_blank_values=True), *((n, c["value"]) for n, c in customizations.items())]
    return urlunsplit(parts._replace(query=urlencode(pairs)))


def _access_token(authorization: Mapping[str, Any], post: Post) -> str:
    """Request an access token by the client credentials flow."""
    fields = {"grant_type": "client_credentials", "client_id": authorization["clientId"]}
    fields["client_secret"] = authorization["clientSecret"]
    fields |= {name: authorization[name] for name in ("audience", "scope") if authorization.get(name)}
    if authorization.get("requestType") == "json":
        kind, body = "application/json", orjson.dumps(fields)
    else:
        kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
    status, answer = post(authorization["tokenUrl"], {"Content-Type": kind}, body)
    if status not in _SUCCESS:
        raise OSError(f"the token endpoint answered with the status {status}")
    return str(_member(orjson.loads(answer), "access_token"))


def _member(answer: Any, name: str) -> Any:
    if not is_object(answer) or name not in answer:
        raise OSError(f"the response of the token endpoint has no {name}")
    return answer[name]
