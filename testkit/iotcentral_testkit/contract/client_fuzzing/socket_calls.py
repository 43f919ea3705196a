"""Calls over a real socket, whose server answers any bytes."""

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
from .byte_server import Reply, WireServer
from .cases import Problem
from .client_calls import call_async, call_sync
from .client_rules import Codes
from .documented_responses import calls, contents
from .http_faults import ANY_ERROR, Fault, faults, stalls
from .targets import Target
from .verdicts import judge_wire

__all__ = ["WireCase", "judge_over_a_socket", "stalled", "wire_cases"]

_STALLED = 0.25
"""Seconds of the time-out of calls that are left waiting."""

_PATIENT = 30.0
"""Seconds of the time-out of all others: long enough for any machine."""


@dataclass(frozen=True)
class WireCase:
    """A call over a socket.

    Attributes:
        request: the call.
        content: JSON of the documented success.
        fault: what is made of it.
    """

    request: Request
    content: Any
    fault: Fault

    @property
    def kind(self) -> str:
        """What kind of fault it is."""
        return self.fault.kind


def wire_cases(target: Target, *, stride: int) -> st.SearchStrategy[list[WireCase]]:
    """Return rounds of calls whose answers break HTTP or stretch it, by known faults and by chance.

    Args:
        target: what is called.
        stride: every how manieth of the known faults is in a round; which ones is drawn.
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> list[WireCase]:
        request, content = draw(calls(target)), draw(contents(target))
        known = list(faults(target.wire.success, _body(content)))
        chosen = [*known[draw(st.integers(0, stride - 1)) :: stride], _spliced(draw, known)]
        return [WireCase(request, content, fault) for fault in chosen]

    return drawn()


def stalled(target: Target) -> st.SearchStrategy[list[WireCase]]:
    """Return rounds of calls whose answers never come to an end; every one costs the whole time-out."""

    def made(request: Request, content: Any) -> list[WireCase]:
        return [WireCase(request, content, fault) for fault in stalls(target.wire.success, _body(content))]

    return st.builds(made, calls(target), contents(target))


def _spliced(draw: st.DrawFn, known: list[Fault]) -> Fault:
    """Put any bytes into a reply that is proper."""
    proper = b"".join(next(fault.reply.pieces for fault in known if fault.kind == "in pieces"))
    start = draw(st.integers(0, len(proper)))
    end = draw(st.integers(start, min(len(proper), start + 8)))
    return Fault("any bytes", Reply((proper[:start] + draw(st.binary(max_size=8)) + proper[end:],)), ANY_ERROR)


def judge_over_a_socket(
    target: Target, case: WireCase, server: WireServer, loop: asyncio.Runner, bound: float
) -> Iterator[Problem]:
    """Make a call with both clients; return what is wrong with what came of it.

    Args:
        target: what is called.
        case: with what, and what is answered.
        server: answers it.
        loop: runs the asynchronous client.
        bound: seconds that the asynchronous one may take.
    """
    server.reply = case.fault.reply
    timeout = _STALLED if case.fault.expected == (TransportTimeoutError,) else _PATIENT
    request = target.addressed(case.request, server.url)
    one, error = call_sync(
        lambda: target.open(server.url, httpx.HTTPTransport(verify=False), timeout, awaited=False), request
    )
    yield from judge_wire(case.fault.kind, target.result(case.content), one, error, case.fault.expected)
    other, async_error = loop.run(
        call_async(
            lambda: target.open(server.url, httpx.AsyncHTTPTransport(verify=False), timeout, awaited=True),
            request,
            bound,
        )
    )
    yield from judge_wire(case.fault.kind, target.result(case.content), other, async_error, case.fault.expected)
    if type(error) is not type(async_error):
        told = f"one raises {type(error).__name__}, the other {type(async_error).__name__}"
        yield Problem(Codes.ALIKE, f"{case.fault.kind}: errors", told)


def _body(content: Any) -> bytes:
    return b"" if content is None else orjson.dumps(content)
