"""Short runs of single rules, for tests of those rules."""

from __future__ import annotations

from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import Options, run_contract
from iotcentral_testkit.contract.runner import Result

from iotcentral import ApiToken

__all__ = ["PREVIEW", "STABLE", "look", "subjects"]

STABLE, PREVIEW = "2022-07-31", "2022-10-31-preview"


def look(emulator: Emulator, *rules: str, resource: str = "", version: str = STABLE, full: bool = False) -> Result:
    """Check rules against an emulator.

    Args:
        emulator: the server.
        rules: their codes.
        resource: the only one that is looked at; empty: all.
        version: api-version.
        full: whether every case is tried.
    """
    return run_contract(
        Options(
            emulator.url,
            version,
            ApiToken(emulator.token),
            resources=(resource,) if resource else (),
            parts=("rules",),
            quick=not full,
            throttled=False,
            only=rules,
        )
    )


def subjects(result: Result) -> set[tuple[str, str, str]]:
    """Give rule, operation and subject of what was found."""
    return {(found.rule, found.operation, found.subject) for found in result.findings}
