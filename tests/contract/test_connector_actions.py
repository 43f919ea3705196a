"""Connector actions against an emulator: no deviations, and defects of a connector are found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import ContractOptions, run_contract
from iotcentral_testkit.contract.runner import Result
from iotcentral_testkit.openapi.api import Api

from iotcentral import ApiToken
from iotcentral.connector._mapping import CarriedOperationBase, Carrier
from tests.contract.runs import passed, subjects


def connected(**options: Any) -> Result:
    """Check the connector against its rules, on an emulator."""
    with Emulator() as emulator:
        chosen: dict[str, Any] = {"parts": ("rules",), "quick": True, "throttled": False, **options}
        return run_contract(ContractOptions(emulator.url, "v3", ApiToken(emulator.token), **chosen))


def test_every_action_is_carried_out() -> None:
    result = connected()
    assert result.findings == []
    assert [left for left in result.leftovers if "/api/jobs/" not in left.place] == []
    actions = {id for id, one in Api("v3").operations.items() if "x-data-plane-operation" in one.node}
    assert {outcome.operation for outcome in result.outcomes if outcome.rule == "IC801"} == actions
    assert "IC801" in passed(result)
    sent = {f"{operation}: {status}" for operation, seen in result.coverage.statuses.items() for status in seen}
    assert {"Devices_Create: 200", "Devices_Remove: 204", "Jobs_Create: 200", "Users_Update: 200"} <= sent


def _renamed(real: Callable[..., Any]) -> Callable[..., Any]:
    return lambda self, answer: {**real(self, answer), "instanceOf": "other"} if self.returns else real(self, answer)


def _without_name(real: Callable[..., Any]) -> Callable[..., Any]:
    def body(self: Any, given: Any, sent: Any) -> Any:
        content = real(self, given, sent)
        return {**content, "displayName": "other"} if self.id == "CreateAnOrganization" else content

    return body


def test_an_answer_with_a_wrong_member_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Carrier, "result", _renamed(Carrier.result))
    found = subjects(connected(only=("IC801",)))
    assert ("IC801", "GetADeviceByIdDeprecated", "") in found
    assert ("IC801", "GetADeviceById", "") not in found


def test_an_argument_that_is_not_sent_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CarriedOperationBase, "_body", _without_name(CarriedOperationBase._body))
    found = subjects(connected(only=("IC801",)))
    assert {(rule, operation) for rule, operation, _ in found} == {("IC801", "CreateAnOrganization")}
