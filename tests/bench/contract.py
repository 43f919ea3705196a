"""What runs of all versions of the data plane take (time, work and memory), and their fuzzing beside plain Schemathesis."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import schemathesis
from iotcentral_testkit.contract import ContractOptions, run_contract
from iotcentral_testkit.contract.schemathesis.configuration import settings
from iotcentral_testkit.contract.schemathesis.coverage_cases import SelectingSchema
from iotcentral_testkit.contract.schemathesis.link_bodies import with_link_bodies
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import DATA
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from iotcentral import ApiToken
from tests.support.served import served

from .table import Budget, Row, at_least, at_most, middle

__all__ = ["measure"]

_VERSION = DATA.versions[0]
_ALL = [argument for version in DATA.versions for argument in ("--api-version", version)]
_ROUNDS = 3

_QUICK = at_most(2, "min")
_FULL = at_most(15, "min")
_CORES = 2
_MEMORY = at_most(400, "MB")
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
        used = _used([sys.executable, "-m", "tests.contract", *_ALL, *arguments])
        work = at_most(_CORES * 60 * budget.limit, "s")
        rows += [
            _row(key, what, used.minutes, f"{used.minutes:.1f} min", budget),
            _row(f"{key}-work", f"{what}, work", used.work, f"{used.work:,.0f} s", work),
            _row(f"{key}-memory", f"{what}, memory of a process", used.memory, f"{used.memory:,.0f} MB", _MEMORY),
        ]
    return rows


def _row(key: str, what: str, value: float, text: str, budget: Budget) -> Row:
    return Row(key, what, text, "-", "-", str(budget), budget.verdict(value))


class _Used(NamedTuple):
    """What a command took: minutes by the clock, seconds of work on all cores, and MB of its largest process."""

    minutes: float
    work: float
    memory: float


_MEASURED = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(status)
"""
"""A process of its own, since the memory of the one that starts another counts as that one's."""


def _used(command: list[str]) -> _Used:
    """Run a command, which has to succeed, with all processes that it waits for."""
    started = perf_counter()
    measured = [sys.executable, "-c", _MEASURED, *command]
    told = subprocess.run(measured, check=True, stdout=subprocess.PIPE, text=True).stdout
    work, memory = map(float, told.split())
    return _Used((perf_counter() - started) / 60, work, memory)


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
        plain = schemathesis.openapi.from_dict(
            with_link_bodies(api.content), config=SchemathesisConfig.from_dict(chosen)
        )
        schema = SelectingSchema(raw_schema=plain.raw_schema, config=plain.config, filter_set=plain.filter_set)
        schema.selects = options.quick  # or it sends other requests
        for event in from_schema(schema).execute():
            if isinstance(event, events.ScenarioFinished):
                sent += len(event.recorder.interactions)
        return sent / (perf_counter() - started)
