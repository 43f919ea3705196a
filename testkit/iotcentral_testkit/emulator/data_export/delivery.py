"""Delivery of the messages in the outbox: to receivers on this machine, and otherwise into a record of what would be sent.

`due` finds the messages of each destination that are due; `deliver` sends those of one destination in their order. What
is sent where is decided here, the requests are made by the function that is given.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ..state.clock import timestamp
from .blob_storage import BLOB_STORAGE, blob_request, endpoint_of
from .exporting import ExportingApplication
from .kinds import DESTINATION, EXPORT
from .obstacles import WEBHOOK, DeliveryResult, obstacle
from .outbox import enqueue, queue_of, room_for
from .telemetry_events import telemetry_events
from .transforms import TransformError
from .webhooks import post_message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..http.posting import Post
    from ..state.application import Application
    from ..state.rows import Stored
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
_BATCH = timedelta(minutes=1)
"""Time whose messages are one file of blob storage."""
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
        now = app.clock.now()
        for stored in app.listed(DESTINATION):
            lane = (app.name, stored.id)
            waiting = [] if lane in busy else _waiting(app, stored, now)
            if waiting and waiting[0].content["due"] <= now.timestamp():
                found[lane] = [OutgoingMessage(each.id, each.content, stored.content) for each in waiting]
    return found


def _waiting(app: Application, destination: Stored, now: datetime) -> list[Stored]:
    """Return the messages that go out next to a destination: to blob storage those of a whole minute, once it has ended."""
    queue = queue_of(destination.id)
    if destination.content["type"] != BLOB_STORAGE:
        return app.listed(queue, limit=_ROUND)
    first = next(iter(app.listed(queue, limit=1)), None)
    if first is None or now < _minute(first.content) + _BATCH + _TELEMETRY:  # when its telemetry is collected too
        return []
    return [each for each in app.listed(queue) if _minute(each.content) == _minute(first.content)]


def _minute(waiting: Mapping[str, Any]) -> datetime:
    """Return the minute that a message was sent in."""
    return datetime.fromisoformat(waiting["at"]).replace(second=0, microsecond=0)


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
    destination = messages[0].destination
    if destination["type"] == WEBHOOK:
        return await _deliver_each(shared, lane, messages, post)
    batch, epoch = [await _prepared(shared, lane, outgoing) for outgoing in messages], shared.epoch
    result, told = DeliveryResult(), [content for contents, _ in batch for content in contents]
    if destination["type"] == BLOB_STORAGE and told:
        result = await _write_blob(shared, lane, destination, told, post, _minute(messages[0].waiting))
    if shared.epoch != epoch or lane[0] not in shared.applications:
        return 0
    with shared.store.transaction():
        results = {
            outgoing.waiting["export"]: _concluded(shared, lane, outgoing, contents, obstacle_found or result)
            for outgoing, (contents, obstacle_found) in zip(messages, batch, strict=True)
        }
        _mark(shared, lane, results, results[messages[-1].waiting["export"]])
        shared.keep()
    return sum(found is None for _, found in batch) if result.code is None else 0


async def _deliver_each(shared: SharedState, lane: Lane, messages: list[OutgoingMessage], post: Post) -> int:
    epoch, arrived = shared.epoch, 0
    results: dict[str, DeliveryResult] = {}
    for outgoing in messages:
        if outgoing.waiting["due"] > shared.clock.now().timestamp():
            break
        contents, result = await _prepared(shared, lane, outgoing)
        result = result or await _post_all(outgoing.destination, contents, post)
        if shared.epoch != epoch or lane[0] not in shared.applications:
            break  # the state was replaced, or the application deleted, while the request was sent
        export, last = outgoing.waiting["export"], outgoing is messages[-1]
        with shared.store.transaction():
            _concluded(shared, lane, outgoing, contents, result)
            if last or result.code is not None or export not in results:  # not at each: that takes longer than sending
                _mark(shared, lane, {**results, export: result}, result)
        results[export] = result
        if result.code is None:
            arrived += 1
        elif not result.final:
            break
    return arrived


async def _prepared(
    shared: SharedState, lane: Lane, outgoing: OutgoingMessage
) -> tuple[list[Any], DeliveryResult | None]:
    """Return what is sent of a message, and why nothing can be, if that is so."""
    message, transform = outgoing.waiting["message"], outgoing.waiting.get("transform")
    app = shared.applications.get(lane[0])
    if app is None:
        return [], DeliveryResult("ApplicationDeleted", "The application was deleted.", True)
    assert isinstance(app, ExportingApplication)
    found = obstacle(app.calling, outgoing.destination, transform)
    if found is not None:
        return [], found
    if not transform:
        return [message], None
    try:
        # in a thread: other requests go on while the program runs
        return await asyncio.to_thread(app.transforms.run, transform, message), None
    except TransformError as error:
        return [], DeliveryResult("TransformFailed", f"The transform failed on a message: {error}.", True)


async def _post_all(destination: dict[str, Any], contents: list[Any], post: Post) -> DeliveryResult:
    """Post what is sent of a message to a webhook; after a failure, all of it is sent again."""
    try:
        for content in contents:
            status = await post_message(destination, content, post)
            if status not in _SUCCESS:
                return DeliveryResult("DestinationRefused", f"The destination answered with the status {status}.")
    except (OSError, ValueError) as error:
        return DeliveryResult("DestinationNotReachable", f"The destination could not be reached: {error}.")
    return DeliveryResult()


async def _write_blob(
    shared: SharedState, lane: Lane, destination: dict[str, Any], contents: list[Any], post: Post, minute: datetime
) -> DeliveryResult:
    """Write messages of a minute to blob storage on this machine; of another one, they are only recorded."""
    app = shared.applications[lane[0]]
    assert isinstance(app, ExportingApplication)
    endpoint = endpoint_of(destination)
    if endpoint is None or app.calling.refusal(endpoint) is not None:
        return DeliveryResult()
    name = f"{app.identity.short()}.json"
    try:
        # signed at the machine's time: storage refuses another one
        request = blob_request(destination, app.id, f"{minute:%Y/%m/%d/%H/%M}/{name}", contents, datetime.now(UTC))
        status, _ = await post(request.url, request.headers, request.body, method="PUT")
    except (OSError, ValueError) as error:
        return DeliveryResult("DestinationNotReachable", f"The blob storage could not be reached: {error}.")
    if status in _SUCCESS:
        return DeliveryResult()
    return DeliveryResult("DestinationRefused", f"The blob storage answered with the status {status}.")


def _concluded(
    shared: SharedState, lane: Lane, outgoing: OutgoingMessage, contents: list[Any], result: DeliveryResult
) -> DeliveryResult:
    """Return the result of a delivery, after the message has left the queue, or waits for a retry."""
    app, now, waiting = shared.applications[lane[0]], shared.clock.now(), outgoing.waiting
    queue = queue_of(lane[1])
    if result.code is None:
        for content in contents:
            shared.exported.add(*lane, content)
    too_old = now - datetime.fromisoformat(waiting["at"]) > _KEPT
    if result.code is None or result.final or too_old:
        app.delete(queue, outgoing.id)
    elif app.get(queue, outgoing.id) is not None:
        wait = min(_FIRST_DELAY * 2 ** min(waiting["tries"], 10), _LONGEST_DELAY)
        app.put(queue, outgoing.id, {**waiting, "tries": waiting["tries"] + 1, "due": (now + wait).timestamp()})
    return result


def _mark(shared: SharedState, lane: Lane, results: Mapping[str, DeliveryResult], last: DeliveryResult) -> None:
    """Store the state of a destination and of its exports as responses show it.

    Args:
        shared: the state of the emulator.
        lane: the application and the destination.
        results: export → the result of its last delivery.
        last: the result of the last delivery to the destination.
    """
    app, now = shared.applications[lane[0]], timestamp(shared.clock.now())
    for kind, id, result in [*((EXPORT, id, result) for id, result in results.items()), (DESTINATION, lane[1], last)]:
        content = app.get(kind, id)
        if content is None:
            continue
        content.pop("errors", None)
        if result.code is None:
            content |= {"status": "healthy", "lastExportTime": now}
        else:
            content |= {"status": "error", "errors": [{"code": result.code, "message": result.message}]}
        app.put(kind, id, content)
