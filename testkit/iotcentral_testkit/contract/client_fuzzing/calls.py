"""Calls in process: a client, sync or async, over a transport that knows its answers beforehand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

import httpx

from iotcentral._core.aio.client import AsyncBaseClient
from iotcentral._core.aio.pager import AsyncPager
from iotcentral._core.sync.client import BaseClient
from iotcentral._core.sync.pager import Pager
from iotcentral.long_running._aio import AsyncPoller
from iotcentral.long_running._sync import Poller

from ...strategies import Request
from ..document.api import Operation
from .cases import Answer, Case, Outcome, Sent
from .targets import Target

__all__ = ["ORIGIN", "Result", "Unanswered", "both", "call_async", "call_sync"]

ORIGIN: Final = "https://contoso.azureiotcentral.com"

_TIMEOUT: Final = 5.0
"""Seconds for each phase of a request that is answered in process."""

_JSON: Final = ("content-type", "application/json")
_LAST_PAGE: Final = Answer(200, (_JSON,), b'{"value":[]}')
_GONE: Final = Answer(404, (_JSON,), b'{"error":{"code":"NotFound","message":"There is no such thing."}}')
"""Ends what asks on and on for the end of an operation."""

_AT_ONCE: Final = (b"Retry-After", b"0")


Result: TypeAlias = tuple[Any, Exception | None]
"""What a call gave, or what it raised."""


class Unanswered(Exception):  # noqa: N818  # what the client did, rather than a failure
    """A client asks on and on."""


class _Script:
    """Answers requests in process, one after another, and keeps them as they came."""

    def __init__(self, answers: Sequence[Answer], operation: Operation) -> None:
        self._answers = list(answers)
        self._hurried = operation.long_running
        self._answers += [_LAST_PAGE] if operation.pageable else [_GONE] if operation.long_running else []
        self.sent: list[Sent] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        number = len(self.sent)
        self.sent.append(Sent(request.method, str(request.url), dict(request.headers), request.content))
        if number >= len(self._answers):
            raise Unanswered(f"request {number + 1} is one too many")
        status, headers, body = self._answers[number]
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
        raw += [_AT_ONCE] if self._hurried else []
        return httpx.Response(status, headers=raw, content=body)


def both(target: Target, case: Case, loop: asyncio.Runner, bound: float) -> tuple[Outcome, Outcome]:
    """Make a call with the sync and with the async client; return what came of each.

    Args:
        target: what is called.
        case: with what, and what is answered.
        loop: runs the asynchronous one.
        bound: seconds that the asynchronous one may take.
    """
    outcomes: list[Outcome] = []
    for face in (_sync, partial(_async, loop=loop, bound=bound)):
        script = _Script(case.answers, target.operation)
        value, error = face(target, target.addressed(case.request, ORIGIN), script)
        outcomes.append(Outcome(value, error, tuple(script.sent), isinstance(error, Unanswered)))
    return outcomes[0], outcomes[1]


def _sync(target: Target, request: Request, script: _Script) -> Result:
    transport = httpx.MockTransport(script)
    return call_sync(lambda: target.open(ORIGIN, transport, _TIMEOUT, awaited=False), request)


def _async(target: Target, request: Request, script: _Script, *, loop: asyncio.Runner, bound: float) -> Result:
    transport = httpx.MockTransport(script)
    return loop.run(call_async(lambda: target.open(ORIGIN, transport, _TIMEOUT, awaited=True), request, bound))


def call_sync(make: Callable[[], BaseClient], request: Request) -> Result:
    """Make a client and a call, and close the client; return the value (the items of a list), or what was raised."""
    try:
        with make() as app:
            value: Any = request.call(app)
            if _is_poller(value):
                value = value.result()
            return (list[Any](value) if _is_list(value) else value), None
    except Exception as error:  # whatever it is: it is judged afterwards
        return None, error


async def call_async(make: Callable[[], AsyncBaseClient], request: Request, bound: float) -> Result:
    """Do what `call_sync` does, and break it off after `bound` seconds, since nothing else wakes a loop that waits."""
    limit = asyncio.timeout(bound)
    try:
        async with limit:
            return await _called(make, request)
    except TimeoutError:
        if limit.expired():
            return None, Unanswered(f"the call waits for more than {bound:.0f} s")
        raise


async def _called(make: Callable[[], AsyncBaseClient], request: Request) -> Result:
    try:
        async with make() as app:
            value: Any = request.call(app)
            if _is_list(value):
                return [item async for item in value], None
            value = await value
            return (await value.result() if _is_poller(value) else value), None
    except Exception as error:  # whatever it is: it is judged afterwards
        return None, error


def _is_list(value: Any) -> bool:
    return isinstance(value, Pager | AsyncPager)


def _is_poller(value: Any) -> bool:
    return isinstance(value, Poller | AsyncPoller)
