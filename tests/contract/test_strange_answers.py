"""Responses that a check cannot interpret are a deviation from its rule, and the other checks go on."""

from __future__ import annotations

from iotcentral_testkit.contract.engine.findings import Verdict

from tests.contract.defective_emulator import broken

from .runs import run_rules


def test_a_check_that_cannot_read_the_answers_is_a_finding_and_the_run_goes_on() -> None:
    with broken("Devices_List", lambda call, page: {"value": [{"id": ["d1"]}]}):
        result = run_rules("IC207", "IC507", resource="Devices")
    found = {finding.rule: finding for finding in result.findings}
    assert [finding.rule for finding in result.findings] == ["IC207", "IC507"]
    assert found["IC207"].subject == "TypeError"
    assert found["IC207"].message.startswith("the check could not interpret the responses: TypeError: ")
    assert found["IC507"].subject == "absent"  # a later rule was still checked
    assert {outcome.rule for outcome in result.outcomes if outcome.verdict is Verdict.DEVIATES} == found.keys()
    assert result.leftovers == []
    assert not result.interrupted


def test_a_page_that_is_none_has_no_items() -> None:
    with broken("Devices_List", lambda call, page: [1, 2, 3]):
        result = run_rules("IC105", "IC507", resource="Devices")
    assert {(finding.rule, finding.subject) for finding in result.findings} >= {("IC507", "absent")}
    assert "IC105" in {finding.rule for finding in result.findings}
