"""What the emulator takes: requests beside a bare Starlette route, pages of a large list, its start, and seeding."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from time import perf_counter
from urllib.parse import quote, urlsplit

import orjson
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.seeding import TEMPLATE
from iotcentral_testkit.emulator.world import DEFAULT_APP, World
from iotcentral_testkit.openapi.planes import DATA

from tests.support.served import served

from .table import TIMES, Row, at_least, at_most, middle

__all__ = ["measure"]

_VERSION = f"api-version={DATA.versions[-1]}"
_ROUNDS, _CALLS = 9, 300
_MANY = 1_000_000
_SEEDED = 100_000

_RATE = at_least(80, "%")
_WRITES = at_least(1_000, "/s")
_PAGES = at_most(1.5, TIMES)
_FOUND = at_most(50, "ms")
_START = at_most(1, "s")
_SEEDING = at_most(10, "s")

_BARE = """
import socket, sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
body = {body!r}
async def device(request): return JSONResponse(body)
app = Starlette(routes=[Route("/api/devices/{{deviceId}}", device)])
listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
listening.bind(("127.0.0.1", 0))
listening.listen(128)
print("http://127.0.0.1:%d" % listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off")).run(sockets=[listening])
"""


class _Wire:
    """A connection that asks with as little work of its own as can be, so that the server is what is measured."""

    def __init__(self, url: str, token: str) -> None:
        address = urlsplit(url)
        assert address.hostname is not None
        self._socket = socket.create_connection((address.hostname, address.port or 80))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head = f"Host: localhost\r\nAuthorization: {token}\r\nAccept: application/json\r\n"

    def ask(self, method: str, target: str, body: bytes = b"") -> bytes:
        """Send a request and give the body of its answer, which has to be a success."""
        kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        self._socket.sendall(f"{method} {target} HTTP/1.1\r\n{self._head}{kind}\r\n".encode() + body)
        received = self._socket.recv(1 << 20)
        while b"\r\n\r\n" not in received:
            received += self._socket.recv(1 << 20)
        head, _, content = received.partition(b"\r\n\r\n")
        assert head.split(b" ", 2)[1].startswith(b"2"), received
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(content) < length:
            content += self._socket.recv(1 << 20)
        return content

    def close(self) -> None:
        self._socket.close()


def measure(folder: Path, tell: Callable[[str], None]) -> list[Row]:
    """Measure all of it."""
    rows = []
    for text, part in (
        ("requests to the emulator", _requests),
        (f"{_MANY:,} devices", lambda: _many(folder / "state.db")),
        ("the start of the emulator", _start),
        (f"seeding {_SEEDED:,} devices", _seeding),
    ):
        tell(text)
        rows += part()
    return rows


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this thread, and the processes that it starts, on one core.

    Whether a server is woken on the client's core or on another is chance, lasts, and would decide the ratio of the two.
    """
    if sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _requests() -> list[Row]:
    with _one_core(), served() as (url, token), closing(_Wire(url, token)) as ours:
        target = f"/api/devices/t1?{_VERSION}"
        ours.ask("PUT", target, b'{"displayName":"T1"}')
        body = orjson.loads(ours.ask("GET", target))
        with _bare(body) as bare_url, closing(_Wire(bare_url, token)) as bare:
            pairs = [
                (_rate(lambda _: ours.ask("GET", target)), _rate(lambda _: bare.ask("GET", target)))
                for _ in range(_ROUNDS)
            ][1:]
        share = 100 * middle(one / other for one, other in pairs)
        put = middle(
            _rate(lambda number: ours.ask("PUT", f"/api/devices/b{number}?{_VERSION}", b'{"displayName":"B"}'))
            for _ in range(_ROUNDS)
        )
    mine, others = middle(pair[0] for pair in pairs), middle(pair[1] for pair in pairs)
    return [
        Row(
            "emulator-get",
            "emulator, GET one device",
            f"{mine:,.0f}/s",
            f"bare Starlette route, {others:,.0f}/s",
            f"{share:.0f} %",
            str(_RATE),
            _RATE.verdict(share),
        ),
        Row("emulator-put", "emulator, PUT a device", f"{put:,.0f}/s", "-", "-", str(_WRITES), _WRITES.verdict(put)),
    ]


def _many(state: Path) -> list[Row]:
    """Measure an emulator with many devices: in this process what it takes, in another what others wait."""
    with Emulator(devices=1, state=state) as emulator:
        emulator.run(_fill)
        rows = _pages(emulator)
    with served("--state", str(state)) as (url, token):
        return [*rows, *_waits(url, token)]


def _pages(emulator: Emulator) -> list[Row]:
    with closing(_Wire(emulator.url, emulator.token)) as wire:
        narrowed = _narrowed(wire)
        target = f"/api/devices?{_VERSION}&maxpagesize=100"
        last = _last_page(emulator)
        pairs = [(_timed(lambda: wire.ask("GET", target)), _timed(lambda: wire.ask("GET", last))) for _ in range(30)][
            5:
        ]
    first, end = middle(pair[0] for pair in pairs), middle(pair[1] for pair in pairs)
    ratio = end / first
    row = Row(
        "emulator-pages",
        f"emulator, last page of {_MANY:,} devices",
        f"{end * 1000:.2f} ms",
        f"its first page, {first * 1000:.2f} ms",
        f"{ratio:.2f} {TIMES}",
        str(_PAGES),
        _PAGES.verdict(ratio),
    )
    return [row, *narrowed]


def _narrowed(wire: _Wire) -> list[Row]:
    """Measure what finds a few of many devices."""
    body = {"displayName": "G", "filter": f'SELECT * FROM devices WHERE $template = "{TEMPLATE}"'}
    wire.ask("PUT", f"/api/deviceGroups/g?{_VERSION}", orjson.dumps(body))
    query = orjson.dumps({"query": f"SELECT $id, serialNumber FROM {TEMPLATE} WHERE $id = 'thermostat-000001'"})
    telemetry = orjson.dumps({"query": f"SELECT $id, temperature FROM {TEMPLATE} WHERE WITHIN_WINDOW(PT1H)"})
    devices = f"/api/devices?{_VERSION}&maxpagesize=100"
    named = quote(f"displayName eq 'B{_MANY // 2}'")
    asked: dict[str, tuple[str, str, bytes]] = {
        "filter": ("GET", f"{devices}&filter={named}", b""),
        "orderby": ("GET", f"{devices}&orderby=displayName", b""),
        "group": ("GET", f"/api/deviceGroups/g/devices?{_VERSION}", b""),
        "query": ("POST", f"/api/query?{_VERSION}", query),
        "telemetry": ("POST", f"/api/query?{_VERSION}", telemetry),
        "page": ("GET", "/", b""),
    }
    rows = []
    for key, (method, target, content) in asked.items():
        took = 1000 * middle(_timed(lambda m=method, t=target, c=content: wire.ask(m, t, c)) for _ in range(9))  # type: ignore[misc]
        shown = f"emulator, {key} among {_MANY:,} devices"
        rows.append(Row(f"emulator-{key}", shown, f"{took:.2f} ms", "-", "-", str(_FOUND), _FOUND.verdict(took)))
    return rows


def _waits(url: str, token: str) -> list[Row]:
    """Measure the longest wait of another request while a read looks at all devices: in the database, and beyond it."""
    devices = f"/api/devices?{_VERSION}&maxpagesize=100&filter="
    rows = []
    for key, expression in (("contains", "contains(displayName, 'none')"), ("steps", "type ne null")):
        with closing(_Wire(url, token)) as reading, closing(_Wire(url, token)) as other:
            target = f"{devices}{quote(expression)}"
            other.ask("GET", f"/api/devices/b1?{_VERSION}")
            read = Thread(target=lambda wire=reading, target=target: wire.ask("GET", target))
            started, waits = perf_counter(), list[float]()
            read.start()
            while read.is_alive():
                waits.append(_timed(lambda wire=other: wire.ask("GET", f"/api/devices/b1?{_VERSION}")))  # type: ignore[misc]
            took = perf_counter() - started
        longest = 1000 * max(waits)
        rows.append(
            Row(
                f"emulator-wait-{key}",
                f"emulator, longest wait of another request during {expression} over {_MANY:,} devices",
                f"{longest:.2f} ms of {len(waits):,}",
                f"the read, {took:.2f} s",
                "-",
                str(_FOUND),
                _FOUND.verdict(longest),
            )
        )
    return rows


def _fill(world: World) -> None:
    device = {"etag": "x", "simulated": False, "provisioned": False, "enabled": True}
    with world.store.transaction():
        world.store.put_many(
            DEFAULT_APP,
            "device",
            ((f"b{number}", {"id": f"b{number}", "displayName": f"B{number}", **device}) for number in range(_MANY)),
        )


def _last_page(emulator: Emulator) -> str:
    """Return the target of the last page, by a link that the emulator writes for the place before it."""
    from iotcentral_testkit.emulator.http.authorization import ADMINISTRATOR, Caller
    from iotcentral_testkit.emulator.http.calls import Call
    from iotcentral_testkit.emulator.http.pagination import _link
    from iotcentral_testkit.openapi.documents import newest_operation

    def link(world: World) -> str:
        app = world.applications[DEFAULT_APP]
        operation = newest_operation("Devices_List")
        caller = Caller("bench", ((ADMINISTRATOR, None),))
        call = Call(app, operation, {}, {"maxpagesize": 100}, {}, None, caller, "")
        [place] = [stored.place for stored in app.under("device", f"b{_MANY - 101}")]
        return _link(call, {"after": place})

    return emulator.run(link)


def _start() -> list[Row]:
    times = []
    for _ in range(5):
        started = perf_counter()
        with served():
            times.append(perf_counter() - started)
    took = middle(times)
    return [
        Row(
            "emulator-start",
            "emulator, a process from its start until it is ready",
            f"{took:.2f} s",
            "-",
            "-",
            str(_START),
            _START.verdict(took),
        )
    ]


def _seeding() -> list[Row]:
    started = perf_counter()
    with served("--devices", str(_SEEDED)):
        took = perf_counter() - started
    return [
        Row(
            "emulator-seeding",
            f"emulator, ready with {_SEEDED:,} devices",
            f"{took:.1f} s",
            "-",
            "-",
            str(_SEEDING),
            _SEEDING.verdict(took),
        )
    ]


@contextmanager
def _bare(body: object) -> Iterator[str]:
    with _process([sys.executable, "-c", _BARE.format(body=body)]) as line:
        yield line.strip()


@contextmanager
def _process(command: list[str]) -> Iterator[str]:
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline()
        finally:
            process.kill()


def _rate(ask: Callable[[int], object]) -> float:
    """Return the requests in a second, one after another."""
    started = perf_counter()
    for number in range(_CALLS):
        ask(number)
    return _CALLS / (perf_counter() - started)


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
