"""Items beside another: with an id that resembles its own, and those that refer to it; and what else a write may not touch."""

from __future__ import annotations

import pytest

from tests.contract.runs import PREVIEW, STABLE, run_rules, subjects
from tests.mutants.defects import DEFECTS


@pytest.mark.parametrize(
    "name",
    [
        "token-delete-by-prefix",
        "certificate-delete-takes-both",
        "organization-put-orphans-children",
        "export-delete-takes-destinations",
        "org-admin-grants-all",
        "charset-refused",
        "role-found-by-name",
        "truth-as-number",
        "export-keeps-transform",
        "manifest-arrays-merged",
        "schedule-start-offset-dropped",
        "secondary-takes-primary",
        "null-is-no-ttl",
        "role-by-another-name",
        "last-is-first",
        "exports-below-enabled",
        "etags-of-the-first-list",
    ],
)
def test_defect_is_found(name: str) -> None:
    defect = DEFECTS[name]
    with defect.switch():
        found = run_rules(*defect.codes, resource=defect.resource, version=defect.version)
    assert {code for code, _, _ in subjects(found)} & defect.codes, found.findings


@pytest.mark.parametrize(("resource", "version"), [("Destinations", PREVIEW), ("Users", STABLE)])
def test_emulator_has_no_deviation(resource: str, version: str) -> None:
    found = run_rules("IC212", "IC226", "IC227", "IC235", "IC304", "IC318", resource=resource, version=version)
    assert found.findings == []
    assert found.faults == ()
