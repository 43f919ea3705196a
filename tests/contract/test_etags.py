"""Findings of the rules about etags."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.openapi.planes import DATA

from tests.contract.defective_emulator import broken

from ..mutants.switching import replaced
from .runs import PREVIEW, STABLE, run_rules

_RULES = ("IC410", "IC411", "IC412", "IC413", "IC414", "IC415", "IC416")


@pytest.mark.parametrize("version", DATA.versions)
@pytest.mark.parametrize("resource", ["DeviceGroups", "EnrollmentGroups"])
def test_emulator_has_no_deviation(version: str, resource: str) -> None:
    assert run_rules(*_RULES, "IC301", resource=resource, version=version).findings == []


def test_etag_that_stays_is_found() -> None:
    def constant(_: Call, group: Any) -> Any:
        return {**group, "etag": "always"}

    with broken("DeviceGroups_Get", constant):
        found = run_rules("IC410", resource="DeviceGroups", version=STABLE).findings
    assert [(finding.rule, finding.subject) for finding in found] == [("IC410", "PATCH")]


def test_etag_that_is_missing_is_found() -> None:
    with broken("DeviceGroups_Get", lambda _, group: {key: group[key] for key in group if key != "etag"}):
        found = run_rules("IC410", resource="DeviceGroups", version=STABLE).findings
    assert [(finding.rule, finding.subject) for finding in found] == [("IC410", "absent")]


def test_etag_that_changes_by_itself_is_found() -> None:
    with broken("DeviceGroups_List", lambda _, page: {"value": [{**item, "etag": "x"} for item in page["value"]]}):
        found = run_rules("IC411", resource="DeviceGroups").findings
    assert [(finding.rule, finding.operation) for finding in found] == [("IC411", "DeviceGroups_List")]


@pytest.mark.parametrize(("rule", "version"), [("IC412", PREVIEW), ("IC415", PREVIEW), ("IC415", STABLE)])
def test_stale_etag_that_is_accepted_is_found(rule: str, version: str) -> None:
    with replaced("iotcentral_testkit.emulator.http.etags:check_etag", lambda _: lambda *_: None)():
        found = run_rules(rule, resource="DeviceTemplates", version=version).findings
    assert [finding.rule for finding in found] == [rule]


@pytest.mark.parametrize("rule", ["IC413", "IC414", "IC416"])
def test_good_etag_that_is_refused_is_found(rule: str) -> None:
    def pedantic(rightly: Any) -> Any:
        def check(call: Call, stored: Any) -> None:
            rightly(call, {**stored, "etag": "another"} if stored else None)

        return check

    def unable(rightly: Any) -> Any:
        def check(call: Call, stored: Any) -> None:
            if call.headers.get("if-match") == "*":
                call.headers["if-match"] = "none"
            rightly(call, stored)

        return check

    with replaced("iotcentral_testkit.emulator.http.etags:check_etag", unable if rule == "IC413" else pedantic)():
        found = run_rules(rule, resource="Dashboards").findings
    assert [finding.rule for finding in found] == [rule]
