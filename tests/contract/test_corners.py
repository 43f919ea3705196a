"""Rules find what shows in second elements, in other ways to write the same, and below the next level."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ..mutants.defects import DEFECTS
from .runs import CONTROL, STABLE, run_management_rules, run_rules, subjects


@pytest.mark.parametrize(
    ("name", "operation", "subject"),
    [
        ("second-destination-removed", "Destinations_Remove", "status"),
        ("roles-not-for-operators", "Roles_Get", "operator"),
        ("ring-of-three", "Organizations_Update", "below what is 2 levels below it"),
        ("grandchildren-out-of-reach", "Organizations_Get", "deeper"),
        ("manifest-taken-away", "DeploymentManifests_Remove", "data"),
        ("first-etag-of-list", "ScheduledJobs_Update", "list"),
        ("charset-in-capitals", "Organizations_Create", ""),
        ("app-display-name-kept", "Apps_CreateOrUpdate", "left out properties/displayName"),
    ],
)
def test_defect_is_found(name: str, operation: str, subject: str) -> None:
    defect = DEFECTS[name]
    (rule,) = defect.codes
    with defect.switch():
        if defect.version == CONTROL:
            result = run_management_rules(rule)
        else:
            result = run_rules(rule, resource=defect.resource, version=defect.version)
    assert (rule, operation, subject) in subjects(result)


def test_resumed_job_has_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iotcentral_testkit.emulator.jobs.job_runs._STEP", timedelta(seconds=0.3))
    with DEFECTS["resumed-with-former-end"].switch():
        result = run_rules("IC603", resource="Jobs", version=STABLE)
    assert ("IC603", "Jobs_Stop", "end on its way") in subjects(result)


def test_second_destination_has_a_transform_of_its_own() -> None:
    with DEFECTS["first-transform-for-all"].switch():
        result = run_rules("IC302", resource="Exports")
    assert ("IC302", "Exports_Create") in {(rule, operation) for rule, operation, _ in subjects(result)}
