"""Export of a connector: Swagger 2.0 from OpenAPI 3.1, the rules of Power Platform, and the command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.cli import main
from iotcentral_generator.export.connector import ConnectorExport, export, find_connector
from iotcentral_generator.export.connector_files import DEFINITION, PROPERTIES
from iotcentral_generator.export.power_platform import shown_name
from iotcentral_generator.export.swagger_operations import convert_operation, convert_security
from iotcentral_generator.export.swagger_schemas import convert_definitions
from iotcentral_generator.load import load_all
from iotcentral_generator.problems import GenerationError
from openapi_spec_validator import OpenAPIV2SpecValidator

from .conftest import Small

CONNECTOR = """\
openapi: 3.1.0
info:
  title: Thing actions
  description: Actions on things.
x-api-versions: ["a"]
x-package:
  distribution: thing-actions-{api-version}
  version: 0.1.0
  client: Connector
  methods: Actions
  description: Thing actions, {api-version}
  example: import {package}
x-carrier:
  document: ../openapi.yaml
  api-version: "1"
  host: shop
  prefix: Carried
tags:
- name: Actions
  description: The actions.
servers:
- url: https://actions.example/v1
  description: Where actions are.
security:
- key: []
paths:
  /{shop}/things/{thing}:
    patch:
      operationId: ChangeThing
      summary: Change a thing of a shop
      description: Changes a thing.
      parameters:
      - {"$ref": "#/components/parameters/Shop"}
      - {"$ref": "#/components/parameters/ThingKey"}
      requestBody:
        description: The changes.
        required: true
        x-ms-client-flatten: true
        content:
          application/json:
            schema: {"$ref": "#/components/schemas/ThingChange"}
            examples:
              rename:
                value: {label: Two}
      x-data-plane-operation:
        operationId: Things_Update
        parameters: {thingId: thing}
        body: {name: label}
      responses:
        "204": {description: It is changed.}
        default: {"$ref": "#/components/responses/Failure"}
  /{shop}/old/{thing}:
    get:
      operationId: GetThingOld
      summary: Get a thing the old way
      description: Answers a thing.
      deprecated: true
      x-successor: ChangeThing
      parameters:
      - {"$ref": "#/components/parameters/Shop"}
      - {"$ref": "#/components/parameters/ThingKey"}
      x-data-plane-operation:
        operationId: Things_Get
        parameters: {thingId: thing}
      responses:
        "200":
          description: The thing.
          content:
            application/json:
              schema: {"$ref": "#/components/schemas/ThingChange"}
              examples:
                one:
                  value: {label: One}
        default: {"$ref": "#/components/responses/Failure"}
  /{shop}/sold:
    post:
      operationId: WhenAThingIsSold
      x-ms-trigger: single
      summary: When a thing is sold
      description: Starts a flow for each thing that is sold.
      parameters:
      - {"$ref": "#/components/parameters/Shop"}
      requestBody:
        description: Where to post.
        required: true
        content:
          application/json:
            schema: {"$ref": "#/components/schemas/Subscription"}
            examples:
              flow:
                value: {callbackUrl: "https://flows.example/1"}
      callbacks:
        sold:
          "{$request.body#/callbackUrl}":
            post:
              summary: A thing was sold
              description: Sent once for each.
              requestBody:
                description: What was sold.
                content:
                  application/json:
                    schema: {"$ref": "#/components/schemas/Sold"}
                    examples:
                      one:
                        value: {thing: t1}
              responses:
                "200": {description: It is taken.}
      responses:
        "201": {description: It is stored.}
        default: {"$ref": "#/components/responses/Failure"}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: Authorization, description: A key.}
  parameters:
    Shop:
      name: shop
      in: path
      description: The shop.
      x-ms-summary: Shop
      required: true
      schema: {type: string}
      example: corner
    ThingKey:
      name: thing
      in: path
      description: Id of the thing.
      x-ms-summary: Thing Number
      required: true
      schema: {type: string}
      example: t1
  responses:
    Failure:
      description: It failed.
      content:
        application/json:
          schema: {"$ref": "#/components/schemas/Error"}
          examples:
            failed:
              value: {reason: Failed}
  schemas:
    Error:
      description: Why an action failed.
      type: object
      properties:
        reason:
          description: The reason.
          type: string
    ThingChange:
      description: Changes to a thing.
      type: object
      properties:
        label:
          description: Name of the thing.
          x-ms-summary: Thing Label
          type: string
    Subscription:
      description: Where to post.
      type: object
      required: [callbackUrl]
      properties:
        callbackUrl:
          description: Absolute URL.
          x-ms-visibility: internal
          x-ms-notification-url: true
          type: string
    Sold:
      description: What was sold.
      type: object
      properties:
        thing:
          description: Id of the thing.
          type: string
