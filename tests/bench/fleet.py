"""How much of the rate that the limiter allows a run over many devices reaches, by the clock."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

import anyio
from iotcentral_testkit.openapi.packages import newest_stable
from iotcentral_testkit.openapi.planes import DATA

from iotcentral import ApiToken, fleet
from iotcentral._core.throttle import Limiter, Rate
from iotcentral.aio import fleet as aio_fleet

from .table import TIMES, Row, at_least

__all__ = ["measure"]

_RATE = Rate(200, 1.0)
_SECONDS = 5
_COUNT = _RATE.requests * _SECONDS + 1
"""The last one is the first that the limiter allows after that many seconds."""
_CLIENTS: Any = import_module(DATA.packages[newest_stable(DATA.versions)])
_TOKEN = ApiToken("SharedAccessSignature sr=app&sig=s3cr3t%3D&skn=bench&se=1893456000000")
_BUDGET = at_least(0.95, TIMES)

_SERVER = """
import sys
from tests.support.loopback import Answer, LoopbackServer
with LoopbackServer(lambda request: Answer(200, {"id": "d1"})) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""


def measure(folder: Path, tell: Callable[[str], None]) -> list[Row]:
    """Measure the sync and the async run."""
    with _server() as url:
        rows: list[Row] = []
        for name, run in (("fleet.map", _run), ("aio.fleet.map, asyncio", _run_async)):
            tell(f"{name}: {_COUNT} requests in {_SECONDS} s")
            seconds = run(url, folder / f"{len(rows)}.jsonl")
            ratio = _SECONDS / seconds
            rows.append(
                Row(
                    f"fleet-{len(rows)}",
                    name,
                    f"{_RATE.requests * ratio:.0f} requests/s",
                    f"what the limiter allows, {_RATE.requests} requests/s",
                    f"{ratio:.3f} {TIMES}",
                    str(_BUDGET),
                    _BUDGET.verdict(ratio),
                )
            )
        return rows


def _ids() -> Iterator[str]:
    return (f"d{number}" for number in range(_COUNT))


def _run(url: str, checkpoint: Path) -> float:
    with _CLIENTS.IoTCentral(url, _TOKEN, limiter=Limiter({"default": _RATE})) as app:
        started = perf_counter()
        done = sum(1 for _ in fleet.map(app.devices.get, _ids(), checkpoint=checkpoint))
        took = perf_counter() - started
    assert done == _COUNT
    return took


def _run_async(url: str, checkpoint: Path) -> float:
    async def run() -> float:
        async with _CLIENTS.AsyncIoTCentral(url, _TOKEN, limiter=Limiter({"default": _RATE})) as app:
            started = perf_counter()
            done = 0
            async for _ in aio_fleet.map(app.devices.get, _ids(), checkpoint=checkpoint):
                done += 1
            took = perf_counter() - started
        assert done == _COUNT
        return took

    return anyio.run(run)


@contextmanager
def _server() -> Iterator[str]:
    """Run a loopback server in a process of its own, so that it does not take turns with the client."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.communicate(timeout=10)
