"""Trials of defects: a new emulator with a defect, and a quick contract run of the resource."""

from __future__ import annotations

import logging
import os
import time
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from io import StringIO
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import ContractOptions, run_contract
from iotcentral_testkit.contract.engine.findings import Finding
from iotcentral_testkit.contract.engine.options import PARTS
from iotcentral_testkit.contract.report.programs import program

from iotcentral import ApiToken, BearerToken

from .defect import CONTROL, Defect
from .defects import DEFECTS
from .derived import drawn
from .lawful import VARIATIONS
from .switching import constants

__all__ = [
    "Trial",
    "attempt",
    "attempt_derived",
    "clean_run",
    "findings",
    "quieten",
    "replayed",
    "sample",
    "vary",
]

_SERVER_PARTS = ("rules", "schemathesis")
"""The parts of a run that send requests to the server, the faster first; the third fuzzes the clients, which have no defects here."""

_DEVICES = 5
_PREFIX = "mutant0a1b2c"
"""Of what the trials create; like those that are drawn, it occurs in nothing else."""

_HURRIED = constants(
    {
        "iotcentral_testkit.emulator.jobs.job_runs:_STEP": timedelta(seconds=0.3),
        "iotcentral_testkit.emulator.devices.devices:_PROVISIONING": timedelta(seconds=0.5),
        "iotcentral_testkit.emulator.resources.file_uploads:DELAY": timedelta(seconds=0.5),
        "iotcentral_testkit.emulator.control_plane.async_operations:SECONDS": 0.1,
    }
)
"""Shorter delays of the emulator: with the service's, most of a trial would be waiting."""


_TELLS = (True, False)
"""A program shows the defect where it is, and not where it is not."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Result of a trial.

    Attributes:
        name: of the defect.
        named: broken rules that may report the defect.
        others: other broken rules.
        seconds: how long it took.
        failure: error of the trial itself; empty otherwise.
        program: whether the Python program of the finding shows the defect on a server that has it, and on one that has
            not; None where nothing was found, or no program can show it.
        untold: why no program can show it.
    """

    name: str
    named: tuple[str, ...]
    others: tuple[str, ...]
    seconds: float
    failure: str = ""
    program: tuple[bool, bool] | None = None
    untold: str = ""

    @property
    def replayed(self) -> bool:
        """Whether the program tells a server with the defect from one without."""
        return self.program == _TELLS

    @property
    def misled(self) -> bool:
        """Whether there is a program, and it does not tell them apart."""
        return self.found and not self.untold and not self.replayed

    @property
    def found(self) -> bool:
        """Whether the defect was found by one of its rules."""
        return bool(self.named)


def attempt(name: str, seed: int = 0) -> Trial:
    """Try one defect.

    Its own rules run first, the others and Schemathesis only if those do not find it; a whole run would show the same.
    """
    defect, started = DEFECTS[name], time.monotonic()
    alone = replace(defect, options={**defect.options, "only": tuple(sorted(defect.codes))})
    found: dict[str, Finding] = {}
    replay: tuple[bool, bool] | None = None
    untold = ""
    try:
        for tried, part in ((alone, "rules"), *((defect, part) for part in _SERVER_PARTS)):
            for finding in findings(tried, part, seed):
                found.setdefault(finding.rule, finding)
            if found.keys() & defect.codes:
                break
        named = [found[code] for code in sorted(found.keys() & defect.codes)]
        if named:
            shown = next((finding for finding in named if not finding.untold), named[0])
            untold = shown.untold
            replay = None if untold else _told(defect, shown)
    except Exception as error:  # a trial that fails is a defect that is not found
        return Trial(name, (), tuple(sorted(found)), time.monotonic() - started, f"{type(error).__name__}: {error}")
    codes, others = found.keys() & defect.codes, found.keys() - defect.codes
    seconds = time.monotonic() - started
    return Trial(name, tuple(sorted(codes)), tuple(sorted(others)), seconds, program=replay, untold=untold)


def attempt_derived(count: int, seed: int, number: int) -> Trial:
    """Try one defect of a sample of derived ones: any finding of the rules counts, since none knows of it."""
    kind, defect = sample(count, seed)[number]
    started = time.monotonic()
    try:
        found = {finding.rule for finding in findings(replace(defect, options={"patience": 10.0}), "rules", seed)}
    except Exception as error:
        return Trial(f"{kind} {defect.title}", (), (), time.monotonic() - started, f"{type(error).__name__}: {error}")
    return Trial(f"{kind} {defect.title}", tuple(sorted(found)), (), time.monotonic() - started)


