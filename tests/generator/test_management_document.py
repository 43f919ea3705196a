"""Document of the control plane: equal to what is published in operations, members, limits and marks.

Both sides are put into lines of one form, so that a difference is told as the lines that differ. `PUBLISHED` is what
the published contract of 2021-06-01 says; where that contract itself lies beside the workspace, it is read too.

    Resource_Verb METHOD path                 <subscription> and <group> stand for the beginnings that paths share
    Resource_Verb takes …                     parameters; `@client` is known to the client, `@method` the caller's
    Resource_Verb sends Schema                the body, which is required
    Resource_Verb answers 200 Schema, 202     the statuses, each with its body if it has one
    Resource_Verb pages by nextLink
    Resource_Verb is long-running
    Schema includes Schema
    Schema.member: type, marks                read-only; create-only, which is not changed after the creation
    Schema: string, any of … (Name)           an open enumeration, and what it is called
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from iotcentral_generator.document.nodes import component
from iotcentral_generator.document.operations import operations, parameters_of
from iotcentral_generator.load import load
from iotcentral_generator.project import project

from .conftest import REPOSITORY

VERSION = "2021-06-01"
FACTS = REPOSITORY.parent / "shared" / "reference" / "facts" / f"management-{VERSION}.json"
SPEC = load(REPOSITORY / "spec" / "management" / "openapi.yaml")

PUBLISHED = r"""
Apps_ListBySubscription GET <subscription>/iotApps
Apps_ListBySubscription takes api-version@client subscriptionId@client
Apps_ListBySubscription answers 200 AppListResult, default CloudError
Apps_ListBySubscription pages by nextLink
Apps_ListByResourceGroup GET <group>/iotApps
Apps_ListByResourceGroup takes api-version@client subscriptionId@client resourceGroupName@method
Apps_ListByResourceGroup answers 200 AppListResult, default CloudError
Apps_ListByResourceGroup pages by nextLink
Apps_Get GET <group>/iotApps/{resourceName}
Apps_Get takes api-version@client subscriptionId@client resourceGroupName@method resourceName@method
Apps_Get answers 200 App, default CloudError
Apps_CreateOrUpdate PUT <group>/iotApps/{resourceName}
Apps_CreateOrUpdate takes api-version@client subscriptionId@client resourceGroupName@method resourceName@method
Apps_CreateOrUpdate sends App
Apps_CreateOrUpdate answers 200 App, 201 App, 202, default CloudError
Apps_CreateOrUpdate is long-running
Apps_Update PATCH <group>/iotApps/{resourceName}
Apps_Update takes api-version@client subscriptionId@client resourceGroupName@method resourceName@method
Apps_Update sends AppPatch
Apps_Update answers 200 App, 202, default CloudError
Apps_Update is long-running
Apps_Delete DELETE <group>/iotApps/{resourceName}
Apps_Delete takes api-version@client subscriptionId@client resourceGroupName@method resourceName@method
Apps_Delete answers 200, 202, 204, default CloudError
Apps_Delete is long-running
Apps_CheckNameAvailability POST <subscription>/checkNameAvailability
Apps_CheckNameAvailability takes api-version@client subscriptionId@client
Apps_CheckNameAvailability sends OperationInputs
Apps_CheckNameAvailability answers 200 AppAvailabilityInfo, default CloudError
Apps_CheckSubdomainAvailability POST <subscription>/checkSubdomainAvailability
Apps_CheckSubdomainAvailability takes api-version@client subscriptionId@client
Apps_CheckSubdomainAvailability sends OperationInputs
Apps_CheckSubdomainAvailability answers 200 AppAvailabilityInfo, default CloudError
Apps_ListTemplates POST <subscription>/appTemplates
Apps_ListTemplates takes api-version@client subscriptionId@client
Apps_ListTemplates answers 200 AppTemplatesResult, default CloudError
Apps_ListTemplates pages by nextLink
Operations_List GET /providers/Microsoft.IoTCentral/operations
Operations_List takes api-version@client
Operations_List answers 200 OperationListResult, default CloudError
Operations_List pages by nextLink

