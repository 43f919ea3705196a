"""What the contract kit takes: runs of all versions of the data plane, and its fuzzing beside plain Schemathesis."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import schemathesis
from iotcentral_testkit.contract import ContractOptions, run_contract
from iotcentral_testkit.contract.schemathesis.configuration import settings
from iotcentral_testkit.contract.schemathesis.link_bodies import with_link_bodies
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import DATA
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from iotcentral import ApiToken
from tests.support.served import served

from .table import Row, at_least, at_most, middle

__all__ = ["measure"]

_VERSION = DATA.versions[0]
_ALL = [argument for version in DATA.versions for argument in ("--api-version", version)]
_ROUNDS = 3

_QUICK = at_most(2, "min")
_FULL = at_most(20, "min")
_RATE = at_least(70, "%")


def measure(_: Path, tell: Callable[[str], None]) -> list[Row]:
    """Measure all of it."""
    tell("fuzzing beside plain Schemathesis")
    rows = [_throughput()]
    for key, what, arguments, budget in (
        ("contract-quick", "contract, a quick run of all versions", ["--quick"], _QUICK),
        ("contract-full", "contract, a full run of all versions", [], _FULL),
    ):
        tell(what)
        started = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "tests.contract", *_ALL, *arguments], check=True, stdout=subprocess.DEVNULL
        )
        minutes = (perf_counter() - started) / 60
        rows.append(Row(key, what, f"{minutes:.1f} min", "-", "-", str(budget), budget.verdict(minutes)))
    return rows


def _throughput() -> Row:
    """Fuzz an emulator with the kit and with Schemathesis alone, in turns, with the same settings."""
    pairs = [(_ours(), _plain()) for _ in range(_ROUNDS)]
    share = 100 * middle(ours / plain for ours, plain in pairs)
    ours, plain = middle(pair[0] for pair in pairs), middle(pair[1] for pair in pairs)
    return Row(
        "contract-fuzzing",
        "contract, fuzzing one version",
        f"{ours:,.0f}/s",
        f"plain Schemathesis, {plain:,.0f}/s",
        f"{share:.0f} %",
        str(_RATE),
        _RATE.verdict(share),
    )


def _ours() -> float:
    """Return requests a second."""
    with served() as (url, token):
        options = ContractOptions(url, _VERSION, ApiToken(token), parts=("schemathesis",), quick=True, throttled=False)
        started = perf_counter()
        result = run_contract(options)
        return result.requests / (perf_counter() - started)


def _plain() -> float:
    """Return requests a second."""
    with served() as (url, token):
        api = Api(_VERSION)
        options = ContractOptions(url, _VERSION, ApiToken(token), quick=True, throttled=False)
        chosen = {**settings(api, options), "headers": {"Authorization": token}}
        started, sent = perf_counter(), 0
        schema = schemathesis.openapi.from_dict(
            with_link_bodies(api.content), config=SchemathesisConfig.from_dict(chosen)
        )
        for event in from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                sent += len(event.recorder.interactions)
        return sent / (perf_counter() - started)
