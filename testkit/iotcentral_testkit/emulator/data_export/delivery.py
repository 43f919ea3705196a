"""Delivery of the messages in the outbox: to webhooks on this machine, and otherwise into a record of what would be sent.

`due` finds the messages of each destination that are due; `deliver` sends those of one destination in their order. What
is sent where is decided here, the requests are made by the function that is given.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import orjson

from ...openapi.json_types import is_object
from ..state.clock import timestamp
from .outbox import enqueue, queue_of, room_for
from .representations import DESTINATION, EXPORT
from .telemetry_events import telemetry_events

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..http.posting import Post
    from ..state.application import Application
    from ..state.shared import SharedState

__all__ = [
    "DeliveryResult",
    "Lane",
    "OutgoingMessage",
    "deliver",
    "deliver_due",
    "due",
    "exporting",
    "gather_telemetry",
]

Lane = tuple[str, str]
"""An application and a destination: what is between them arrives in its order."""

_ROUND = 250
"""Messages of a destination that are sent at a time."""

_WEBHOOK = "webhook@v1"
"""The one kind of destination that is called."""

_SUCCESS = range(200, 300)
_FIRST_DELAY = timedelta(seconds=1)
_LONGEST_DELAY = timedelta(minutes=1)
_TELEMETRY = timedelta(seconds=5)
"""Time between two collections of telemetry."""
_SLICE = timedelta(minutes=10)
"""Span of telemetry that is collected at a time, so that a long one neither fills the queues nor keeps others waiting."""
_SLICES = 36
"""Spans of one collection."""
_ENOUGH = 200
"""Messages of one collection, after which the next span waits until there is room."""
_KEPT = timedelta(days=3)
"""How long the delivery of a message is retried."""


class OutgoingMessage(NamedTuple):
    """A message that is being delivered.

    Attributes:
        id: its id in the queue.
        waiting: its document in the queue.
        destination: where it goes.
    """

    id: str
    waiting: dict[str, Any]
    destination: dict[str, Any]


class DeliveryResult(NamedTuple):
    """Result of a delivery: the code of an error (None: the message arrived), and whether retrying is useless."""

    code: str | None = None
    message: str = ""
    final: bool = False


def exporting(shared: SharedState) -> list[Application]:
    """Return the applications that have exports."""
    return [app for app in shared.applications.values() if app.count(EXPORT)]


def due(apps: Iterable[Application], busy: Collection[Lane] = ()) -> dict[Lane, list[OutgoingMessage]]:
    """Return the messages that are due, by application and destination, in their order.

    Args:
        apps: the applications that have exports.
        busy: lanes that are not looked at.
    """
    found: dict[Lane, list[OutgoingMessage]] = {}
    for app in apps:
        now = app.clock.now().timestamp()
        for stored in app.listed(DESTINATION):
            lane = (app.name, stored.id)
            waiting = [] if lane in busy else app.listed(queue_of(stored.id), limit=_ROUND)
            if waiting and waiting[0].content["due"] <= now:
                found[lane] = [OutgoingMessage(each.id, each.content, stored.content) for each in waiting]
    return found


def gather_telemetry(shared: SharedState, apps: Iterable[Application]) -> bool:
    """Put telemetry that was sent since the last time into the outbox, as far as there is room.

    Args:
        shared: the state of the emulator.
        apps: the applications that have exports.

    Returns:
        Whether there is more.
    """
    now, more = shared.clock.now(), False
    for app in apps:
        exports = [stored.content for stored in app.listed(EXPORT)]
        behind = [export for export in exports if _lags(export, now)]
        if behind:
            with shared.store.transaction():
                for export in behind:
                    more |= _gather(app, export, now)
                shared.keep()
    return more


def _lags(export: Mapping[str, Any], now: datetime) -> bool:
    started = export["enabled"] and export["source"] == "telemetry"
    return bool(started and now - datetime.fromisoformat(export["_since"]) >= _TELEMETRY)


def _gather(app: Application, export: dict[str, Any], now: datetime) -> bool:
    """Put a few spans of telemetry into the outbox, and return whether there is more and room for it."""
    since, queued = datetime.fromisoformat(export["_since"]), 0
    since = max(since, now - _KEPT)  # what is older would not be delivered any more
    room = room_for(app, export)
    for _ in range(_SLICES):
        if since >= now or queued >= min(_ENOUGH, room // 2):
            break
        until = min(since + _SLICE, now)
        for at, event in telemetry_events(app, since, until):
            queued += enqueue(app, [export], event, at, room=True)
        since = until
    app.put(EXPORT, export["id"], {**(app.get(EXPORT, export["id"]) or export), "_since": timestamp(since)})
    return since < now and room > _ENOUGH


async def deliver_due(shared: SharedState, post: Post) -> int:
    """Deliver what is due, to all destinations at once, and return the number of messages that arrived."""
    apps = exporting(shared)
    gather_telemetry(shared, apps)
    found = due(apps)
    return sum(await asyncio.gather(*(deliver(shared, lane, messages, post) for lane, messages in found.items())))


async def deliver(shared: SharedState, lane: Lane, messages: list[OutgoingMessage], post: Post) -> int:
    """Send messages of a destination in their order, until one fails or is not due yet.

    Args:
        shared: the state of the emulator.
        lane: the application and the destination.
        messages: as `due` found them.
        post: makes the requests.

    Returns:
        The number of messages that arrived.
    """
    if messages[0].destination["type"] != _WEBHOOK:
        return _record(shared, lane, messages)
    epoch, arrived = shared.epoch, 0
    for outgoing in messages:
        if outgoing.waiting["due"] > shared.clock.now().timestamp():
            break
        result = await _send(shared, outgoing, post)
        if shared.epoch != epoch or lane[0] not in shared.applications:
            break  # the state was replaced, or the application deleted, while the request was sent
        _conclude(shared, lane, outgoing, result)
        if result.code is None:
            arrived += 1
        elif not result.final:
            break
    return arrived


def _record(shared: SharedState, lane: Lane, messages: list[OutgoingMessage]) -> int:
    """Record messages for a destination that is not called, and return how many would arrive."""
    app, now = shared.applications[lane[0]], shared.clock.now()
    results: dict[str, DeliveryResult] = {}
    arrived = 0
    with shared.store.transaction():
        for outgoing in messages:
            app.delete(queue_of(lane[1]), outgoing.id)
            result = results[outgoing.waiting["export"]] = _obstacle(outgoing) or DeliveryResult()
            if result.code is None:
                shared.exported.add(*lane, outgoing.waiting["message"])
                arrived += 1
        for export, result in results.items():
            _mark(app, EXPORT, export, result, now)
            _mark(app, DESTINATION, lane[1], result, now)
    return arrived


def _obstacle(outgoing: OutgoingMessage) -> DeliveryResult | None:
    """Return why a message cannot be sent at all; None if it can."""
    if outgoing.waiting.get("transform"):
        return DeliveryResult("TransformNotSupported", "The emulator runs no jq transforms, so nothing is sent.", True)
    return None


async def _send(shared: SharedState, outgoing: OutgoingMessage, post: Post) -> DeliveryResult:
    """Send the requests for a message: one to the webhook, and before it one for an access token if needed."""
    obstacle = _obstacle(outgoing)
    if obstacle is not None:
        return obstacle
    destination = outgoing.destination
    url = _with_query(destination["url"], destination.get("queryCustomizations") or {})
    authorization: dict[str, Any] = destination.get("authorization") or {}
    for address in (url, authorization.get("tokenUrl")):
        refusal = None if address is None else shared.calling.refusal(address)
        if refusal is not None:
            return DeliveryResult("AddressNotAllowed", refusal, True)
    try:
        headers = {"Content-Type": "application/json; charset=utf-8"}
        customized: dict[str, Any] = destination.get("headerCustomizations") or {}
        headers |= {name: custom["value"] for name, custom in customized.items()}
        if authorization.get("type") == "header":
            headers["Authorization"] = authorization["value"]
        elif authorization.get("type") == "oauth":
            headers["Authorization"] = f"Bearer {await _access_token(authorization, post)}"
        status, _ = await post(url, headers, orjson.dumps(outgoing.waiting["message"]))
    except (OSError, ValueError) as error:
        return DeliveryResult("DestinationNotReachable", f"The destination could not be reached: {error}.")
    if status in _SUCCESS:
        return DeliveryResult()
    return DeliveryResult("DestinationRefused", f"The destination answered with the status {status}.")


def _conclude(shared: SharedState, lane: Lane, outgoing: OutgoingMessage, result: DeliveryResult) -> None:
    """Store the result of a delivery: the message leaves the queue, or waits for a retry."""
    app, now, waiting = shared.applications[lane[0]], shared.clock.now(), outgoing.waiting
    queue = queue_of(lane[1])
    if result.code is None:
        shared.exported.add(*lane, waiting["message"])
    with shared.store.transaction():
        too_old = now - datetime.fromisoformat(waiting["at"]) > _KEPT
        if result.code is None or result.final or too_old:
            app.delete(queue, outgoing.id)
        elif app.get(queue, outgoing.id) is not None:
            wait = min(_FIRST_DELAY * 2 ** min(waiting["tries"], 10), _LONGEST_DELAY)
            app.put(queue, outgoing.id, {**waiting, "tries": waiting["tries"] + 1, "due": (now + wait).timestamp()})
        for kind, id in ((DESTINATION, lane[1]), (EXPORT, waiting["export"])):
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


def _with_query(url: str, customizations: Mapping[str, Any]) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not customizations:
        return url
    pairs = [*parse_qsl(parts.query, keep_blank_values=True), *((n, c["value"]) for n, c in customizations.items())]
    return urlunsplit(parts._replace(query=urlencode(pairs)))


async def _access_token(authorization: Mapping[str, Any], post: Post) -> str:
    """Request an access token by the client credentials flow."""
    fields = {"grant_type": "client_credentials", "client_id": authorization["clientId"]}
    fields["client_secret"] = authorization["clientSecret"]
    fields |= {name: authorization[name] for name in ("audience", "scope") if authorization.get(name)}
    if authorization.get("requestType") == "json":
        kind, body = "application/json", orjson.dumps(fields)
    else:
        kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
    status, answer = await post(authorization["tokenUrl"], {"Content-Type": kind}, body)
    if status not in _SUCCESS:
        raise OSError(f"the token endpoint answered with the status {status}")
    return str(_member(orjson.loads(answer), "access_token"))


def _member(answer: Any, name: str) -> Any:
    if not is_object(answer) or name not in answer:
        raise OSError(f"the response of the token endpoint has no {name}")
    return answer[name]
