"""Rules of lists find defects, and nothing without one."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from iotcentral_testkit.emulator.http.calls import Call

from tests.contract.defective_emulator import broken

from .runs import PREVIEW, STABLE, passed, run_rules, subjects

Change = Callable[[Call, Any], Any]


def _without_last(call: Call, page: Any) -> Any:
    return {**page, "value": page["value"][:-1]}


def _doubled(call: Call, page: Any) -> Any:
    return {**page, "value": [*page["value"], *page["value"][:1]]}


def _without_link(call: Call, page: Any) -> Any:
    return {"value": page["value"]}


def _sizeless(call: Call, page: Any) -> Any:
    """Return links without the page size and the position."""
    if "nextLink" not in page:
        return page
    return {**page, "nextLink": re.sub(r"&%24skiptoken=[^&]*", "&again=yes", page["nextLink"])}


def _backwards_at_times() -> Change:
    asked = 0

    def change(call: Call, page: Any) -> Any:
        nonlocal asked
        asked += 1
        return {**page, "value": page["value"][::-1] if asked % 2 else page["value"]}

    return change


def _renamed(call: Call, page: Any) -> Any:
    return {**page, "value": [{**item, "displayName": "another"} for item in page["value"]]}


_RULES = {"IC501", "IC503", "IC506", "IC507", "IC508", "IC510"}


@pytest.mark.parametrize(
    ("version", "rules"), [(STABLE, _RULES), (PREVIEW, _RULES | {"IC502", "IC504", "IC505", "IC509"})]
)
def test_right_lists_pass(version: str, rules: set[str]) -> None:
    result = run_rules(*rules, version=version)
    assert subjects(result) == set()
    assert passed(result) == rules


@pytest.mark.parametrize(
    ("rule", "version", "operation", "change", "subject"),
    [
        ("IC501", PREVIEW, "Users_List", _without_last, "missing"),
        ("IC501", PREVIEW, "Roles_List", _doubled, "twice"),
        ("IC501", STABLE, "DeviceGroups_List", _without_link, "missing"),
        ("IC502", PREVIEW, "Users_List", _doubled, "first page"),
        ("IC503", PREVIEW, "Dashboards_List", _sizeless, "overlap"),
        ("IC506", STABLE, "Organizations_List", _renamed, "displayName"),
        ("IC506", PREVIEW, "Roles_List", _renamed, "displayName"),
        ("IC507", STABLE, "ScheduledJobs_List", _without_last, "absent"),
        ("IC508", PREVIEW, "Destinations_List", _backwards_at_times(), ""),
        ("IC510", PREVIEW, "Exports_ListDestinations", _without_last, "missing"),
        ("IC510", PREVIEW, "Destinations_ListExports", _doubled, "twice"),
    ],
)
def test_wrong_lists_are_found(rule: str, version: str, operation: str, change: Change, subject: str) -> None:
    with broken(operation, change):
        result = run_rules(rule, resource=operation.partition("_")[0], version=version)
    assert subjects(result) == {(rule, operation, subject)}


def _beside(call: Call, page: Any) -> Any:
    """Return an item that does not match the filter."""
    if "filter" not in call.query or call.query["filter"].startswith("contains") is False:
        return page
    stranger = {"@id": "dtmi:nobody;1", "displayName": "zzz", "capabilityModel": {}}
    return {**page, "value": [*page["value"], stranger]}


def _unsorted(call: Call, page: Any) -> Any:
    return {**page, "value": page["value"][::-1]} if "orderby" in call.query else page


def _without(*texts: str) -> Change:
    """Leave out what has a text in its display name, where it is searched."""

    def change(call: Call, page: Any) -> Any:
        if " eq " not in call.query.get("filter", ""):
            return page
        return {**page, "value": [it for it in page["value"] if not any(text in it["displayName"] for text in texts)]}

    return change


def _trimmed(call: Call, page: Any) -> Any:
    """Search as if blanks at the end were nothing."""
    text = call.query.get("filter", "")
    return {"value": []} if " eq " in text and text.endswith(" '") else page


@pytest.mark.parametrize(
    ("rule", "operation", "change", "subject"),
    [
        ("IC504", "DeviceGroups_List", _without("\N{GRINNING FACE}"), "eq leaves out"),
        ("IC504", "DeviceGroups_List", _without("\N{COMBINING RING ABOVE}"), "eq leaves out"),
        ("IC504", "Dashboards_List", _without("'text'", "\\"), "eq leaves out"),
        ("IC504", "Devices_List", _without("%20", "\n", "--"), "eq leaves out"),
        ("IC504", "DeploymentManifests_List", _trimmed, "eq leaves out"),
        ("IC504", "DeviceTemplates_List", _beside, "contains lets through"),
        ("IC504", "DeploymentManifests_List", lambda call, page: {"value": []}, "eq leaves out"),
        ("IC505", "DeviceGroups_List", _unsorted, "ascending"),
        ("IC505", "Devices_List", lambda call, page: {"value": page["value"][1:]}, "incomplete"),
    ],
)
def test_wrong_expressions_are_found(rule: str, operation: str, change: Change, subject: str) -> None:
    with broken(operation, change):
        result = run_rules(rule, resource=operation.partition("_")[0])
    assert subjects(result) == {(rule, operation, subject)}


def test_later_pages_are_asked_for_by_the_same_caller() -> None:
    asked: list[tuple[str, bool, bool]] = []

    def noted(call: Call, page: Any) -> Any:
        asked.append((call.caller.name, call.caller.organizations is not None, bool(call.extra)))
        return page

    with broken("Devices_List", noted):
        run_rules("IC207", resource="Devices")
    later = [(before, this) for before, this in pairwise(asked) if this[2]]
    assert any(restricted for _, (_, restricted, _) in later), "a restricted caller has several pages"
    assert all(before[0] == this[0] for before, this in later)
