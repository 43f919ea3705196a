"""Trials of defects: a new emulator with a defect, and a quick contract run of the resource."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import ContractOptions, run_contract
from iotcentral_testkit.contract.engine.findings import Finding
from iotcentral_testkit.contract.engine.options import PARTS

from iotcentral import ApiToken, BearerToken

from .defect import CONTROL, Defect
from .defects import DEFECTS
from .derived import drawn
from .lawful import VARIATIONS
from .switching import constants

__all__ = ["Trial", "attempt", "attempt_derived", "clean_run", "findings", "quieten", "sample", "vary"]

_SERVER_PARTS = ("rules", "schemathesis")
"""The parts of a run that send requests to the server, the faster first; the third fuzzes the clients, which have no defects here."""

_DEVICES = 5

_HURRIED = constants(
    {
        "iotcentral_testkit.emulator.jobs.job_runs:_STEP": timedelta(seconds=0.3),
        "iotcentral_testkit.emulator.devices.devices:_PROVISIONING": timedelta(seconds=0.5),
        "iotcentral_testkit.emulator.resources.file_uploads:DELAY": timedelta(seconds=0.5),
        "iotcentral_testkit.emulator.control_plane.async_operations:SECONDS": 0.1,
    }
)
"""Shorter delays of the emulator: with the service's, most of a trial would be waiting."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Result of a trial.

    Attributes:
        name: of the defect.
        named: broken rules that may report the defect.
        others: other broken rules.
        seconds: how long it took.
        failure: error of the trial itself; empty otherwise.
    """

    name: str
    named: tuple[str, ...]
    others: tuple[str, ...]
    seconds: float
    failure: str = ""

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
    found: set[str] = set()
    try:
        for tried, part in ((alone, "rules"), *((defect, part) for part in _SERVER_PARTS)):
            found |= {finding.rule for finding in findings(tried, part, seed)}
            if found & defect.codes:
                break
    except Exception as error:  # a trial that fails is a defect that is not found
        return Trial(name, (), tuple(sorted(found)), time.monotonic() - started, f"{type(error).__name__}: {error}")
    named, others = found & defect.codes, found - defect.codes
    return Trial(name, tuple(sorted(named)), tuple(sorted(others)), time.monotonic() - started)


def attempt_derived(count: int, seed: int, number: int) -> Trial:
    """Try one defect of a sample of derived ones: any finding of the rules counts, since none knows of it."""
    kind, defect = sample(count, seed)[number]
    started = time.monotonic()
    try:
        found = {finding.rule for finding in findings(replace(defect, options={"patience": 3.0}), "rules", seed)}
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
    options = {"quick": True, "throttled": False, "slow": 120.0, **options}
    if version != CONTROL:
        return run_contract(ContractOptions(emulator.url, version, ApiToken(emulator.token), **options)).findings
    place = {"subscription": emulator.subscription_id, "base_domain": emulator.base_domain}
    credential = BearerToken(emulator.management_token)
    return run_contract(ContractOptions(emulator.url, version, credential, **{**place, **options})).findings


def quieten() -> None:
    """Silence the log of the emulator, since a defect may make it fail."""
    logging.getLogger("iotcentral_testkit.emulator").setLevel(logging.CRITICAL + 1)