x-power-platform:
  title: Things
  description: Every operation on things.
  url: https://@connectionParameters('shop').things.example
  connection:
    iconBrandColor: "#123456"
    publisher: Contoso
    stackOwner: Contoso
    capabilities: [actions]
    connectionParameters:
      shop:
        type: string
        uiDefinition:
          displayName: Shop
          description: Name of the shop.
          constraints: {required: "true"}
      key:
        type: securestring
        uiDefinition:
          displayName: Key
          constraints: {required: "true"}
"""


class Shop:
    """The small document and the connector that it carries out, on disk."""

    def __init__(self, small: Small) -> None:
        self.small = small
        self.root = small.folder / "connector" / "openapi.yaml"
        self.root.parent.mkdir()
        self.root.write_text(CONNECTOR)

    def change(self, old: str, new: str) -> Shop:
        assert self.root.read_text().count(old) == 1, f"{old!r} has to stand once"
        self.root.write_text(self.root.read_text().replace(old, new))
        return self

    def export(self, version: str | None = None) -> ConnectorExport:
        return export(find_connector(load_all(self.small.folder)), version)

    def problem(self) -> str:
        with pytest.raises(GenerationError) as error:
            self.export()
        return "\n".join(map(str, error.value.problems))

    def run(self, *arguments: str | Path) -> int:
        return main(["--spec", str(self.small.folder), "export-connector", *map(str, arguments)])


@pytest.fixture
def shop(small: Small) -> Shop:
    return Shop(small)


def operation(exported: ConnectorExport, path: str, method: str) -> dict[str, Any]:
    found: dict[str, Any] = exported.definition["paths"][path][method]
    return found


def parameters(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {parameter["name"]: parameter for parameter in found["parameters"]}


def schema(said: dict[str, Any]) -> dict[str, Any]:
    """Return one schema, converted to Swagger 2.0."""
    converted: dict[str, Any] = convert_definitions({"components": {"schemas": {"It": said}}}, ["It"])["It"]
    return converted


# --- the words of Swagger 2.0


@pytest.mark.parametrize(
    ("said", "converted"),
    [
        ({"type": ["string", "null"]}, {"type": "string", "x-nullable": True}),
        ({"type": ["string", "integer"]}, {}),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, {"type": "integer", "x-nullable": True}),
        (
            {"description": "A.", "anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "null"}]},
            {"description": "A.", "x-nullable": True, "allOf": [{"$ref": "#/definitions/B"}]},
        ),
        ({"anyOf": [{}, {"type": "null"}]}, {"x-nullable": True}),
        ({"enum": ["a", None], "type": ["string", "null"]}, {"enum": ["a"], "type": "string", "x-nullable": True}),
        ({"const": 3}, {"type": "integer", "enum": [3]}),
        ({"const": True}, {"type": "boolean", "enum": [True]}),
        ({"$ref": "#/components/schemas/B"}, {"$ref": "#/definitions/B"}),
        ({"type": "number", "exclusiveMinimum": 0}, {"type": "number", "minimum": 0, "exclusiveMinimum": True}),
        (
            {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
            {"type": "object", "additionalProperties": {"type": "string", "x-nullable": True}},
        ),
        ({"type": "object", "additionalProperties": True}, {"type": "object", "additionalProperties": True}),
        ({"type": "string", "title": "Colour", "x-role": "etag"}, {"type": "string"}),
        ({"type": "string", "x-secret": True}, {"type": "string", "format": "password"}),
        (
            {"type": "string", "description": "A.", "x-known-values": ["a", "b"]},
            {"type": "string", "description": "A. Known values: `a`, `b`."},
        ),
        (
            {"type": "object", "required": ["a", "b"], "properties": {"a": {"readOnly": True}, "b": {}}},
            {"type": "object", "required": ["b"], "properties": {"a": {"readOnly": True}, "b": {}}},
        ),
    ],
)
def test_a_schema_is_said_in_the_words_of_swagger(said: dict[str, Any], converted: dict[str, Any]) -> None:
    assert schema(said) == converted


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "anyOf"),
        ({"oneOf": [{"type": "string"}]}, "oneOf"),
        ({"type": "object", "patternProperties": {}}, "patternProperties"),
        ({"type": "object", "properties": {"a": {"not": {}}}}, "not"),
    ],
)
def test_what_swagger_cannot_say_is_refused_by_name_and_place(said: dict[str, Any], named: str) -> None:
    with pytest.raises(GenerationError, match=rf"E102 It.*`{named}`"):
        schema(said)


@pytest.mark.parametrize(
    ("parameter", "named"),
    [
        ({"in": "cookie", "schema": {}}, "cookie"),
        ({"in": "query", "schema": {"type": "object"}}, "an object that is not a body"),
        ({"in": "query", "content": {}}, "content"),
    ],
)
def test_a_parameter_that_swagger_cannot_have_is_refused(parameter: dict[str, Any], named: str) -> None:
    operation = {"operationId": "A_Get", "parameters": [{"name": "p", **parameter}], "responses": {}}
    with pytest.raises(GenerationError, match=rf"E102 A_Get, parameter p: .*{named}"):
        convert_operation({}, {}, operation)


def test_a_body_that_is_no_json_is_refused() -> None:
    operation = {"operationId": "A_Set", "requestBody": {"content": {"text/csv": {"schema": {}}}}, "responses": {}}
    with pytest.raises(GenerationError, match="a body of text/csv"):
        convert_operation({}, {}, operation)


@pytest.mark.parametrize(("explode", "joined"), [(True, "multi"), (False, "csv")])
def test_a_list_in_a_query_says_how_it_is_written(explode: bool, joined: str) -> None:
    parameter = {"name": "p", "in": "query", "explode": explode, "schema": {"type": "array", "items": {}}}
    converted = convert_operation({}, {}, {"operationId": "A_Get", "parameters": [parameter], "responses": {}})
    assert converted["parameters"][0]["collectionFormat"] == joined


def test_a_flow_of_oauth_gets_its_older_name() -> None:
    flow = {"authorizationUrl": "https://a", "tokenUrl": "https://b", "scopes": {}}
    scheme = {"type": "oauth2", "flows": {"authorizationCode": flow}}
    assert convert_security(scheme) == {"type": "oauth2", "flow": "accessCode", **flow}


def test_a_union_becomes_a_base_that_its_variants_are_composed_of(shop: Shop) -> None:
    definitions = shop.export().definition["definitions"]
    base = definitions["Shape"]
    assert base["discriminator"] == "kind"
    assert base["required"] == ["kind"]
    assert base["properties"]["kind"]["enum"] == ["circle", "square"]
    assert {"note", "radius", "side"} < base["properties"].keys(), "a designer sees the members of every variant"
    circle = definitions["Circle"]
    assert circle["x-ms-discriminator-value"] == "circle"
    assert circle["allOf"][0] == {"$ref": "#/definitions/Shape"}
    assert circle["allOf"][1]["required"] == ["kind", "radius"]


def test_members_that_variants_describe_differently_are_left_to_them() -> None:
    def variant(tag: str, kind: str) -> dict[str, Any]:
        return {"type": "object", "properties": {"t": {"const": tag}, "size": {"type": kind}}}

    mapping = {"a": "#/components/schemas/A", "b": "#/components/schemas/B"}
    union = {
        "oneOf": [{"$ref": target} for target in mapping.values()],
        "discriminator": {"propertyName": "t", "mapping": mapping},
    }
    document = {"components": {"schemas": {"U": union, "A": variant("a", "string"), "B": variant("b", "integer")}}}
    converted = convert_definitions(document, ["U", "A", "B"])
    assert converted["U"]["properties"].keys() == {"t"}
    assert converted["B"]["allOf"][1]["properties"]["size"] == {"type": "integer"}


# --- what the platform asks for


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("deviceTemplateId", "Device Template ID"),
        ("api-version", "API Version"),
        ("If-Match", "If Match"),
        ("@id", "ID"),
        ("displayName", "Display Name"),
        ("x509", "X509"),
        ("sha1Thumbprint", "Sha1 Thumbprint"),
        ("iotcIDScope", "Iotc ID Scope"),
        ("$", "$"),
    ],
)
def test_a_name_is_shown_in_words(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_an_operation_has_the_name_of_the_action_that_it_carries_out(shop: Shop) -> None:
    exported = shop.export()
    changed = operation(exported, "/things/{thingId}", "patch")
    assert (changed["operationId"], changed["summary"]) == ("ChangeThing", "Change a thing of a shop")
    assert parameters(changed)["thingId"]["x-ms-summary"] == "Thing Number"
    assert changed["consumes"] == ["application/merge-patch+json"]
    patch = exported.definition["definitions"]["ThingPatch"]["properties"]
    assert patch["name"]["x-ms-summary"] == "Thing Label"
    assert patch["name"]["x-nullable"] is True
    assert exported.counts == {"operations": 2, "actions": 1, "triggers": 1, "definitions": 10}


def test_a_deprecated_action_gives_no_name(shop: Shop) -> None:
    got = operation(shop.export(), "/things/{thingId}", "get")
    assert (got["operationId"], got["summary"]) == ("Things_Get", "Get a thing")
    assert parameters(got)["thingId"]["x-ms-summary"] == "Thing ID"


def test_what_cannot_be_left_out_is_important_and_what_has_one_value_is_hidden(shop: Shop) -> None:
    found = parameters(operation(shop.export(), "/things/{thingId}", "get"))
    assert {name: each["x-ms-visibility"] for name, each in found.items()} == {
        "version": "internal",
        "thingId": "important",
        "depth": "advanced",
    }
    assert (found["version"]["default"], found["version"]["enum"]) == ("2", ["2"])


def test_the_trigger_says_what_is_sent_and_where_to(shop: Shop) -> None:
    exported = shop.export()
    item = exported.definition["paths"]["/v1/{shop}/sold"]
    assert item["x-ms-notification-content"] == {
        "description": "What was sold.",
        "schema": {"$ref": "#/definitions/Sold"},
    }
    assert item["post"]["x-ms-trigger"] == "single"
    url = exported.definition["definitions"]["Subscription"]["properties"]["callbackUrl"]
    assert (url["x-ms-notification-url"], url["x-ms-visibility"]) == (True, "internal")
    assert "callbacks" not in item["post"]
    assert (exported.definition["host"], exported.definition["schemes"]) == ("actions.example", ["https"])


def test_a_definition_of_the_connector_does_not_hide_one_of_the_carrier(shop: Shop) -> None:
    exported = shop.export()
    definitions = exported.definition["definitions"]
    assert definitions["Error"]["properties"].keys() == {"code"}
    assert definitions["ConnectorError"]["properties"].keys() == {"reason"}
    failed = operation(exported, "/v1/{shop}/sold", "post")["responses"]["default"]
    assert failed["schema"] == {"$ref": "#/definitions/ConnectorError"}


def test_requests_of_a_connection_go_to_its_own_host_but_for_the_trigger(shop: Shop) -> None:
    (policy,) = shop.export().properties["properties"]["policyTemplateInstances"]
    assert policy["templateId"] == "dynamichosturl"
    assert policy["parameters"] == {
        "x-ms-apimTemplate-operationName": ["Things_Get", "ChangeThing"],
        "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('shop').things.example",
    }


def test_pages_are_followed_through_the_connector(shop: Shop) -> None:
    old = "      operationId: Things_Get\n"
    shop.small.change(old, f"{old}      x-ms-pageable: {{nextLinkName: more}}\n")
    policy = shop.export().properties["properties"]["policyTemplateInstances"][1]
    assert policy["templateId"] == "updatenextlink"
    assert policy["parameters"] == {
        "x-ms-apimTemplate-operationName": ["Things_Get"],
        "x-ms-apimTemplateParameter.nextLinkPropertyName": "more",
    }


def test_what_a_connection_asks_for_is_described_where_it_is_shown(shop: Shop) -> None:
    shown = shop.export().properties["properties"]["connectionParameters"]["shop"]["uiDefinition"]
    assert shown["schema"] == {"type": "string", "description": "Name of the shop."}


def test_the_version_is_the_newest_or_the_one_asked_for(shop: Shop) -> None:
    assert shop.export().definition["info"]["version"] == "2"
    first = shop.export("1")
    assert first.definition["info"]["version"] == "1"
    assert "depth" not in parameters(operation(first, "/things/{thingId}", "get"))
    assert "Square" not in first.definition["definitions"]


@pytest.mark.parametrize("version", ["1", "2"])
def test_the_export_is_valid_swagger(shop: Shop, version: str) -> None:
    assert [*OpenAPIV2SpecValidator(shop.export(version).definition).iter_errors()] == []


# --- what is refused


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Change a thing of a shop", "Change a thing of a shop.", r"E103 ChangeThing: .*letter or digit at the end"),
        ("Change a thing of a shop", "Change " + "very " * 20 + "much", "at most 80 characters"),
        ("Change a thing of a shop", "Change/rename a thing", "no slash"),
        ("x-ms-summary: Thing Number", "x-ms-summary: Number?", "parameter thingId"),
        ("title: Things\n", "title: The API\n", "E103 the title"),
        (
            "operationId: ChangeThing",
            "operationId: Things_Get",
            r"E104 PATCH .*is also that of GET /things/\{thingId\}",
        ),
        ("https://actions.example/v1", "https://actions.example", None),
        ('"#123456"', '"#ffffff"', "iconBrandColor"),
        ("    publisher: Contoso\n", "", '"publisher" is a required property'),
        ("  url: https://@", "  url: http://@", "x-power-platform/url"),
        ("      key:\n        type: securestring", "      secret:\n        type: securestring", 'named "key"'),
        ("('shop').things", "('store').things", 'names the connection parameter "store"'),
        ("        type: securestring", "        type: oauthSetting", '"oAuthSettings" is a required property'),
        ("\nx-power-platform:", "\nx-other:", 'E105 x-power-platform: "url" is a required property'),
    ],
)
def test_what_the_platform_would_refuse_is_told(shop: Shop, old: str, new: str, told: str | None) -> None:
    shop.change(old, new)
    if told is None:
        assert "/{shop}/sold" in shop.export().definition["paths"]
        return
    with pytest.raises(GenerationError, match=told):
        shop.export()


def test_a_problem_of_the_mark_has_its_place(shop: Shop) -> None:
    line = CONNECTOR.splitlines().index("x-power-platform:") + 1
    assert shop.change('"#123456"', "blue").problem().startswith(f"{shop.root}:{line}: E105 ")


def test_a_path_of_a_trigger_that_the_carrier_has_too_is_refused(shop: Shop) -> None:
    shop.change("https://actions.example/v1", "https://actions.example").change("/{shop}/sold:", "/things/{thingId}:")
    assert "E107 /things/{thingId} is a path of both a trigger and the carrier" in shop.problem()


def test_a_document_without_a_carrier_is_no_connector(small: Small) -> None:
    with pytest.raises(GenerationError, match=r"E101 .*`x-carrier`: .*openapi.yaml has none; author one"):
        find_connector([small.load()])
    with pytest.raises(GenerationError, match="E101"):
        export(small.load())


def test_two_connectors_are_one_too_many(shop: Shop) -> None:
    other = shop.small.folder / "other" / "openapi.yaml"
    other.parent.mkdir()
    other.write_text(CONNECTOR.replace("thing-actions-", "other-actions-"))
    assert "all have it; move them apart" in shop.problem()


# --- the command


def test_the_command_writes_both_files_and_says_what_comes_next(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "deep" / "made"
    assert shop.run("-o", folder) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "api-version 2: 2 operations, 1 of them named as actions; triggers: 1; definitions: 10" in told.out
    assert f"paconn create --api-def {folder / DEFINITION} --api-prop {folder / PROPERTIES}" in told.out
    assert sorted(file.name for file in folder.iterdir()) == [DEFINITION, PROPERTIES]
    assert json.loads((folder / DEFINITION).read_text(encoding="utf-8")) == shop.export().definition
    assert json.loads((folder / PROPERTIES).read_text(encoding="utf-8")) == shop.export().properties


def test_the_same_documents_give_the_same_bytes(shop: Shop, tmp_path: Path) -> None:
    contents = []
    for name in ("first", "second", "second"):
        assert shop.run("-o", tmp_path / name, "--api-version", "1") == 0
        contents.append([(tmp_path / name / file).read_bytes() for file in (DEFINITION, PROPERTIES)])
    assert contents[0] == contents[1] == contents[2]


def test_an_unknown_version_is_refused_with_the_known_ones(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shop.run("--api-version", "3", "-o", tmp_path / "made") == 1
    told = capsys.readouterr().err
    assert '"3" is not an api-version' in told
    assert "it has 1, 2" in told
    assert not (tmp_path / "made").exists()


def test_a_folder_that_cannot_be_written_to_is_told(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "made").write_text("in the way")
    assert shop.run("-o", tmp_path / "made") == 1
    told = capsys.readouterr().err
    assert f"E108 {tmp_path / 'made'} cannot be written to: " in told
    assert told.endswith("give another folder with -o\n1 problem; nothing was written\n")


def test_no_file_changes_if_one_cannot_be_written(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "made"
    (folder / PROPERTIES).mkdir(parents=True)
    (folder / DEFINITION).write_text("before")
    assert shop.run("-o", folder) == 1
    assert f"E108 {folder} cannot be written to: {PROPERTIES} is a folder there" in capsys.readouterr().err
    assert (folder / DEFINITION).read_text() == "before"
    assert sorted(file.name for file in folder.iterdir()) == [DEFINITION, PROPERTIES]


def test_a_spec_without_a_connector_is_refused(
    small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--spec", str(small.folder), "export-connector", "-o", str(tmp_path / "made")]) == 1
    assert "E101 a connector is the one document that has `x-carrier`" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()
