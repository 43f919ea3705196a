"""Trials: a walk over a list and a run of commands, disturbed by a fault, and the counts of what came of them."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import orjson
from iotcentral_v2022_07_31 import models

from iotcentral import ApiToken, IoTCentralError
from iotcentral._core.retry import RetryPolicy
from tests.support.faults import FaultServer, Reply, reply
from tests.support.loopback import Received
from tests.support.modes import run

from .faults import SIGNATURE, TOKEN, Fault, Wrong

__all__ = ["Counts", "commands", "walk"]

_RETRY = RetryPolicy(attempts=3, base=0, retry_after_cap=0)
_TOTAL = 300.0
"""Seconds in which a call has to end, whatever happens: only what hangs takes longer."""
_STALLED = 0.1
"""Seconds after which a server that says no more has stalled."""
_RESUMPTIONS = 3
"""How often a walk that fails at the same place is resumed."""
_SECRETS = (SIGNATURE, quote(SIGNATURE, safe=""), TOKEN)


@dataclass
class Counts:
    """Counts of a trial.

    Attributes:
        calls: calls, of pages or of commands.
        lost: items or commands that are missing though no error said so.
        doubled: items that came twice, or commands that were carried out twice.
        hung: calls that only their last deadline ended.
        foreign: exceptions that are not the clients' own.
        leaked: errors that show the token.
        errors: errors of the clients.
    """

    calls: int = 0
    lost: int = 0
    doubled: int = 0
    hung: int = 0
    foreign: int = 0
    leaked: int = 0
    errors: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sums."""
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def broken(self) -> dict[str, int]:
        """The counts that have to be zero, and are not."""
        promised = ("lost", "doubled", "hung", "foreign", "leaked")
        return {name: getattr(self, name) for name in promised if getattr(self, name)}

    def note(self, error: Exception) -> None:
        """Count an exception that a client raised."""
        if not isinstance(error, IoTCentralError):
            self.foreign += 1
            return
        self.errors += 1
        self.hung += f"total={_TOTAL:g}" in str(error)
        shown = "".join([str(error), repr(error), *traceback.format_exception(error)])
        self.leaked += any(secret in shown for secret in _SECRETS)


def walk(fault: Fault, mode: str, *, read_ahead: bool, pages: int, every: int) -> Counts:
    """Walk over a list, of whose requests every so-manieth is answered with the fault; resume where it fails.

    Args:
        fault: the fault.
        mode: `sync`, or the event loop of the asynchronous client.
        read_ahead: whether the next page is requested while the current one is read.
        pages: pages of two devices.
        every: distance of the faults.
    """
    ids = [f"d{number}" for number in range(2 * pages)]
    counts, seen = Counts(), list[str]()

    def page(request: Received) -> bytes:
        query = parse_qs(urlsplit(request.target).query)
        start = int(query.get("start", ["0"])[0])
        content: dict[str, Any] = {"value": [{"id": id} for id in ids[start : start + 2]]}
        if start + 2 < len(ids):
            content["nextLink"] = (
                f"http://{request.headers['host']}/api/devices?api-version=2022-07-31&start={start + 2}"
            )
        return orjson.dumps(content)

    def answer(request: Received) -> Reply:
        counts.calls += 1
        return fault.make(page(request)) if counts.calls % every == 0 else reply(200, page(request))

    async def act(app: Any) -> None:
        link, failed = None, Counter[str | None]()
        while failed[link] < _RESUMPTIONS:
            pager = app.devices.list().options(read_ahead=read_ahead)
            items = pager if link is None else pager.resume(link)
            try:
                if mode == "sync":
                    seen.extend(device.id for device in items)
                else:
                    async for device in items:
                        seen.append(device.id)
            except Exception as error:
                counts.note(error)
                link = getattr(error, "resume_link", None)
                failed[link] += 1
                if link is None and seen:  # the error says that there is no place to continue from
                    return
            else:
                counts.lost += len(set(ids) - set(seen))
                return

    _run(fault, mode, answer, act)
    counts.doubled += len(seen) - len(set(seen))
    return counts


def commands(fault: Fault, mode: str, *, count: int, every: int) -> Counts:
    """Run commands, each on a device of its own; every so-manieth is answered with the fault.

    Args:
        fault: the fault.
        mode: `sync`, or the event loop of the asynchronous client.
        count: number of commands.
        every: distance of the faults.
    """
    counts, done = Counts(), Counter[str]()

    def answer(request: Received) -> Reply:
        counts.calls += 1
        id, disturbed = request.target.split("/")[3], counts.calls % every == 0
        if not (disturbed and fault.wrong is Wrong.REFUSED):
            done[id] += 1
        right = orjson.dumps({"response": {"of": id}})
        return _created(fault.make(right)) if disturbed else reply(201, right)

    async def act(app: Any) -> None:
        for id in (f"d{number}" for number in range(count)):
            try:
                pending = app.devices.run_command(id, "blink", models.DeviceCommand(request={}))
                result = await pending if hasattr(pending, "__await__") else pending
            except Exception as error:
                counts.note(error)
            else:
                counts.lost += not done[id] or result.response != {"of": id}

    _run(fault, mode, answer, act)
    counts.doubled += sum(times - 1 for times in done.values() if times > 1)
    return counts


def _created(faulty: Reply) -> Reply:
    """Return the faulty reply of a success as commands have it."""
    return faulty._replace(content=faulty.content.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 201 Created", 1))


def _run(fault: Fault, mode: str, answer: Callable[[Received], Reply], act: Callable[[Any], Any]) -> None:
    timeout = _STALLED if fault.stalls else 60.0
    with FaultServer(answer) as server:
        run(mode, server.url, ApiToken(TOKEN), act, retry=_RETRY, timeout=timeout, total=_TOTAL)
