"""Exported connector of the authored documents: complete, valid, and accepted by Power Platform's rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from iotcentral_generator.document.nodes import component, walk
from iotcentral_generator.document.operations import operations
from iotcentral_generator.export.connector import ConnectorExport, export, find_connector
from iotcentral_generator.load import Spec, load_all
from iotcentral_generator.project import project
from openapi_spec_validator import OpenAPIV2SpecValidator

from .conftest import REPOSITORY

COUNTS = {"2022-07-31": 96, "2022-10-31-preview": 120}
ACTIONS = 57
"""The number of the 67 actions that are not deprecated; each is carried out by an operation of its own."""

Node = dict[str, Any]


@pytest.fixture(scope="module")
def connector() -> Spec:
    return find_connector(load_all(REPOSITORY / "spec"))


@pytest.fixture(scope="module", params=COUNTS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def exported(connector: Spec, version: str) -> ConnectorExport:
    return export(connector, version)


@pytest.fixture(scope="module")
def carrier(connector: Spec, version: str) -> Node:
    assert connector.carrier is not None
    return project(connector.carrier.spec, version)


def all_operations(exported: ConnectorExport) -> list[tuple[str, str, Node]]:
    return [(str(key[1]), str(key[2]), operation) for key, _, operation in operations(exported.definition)]


def properties(definition: Node) -> Iterator[tuple[str, Node]]:
    for key, node in walk({name: definition[name] for name in ("paths", "definitions")}):
        inside = isinstance(node, dict) and isinstance(node.get("properties"), dict)
        if inside and key[-1:] != ("properties",):
            for name, member in node["properties"].items():
                yield "/".join(map(str, (*key, name))), member


def test_it_is_valid_swagger(exported: ConnectorExport) -> None:
    assert [*OpenAPIV2SpecValidator(exported.definition).iter_errors()] == []


def test_every_operation_is_there_once_and_the_trigger(exported: ConnectorExport, carrier: Node, version: str) -> None:
    wanted = {(key[1], key[2]) for key, _, _ in operations(carrier)}
    found = [(path, method) for path, method, operation in all_operations(exported) if "x-ms-trigger" not in operation]
    assert len(found) == len(set(found)) == COUNTS[version]
    assert set(found) == wanted
    assert all(path.startswith("/api/") for path, _ in found)
    assert exported.counts["triggers"] == len(all_operations(exported)) - len(found) == 1


def test_names_are_unique_and_those_of_the_actions(exported: ConnectorExport, connector: Spec, carrier: Node) -> None:
    names = [operation["operationId"] for _, _, operation in all_operations(exported)]
    assert len(names) == len(set(names))
    own = {operation["operationId"]: operation for _, _, operation in operations(connector.document)}
    current = {name for name, operation in own.items() if not operation.get("deprecated")}
    assert current < set(names), "the trigger and every action that is not deprecated"
    assert not set(names) & (own.keys() - current)
    assert len(current) == ACTIONS + 1
    assert exported.counts["actions"] == ACTIONS
    for _, _, operation in all_operations(exported):
        if operation["operationId"] in own:
            assert operation["summary"] == own[operation["operationId"]]["summary"]
    assert {name for name in names if "_" in name} < {each["operationId"] for _, _, each in operations(carrier)}


def test_keys_of_an_action_are_named_as_the_action_names_them(exported: ConnectorExport) -> None:
    found = {operation["operationId"]: operation for _, _, operation in all_operations(exported)}
    run = {
        parameter["name"]: parameter["x-ms-summary"] for parameter in found["RunAModuleComponentCommand"]["parameters"]
    }
    assert run["moduleName"] == "Device Module"
    assert run["componentName"] == "Device Component"
    assert exported.definition["definitions"]["Device"]["properties"]["displayName"]["x-ms-summary"] == "Device Name"


def test_every_reference_leads_somewhere_and_nothing_is_left_unused(exported: ConnectorExport) -> None:
    used = {node["$ref"] for _, node in walk(exported.definition) if isinstance(node, dict) and "$ref" in node}
    assert [reference for reference in used if component(exported.definition, reference) is None] == []
    bases = {f"#/definitions/{n}" for n, s in exported.definition["definitions"].items() if "discriminator" in s}
    for name, definition in exported.definition["definitions"].items():
        variant = {part.get("$ref") for part in definition.get("allOf", [])} & bases
        assert f"#/definitions/{name}" in used or variant, name


def test_nothing_of_openapi_3_is_left(exported: ConnectorExport) -> None:
    gone = {"oneOf", "anyOf", "const", "nullable", "requestBody", "content", "callbacks", "links", "components"}
    gone |= {"servers", "openapi", "examples", "example", "unevaluatedProperties", "not", "flows"}
    named = {
        key for key, _ in walk(exported.definition) if len(key) > 1 and key[-2] != "properties" and key[-1] in gone
    }
    assert named == set()
    own = {
        key
        for key, _ in walk(exported.definition)
        if key and str(key[-1]).startswith("x-") and not str(key[-1]).startswith("x-ms-") and key[-1] != "x-nullable"
    }
    assert {key[-2] for key in own} <= {"headers"}
    kinds = [node.get("type") for _, node in walk(exported.definition["definitions"]) if isinstance(node, dict)]
    assert not [kind for kind in kinds if isinstance(kind, list)]
    assert "#/components/" not in json.dumps(exported.definition)


def test_every_parameter_and_property_has_a_name_and_a_description(exported: ConnectorExport) -> None:
    for _, _, operation in all_operations(exported):
        assert operation["summary"]
        assert operation["description"]
        for parameter in operation["parameters"]:
            assert parameter["x-ms-summary"], (operation["operationId"], parameter["name"])
            assert parameter["description"]
            assert parameter["x-ms-visibility"] in {"important", "advanced", "internal"}
    found = dict(properties(exported.definition))
    assert len(found) > 300
    for place, member in found.items():
        assert member.get("x-ms-summary"), place
        assert member.get("description"), place
        assert "$ref" not in member, f"{place}: beside a $ref its name would not count"


def test_names_keep_to_the_limits_of_the_platform(exported: ConnectorExport) -> None:
    assert len(exported.definition["info"]["title"]) <= 30
    for _, _, operation in all_operations(exported):
        for shown in (operation["summary"], *(parameter["x-ms-summary"] for parameter in operation["parameters"])):
            assert len(shown) <= 80
            assert shown[-1].isalnum()
            assert "/" not in shown


def test_the_api_version_is_sent_without_being_shown(exported: ConnectorExport, version: str) -> None:
    for path, _, operation in all_operations(exported):
        if path.startswith("/api/"):
            (fixed,) = [parameter for parameter in operation["parameters"] if parameter["name"] == "api-version"]
            assert (fixed["default"], fixed["enum"], fixed["x-ms-visibility"]) == (version, [version], "internal")


def test_the_trigger_keeps_to_the_contract_of_webhooks(exported: ConnectorExport) -> None:
    ((path, method, trigger),) = [found for found in all_operations(exported) if "x-ms-trigger" in found[2]]
    assert trigger["x-ms-trigger"] == "single"
    content = exported.definition["paths"][path]["x-ms-notification-content"]
    assert content["schema"] == {"$ref": "#/definitions/RuleFired"}
    assert method == "post"
    (body,) = [parameter for parameter in trigger["parameters"] if parameter["in"] == "body"]
    subscription = component(exported.definition, body["schema"]["$ref"])
    marked = {name: m for name, m in subscription["properties"].items() if m.get("x-ms-notification-url")}
    assert [member["x-ms-visibility"] for member in marked.values()] == ["internal"]
    assert marked.keys() <= set(subscription["required"])


def test_the_policies_name_operations_that_there_are(exported: ConnectorExport) -> None:
    hosts, *pages = exported.properties["properties"]["policyTemplateInstances"]
    assert hosts["templateId"] == "dynamichosturl"
    assert hosts["parameters"]["x-ms-apimTemplateParameter.urlTemplate"].startswith("https://@connectionParameters(")
    found = {operation["operationId"]: operation for _, _, operation in all_operations(exported)}
    triggers = {name for name, operation in found.items() if "x-ms-trigger" in operation}
    assert set(hosts["parameters"]["x-ms-apimTemplate-operationName"]) == found.keys() - triggers
    assert [policy["templateId"] for policy in pages] == ["updatenextlink"]
    paged = {name for name, operation in found.items() if "x-ms-pageable" in operation}
    assert set(pages[0]["parameters"]["x-ms-apimTemplate-operationName"]) == paged
    assert len(paged) > 10


def test_each_way_to_sign_in_asks_for_what_the_requests_need(exported: ConnectorExport) -> None:
    written = exported.properties["properties"]
    sets = {each["name"]: each["parameters"] for each in written["connectionParameterSets"]["values"]}
    assert len(sets) == 2
    (host,) = {name for parameters in sets.values() for name in parameters if all(name in p for p in sets.values())}
    assert f"@connectionParameters('{host}')" in json.dumps(written["policyTemplateInstances"])
    security = exported.definition["securityDefinitions"]
    (key,) = [name for name, scheme in security.items() if scheme["type"] == "apiKey"]
    assert (security[key]["in"], security[key]["name"]) == ("header", "Authorization")
    assert [parameters[key]["type"] for parameters in sets.values() if key in parameters] == ["securestring"]
    (token,) = [p for parameters in sets.values() for p in parameters.values() if p["type"] == "oauthSetting"]
    assert token["oAuthSettings"]["customParameters"]["resourceUri"]["value"] == "https://apps.azureiotcentral.com"
    for parameters in sets.values():
        for parameter in parameters.values():
            assert parameter["uiDefinition"]["constraints"]["required"] == "true"


def test_the_newest_stable_version_is_the_default(connector: Spec) -> None:
    assert export(connector).api_version == "2022-07-31"
