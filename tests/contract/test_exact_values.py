"""What the rules of exact values, of one member at a time and of neighbours find; defects are put in by operators."""

from __future__ import annotations

import pytest
from iotcentral_testkit.contract.fixtures.hard_values import free_object, hard_text, long_text
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.families import Family

from tests.contract.runs import PREVIEW, STABLE, run_rules, subjects
from tests.mutants.derived import operators
from tests.mutants.derived.transforms import FREE_OBJECTS, TEXTS
from tests.mutants.switching import Switch


def _family(version: str, name: str) -> Family:
    return next(family for family in Api(version).families if family.name == name)


_GROUPS = _family(STABLE, "DeviceGroups")
_DEVICES = _family(STABLE, "Devices")
_MANIFESTS = _family(PREVIEW, "DeploymentManifests")


def test_hard_texts_have_what_servers_change_and_keep_to_their_limit() -> None:
    whole = hard_text("a name")
    assert all(change(whole) != whole for change in TEXTS.values())
    assert len(hard_text("a name", 48)) <= 48
    assert hard_text("a name", 48)[0] == hard_text("a name", 48)[-1] == " "
    assert len(long_text("a name", 300)) == 300
    assert len(long_text("", 148).encode()) > 148
    assert len(long_text("", 148).encode("utf-16-le")) == 2 * 148


def test_free_content_has_what_servers_change() -> None:
    content = free_object()
    assert all(change(content) != content for change in FREE_OBJECTS.values())


@pytest.mark.parametrize(
    ("rule", "resource", "version", "switch"),
    [
        ("IC311", "DeviceGroups", STABLE, operators.stored(_GROUPS, ("displayName",), TEXTS["composed (NFC)"])),
        (
            "IC311",
            "DeploymentManifests",
            PREVIEW,
            operators.stored(_MANIFESTS, ("data",), FREE_OBJECTS["without nulls"]),
        ),
        ("IC402", "DeviceGroups", STABLE, operators.patch_clears(_GROUPS, "organizations", "description")),
        ("IC403", "Devices", STABLE, operators.patched(_DEVICES, ("template",), "null ignored")),
        ("IC410", "DeviceGroups", STABLE, operators.etag_kept(_GROUPS, "organizations")),
        ("IC408", "DeviceGroups", STABLE, operators.delayed(_GROUPS, "list")),
        ("IC208", "DeviceGroups", STABLE, operators.of_anyone(Api(STABLE).operations["DeviceGroups_GetDevices"])),
        ("IC108", "DeviceGroups", STABLE, operators.text_of(_GROUPS.get, "a member twice")),
    ],
)
def test_defect_is_found(rule: str, resource: str, version: str, switch: Switch) -> None:
    with switch():
        run = ("IC302",) if rule == "IC108" else ()
        found = run_rules(rule, *run, resource=resource, version=version)
    assert rule in {code for code, _, _ in subjects(found)}, found.findings


def test_emulator_has_no_deviation() -> None:
    rules = ("IC311", "IC312", "IC313", "IC314", "IC408", "IC301", "IC108")
    assert run_rules(*rules, resource="EnrollmentGroups", version=PREVIEW).findings == []
