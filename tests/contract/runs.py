"""Quick runs of single rules against an emulator of their own, for tests that show what a rule finds."""

from __future__ import annotations

from typing import Any

from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import ContractOptions, run_contract
from iotcentral_testkit.contract.engine.findings import Verdict
from iotcentral_testkit.contract.runner import Result

from iotcentral import ApiToken, BearerToken

from ..mutants.switching import constants

__all__ = ["CONTROL", "PREVIEW", "STABLE", "passed", "run_management_rules", "run_rules", "subjects"]

STABLE, PREVIEW, CONTROL = "2022-07-31", "2022-10-31-preview", "2021-06-01"

hurried = constants({"iotcentral_testkit.emulator.control_plane.async_operations:SECONDS": 0.05})
"""Operations of the control plane end quickly."""


def run_rules(*rules: str, resource: str = "", version: str = PREVIEW, judged: bool = True, **options: Any) -> Result:
    """Check a new emulator against rules, not all of which may be skipped.

    Args:
        rules: their codes.
        resource: the only one that is checked; empty: all.
        version: api-version.
        judged: whether one of them has to say something about the server.
        options: others of `ContractOptions`.
    """
    resources = (resource,) if resource else ()
    standard: dict[str, Any] = {"parts": ("rules",), "only": rules, "quick": True, "throttled": False, "slow": 120.0}
    with Emulator() as emulator:
        credential = ApiToken(emulator.token)
        result = run_contract(
            ContractOptions(emulator.url, version, credential, resources=resources, **{**standard, **options})
        )
    assert not judged or any(outcome.verdict is not Verdict.SKIPPED for outcome in result.outcomes), result.outcomes
    return result


def run_management_rules(*rules: str, **options: Any) -> Result:
    """Check the control plane of a new emulator against rules; the arguments are those of `run_rules`."""
    standard: dict[str, Any] = {"parts": ("rules",), "only": rules, "quick": True, "throttled": False, "slow": 120.0}
    with hurried(), Emulator() as emulator:
        place = {"subscription": emulator.subscription_id, "base_domain": emulator.base_domain}
        credential = BearerToken(emulator.management_token)
        return run_contract(ContractOptions(emulator.url, CONTROL, credential, **{**standard, **place, **options}))


def passed(result: Result) -> set[str]:
    """Return the rules that passed for an operation."""
    return {outcome.rule for outcome in result.outcomes if outcome.verdict is Verdict.PASSED}


def subjects(result: Result) -> set[tuple[str, str, str]]:
    """Return rule, operation and subject of the findings."""
    return {(found.rule, found.operation, found.subject) for found in result.findings}
