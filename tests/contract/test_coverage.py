"""Coverage of the document: counts, names and cost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from iotcentral_testkit.contract.engine.coverage import Coverage, Figure
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import DATA
from iotcentral_testkit.openapi.schema_keywords import SchemaKeywords

from .samples import VERSION, exchange


def figure(coverage: Coverage, kind: str, *resources: str) -> Figure:
    return next(found for found in coverage.figures(resources) if found.kind == kind)


@pytest.fixture
def coverage() -> Coverage:
    return Coverage(Api(VERSION))


def test_nothing_is_covered_at_first() -> None:
    for version in DATA.versions:
        for found in Coverage(Api(version)).figures():
            assert found.covered == 0
            assert found.total == sum(len(names) for names in found.missing.values()) > 0


def test_operations_and_statuses(coverage: Coverage) -> None:
    coverage.add(exchange(answered={"id": "d1"}))
    assert figure(coverage, "operations").covered == 1
    assert "Devices_Get" not in figure(coverage, "operations").missing
    assert figure(coverage, "statuses").missing["Devices_Get"] == ("4xx",)
    coverage.add(exchange(status=404))
    assert "Devices_Get" not in figure(coverage, "statuses").missing
    assert coverage.statuses["Devices_Get"] == {200: 1, 404: 1}


def test_requests_that_mean_no_operation_are_passed_over(coverage: Coverage) -> None:
    coverage.add(exchange(None, path="/api/nothing"))
    assert figure(coverage, "operations").covered == 0


def test_both_sides_of_the_limits_of_a_parameter(coverage: Coverage) -> None:
    def missing() -> list[str]:
        found = figure(coverage, "parameters").missing["DeviceGroups_List"]
        return [name for name in found if "maxpagesize" in name]

    limits = ["sent", "= 1", "below 1", "= 100", "above 100"]
    assert missing() == [f"query maxpagesize {limit}" for limit in limits]
    for size in ("1", "100", "0", "abc"):
        coverage.add(exchange("DeviceGroups_List", path="/api/deviceGroups", query={"maxpagesize": size}))
    assert missing() == ["query maxpagesize above 100"]


def test_every_value_of_a_list_and_the_pattern_of_an_id(coverage: Coverage) -> None:
    operation = "EnrollmentGroups_GetX509"
    path = {"enrollmentGroupId": "a b", "entry": "primary"}
    coverage.add(replace(exchange(operation), path=path))
    missing = figure(coverage, "parameters").missing[operation]
    assert "path entry = secondary" in missing
    assert "path entry = primary" not in missing
    assert "path enrollmentGroupId outside its pattern" not in missing
    assert "path enrollmentGroupId of 255 characters" in missing


def test_headers_and_media_types(coverage: Coverage) -> None:
    headers = {"content-type": "application/merge-patch+json; charset=utf-8", "if-match": "*"}
    coverage.add(exchange("Devices_Update", "PATCH", sent={}, answered={}, request_headers=headers))
    assert figure(coverage, "media types").missing["Devices_Update"] == ("sends application/json",)
    assert "header If-Match sent" not in figure(coverage, "parameters").missing["Devices_Update"]


def test_keywords_that_requests_satisfy_and_violate(coverage: Coverage) -> None:
    place = "Device/properties/displayName/type"
    coverage.add(exchange("Devices_Create", "PUT", sent={"displayName": "One"}))
    assert place not in figure(coverage, "request keywords satisfied").missing["Devices_Create"]
    assert place in figure(coverage, "request keywords violated").missing["Devices_Create"]
    coverage.add(exchange("Devices_Create", "PUT", sent={"displayName": 1}, status=422))
    assert place not in figure(coverage, "request keywords violated").missing["Devices_Create"]


def test_values_that_break_the_schema_count_whatever_their_shape(coverage: Coverage) -> None:
    place = "DeploymentManifest/properties/displayName/minLength"
    for name in ("One", ""):
        assert place in figure(coverage, "request keywords violated").missing["DeploymentManifests_Create"]
        body: dict[str, object] = {"id": "m", "displayName": name, "data": {}}
        coverage.add(exchange("DeploymentManifests_Create", "PUT", "/api/deploymentManifests/m", sent=body))
    assert place not in figure(coverage, "request keywords violated").missing["DeploymentManifests_Create"]


def test_a_branch_of_a_union_that_was_not_taken_is_not_violated(coverage: Coverage) -> None:
    body = {"displayName": "W", "type": "webhook@v1", "url": "https://example.com"}
    coverage.add(exchange("Destinations_Create", "PUT", "/api/dataExport/destinations/w", sent=body))
    violated = figure(coverage, "request keywords violated", "Destinations")
    assert violated.covered == 0
    satisfied = figure(coverage, "request keywords satisfied").missing["Destinations_Create"]
    assert "WebhookV1Destination/properties/type/const" not in satisfied
    assert "BlobStorageV1Destination/properties/type/const" in satisfied


def test_keywords_that_responses_satisfy(coverage: Coverage) -> None:
    def missing() -> tuple[str, ...]:
        return figure(coverage, "response keywords satisfied").missing["Devices_Get"]

    assert "Device/properties/simulated/type" in missing()
    coverage.add(exchange(answered={"id": "d1", "simulated": 1}))
    assert "Device/properties/simulated/type" in missing()
    coverage.add(exchange(answered={"id": "d1", "simulated": True}, status=404))
    assert "Device/properties/simulated/type" in missing()
    coverage.add(exchange(answered={"id": "d1", "simulated": True}))
    assert "Device/properties/simulated/type" not in missing()


def test_only_the_chosen_resources_count(coverage: Coverage) -> None:
    chosen = figure(coverage, "operations", "Jobs")
    assert 0 < chosen.total < figure(coverage, "operations").total
    assert all(id.startswith("Jobs_") for id in chosen.missing)


def test_schemas_that_contain_themselves_have_an_end() -> None:
    components = {"Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}}
    keywords = SchemaKeywords({"$ref": "#/components/schemas/Node"}, components, violations=True)
    assert keywords.places == ("Node/type",)
    keywords.see({"next": {"next": {}}})
    assert keywords.unsatisfied == []
    keywords.see({"next": 1})
    assert keywords.unviolated == []


def test_bodies_like_those_before_cost_no_evaluation(monkeypatch: pytest.MonkeyPatch, coverage: Coverage) -> None:
    evaluated: list[object] = []
    genuine = SchemaKeywords._evaluate

    def counted(self: SchemaKeywords, body: object) -> None:
        evaluated.append(body)
        genuine(self, body)

    monkeypatch.setattr(SchemaKeywords, "_evaluate", counted)
    for number in range(100):
        body = {"displayName": f"Device {number}"}
        coverage.add(exchange("Devices_Create", "PUT", f"/api/devices/d{number}", sent=body, answered=body))
    assert len(evaluated) == 2  # the first request, and the first response