Resource.id: string, read-only
Resource.name: string, read-only, matches ^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{2,99}[a-zA-Z0-9]$
Resource.type: string, read-only
Resource.location: string, required, create-only
Resource.tags: map of string
App includes Resource
App.properties: AppProperties
App.sku: AppSkuInfo, required
App.identity: SystemAssignedServiceIdentity
AppPatch.tags: map of string
AppPatch.sku: AppSkuInfo
AppPatch.properties: AppProperties
AppPatch.identity: SystemAssignedServiceIdentity
AppProperties.applicationId: string, read-only
AppProperties.displayName: string
AppProperties.subdomain: string
AppProperties.template: string, create-only
AppProperties.state: AppState, read-only
AppState: string, any of created suspended (AppState)
AppSkuInfo.name: string, required, any of ST0 ST1 ST2 (AppSku)
AppListResult.value: list of App
AppListResult.nextLink: string
AppAvailabilityInfo.nameAvailable: boolean, read-only
AppAvailabilityInfo.reason: string, read-only
AppAvailabilityInfo.message: string, read-only
OperationInputs.name: string, required
OperationInputs.type: string, default IoTApps
AppTemplate.manifestId: string, read-only
AppTemplate.manifestVersion: string, read-only
AppTemplate.name: string, read-only
AppTemplate.title: string, read-only
AppTemplate.order: number, read-only
AppTemplate.description: string, read-only
AppTemplate.industry: string, read-only
AppTemplate.locations: list of AppTemplateLocations, read-only
AppTemplateLocations.id: string, read-only
AppTemplateLocations.displayName: string, read-only
AppTemplatesResult.value: list of AppTemplate, read-only
AppTemplatesResult.nextLink: string
Operation.name: string, read-only
Operation.display: OperationDisplay
Operation.origin: string, read-only
Operation.properties: object, read-only
OperationDisplay.provider: string, read-only
OperationDisplay.resource: string, read-only
OperationDisplay.operation: string, read-only
OperationDisplay.description: string, read-only
OperationListResult.value: list of Operation, read-only
OperationListResult.nextLink: string
CloudError.error: CloudErrorBody
CloudErrorBody.code: string, read-only
CloudErrorBody.message: string, read-only
CloudErrorBody.target: string, read-only
CloudErrorBody.details: list of CloudErrorBody
"""

COMMON = """
SystemAssignedServiceIdentity.type: SystemAssignedServiceIdentityType, required
SystemAssignedServiceIdentity.principalId: string, read-only, format uuid
SystemAssignedServiceIdentity.tenantId: string, read-only, format uuid
SystemAssignedServiceIdentityType: string, any of None SystemAssigned (SystemAssignedServiceIdentityType)
"""
"""Definitions of the common types of Azure Resource Manager, version 3, to which the contract refers."""


def lines(text: str) -> set[str]:
    return set(filter(None, text.splitlines()))


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return project(SPEC, VERSION)


def test_the_document_says_what_is_published(document: dict[str, Any]) -> None:
    assert authored(document) == lines(PUBLISHED + COMMON)


def test_the_list_above_is_the_published_contract() -> None:
    if not FACTS.is_file():
        pytest.skip("the published contract is not beside the workspace; the list in this test stands for it")
    assert published(json.loads(FACTS.read_text(encoding="utf-8"))) == lines(PUBLISHED)


def test_the_document_has_that_version_alone() -> None:
    assert SPEC.versions == (VERSION,)


def test_what_is_long_running_says_where_its_end_is_told(document: dict[str, Any]) -> None:
    found = {}
    for _, _, operation in operations(document):
        if operation.get("x-ms-long-running-operation"):
            found[operation["operationId"]] = operation["x-ms-long-running-operation-options"]
    via = {"final-state-via": "azure-async-operation"}
    assert found == dict.fromkeys(("Apps_CreateOrUpdate", "Apps_Update", "Apps_Delete"), via)


def test_an_accepted_request_tells_where_to_ask(document: dict[str, Any]) -> None:
    for _, _, operation in operations(document):
        if operation.get("x-ms-long-running-operation"):
            for status in operation["responses"].keys() & {"201", "202"}:
                assert "Azure-AsyncOperation" in operation["responses"][status]["headers"]


def test_the_client_asks_azure_resource_manager_as_a_user_of_entra(document: dict[str, Any]) -> None:
    assert [server["url"] for server in document["servers"]] == ["https://management.azure.com"]
    assert document["security"] == [{"azure_auth": ["user_impersonation"]}]
    flow = document["components"]["securitySchemes"]["azure_auth"]["flows"]["implicit"]
    assert flow["authorizationUrl"] == "https://login.microsoftonline.com/common/oauth2/authorize"
    assert list(flow["scopes"]) == ["user_impersonation"]


# Both forms of document, as lines


def authored(document: dict[str, Any]) -> set[str]:
    """Return the lines of a projected document."""
    schemas = document["components"]["schemas"]
    return {*_authored_operations(document), *_of_schemas(schemas)}


def _authored_operations(document: dict[str, Any]) -> Iterator[str]:
    for (_, path, method), item, operation in operations(document):
        parameters = [_Parameter(p, p["schema"]) for p in parameters_of(document, item, operation)]
        body = operation.get("requestBody")
        answers = {s: _content(document, response) for s, response in operation["responses"].items()}
        yield from _of_operation(operation, str(path), str(method), parameters, body and _body(body), answers)


def _body(body: dict[str, Any]) -> str:
    assert body["required"] is True
    return _content({}, body)


def _content(document: dict[str, Any], body: dict[str, Any]) -> str:
    """Return the schema of a body, "" if it has none."""
    content = (component(document, body["$ref"]) if "$ref" in body else body).get("content", {})
    assert content.keys() <= {"application/json"}
    return "".join(_named(media["schema"]) for media in content.values())


def published(facts: dict[str, Any]) -> set[str]:
    """Return the lines of a contract in the form of Swagger 2.0."""
    return {*_published_operations(facts), *_of_schemas(facts["definitions"])}


def _published_operations(facts: dict[str, Any]) -> Iterator[str]:
    for path, item in facts["paths"].items():
        for method, operation in item.items():
            given = [component(facts, p["$ref"]) if "$ref" in p else p for p in operation["parameters"]]
            bodies = [p for p in given if p["in"] == "body"]
            assert len(bodies) < 2
            assert all(p["required"] for p in bodies)
            parameters = [_Parameter(p, p) for p in given if p["in"] != "body"]
            answers = {s: _named(r["schema"]) if "schema" in r else "" for s, r in operation["responses"].items()}
            body = "".join(_named(p["schema"]) for p in bodies)
            yield from _of_operation(operation, path, method, parameters, body, answers)


class _Parameter:
    """A parameter; in Swagger 2.0 it is its own schema."""

    def __init__(self, written: dict[str, Any], schema: dict[str, Any]) -> None:
        assert written["required"] is True
        assert written["in"] == ("query" if written["name"] == "api-version" else "path")
        limits = schema.keys() & {"pattern", "format", "minLength", "maxLength", "enum"}
        assert (schema["type"], limits) == ("string", set())
        self._name = written["name"]
        # shared parameters are the client's by AutoRest's rule; one that is fixed is always the client's
        self._client = "const" in schema or written.get("x-ms-parameter-location", "client") == "client"

    def __str__(self) -> str:
        return f"{self._name}@{'client' if self._client else 'method'}"


def _of_operation(
    operation: dict[str, Any],
    path: str,
    method: str,
    parameters: Iterable[_Parameter],
    body: str | None,
    answers: dict[str, str],
) -> Iterator[str]:
    name, provider = operation["operationId"], "/providers/Microsoft.IoTCentral"
    subscription, group = "/subscriptions/{subscriptionId}", "/resourceGroups/{resourceGroupName}"
    path = path.replace(subscription + group + provider, "<group>").replace(subscription + provider, "<subscription>")
    yield f"{name} {method.upper()} {path}"
    yield f"{name} takes {' '.join(map(str, parameters))}"
    if body:
        yield f"{name} sends {body}"
    yield f"{name} answers {', '.join(f'{status} {schema}'.strip() for status, schema in answers.items())}"
    if "x-ms-pageable" in operation:
        assert operation["x-ms-pageable"].keys() == {"nextLinkName"}
        yield f"{name} pages by {operation['x-ms-pageable']['nextLinkName']}"
    if operation.get("x-ms-long-running-operation"):
        yield f"{name} is long-running"


def _of_schemas(schemas: dict[str, dict[str, Any]]) -> Iterator[str]:
    for name, schema in schemas.items():
        required = set(schema.get("required", []))
        assert required <= schema.get("properties", {}).keys()
        assert schema.get("additionalProperties", True) is True
        for part in schema.get("allOf", []):
            yield f"{name} includes {_named(part)}"
        for key, member in schema.get("properties", {}).items():
            target = schemas.get(_named(member), {}) if "$ref" in member else {}
            # what is published as read-only itself makes the members that refer to it so
            of_member = {"required": key in required, "read-only": member.get("readOnly") or target.get("readOnly")}
            marks = [mark for mark, holds in of_member.items() if holds]
            yield f"{name}.{key}: {', '.join([_type(member), *marks, *_limits(member, name)])}"
        if "properties" not in schema:
            yield f"{name}: {', '.join([_type(schema), *_limits(schema, name)])}"


def _limits(schema: dict[str, Any], owner: str) -> Iterator[str]:
    assert not [key for key in schema if re.match("(exclusive)?(min|max)|multiple|unique", key)]
    if "x-ms-mutability" in schema:
        assert schema["x-ms-mutability"] == ["create", "read"]
        yield "create-only"
    for key, told in (("format", "format"), ("pattern", "matches"), ("default", "default")):
        if key in schema:
            yield f"{told} {schema[key]}"
    values = schema.get("x-known-values") or schema.get("enum")
    if values:
        open_here = {"name": schema.get("title", owner), "modelAsString": "x-known-values" in schema}
        about = schema.get("x-ms-enum", open_here)
        assert about["modelAsString"], f"an enumeration of {owner} is closed"
        yield f"any of {' '.join(values)} ({about['name']})"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _named(schema)
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    if "additionalProperties" in schema:
        return f"map of {_type(schema['additionalProperties'])}"
    return str(schema["type"])


def _named(schema: dict[str, Any]) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[-1]
