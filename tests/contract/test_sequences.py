"""Rules find what shows after several requests, in unusual states, and in second elements."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ..mutants.defects import DEFECTS
from .runs import run_rules, subjects


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the emulator provision devices at once."""
    monkeypatch.setattr("iotcentral_testkit.emulator.devices.devices._PROVISIONING", timedelta(milliseconds=1))


@pytest.mark.parametrize(
    ("name", "operation", "subject"),
    [
        ("unblocked-unprovisioned", "Devices_RunCommand", "unblocked"),
        ("member-by-first-organization", "DeviceGroups_GetDevices", ""),
        ("unfiltered-later-when-sorted", "Devices_List", "filtered"),
        ("etag-stays-with-manifest", "Devices_ApplyManifest", "etag"),
        ("second-component-unwritten", "Devices_UpdateProperties", "of both zone"),
        ("unwritten-while-blocked", "Devices_UpdateProperties", "blocked"),
        ("telemetry-goes-back", "Devices_GetComponentTelemetryValue", "read again"),
        ("migrated-unrelated", "Devices_ListRelationships", "missing"),
        ("once-used-undeletable", "DeviceTemplates_Remove", "free again"),
        ("runs-with-first-data", "ScheduledJobs_ListJobs", "changed data"),
        ("seen-by-first-organization", "Dashboards_Get", "of two"),
        ("last-is-first-in-windows", "Query_Run", "functions of windows"),
        ("relationships-without-last-page", "Devices_ListRelationships", "missing"),
        ("star-covers-body-etag", "DeviceTemplates_Update", "PATCH"),
        ("model-of-any-version", "DeviceTemplates_List", "eq lets through"),
        ("template-of-blocked-removed", "DeviceTemplates_Remove", "status"),
        ("members-unfiltered-later", "DeviceGroups_GetDevices", ""),
    ],
)
def test_defect_is_found(name: str, operation: str, subject: str) -> None:
    defect = DEFECTS[name]
    (rule,) = defect.codes
    patience = 30.0 if rule in {"IC630", "IC651"} else 0.5
    with defect.switch():
        result = run_rules(rule, resource=defect.resource, version=defect.version, patience=patience)
    assert (rule, operation, subject) in subjects(result)
