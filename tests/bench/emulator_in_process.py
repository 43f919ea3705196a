"""What an emulator in a program of one's own takes: its start, a second one, clients, resets, and deliveries of exports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from iotcentral_testkit import Clock, Emulator
from iotcentral_v2022_10_31_preview import models

from .table import Row, at_most, middle

__all__ = ["measure"]

_ROUNDS = 9
_DEVICES = 20
_PREVIEW = "2022-10-31-preview"

_CPU = at_most(0.3, "s")
_MEMORY = at_most(90, "MB")
_SECOND = at_most(20, "ms")
_CLIENT = at_most(5, "ms")
_RESET = at_most(2, "ms")
_MESSAGE = at_most(3, "ms")
_DAY = at_most(5, "s")

_START = """
import sys
from time import process_time
from iotcentral_testkit import Emulator
with Emulator():
    pages = int(open("/proc/self/statm").read().split()[1]) if sys.platform == "linux" else 0
    print(process_time(), pages * 4096)
"""

_SINK = """
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
class Sink(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(204)
        self.end_headers()
    def log_message(self, format, *args):
        pass
server = ThreadingHTTPServer(("127.0.0.1", 0), Sink)
print(f"http://127.0.0.1:{server.server_port}/in", flush=True)
server.serve_forever()
"""


def measure(_: Path, tell: Callable[[str], None]) -> list[Row]:
    """Measure all of it."""
    tell("an emulator in a program")
    rows = [*_start(), *_again()]
    tell("a day of exports")
    return [*rows, *_exports()]


def _row(key: str, what: str, value: float, budget: Any, note: str = "") -> Row:
    shown = f"{value:.3g} {budget.unit}"
    return Row(key, f"emulator, {what}", shown, "-", "-", str(budget), budget.verdict(value), note)


def _start() -> list[Row]:
    runs = [
        [float(part) for part in subprocess.check_output([sys.executable, "-c", _START], text=True).split()]
        for _ in range(5)
    ]
    return [
        _row("emulator-start-cpu", "start, CPU of the whole process", middle(run[0] for run in runs), _CPU),
        _row("emulator-start-memory", "start, memory of the process", middle(run[1] for run in runs) / 1e6, _MEMORY),
    ]


def _again() -> list[Row]:
    def second() -> None:
        with Emulator():
            pass

    with Emulator() as emulator:
        emulator.client()
        return [
            _row("emulator-second", "start and close of a second one", _milliseconds(second), _SECOND),
            _row("emulator-client", "`client()`", _milliseconds(emulator.client), _CLIENT),
            _row("emulator-reset", "`reset()`", _milliseconds(emulator.reset), _RESET),
        ]


def _milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return middle(times) * 1000


@contextmanager
def _webhook() -> Iterator[str]:
    """A webhook that takes everything, in a process of its own, so that its work does not count."""
    with subprocess.Popen([sys.executable, "-c", _SINK], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def _exports() -> list[Row]:
    with _webhook() as url:
        spent, messages = _advanced(url, "PT1H")
    elsewhere = "http://127.0.0.1:1/in"
    started = perf_counter()
    _, of_a_day = _advanced(elsewhere, "P1D", kind="eventhubs")
    day = perf_counter() - started
    assert of_a_day == _DEVICES * 24 * 60, of_a_day
    return [
        _row("emulator-message", "CPU for a message to a webhook", spent * 1000 / messages, _MESSAGE),
        _row("emulator-day", f"a day of {_DEVICES} devices exported", day, _DAY),
    ]


def _advanced(url: str, step: str, kind: str = "webhook") -> tuple[float, int]:
    """Return the CPU time of a step of the clock with an export of telemetry, and the number of its messages."""
    with Emulator(devices=_DEVICES, clock=Clock(datetime(2026, 3, 1, 8, tzinfo=UTC))) as emulator:
        app = emulator.client(_PREVIEW)
        emulator.clock.advance("PT1M")
        destination: models.Destination = models.WebhookV1Destination(display_name="D", url=url)
        if kind != "webhook":
            auth = models.EventHubsV1DestinationConnectionStringAuth(
                connection_string="Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b;EntityPath=c"
            )
            destination = models.EventHubsV1Destination(display_name="D", authorization=auth)
        app.destinations.create("d", destination)
        reference = models.DestinationReference(id="d")
        app.exports.create(
            "e", models.Export(display_name="E", enabled=True, source="telemetry", destinations=[reference])
        )
        emulator.run(lambda world: world.settle())
        started = process_time()
        emulator.clock.advance(step)
        emulator.settle()
        spent = process_time() - started
        return spent, emulator.run(lambda world: world.exported.count("emulator", "d"))
