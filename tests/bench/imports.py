"""What a fresh interpreter pays for importing a client, and for importing it and making the first call."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from iotcentral_testkit.openapi.planes import DATA, PLANES

from .baselines import Tell, environment
from .table import TIMES, Budget, Row, at_most, middle, unmeasured

__all__ = ["FLOOR", "measure", "once"]

_ROUNDS = 41

_TIMED = "from time import process_time\nstarted = process_time()\n{code}\nprint(process_time() - started)"

_ANSWER = """
body = b'{"id":"t1","etag":"e","displayName":"T1","enabled":true,"provisioned":true,"simulated":true}'
answer = lambda request: httpx.Response(200, headers={"Content-Type": "application/json"}, content=body)
"""

FLOOR = "import attrs, httpx"

_BARE_CALL = f"""
import attrs, httpx
{_ANSWER}
with httpx.Client(transport=httpx.MockTransport(answer)) as http:
    device = http.get("https://contoso.azureiotcentral.com/api/devices/t1", params={{"api-version": "v"}}).json()
assert device["displayName"] == "T1"
"""

_BARE_ASYNC_CALL = f"""
import asyncio
import attrs, httpx
{_ANSWER}
async def main():
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        url = "https://contoso.azureiotcentral.com/api/devices/t1"
        return (await http.get(url, params={{"api-version": "v"}})).json()
assert asyncio.run(main())["displayName"] == "T1"
"""

_PACKAGE = [*DATA.packages.values()][-1]
_CALL = f"""
import httpx
from iotcentral import ApiToken
from {_PACKAGE} import IoTCentral
{_ANSWER}
with IoTCentral("contoso", ApiToken("SharedAccessSignature sr=x"), transport=httpx.MockTransport(answer)) as app:
    device = app.devices.get("t1")
assert device.display_name == "T1"
"""

_ASYNC_CALL = f"""
import asyncio
import httpx
from iotcentral import ApiToken
from {_PACKAGE} import AsyncIoTCentral
{_ANSWER}
async def main():
    token = ApiToken("SharedAccessSignature sr=x")
    async with AsyncIoTCentral("contoso", token, transport=httpx.MockTransport(answer)) as app:
        return await app.devices.get("t1")
assert asyncio.run(main()).display_name == "T1"
"""


def measure(folder: Path, tell: Tell) -> list[Row]:
    """Return the rows of the imports of all packages and of the first call, sync and async."""
    imports, calls = at_most(15, "ms over it"), at_most(40, "ms over it")
    floor, bare = "import httpx, attrs", "bare httpx"
    packages = {name.removeprefix("iotcentral_"): (name, p.client) for p in PLANES for name in p.packages.values()}
    return [
        *(
            _row(f"import-{key}", f"import {name}", f"from {name} import {client}", floor, FLOOR, imports, folder, tell)
            for key, (name, client) in packages.items()
        ),
        _row("call-sync", "first call, imports included", _CALL, bare, _BARE_CALL, calls, folder, tell),
        _row(
            "call-async", "first async call, imports included", _ASYNC_CALL, bare, _BARE_ASYNC_CALL, calls, folder, tell
        ),
    ]


def _row(key: str, what: str, code: str, other: str, floor: str, budget: Budget, folder: Path, tell: Tell) -> Row:
    tell(what)
    try:
        pairs = [(once(code, folder), once(floor, folder)) for _ in range(_ROUNDS + 2)][2:]
    except RuntimeError as error:
        return unmeasured(key, what, budget, str(error), other=other)
    ours, theirs = (middle(times) * 1000 for times in zip(*pairs, strict=True))
    over = middle(own - floor for own, floor in pairs) * 1000
    ratio = f"{middle(own / floor for own, floor in pairs):.2f} {TIMES} ({over:+.1f} ms)"
    return Row(key, what, f"{ours:.0f} ms", f"{other}, {theirs:.0f} ms", ratio, str(budget), budget.verdict(over))


def once(code: str, folder: Path) -> float:
    """Run code in a fresh interpreter and give the CPU seconds that it took, without the start of the interpreter."""
    command = [sys.executable, "-I", "-c", _TIMED.format(code=code)]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    return float(done.stdout)
