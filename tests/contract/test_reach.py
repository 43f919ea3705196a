"""Rules of reach, and of values that have one form: the defects that they are for are found, and nothing without one."""

from __future__ import annotations

import pytest

from tests.contract.runs import PREVIEW, STABLE, run_rules, subjects
from tests.mutants.defects import DEFECTS


@pytest.mark.parametrize(
    "name",
    [
        "sorted-for-everybody",
        "operator-creates-elsewhere",
        "operator-moves-elsewhere",
        "moved-still-listed",
        "reach-at-first-use",
        "first-role-acts",
        "truth-as-text",
        "several-organizations",
        "scope-of-each-group",
        "filter-patched-unchecked",
        "six-levels",
        "relationships-by-prefix",
        "keys-after-removal",
        "any-etag-of-nothing",
        "same-put-conflicts",
        "root-listed",
    ],
)
def test_defect_is_found(name: str) -> None:
    defect = DEFECTS[name]
    with defect.switch():
        found = run_rules(*defect.codes, resource=defect.resource, version=defect.version)
    assert {code for code, _, _ in subjects(found)} & defect.codes, found.findings


@pytest.mark.parametrize(
    ("resource", "version"), [("DeviceGroups", PREVIEW), ("Organizations", STABLE), ("EnrollmentGroups", PREVIEW)]
)
def test_emulator_has_no_deviation(resource: str, version: str) -> None:
    rules = ("IC213", "IC214", "IC215", "IC229", "IC317", "IC322", "IC323", "IC324", "IC405", "IC506", "IC513")
    found = run_rules(*rules, resource=resource, version=version)
    assert found.findings == []
    assert found.faults == ()
