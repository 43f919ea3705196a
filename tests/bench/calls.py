"""What the runtime costs for each call beside bare httpx, and what paging through a million devices costs in memory."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import thread_time
from typing import Any

import httpx
import orjson
from iotcentral_testkit import Emulator
from iotcentral_testkit.openapi.planes import DATA

from iotcentral import ApiToken
from iotcentral._core.client import NoCookies
from iotcentral._core.sync.session import Session
from iotcentral._core.sync.transport import GivenTransport
from tests.support.loopback import Answer, LoopbackServer, Received
from tests.support.work import calls_of

from .table import TIMES, Row, at_most, middle

__all__ = ["measure", "transport_calls"]

_VERSION, _PACKAGE = [*DATA.packages.items()][-1]
_IoTCentral: Any = import_module(_PACKAGE).IoTCentral
_TOKEN = "SharedAccessSignature sr=bench&sig=none"
_ROUNDS, _CALLS = 15, 60
_DEVICE = {"id": "t1", "etag": '"1"', "displayName": "T1", "enabled": True, "provisioned": True, "simulated": False}

_DEVICES, _LISTED, _PAGE = 1_000_000, 100_000, 100
_MEMORY = at_most(50, "MB")
_OVERHEAD = at_most(1.3, TIMES)
_TRANSPORT = at_most(1.05, TIMES)


def measure(_: Path, tell: Callable[[str], None]) -> list[Row]:
    """Measure all of them."""
    tell("calls over loopback")
    rows = [_overhead(), _transport()]
    tell("listing 100,000 devices of the emulator")
    rows.append(_listing())
    tell("paging through 1,000,000 devices")
    return [*rows, _paging()]


def _overhead() -> Row:
    """Compare the CPU time of the calling thread alone; the server answers in threads of its own."""
    body = orjson.dumps(_DEVICE)
    with _serving(lambda _: Answer(200, body)) as url:
        address = f"{url}/api/devices/t1?api-version={_VERSION}"
        with httpx.Client(headers={"Authorization": _TOKEN}) as http, _client(url) as app:
            pairs = [
                (_timed(lambda: app.devices.get("t1")), _timed(lambda: orjson.loads(http.get(address).content)))
                for _ in range(_ROUNDS)
            ][1:]
    ours, bare = middle(pair[0] for pair in pairs), middle(pair[1] for pair in pairs)
    ratio = middle(pair[0] / pair[1] for pair in pairs)
    return Row(
        "call overhead",
        "one call, loopback",
        f"{ours * 1000:.2f} ms",
        f"bare httpx, {bare * 1000:.2f} ms",
        f"{ratio:.2f} {TIMES}",
        str(_OVERHEAD),
        _OVERHEAD.verdict(ratio),
    )


def _transport() -> Row:
    """Count, since a difference of a few percent is less than what the time of a call varies by."""
    ours, plain = transport_calls()
    return Row(
        "transport",
        "transport, per call",
        f"{ours:,} function calls",
        f"httpx.HTTPTransport, {plain:,}",
        f"{ours / plain:.3f} {TIMES}",
        str(_TRANSPORT),
        _TRANSPORT.verdict(ours / plain),
    )


def transport_calls() -> tuple[int, int]:
    """Return the function calls of one call of a client over its own transport, and over a plain one of httpx."""
    with _serving(lambda _: Answer(200, orjson.dumps(_DEVICE))) as url, _client(url) as app:
        session = app.devices.session
        plain: Any = {"headers": app._headers(), "cookies": NoCookies(), "transport": httpx.HTTPTransport()}
        with httpx.Client(**plain) as http:
            over_httpx = Session(http, GivenTransport(http._transport), url, session.auth, session.options)
            each: list[int] = []
            for devices in (app.devices, app.devices.with_session(over_httpx)):
                for _ in range(2):  # what is loaded, compiled and connected once is not of a call
                    devices.get("t1")
                each.append(calls_of(lambda devices=devices: devices.get("t1")))  # type: ignore[misc]
    return each[0], each[1]


def _listing() -> Row:
    """Compare the CPU time of the calling thread over the same pages: our models, and a bare loop."""
    with Emulator(devices=_LISTED) as emulator, _client(emulator.url, emulator.token) as app:
        first = f"{emulator.url}/api/devices?api-version={_VERSION}&maxpagesize={_PAGE}"

        def models() -> int:
            return sum(1 for _ in app.devices.list(maxpagesize=_PAGE))

        def bare() -> int:
            seen, link = 0, first
            with httpx.Client(headers={"Authorization": emulator.token}) as http:
                while link:
                    page = orjson.loads(http.get(link).content)
                    seen, link = seen + len(page["value"]), page.get("nextLink")
            return seen

        pairs = [(_once(models), _once(bare)) for _ in range(3)]
    ours, other = middle(pair[0] for pair in pairs), middle(pair[1] for pair in pairs)
    ratio = middle(pair[0] / pair[1] for pair in pairs)
    return Row(
        "listing",
        f"list {_LISTED:,} devices of the emulator",
        f"{ours:.2f} s",
        f"bare httpx and orjson, {other:.2f} s",
        f"{ratio:.2f} {TIMES}",
        str(_OVERHEAD),
        _OVERHEAD.verdict(ratio),
    )


def _once(walk: Callable[[], int]) -> float:
    started = thread_time()
    assert walk() == _LISTED
    return thread_time() - started


def _paging() -> Row:
    """Walk over the pages through a transport without network, so that only the walk is measured."""
    page = [{**_DEVICE, "id": f"t{number}"} for number in range(_PAGE)]

    def answer(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("page", 0))
        following = {"nextLink": f"https://contoso.azureiotcentral.com/api/devices?page={number + 1}"}
        last = (number + 1) * _PAGE >= _DEVICES
        return httpx.Response(200, content=orjson.dumps({"value": page, **({} if last else following)}))

    transport = httpx.MockTransport(answer)
    with _IoTCentral("contoso", ApiToken(_TOKEN), transport=transport, limiter=None) as app:
        devices = iter(app.devices.list())
        for _ in range(10 * _PAGE):  # what is loaded once is not growth
            next(devices)
        gc.collect()
        tracemalloc.start()
        seen = 10 * _PAGE + sum(1 for _ in devices)
        growth = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
    assert seen == _DEVICES
    return Row(
        "paging memory",
        f"page through {seen:,} devices",
        f"{growth:.1f} MB at the peak",
        "memory after ten pages",
        "-",
        str(_MEMORY),
        _MEMORY.verdict(growth),
    )


def _timed(call: Callable[[], object]) -> float:
    started = thread_time()
    for _ in range(_CALLS):
        call()
    return (thread_time() - started) / _CALLS


@contextmanager
def _client(url: str, token: str = _TOKEN) -> Iterator[Any]:
    with _IoTCentral(url, ApiToken(token), limiter=None) as app:
        yield app


@contextmanager
def _serving(answer: Callable[[Received], Answer]) -> Iterator[str]:
    with LoopbackServer(answer) as server:
        yield server.url
