"""Responses that a check cannot interpret: one rule reports them, the checks that rest on them are skipped."""

from __future__ import annotations

from itertools import count
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call, Handler
from iotcentral_testkit.emulator.http.errors import ServiceError

from tests.contract.defective_emulator import broken

from ..mutants.switching import Wire, instead, on_wire
from .runs import run_rules


def test_a_check_that_cannot_read_the_answers_is_skipped_with_that_reason_and_the_run_goes_on() -> None:
    with broken("Devices_List", lambda call, page: {"value": [{"id": ["d1"]}]}):
        result = run_rules("IC105", "IC207", "IC507", resource="Devices")
    found = {finding.rule: finding for finding in result.findings}
    assert found.keys() == {"IC105", "IC507"}
    assert found["IC507"].subject == "absent"  # a later rule was still checked
    reasons = {outcome.reason for outcome in result.outcomes if outcome.rule == "IC207"}
    assert reasons == {"the answer to Devices_List cannot be interpreted, see IC105"}
    assert not result.faults
    assert result.leftovers == []
    assert not result.interrupted


def test_a_list_that_cannot_be_read_to_its_end_is_one_finding() -> None:
    with broken("Devices_List", lambda call, page: {**page, "nextLink": "https://elsewhere.example/api/devices"}):
        result = run_rules("IC501", "IC503", "IC505", "IC507", resource="Devices")
    assert [(found.rule, found.operation, found.subject) for found in result.findings] == [
        ("IC503", "Devices_List", "origin")
    ]
    reasons = {(outcome.rule, outcome.reason) for outcome in result.outcomes if outcome.operation == "Devices_List"}
    assert ("IC507", "Devices_List cannot be read to its end, see IC503") in reasons


def test_a_server_error_is_one_finding() -> None:
    def fail(call: Call, rightly: Handler) -> Any:
        raise ServiceError(500, "InternalServerError", "It failed.")

    with instead("Devices_Get", do=fail)():
        result = run_rules("IC101", "IC302", "IC304", "IC401", "IC402", resource="Devices")
    assert {(found.rule, found.operation) for found in result.findings} <= {("IC101", "Devices_Get")}
    assert result.findings


def test_a_page_that_is_none_has_no_items() -> None:
    with broken("Devices_List", lambda call, page: [1, 2, 3]):
        result = run_rules("IC105", "IC507", resource="Devices")
    assert {(finding.rule, finding.subject) for finding in result.findings} >= {("IC507", "absent")}
    assert "IC105" in {finding.rule for finding in result.findings}


def test_what_an_earlier_rule_has_read_is_no_fault_of_the_kit() -> None:
    answered = count(1)

    def null(wire: Wire) -> None:
        if wire.status == 200 and next(answered) % 7 == 0:
            wire.json = None

    with on_wire(null, "DeviceGroups_Update", "DeviceGroups_Get")():
        result = run_rules("IC105", "IC401", "IC410", resource="DeviceGroups")
    assert not result.faults
    assert "IC105" in {finding.rule for finding in result.findings}
