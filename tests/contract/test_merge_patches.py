"""Findings of the rules about merge patches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.openapi.planes import DATA

from tests.contract.defective_emulator import broken
from tests.contract.runs import PREVIEW, STABLE, run_rules
from tests.mutants.switching import instead, unviewed

_RULES = ("IC401", "IC402", "IC403", "IC404", "IC405", "IC406", "IC407")


@pytest.mark.parametrize("version", DATA.versions)
@pytest.mark.parametrize("resource", ["Devices", "ScheduledJobs"])
def test_emulator_has_no_deviation(version: str, resource: str) -> None:
    assert run_rules(*_RULES, "IC301", resource=resource, version=version).findings == []


def _patched(change: Callable[[Any], Any]) -> Callable[[Call, Any], Any]:
    """Apply another patch than the one that was sent."""

    def do(call: Call, rightly: Any) -> Any:
        call.body = change(call.body)
        return rightly(call)

    return do


@pytest.mark.parametrize(
    ("rule", "resource", "version", "operation", "change", "subject"),
    [
        ("IC401", "Devices", STABLE, "Devices_Update", lambda _: {}, "displayName"),
        ("IC402", "Exports", PREVIEW, "Exports_Update", lambda body: {"filter": None, **body}, "filter"),
        (
            "IC403",
            "DeviceGroups",
            STABLE,
            "DeviceGroups_Update",
            lambda body: {name: value for name, value in body.items() if value is not None},
            "description",
        ),
        (
            "IC402",
            "EnrollmentGroups",
            STABLE,
            "EnrollmentGroups_Update",
            lambda body: {"type": "iot", **body},  # the first group is one, and shows it only when it is not
            "type",
        ),
        (
            "IC401",
            "EnrollmentGroups",
            PREVIEW,
            "EnrollmentGroups_Update",
            lambda body: {name: value for name, value in body.items() if name != "enabled" or len(body) == 1},
            "enabled",
        ),
        (
            "IC404",
            "EnrollmentGroups",
            STABLE,
            "EnrollmentGroups_Update",
            lambda body: body or {"enabled": False},
            "enabled",
        ),
    ],
)
def test_deviation_is_found(
    rule: str, resource: str, version: str, operation: str, change: Callable[[Any], Any], subject: str
) -> None:
    with instead(operation, do=_patched(change))():
        found = run_rules(rule, resource=resource, version=version).findings
    assert [(finding.rule, finding.subject) for finding in found] == [(rule, subject)]


def test_patch_that_makes_something_is_found() -> None:
    with instead("Organizations_Update", do=lambda call, _: {"id": call.path["organizationId"]})():
        found = run_rules("IC405", resource="Organizations").findings
    assert [(finding.rule, finding.subject) for finding in found] == [("IC405", "patch")]


def test_answer_that_differs_from_what_is_stored_is_found() -> None:
    with broken("Users_Update", lambda _, user: {**user, "roles": []}):
        found = run_rules("IC406", resource="Users", version=STABLE).findings
    assert [(finding.rule, finding.subject) for finding in found] == [("IC406", "roles")]


def test_read_only_member_that_is_taken_over_is_found() -> None:
    def change(call: Call, device: Any) -> Any:
        if "provisioned" in call.body:
            call.app.put("device", device["id"], {**device, "provisioned": call.body["provisioned"]})
        return device

    with unviewed(), broken("Devices_Update", change):
        found = run_rules("IC407", resource="Devices", version=STABLE).findings
    assert [(finding.rule, finding.subject) for finding in found] == [("IC407", "provisioned")]