@cache
def sample(count: int, seed: int) -> list[tuple[str, Defect]]:
    """Return a sample of derived defects, each with its kind; the same one for the same seed."""
    return drawn(count, seed)


def vary(number: int, seed: int = 0) -> tuple[list[str], float]:
    """Run the rules against a lawful variation of the emulator; return the findings and the duration in seconds."""
    variation, started = VARIATIONS[number], time.monotonic()
    options: dict[str, Any] = {"resources": (variation.resource,), "parts": ("rules",), "seed": seed, "patience": 10.0}
    with _HURRIED(), variation.switch(), Emulator(devices=_DEVICES) as emulator:
        found = _run(emulator, variation.version, options)
    return [_line(each) for each in found], time.monotonic() - started


def findings(defect: Defect, part: str, seed: int = 0) -> list[Finding]:
    """Return the findings of a part of a quick run with a defect."""
    with _HURRIED(), defect.switch(), Emulator(devices=_DEVICES) as emulator:
        options: dict[str, Any] = {"resources": (defect.resource,), "parts": (part,), "seed": seed, **defect.options}
        return _run(emulator, defect.version, options)


def _told(defect: Defect, finding: Finding) -> tuple[bool, bool]:
    """Replay a program, and once more if it does not tell: the answers that it compares may rest on when a job begins."""
    first = replayed(defect, finding)
    return first if first == _TELLS else replayed(defect, finding)


def replayed(defect: Defect, finding: Finding) -> tuple[bool, bool]:
    """Return whether the program of a finding shows the defect on a new server that has it, and on one that has not."""
    with _HURRIED(), defect.switch(), Emulator(devices=_DEVICES) as emulator:
        there = _shows(defect, finding, emulator)
    with _HURRIED(), Emulator(devices=_DEVICES) as emulator:
        return there, _shows(defect, finding, emulator)


def _shows(defect: Defect, finding: Finding, emulator: Emulator) -> bool:
    """Run the program of a finding in this process; return whether it says that the deviation shows."""
    token = f"Bearer {emulator.management_token}" if defect.version == CONTROL else emulator.token
    asked = urlsplit(finding.exchanges[0].url if finding.exchanges else emulator.url)
    source = program(finding, f"{asked.scheme}://{asked.netloc}", _PREFIX)
    with (
        patch.dict(os.environ, {"IOTCENTRAL_API_TOKEN": token, "IOTCENTRAL_URL": emulator.url}),
        redirect_stdout(StringIO()),
    ):
        try:
            exec(compile(source, f"{defect.name}.py", "exec"), {"__name__": "__main__"})
        except SystemExit as end:
            if end.code not in (0, 1):
                raise AssertionError(f"the program of {finding.rule} ends with {end.code}") from end
            return end.code == 1
    raise AssertionError("the program does not say whether the deviation shows")


def clean_run(version: str, seed: int) -> tuple[list[str], float]:
    """Run all parts quickly against the emulator without defects.

    Returns:
        The findings, a line for each, and the duration in seconds.
    """
    started = time.monotonic()
    with Emulator(devices=_DEVICES) as emulator:
        found = _run(emulator, version, {"parts": PARTS, "seed": seed})
    return [_line(each) for each in found], time.monotonic() - started


def _line(finding: Finding) -> str:
    return f"{finding.rule} {finding.operation} {finding.subject}: {finding.message}"


def _run(emulator: Emulator, version: str, options: dict[str, Any]) -> list[Finding]:
    options = {"prefix": _PREFIX, "quick": True, "throttled": False, "slow": 120.0, **options}
    if version != CONTROL:
        return run_contract(ContractOptions(emulator.url, version, ApiToken(emulator.token), **options)).findings
    place = {"subscription": emulator.subscription_id, "base_domain": emulator.base_domain}
    credential = BearerToken(emulator.management_token)
    return run_contract(ContractOptions(emulator.url, version, credential, **{**place, **options})).findings


def quieten() -> None:
    """Silence the log of the emulator, since a defect may make it fail."""
    logging.getLogger("iotcentral_testkit.emulator").setLevel(logging.CRITICAL + 1)
