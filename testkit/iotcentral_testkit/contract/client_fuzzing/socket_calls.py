"""Calls over a socket, with replies of any bytes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
from hypothesis import strategies as st

from iotcentral import TransportTimeoutError

from ...strategies import Request
from .byte_server import ByteServer, Reply
from .cases import RuleViolation
from .client_calls import call_async, call_sync
from .client_rules import ClientRules
from .documented_responses import calls, contents
from .http_faults import ANY_ERROR, HttpFault, faults, stalls
from .hypothesis_runner import start_of
from .targets import Target
from .verdicts import check_socket_call

__all__ = ["SocketCase", "check_over_socket", "socket_cases", "stalled"]

_STALLED = 0.25
"""Time-out in seconds of calls whose response never ends."""

_PATIENT = 30.0
"""Time-out in seconds of all others: long enough for any machine."""


@dataclass(frozen=True)
class SocketCase:
    """A call over a socket.

    Attributes:
        request: the call.
        content: JSON of the documented success.
        fault: the reply.
    """

    request: Request
    content: Any
    fault: HttpFault

    @property
    def kind(self) -> str:
        """Kind of the fault."""
        return self.fault.kind


def socket_cases(target: Target, *, stride: int) -> st.SearchStrategy[list[SocketCase]]:
    """Return rounds of calls whose responses break HTTP or use its limits, by known faults and random bytes.

    Args:
        target: the operation.
        stride: through the known faults in a round; see `start_of`.
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> list[SocketCase]:
        request, content = draw(calls(target)), draw(contents(target))
        known = list(faults(target.served.success, _body(content)))
        chosen = [*known[start_of(draw, stride) :: stride], _spliced(draw, known)]
        return [SocketCase(request, content, fault) for fault in chosen]

    return drawn()


def stalled(target: Target) -> st.SearchStrategy[list[SocketCase]]:
    """Return rounds of calls whose responses never end; each costs the whole time-out."""

    def made(request: Request, content: Any) -> list[SocketCase]:
        return [SocketCase(request, content, fault) for fault in stalls(target.served.success, _body(content))]

    return st.builds(made, calls(target), contents(target))


def _spliced(draw: st.DrawFn, known: list[HttpFault]) -> HttpFault:
    """Insert any bytes into a valid reply."""
    proper = b"".join(next(fault.reply.pieces for fault in known if fault.kind == "in pieces"))
    start = draw(st.integers(0, len(proper)))
    end = draw(st.integers(start, min(len(proper), start + 8)))
    return HttpFault("any bytes", Reply((proper[:start] + draw(st.binary(max_size=8)) + proper[end:],)), ANY_ERROR)


def check_over_socket(
    target: Target, case: SocketCase, server: ByteServer, loop: asyncio.Runner, bound: float
) -> Iterator[RuleViolation]:
    """Call both clients; return the problems of the outcomes.

    Args:
        target: the operation.
        case: the arguments and the reply.
        server: sends the reply.
        loop: event loop of the asynchronous client.
        bound: seconds that the asynchronous one may take.
    """
    server.reply = case.fault.reply
    timeout = _STALLED if case.fault.expected == (TransportTimeoutError,) else _PATIENT
    request = target.addressed(case.request, server.url)
    one, error = call_sync(
        lambda: target.open(server.url, httpx.HTTPTransport(verify=False), timeout, awaited=False), request
    )
    yield from check_socket_call(case.fault.kind, target.result(case.content), one, error, case.fault.expected)
    other, async_error = loop.run(
        call_async(
            lambda: target.open(server.url, httpx.AsyncHTTPTransport(verify=False), timeout, awaited=True),
            request,
            bound,
        )
    )
    yield from check_socket_call(case.fault.kind, target.result(case.content), other, async_error, case.fault.expected)
    if type(error) is not type(async_error):
        told = f"one raises {type(error).__name__}, the other {type(async_error).__name__}"
        yield RuleViolation(ClientRules.ALIKE, f"{case.fault.kind}: errors", told)


def _body(content: Any) -> bytes:
    return b"" if content is None else orjson.dumps(content)
