"""Sends the outbox: the messages of data exports go to webhooks on this machine, and nowhere else.

`deliver_due` does a round. Its three steps stand alone too, for those who run requests elsewhere than the store:
`collect` reads and writes the store, `send` makes the requests and touches no store, `settle` writes down what came
of it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import orjson

from ..openapi.json_types import is_object
from .clock import timestamp
from .outbox import KIND, enqueue
from .telemetry_events import telemetry_events

if TYPE_CHECKING:
    from .application import Application
    from .world import World

__all__ = ["Outcome", "Outgoing", "Post", "collect", "deliver_due", "is_loopback", "send", "settle"]

Post = Callable[[str, Mapping[str, str], bytes], tuple[int, bytes]]
"""POSTs a body with headers to a URL, follows no redirect, and gives status and answer; an OSError says that it could
not."""

_ROUND = 100
"""Messages of a round."""

_SUCCESS = range(200, 300)
_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=1)
_TELEMETRY = timedelta(seconds=5)
"""How often devices are asked what they sent."""
_KEPT = timedelta(days=3)
"""How long a message is tried again."""


class Outgoing(NamedTuple):
    """A message on its way.

    Attributes:
        app: the application that it is from.
        id: its id in the outbox.
        waiting: what the outbox holds.
        destination: the webhook.
    """

    app: str
    id: str
    waiting: dict[str, Any]
    destination: dict[str, Any]


class Outcome(NamedTuple):
    """What came of a message; `code` is None where it arrived, `final` where another try is of no use."""

    code: str | None = None
    message: str = ""
    final: bool = False


def deliver_due(world: World, post: Post) -> int:
    """Send what waits and is due.

    Args:
        world: the applications.
        post: makes the requests.

    Returns:
        How many messages arrived.
    """
    arrived, failed = 0, set[tuple[str, str]]()
    for outgoing in collect(world):
        lane = (outgoing.app, outgoing.destination["id"])
        if lane in failed:
            continue  # the order of a destination's messages stays
        outcome = send(outgoing, post)
        settle(world, outgoing, outcome)
        if outcome.code is None:
            arrived += 1
        else:
            failed.add(lane)
    return arrived


def collect(world: World) -> list[Outgoing]:
    """Return what waits and is due, telemetry since the last round included."""
    now = world.clock.now()
    found: list[Outgoing] = []
    for app in world.applications.values():
        if app.count("export") == 0:
            continue
        if any(
            stored.content["enabled"] and stored.content["source"] == "telemetry" for stored in app.listed("export")
        ):
            with world.store.transaction():
                _add_telemetry(app, now)
                world.keep()
        behind = set[str]()
        for stored in app.listed(KIND, limit=_ROUND):
            destination = app.get("destination", stored.content["destination"])
            if destination is None or stored.content["due"] > now.timestamp():
                behind.add(stored.content["destination"])
            elif stored.content["destination"] not in behind:
                found.append(Outgoing(app.name, stored.id, stored.content, destination))
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


def send(outgoing: Outgoing, post: Post) -> Outcome:
    """Make the requests for a message: one to the webhook, and one for an access token where it needs one."""
    if outgoing.waiting.get("transform"):
        return Outcome("TransformNotSupported", "The emulator runs no jq transforms, so nothing is sent.", True)
    destination = outgoing.destination
    url = _with_query(destination["url"], destination.get("queryCustomizations") or {})
    authorization: dict[str, Any] = destination.get("authorization") or {}
    for address in (url, authorization.get("tokenUrl")):
        if address is not None and not is_loopback(address):
            message = (
                f"The emulator calls addresses on this machine only, such as http://127.0.0.1:9000, not {address}."
            )
            return Outcome("AddressNotAllowed", message, True)
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
        return Outcome("DestinationNotReachable", f"The destination could not be reached: {error}.")
    if status in _SUCCESS:
        return Outcome()
    return Outcome("DestinationRefused", f"The destination answered with the status {status}.")


def settle(world: World, outgoing: Outgoing, outcome: Outcome) -> None:
    """Write down what came of a message: it leaves the outbox, or waits for another try."""
    app, now = world.applications.get(outgoing.app), world.clock.now()
    if app is None:
        return  # it was deleted while the request was made
    waiting = outgoing.waiting
    with world.store.transaction():
        too_old = now - datetime.fromisoformat(waiting["at"]) > _KEPT
        if outcome.code is None or outcome.final or too_old:
            app.delete(KIND, outgoing.id)
        elif app.get(KIND, outgoing.id) is not None:
            wait = min(_FIRST_WAIT * 2 ** min(waiting["tries"], 10), _LONGEST_WAIT)
            app.put(KIND, outgoing.id, {**waiting, "tries": waiting["tries"] + 1, "due": (now + wait).timestamp()})
        for kind, id in (("destination", waiting["destination"]), ("export", waiting["export"])):
            _mark(app, kind, id, outcome, now)


def _mark(app: Application, kind: str, id: str, outcome: Outcome, now: datetime) -> None:
    """Write the state of a destination or an export as it is answered."""
    content = app.get(kind, id)
    if content is None:
        return
    content.pop("errors", None)
    if outcome.code is None:
        content |= {"status": "healthy", "lastExportTime": timestamp(now)}
    else:
        content |= {"status": "error", "errors": [{"code": outcome.code, "message": outcome.message}]}
    app.put(kind, id, content)


def is_loopback(url: str) -> bool:
    """Return whether a URL leads to this machine: `localhost`, names below it, and loopback addresses."""
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
    """Get an access token by the client credentials flow."""
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
        raise OSError(f"the token endpoint gave no {name}")
    return answer[name]
