"""One rule against an emulator in process, quickly: what it finds there."""

from __future__ import annotations

from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import Options, run_contract

from iotcentral import ApiToken

__all__ = ["PREVIEW", "STABLE", "found"]

PREVIEW = "2022-10-31-preview"
STABLE = "2022-07-31"


def found(rule: str, version: str = PREVIEW, *resources: str, patience: float = 20.0) -> set[tuple[str, str]]:
    """Give (operation, subject) of what a rule finds.

    Args:
        rule: its code.
        version: the api-version.
        resources: that are looked at; none: all.
        patience: seconds that anything asynchronous may take.
    """
    with Emulator() as emulator:
        result = run_contract(
            Options(
                emulator.url,
                version,
                ApiToken(emulator.token),
                quick=True,
                throttled=False,
                parts=("rules",),
                only=(rule,),
                resources=resources,
                patience=patience,
            )
        )
    assert any(outcome.verdict != "skipped" for outcome in result.outcomes), result.outcomes
    return {(finding.operation, finding.subject) for finding in result.findings}
