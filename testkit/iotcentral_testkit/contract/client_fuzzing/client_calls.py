"""Calls in process: a sync or async client over a transport with prepared responses."""

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

from ...openapi.operations import ApiOperation
from ...strategies import Request
from .cases import CallOutcome, CannedResponse, Case, SentRequest
from .targets import Target

__all__ = ["ORIGIN", "Result", "UnansweredError", "call_async", "call_both", "call_sync"]

ORIGIN: Final = "https://contoso.azureiotcentral.com"

_TIMEOUT: Final = 5.0
"""Seconds for each phase of a request that is answered in process."""

_JSON: Final = ("content-type", "application/json")
_LAST_PAGE: Final = CannedResponse(200, (_JSON,), b'{"value":[]}')
_GONE: Final = CannedResponse(404, (_JSON,), b'{"error":{"code":"NotFound","message":"It does not exist."}}')
"""Response that ends endless polling."""

_AT_ONCE: Final = (b"Retry-After", b"0")


Result: TypeAlias = tuple[Any, Exception | None]
"""Result of a call: its value, or the exception."""


class UnansweredError(Exception):
    """A client sends more requests than there are responses."""


class _Script:
    """Transport that answers requests in process, one after another, and records them."""

    def __init__(self, answers: Sequence[CannedResponse], operation: ApiOperation) -> None:
        self._answers = list(answers)
        self._hurried = operation.long_running
        self._answers += [_LAST_PAGE] if operation.pageable else [_GONE] if operation.long_running else []
        self.sent: list[SentRequest] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        number = len(self.sent)
        self.sent.append(SentRequest(request.method, str(request.url), dict(request.headers), request.content))
        if number >= len(self._answers):
            raise UnansweredError(f"request {number + 1} is one too many")
        status, headers, body = self._answers[number]
        send_raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
        send_raw += [_AT_ONCE] if self._hurried else []
        return httpx.Response(status, headers=send_raw, content=body)


def call_both(target: Target, case: Case, loop: asyncio.Runner, bound: float) -> tuple[CallOutcome, CallOutcome]:
    """Call the sync and the async client; return both outcomes.

    Args:
        target: the operation.
        case: the arguments and the responses.
        loop: event loop of the asynchronous call.
        bound: seconds that the asynchronous one may take.
    """
    outcomes: list[CallOutcome] = []
    for face in (_sync, partial(_async, loop=loop, bound=bound)):
        script = _Script(case.answers, target.operation)
        value, error = face(target, target.addressed(case.request, ORIGIN), script)
        outcomes.append(CallOutcome(value, error, tuple(script.sent), isinstance(error, UnansweredError)))
    return outcomes[0], outcomes[1]


def _sync(target: Target, request: Request, script: _Script) -> Result:
    transport = httpx.MockTransport(script)
    return call_sync(lambda: target.open(ORIGIN, transport, _TIMEOUT, awaited=False), request)


def _async(target: Target, request: Request, script: _Script, *, loop: asyncio.Runner, bound: float) -> Result:
    transport = httpx.MockTransport(script)
    return loop.run(call_async(lambda: target.open(ORIGIN, transport, _TIMEOUT, awaited=True), request, bound))


def call_sync(make: Callable[[], BaseClient], request: Request) -> Result:
    """Call a new client, and close it; return the value (the items of a list), or the exception."""
    try:
        with make() as app:
            value: Any = request.call(app)
            if _is_poller(value):
                value = value.result()
            return (list[Any](value) if _is_list(value) else value), None
    except Exception as error:  # any exception is checked afterwards
        return None, error


async def call_async(make: Callable[[], AsyncBaseClient], request: Request, bound: float) -> Result:
    """Call like `call_sync`, and cancel after `bound` seconds, since nothing else wakes a loop that waits."""
    limit = asyncio.timeout(bound)
    try:
        async with limit:
            return await _called(make, request)
    except TimeoutError:
        if limit.expired():
            return None, UnansweredError(f"the call waits for more than {bound:.0f} s")
        raise


async def _called(make: Callable[[], AsyncBaseClient], request: Request) -> Result:
    try:
        async with make() as app:
            value: Any = request.call(app)
            if _is_list(value):
                return [item async for item in value], None
            value = await value
            return (await value.result() if _is_poller(value) else value), None
    except Exception as error:  # any exception is checked afterwards
        return None, error


def _is_list(value: Any) -> bool:
    return isinstance(value, Pager | AsyncPager)


def _is_poller(value: Any) -> bool:
    return isinstance(value, Poller | AsyncPoller)
