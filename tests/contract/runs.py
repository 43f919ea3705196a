"""Quick runs of single rules against an emulator of their own, for tests that show what a rule finds."""

from __future__ import annotations

from typing import Any

from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import Options, run_contract
from iotcentral_testkit.contract.findings import Verdict
from iotcentral_testkit.contract.runner import Result

from iotcentral import ApiToken, BearerToken

from ..mutants.switching import constants

__all__ = ["CONTROL", "PREVIEW", "STABLE", "held", "managed", "passed", "subjects"]

STABLE, PREVIEW, CONTROL = "2022-07-31", "2022-10-31-preview", "2021-06-01"

hurried = constants({"control_plane.async_operations:SECONDS": 0.05})
"""Operations of the control plane take as long as a test has."""


def held(*rules: str, resource: str = "", version: str = PREVIEW, **options: Any) -> Result:
    """Hold an emulator against rules; they were not all left out.

    Args:
        rules: their codes.
        resource: the only one that is looked at; empty: all.
        version: api-version.
        options: others of `Options`.
    """
    resources = (resource,) if resource else ()
    standard: dict[str, Any] = {"parts": ("rules",), "only": rules, "quick": True, "throttled": False}
    with Emulator() as emulator:
        credential = ApiToken(emulator.token)
        result = run_contract(
            Options(emulator.url, version, credential, resources=resources, **{**standard, **options})
        )
    assert any(outcome.verdict is not Verdict.SKIPPED for outcome in result.outcomes), result.outcomes
    return result


def managed(*rules: str, **options: Any) -> Result:
    """Hold the control plane of an emulator against rules; the arguments are those of `held`."""
    standard: dict[str, Any] = {"parts": ("rules",), "only": rules, "quick": True, "throttled": False}
    with hurried(), Emulator() as emulator:
        place = {"subscription": emulator.subscription_id, "base_domain": emulator.base_domain}
        credential = BearerToken(emulator.management_token)
        return run_contract(Options(emulator.url, CONTROL, credential, **{**standard, **place, **options}))


def passed(result: Result) -> set[str]:
    """Return the rules that held somewhere."""
    return {outcome.rule for outcome in result.outcomes if outcome.verdict is Verdict.PASSED}


def subjects(result: Result) -> set[tuple[str, str, str]]:
    """Return rule, operation and subject of what was found."""
    return {(found.rule, found.operation, found.subject) for found in result.findings}
