"""The start of a command: help loads neither a client nor the network, and a call little beside the client."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.cli import _CLIENT, _GET, _HELP
from tests.bench.imports import once

LOADED = """
import sys
from iotcentral.cli import main
status = main({words!r})
print(status, *sorted(sys.modules), file=sys.stderr)
"""


def loaded(*words: str) -> set[str]:
    code = LOADED.format(words=[*words])
    environment = {**os.environ, "IOTCENTRAL_APP": "contoso"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    status, *modules = done.stderr.splitlines()[-1].split()
    assert status == "0", done.stderr
    return {*modules}


@pytest.fixture(scope="module")
def helped() -> set[str]:
    return loaded("--help")


def test_help_loads_neither_client_nor_http_nor_formats(helped: set[str]) -> None:
    packages = {name.partition(".")[0] for name in helped}
    assert packages & {"httpx", "attrs", "anyio", "yaml", "jmespath", "rich", "iotcentral_v2022_10_31_preview"} == set()
    assert len([name for name in helped if name.startswith("iotcentral")]) <= 25


def test_a_call_loads_what_the_client_does_and_the_command_line() -> None:
    here = loaded("devices", "get", "t1", "--dry-run")
    code = "import sys; from iotcentral import ApiToken; from iotcentral_v2022_10_31_preview import IoTCentral\n"
    code += "import httpx\n"
    code += "t = httpx.MockTransport(lambda request: httpx.Response(200, json={'id': 't1'}))\n"
    code += "IoTCentral('contoso', ApiToken('SharedAccessSignature sr=x'), transport=t).devices.get('t1')\n"
    code += "print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    more = {name for name in here - {*done.stdout.split()} if not name.startswith(("click", "iotcentral.cli"))}
    assert {name.partition(".")[0] for name in more} & {"yaml", "jmespath", "rich", "hypothesis", "pyarrow"} == set()
    assert len(more) <= 40, sorted(more)


@pytest.mark.parametrize("code", [_HELP, _GET, _CLIENT], ids=["help", "get", "client"])
def test_what_the_bench_measures_of_the_start_runs(code: str, tmp_path: Path) -> None:
    """Without it, a row would say that it was not measured, and nobody would know that the budget is not kept."""
    assert once(code, tmp_path) > 0
