"""Levels of a device: the second part of each kind, and what it has alone."""

from __future__ import annotations

import pytest
from iotcentral_testkit.contract.checks.device_levels import part_of, place_of, places_beside, second_part_of
from iotcentral_testkit.contract.fixtures.capability_model import PART_NAMES, capability_model
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.json_types import is_object

from tests.contract.runs import PREVIEW

_API = Api(PREVIEW)


@pytest.mark.parametrize(
    ("operation", "part", "second"),
    [
        ("Devices_GetTelemetryValue", "", {}),
        ("Devices_GetComponentTelemetryValue", "components", {"components": "annex"}),
        ("Devices_GetModuleTelemetryValue", "modules", {"modules": "pumpModule"}),
        ("Devices_GetModuleComponentTelemetryValue", "components", {"components": "annex"}),
    ],
)
def test_the_second_part_is_beside_that_of_the_operation(operation: str, part: str, second: dict[str, str]) -> None:
    found = _API.operations[operation]
    assert part_of(found) == part
    assert second_part_of(found) == second


def test_each_of_two_parts_lacks_what_the_other_has() -> None:
    operation = _API.operations["Devices_GetModuleComponentTelemetryValue"]
    own, lacking, other = places_beside(operation, "d", "telemetry")
    within = {"deviceId": "d", "moduleName": "filterModule"}
    assert own == {**within, "componentName": "annex", "telemetryName": "humidity"}
    assert lacking == {**within, "componentName": "annex", "telemetryName": "temperature"}
    assert other == {**within, "componentName": "chamber", "telemetryName": "humidity"}
    assert not places_beside(_API.operations["Devices_GetTelemetryValue"], "d", "telemetry")
    assert place_of(operation, "d") not in (own, lacking, other)


def test_the_model_has_the_parts_with_their_names() -> None:
    def parts(contents: list[dict[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for each in contents:
            schema, target = each.get("schema"), each.get("target")
            inner = target[0] if isinstance(target, list) else schema
            if is_object(inner) and "contents" in inner:
                found |= {str(each["name"]): each["displayName"], **parts(inner["contents"])}
        return found

    assert parts(capability_model("dtmi:unit:M")["contents"]) == PART_NAMES


def test_a_module_has_a_component_that_is_named_as_one_of_the_device() -> None:
    first, second = (
        place_of(operation, "d", **second_part_of(operation))["componentName"]
        for operation in (
            _API.operations[f"Devices_Get{scope}TelemetryValue"] for scope in ("Component", "ModuleComponent")
        )
    )
    assert first == second


def test_the_elements_of_the_model_have_texts_for_people() -> None:
    contents = capability_model("dtmi:unit:M")["contents"]
    commented = {
        tuple(each["@type"]) if isinstance(each["@type"], list) else each["@type"]
        for each in contents
        if "comment" in each
    }
    assert {"Command", "Component", ("Telemetry", "Temperature")} <= commented
