"""The start of the command line: its help, and the first call of an operation beside the client's own."""

from __future__ import annotations

from pathlib import Path

from iotcentral_testkit.openapi.planes import DATA

from .baselines import Tell
from .imports import FLOOR, once
from .table import TIMES, Row, at_most, middle, unmeasured

__all__ = ["measure"]

_ROUNDS = 21

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
body = b'{"id":"t1","etag":"e","displayName":"T1","enabled":true,"provisioned":true,"simulated":true}'
def answer(transport, request):
    return httpx.Response(200, headers={"Content-Type": "application/json"}, content=body)
httpx.HTTPTransport.handle_request = answer
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
    """Return the rows of the help and of a GET."""
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
