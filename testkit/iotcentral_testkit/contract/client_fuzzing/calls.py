"""Calls in process: a client, sync or async, over a transport that knows its answers beforehand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

import httpx

from iotcentral import NO_RETRY, ApiToken
from iotcentral.client import AsyncClient, Client
from iotcentral.paging import AsyncPager, Pager

from ...strategies import Request
from .cases import Answer, Case, Outcome, Sent
from .targets import Target

__all__ = ["ORIGIN", "TOKEN", "Result", "Unanswered", "both", "call_async", "call_sync"]

ORIGIN: Final = "https://contoso.azureiotcentral.com"
TOKEN: Final = "SharedAccessSignature sr=fuzzed&sig=NeverShown&skn=clients"  # noqa: S105  # of no application

_LAST_PAGE: Final = Answer(200, (("content-type", "application/json"),), b'{"value":[]}')


Result: TypeAlias = tuple[Any, Exception | None]
"""What a call gave, or what it raised."""


class Unanswered(Exception):  # noqa: N818  # what the client did, rather than a failure
    """A client asks on and on."""


class _Script:
    """Answers requests in process, one after another, and keeps them as they came."""

    def __init__(self, answers: Sequence[Answer], *, more: bool) -> None:
        self._answers = [*answers, _LAST_PAGE] if more else list(answers)
        self.sent: list[Sent] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        number = len(self.sent)
        self.sent.append(Sent(request.method, str(request.url), dict(request.headers), request.content))
        if number >= len(self._answers):
            raise Unanswered(f"request {number + 1} is one too many")
        status, headers, body = self._answers[number]
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
        return httpx.Response(status, headers=raw, content=body)


def both(target: Target, case: Case, loop: asyncio.Runner, bound: float) -> tuple[Outcome, Outcome]:
    """Make a call with the sync and with the async client; give what came of each.

    Args:
        target: what is called.
        case: with what, and what is answered.
        loop: runs the asynchronous one.
        bound: seconds that the asynchronous one may take.
    """
    outcomes: list[Outcome] = []
    for face in (_sync, partial(_async, loop=loop, bound=bound)):
        script = _Script(case.answers, more=target.operation.pageable)
        value, error = face(target, case.request, script)
        outcomes.append(Outcome(value, error, tuple(script.sent), isinstance(error, Unanswered)))
    return outcomes[0], outcomes[1]


def _sync(target: Target, request: Request, script: _Script) -> Result:
    options = _options(script)
    return call_sync(lambda: target.client(ORIGIN, ApiToken(TOKEN), **options), request)


def _async(target: Target, request: Request, script: _Script, *, loop: asyncio.Runner, bound: float) -> Result:
    options = _options(script)
    return loop.run(call_async(lambda: target.async_client(ORIGIN, ApiToken(TOKEN), **options), request, bound))


def _options(script: _Script) -> dict[str, Any]:
    return {"transport": httpx.MockTransport(script), "retry": NO_RETRY, "limiter": None, "timeout": 5}


def call_sync(make: Callable[[], Client], request: Request) -> Result:
    """Make a client and a call, and close the client; give the value (the items of a list), or what was raised."""
    try:
        with make() as app:
            value: Any = request.call(app)
            return (list[Any](value) if _is_list(value) else value), None
    except Exception as error:  # whatever it is: it is judged afterwards
        return None, error


async def call_async(make: Callable[[], AsyncClient], request: Request, bound: float) -> Result:
    """Do what `call_sync` does, and break it off after `bound` seconds, since nothing else wakes a loop that waits."""
    limit = asyncio.timeout(bound)
    try:
        async with limit:
            return await _called(make, request)
    except TimeoutError:
        if limit.expired():
            return None, Unanswered(f"the call waits for more than {bound:.0f} s")
        raise


async def _called(make: Callable[[], AsyncClient], request: Request) -> Result:
    try:
        async with make() as app:
            value: Any = request.call(app)
            if _is_list(value):
                return [item async for item in value], None
            return await value, None
    except Exception as error:  # whatever it is: it is judged afterwards
        return None, error


def _is_list(value: Any) -> bool:
    return isinstance(value, Pager | AsyncPager)
