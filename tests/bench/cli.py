"""The start of the command line: its help, and the first call of an operation beside the client's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import thread_time
from typing import TypeVar

from iotcentral_testkit import Emulator
from iotcentral_testkit.openapi.planes import DATA

from iotcentral import configuration

from .baselines import Tell
from .imports import FLOOR, once
from .table import TIMES, Row, at_most, middle, unmeasured

__all__ = ["measure"]

T = TypeVar("T")

_ROUNDS = 21
_DEVICES = 10_000

_HELP = """
import contextlib, io
from iotcentral.cli import main
with contextlib.redirect_stdout(io.StringIO()) as out:
    assert main(["--help"]) == 0
assert "devices" in out.getvalue()
"""

_ANSWER = """
import contextlib, io, os
os.environ.update(IOTCENTRAL_APP="contoso", IOTCENTRAL_API_TOKEN="SharedAccessSignature sr=x")
import httpx
from iotcentral._core.sync.transport import NetworkTransport
body = b'{"id":"t1","etag":"e","displayName":"T1","enabled":true,"provisioned":true,"simulated":true}'
def answer(transport, request):
    return httpx.Response(200, headers={"Content-Type": "application/json"}, content=body)
NetworkTransport.handle_request = answer
"""
"""An answer in the place of the network; what a transport loads and reads when it is created is counted."""

_GET = f"""{_ANSWER}
from iotcentral.cli import main
with contextlib.redirect_stdout(io.StringIO()) as out:
    assert main(["devices", "get", "t1"]) == 0
assert "T1" in out.getvalue()
"""

_CLIENT = f"""{_ANSWER}
from {[*DATA.packages.values()][-1]} import IoTCentral
with IoTCentral() as app:
    assert app.devices.get("t1").display_name == "T1"
"""


def measure(folder: Path, tell: Tell) -> list[Row]:
    """Return the rows of the command line, and of the back-up and the plan of a large application."""
    return [*_commands(folder, tell), *_states(tell)]


def _states(tell: Tell) -> list[Row]:
    """Return the rows of the back-up and the plan of an application with many devices, beside a bare list of them."""
    tell(f"back-up and plan of {_DEVICES:,} devices")
    with Emulator(devices=_DEVICES) as emulator, emulator.client(emulator.api_versions[-1], limiter=None) as app:
        listed, took = _timed(lambda: [device.id for device in app.devices.list(maxpagesize=100)])
        kept, read = _timed(lambda: configuration.backup(app, only=["devices"]))
        planned, compared = _timed(lambda: configuration.plan(app, kept))
    assert len(listed) == len(kept.resources["devices"]) == _DEVICES
    assert not planned.changes
    return [
        _beside(name, seconds, took, limit) for name, seconds, limit in (("backup", read, 4), ("plan", compared, 5))
    ]


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    """Call, and return the CPU seconds of the calling thread too: the emulator runs in another."""
    started = thread_time()
    result = call()
    return result, thread_time() - started


def _beside(name: str, seconds: float, listing: float, limit: float) -> Row:
    budget, ratio = at_most(limit, TIMES), seconds / listing
    return Row(
        f"state-{name}",
        f"{name} of {_DEVICES:,} devices",
        f"{seconds * 1000:.0f} ms",
        f"listing them, {listing * 1000:.0f} ms",
        f"{ratio:.2f} {TIMES}",
        str(budget),
        budget.verdict(ratio),
    )


def _commands(folder: Path, tell: Tell) -> list[Row]:
    tell("start of the command line")
    seconds, ratio = at_most(0.35, "s"), at_most(1.3, TIMES)
    try:
        pairs = [(once(_HELP, folder), once(FLOOR, folder)) for _ in range(_ROUNDS + 1)][1:]
        calls = [(once(_GET, folder), once(_CLIENT, folder)) for _ in range(_ROUNDS + 1)][1:]
    except RuntimeError as error:
        return [unmeasured("cli-help", "iotcentral --help", seconds, str(error))]
    helped, floor = (middle(times) for times in zip(*pairs, strict=True))
    ours, client = (middle(times) for times in zip(*calls, strict=True))
    over = middle(own / other for own, other in calls)
    return [
        Row(
            "cli-help",
            "iotcentral --help",
            f"{helped * 1000:.0f} ms",
            f"import httpx, attrs, {floor * 1000:.0f} ms",
            f"{middle(own / other for own, other in pairs):.2f} {TIMES}",
            str(seconds),
            seconds.verdict(helped),
        ),
        Row(
            "cli-get",
            "iotcentral devices get",
            f"{ours * 1000:.0f} ms",
            f"first call of the client, {client * 1000:.0f} ms",
            f"{over:.2f} {TIMES}",
            str(ratio),
            ratio.verdict(over),
        ),
    ]
