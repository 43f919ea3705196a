"""Evidence: what a rule saw, and that one which saw nothing has not passed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from iotcentral_testkit.contract.engine.evidence import NOTHING, Evidence, evidence_of
from iotcentral_testkit.contract.engine.findings import RuleOutcome, Verdict
from iotcentral_testkit.contract.engine.recorder import Recorder
from iotcentral_testkit.openapi.api import Api

from ..mutants.switching import Switch, Wire, instead, on_wire
from .runs import run_rules
from .samples import VERSION, exchange


def test_exchanges_are_counted_by_what_they_show() -> None:
    page = exchange("Devices_List", path="/api/devices", answered={"value": [{"id": "a"}, {"id": "b"}]})
    rows = exchange("Query_Run", "POST", "/api/query", answered={"results": [{}, {}, {}]})
    change = exchange("Devices_Create", "PUT", answered={"id": "d1"})
    command = exchange("Devices_RunCommand", "POST", "/api/devices/d1/commands/x", answered={"responseCode": 200})
    refused = exchange("Devices_Create", "PUT", answered={"value": [1]}, status=400)
    seen = evidence_of([page, rows, change, command, refused], values=1)
    assert seen == Evidence(values=1, requests=5, changes=2, items=2, rows=3)
    assert str(seen) == "1 value, 5 requests, 2 changes, 2 items, 3 rows"
    assert str(NOTHING) == "nothing"


def test_a_rule_without_evidence_has_not_passed() -> None:
    recorder = Recorder(Api(VERSION))
    recorder.record("IC501", "Devices_List", Verdict.PASSED, evidence=Evidence(requests=2))
    (outcome,) = recorder.outcomes
    assert (outcome.verdict, outcome.reason) == (
        Verdict.SKIPPED,
        "it saw nothing that it could judge, in 2 requests",
    )
    recorder.record("IC501", "Devices_List", Verdict.PASSED, evidence=Evidence(values=1, requests=3))
    recorder.record("IC501", "Devices_Get", Verdict.PASSED, evidence=Evidence(values=1, requests=3), again=True)
    seen = Evidence(values=1, requests=5)
    assert recorder.outcomes[-1] == RuleOutcome("IC501", "Devices_List", Verdict.PASSED, evidence=seen)
    assert recorder.evidence["IC501"] == Evidence(values=1, requests=5)


def _refused_writes(wire: Wire) -> None:
    if wire.scope["method"] != "GET":
        wire.refuse(403, "Forbidden", "nothing can be written")


def _nothing_found(wire: Wire) -> None:
    if wire.status == 200:
        wire.refuse(404, "NotFound", "there is no such item")


def _empty(call: Any, rightly: Callable[..., Any]) -> Any:
    rightly(call)
    return {"value": []}


@pytest.mark.parametrize(
    ("rules", "resource", "switch", "reason"),
    [
        (("IC501", "IC506", "IC508"), "Roles", instead("Roles_List", do=_empty), ""),
        (("IC222", "IC223", "IC224", "IC305"), "FileUploads", on_wire(_refused_writes), "accepted no valid request"),
        (("IC220", "IC230"), "Roles", on_wire(_nothing_found, "Roles_Get"), "accepted no valid request"),
        (
            ("IC650",),
            "Query",
            instead("Query_Run", do=lambda call, rightly: {**rightly(call), "results": []}),
            "it saw no rows, in",
        ),
    ],
    ids=["empty lists", "nothing writable", "nothing readable", "no rows"],
)
def test_poor_servers_are_not_said_to_conform(
    rules: tuple[str, ...], resource: str, switch: Switch, reason: str
) -> None:
    with switch():
        found = run_rules(*rules, resource=resource, judged=False)
    for rule in rules:
        ended = [it for it in found.outcomes if it.rule == rule and it.operation != "Roles_List"]
        assert {it.verdict for it in ended} == {Verdict.SKIPPED}, ended
        assert any(reason in it.reason for it in ended), ended
