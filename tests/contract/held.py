"""Holds an emulator against single rules, for tests that show what a rule finds."""

from __future__ import annotations

from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import Options, run_contract
from iotcentral_testkit.contract.findings import Finding

from iotcentral import ApiToken

__all__ = ["PREVIEW", "STABLE", "held"]

STABLE = "2022-07-31"
PREVIEW = "2022-10-31-preview"


def held(*rules: str, resource: str, version: str = PREVIEW) -> list[Finding]:
    """Give what rules find in an emulator, with those requests that should have been accepted and were not."""
    with Emulator() as emulator:
        options = Options(
            emulator.url,
            version,
            ApiToken(emulator.token),
            resources=(resource,),
            parts=("rules",),
            only=(*rules, "IC301"),
            quick=True,
            throttled=False,
        )
        return run_contract(options).findings
