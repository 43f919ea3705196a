"""Import of a version that differs: each kind of change is marked, the projection is the published contract, no other
version changes, and dropping the version again leaves no byte of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.evolution.imports import drop_version, import_document
from iotcentral_generator.file_trees import files
from iotcentral_generator.lint import PROSE
from iotcentral_generator.load import load
from iotcentral_generator.project import project

from ..conftest import Small
from .published_form import swagger_of

pytestmark = pytest.mark.slow  # each change is imported into documents

Document = dict[str, Any]

PUT = """\
    put:
      operationId: Things_Put
      summary: Store a thing
      description: Stores a thing.
      parameters:
      - {"$ref": "#/components/parameters/Version"}
      - {"$ref": "#/components/parameters/ThingId"}
      requestBody:
        description: The thing.
        required: true
        content:
          application/json:
            schema: {"$ref": "#/components/schemas/Thing"}
            examples: {one: {value: {name: One}}}
      responses:
        "200":
          description: It is stored.
          content:
            application/json:
              schema: {"$ref": "#/components/schemas/Thing"}
              examples: {one: {value: {name: One}}}
        default: {"$ref": "#/components/responses/Error"}
    patch:
"""


LABELS = """\
  /labels:
    get:
      operationId: Labels_Get
      summary: Get the label
      description: Returns the label.
      parameters:
      - {"$ref": "#/components/parameters/Version"}
      - name: sizes
        in: query
        description: The sizes of the label.
        schema: {type: string}
      responses:
        "200":
          description: The label.
          headers:
            ETag: {description: Its version., schema: {type: string}}
          content:
            application/json:
              schema: {"$ref": "#/components/schemas/Label"}
              examples: {one: {value: {code: one, tags: [a]}}}
        default: {"$ref": "#/components/responses/Error"}
components:
  parameters:
"""

LABEL = """\
    Label:
      description: A label.
      type: object
      allOf:
      - {"$ref": "#/components/schemas/Error"}
      properties:
        tags:
          description: The tags.
          type: array
          items: {type: string}
        more:
          description: More of it.
          type: object
          additionalProperties: true
    Shape:
      description: A shape.
"""


def get(document: Document) -> Document:
    found: Document = document["paths"]["/things/{thingId}"]["get"]
    return found


def put(document: Document) -> Document:
    found: Document = document["paths"]["/things/{thingId}"]["put"]
    return found


def members(document: Document, name: str = "Thing") -> Document:
    found: Document = document["definitions"][name]["properties"]
    return found


def rename_parameter(document: Document) -> None:
    document["paths"] = {path.replace("thingId", "id"): item for path, item in document["paths"].items()}
    for item in document["paths"].values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                parameter["name"] = {"thingId": "id"}.get(parameter["name"], parameter["name"])


def move_path(document: Document) -> None:
    document["paths"]["/items/{thingId}"] = document["paths"].pop("/things/{thingId}")


def move_operation(document: Document) -> None:
    document["paths"]["/things/{thingId}/read"] = {"post": document["paths"]["/things/{thingId}"].pop("get")}


def rename_operation(document: Document) -> None:
    get(document)["operationId"] = "Things_Read"


def rename_schema(document: Document) -> None:
    document["definitions"]["Item"] = document["definitions"].pop("Thing")
    text = json.dumps(document).replace('"#/definitions/Thing"', '"#/definitions/Item"')
    document.update(json.loads(text))


def add_operation(document: Document) -> None:
    responses = {"200": {"schema": {"$ref": "#/definitions/Widget"}}, "default": get(document)["responses"]["default"]}
    parameter = {"name": "deep", "in": "query", "type": "boolean"}
    document["paths"]["/widgets"] = {
        "get": {"operationId": "Widgets_List", "parameters": [parameter], "responses": responses},
        "put": {"operationId": "Widgets_Put", "parameters": [], "responses": {"204": {}}},
    }
    widget = {"size": {"type": "integer"}, "thing": {"$ref": "#/definitions/Thing"}}
    document["definitions"]["Widget"] = {"type": "object", "required": ["size"], "properties": widget}


def add_variant(document: Document) -> None:
    document["definitions"]["Star"] = {
        "x-ms-discriminator-value": "star",
        "allOf": [{"$ref": "#/definitions/Shape"}],
        "properties": {"points": {"type": "integer", "minimum": 3}},
        "required": ["points"],
    }


def remove_variant(document: Document) -> None:
    del document["definitions"]["Square"]


def share_no_longer(document: Document) -> None:
    parameters = get(document)["parameters"]
    (parameter,) = [each for each in parameters if each["name"] == "thingId"]
    parameter["maxLength"] = 5


def rename_and_retype_in_one(document: Document) -> None:
    rename_parameter(document)
    rename_operation_of_put(document)
    members(document)["name"]["maxLength"] = 8
    add_variant(document)


def add_operation_to_what_moved(document: Document) -> None:
    move_path(document)
    operation = {"operationId": "Things_Remove", "parameters": get_moved(document)["parameters"][:2]}
    document["paths"]["/items/{thingId}"]["delete"] = {**operation, "responses": {"204": {}}}
    document["paths"]["/things/{thingId}"] = {
        "post": {**operation, "operationId": "Things_Touch", "responses": {"204": {}}}
    }


def get_moved(document: Document) -> Document:
    found: Document = document["paths"]["/items/{thingId}"]["get"]
    return found


def rename_operation_of_put(document: Document) -> None:
    next(iter(document["paths"].values()))["put"]["operationId"] = "Things_Store"


def put_into_quotes(document: Document) -> None:
    """Let one operation of those that share an answer have another one."""
    document["paths"]["/labels"]["get"]["produces"] = ["application/vnd.label+json"]


def rename_with_the_media_type(document: Document) -> None:
    put_into_quotes(document)
    document["definitions"]["Tag"] = document["definitions"].pop("Label")
    answers(document)["200"]["schema"] = {"$ref": "#/definitions/Tag"}


def answers(document: Document) -> Document:
    found: Document = document["paths"]["/labels"]["get"]["responses"]
    return found


def swap_tags(document: Document) -> None:
    one, other = document["definitions"]["Circle"], document["definitions"]["Square"]
    tags = [each["x-ms-discriminator-value"] for each in (one, other)]
    other["x-ms-discriminator-value"], one["x-ms-discriminator-value"] = tags


def let_a_known_schema_be_a_variant(document: Document) -> None:
    label = {"x-ms-discriminator-value": "circle", "allOf": [{"$ref": "#/definitions/Shape"}]}
    document["definitions"]["Label"] = label | {"properties": members(document, "Label"), "type": "object"}
    del document["definitions"]["Circle"]


def become_a_union(document: Document) -> None:
    document["definitions"]["Thing"]["discriminator"] = "sort"
    members(document)["sort"] = {"type": "string"}
    document["definitions"]["Thing"]["required"].append("sort")
    document["definitions"]["Toy"] = {
        "x-ms-discriminator-value": "toy",
        "allOf": [{"$ref": "#/definitions/Thing"}],
        "properties": {"age": {"type": "integer"}},
    }


def become_no_union(document: Document) -> None:
    shape = {"kind": {"type": "string"}, "note": {"type": "string"}}
    document["definitions"]["Shape"] = {"type": "object", "required": ["kind"], "properties": shape}
    del document["definitions"]["Circle"], document["definitions"]["Square"]


def require_new_shared_member(document: Document) -> None:
    members(document, "Shape")["label"] = {"type": "string"}
    document["definitions"]["Shape"]["required"].append("label")


WITHOUT_RADIUS = {"x-ms-discriminator-value": "circle", "allOf": [{"$ref": "#/definitions/Shape"}], "properties": {}}


def require_a_member_of_a_part(document: Document) -> None:
    document["definitions"]["Error"]["required"] = list(members(document, "Error"))


def rename_a_member_of_a_part(document: Document) -> None:
    members(document, "Error")["reason"] = members(document, "Error").pop("code")
    document["definitions"]["Error"]["required"] = ["reason"]


def patch_another_schema(document: Document) -> None:
    body = next(each for each in get_patch(document)["parameters"] if each["in"] == "body")
    body["schema"] = {"$ref": "#/definitions/Label"}


def get_patch(document: Document) -> Document:
    found: Document = document["paths"]["/things/{thingId}"]["patch"]
    return found


def mutable_at_creation(document: Document) -> None:
    members(document, "Shape")["note"]["x-ms-mutability"] = ["create", "read"]


def changed(path: str, value: Any) -> Callable[[Document], None]:
    """Return a change of the value at a path whose parts are separated by blanks; None removes it."""

    def change(document: Document) -> None:
        *owners, last = path.split(" ")
        node: Any = document
        for part in owners:
            node = node[int(part)] if isinstance(node, list) else node[part]
        if isinstance(node, list):
            node[int(last)] = value
        elif value is None:
            del node[last]
        else:
            node[last] = value

    return change


PREVIEW = "2023-01-01-preview"
BETWEEN = ("2022-06-01", "2022-06-01-preview")
"""Versions before one that is authored: what they lack can be a gap, for which nodes are written twice."""

THING = "paths /things/{thingId}"

CHANGES: dict[str, Callable[[Document], None]] = {
    "path parameter renamed": rename_parameter,
    "path moved": move_path,
    "operation moved to another path and method": move_operation,
    "operationId renamed": rename_operation,
    "schema renamed": rename_schema,
    "operation new": add_operation,
    "operation gone": changed(f"{THING} put", None),
    "variant new": add_variant,
    "variant gone": remove_variant,
    "shared parameter other in one operation": share_no_longer,
    "operation new on a moved path and on the one it left": add_operation_to_what_moved,
    "several at once": rename_and_retype_in_one,
    "type": changed("definitions Thing properties name type", "integer"),
    "format": changed("definitions Thing properties name format", "date-time"),
    "read-only": changed("definitions Thing properties name readOnly", True),
    "no longer read-only": changed("definitions Thing properties id readOnly", None),
    "limit new": changed("definitions Thing properties name maxLength", 7),
    "default new": changed("definitions Thing properties name default", "Two"),
    "pattern of a shared member": changed("definitions Shape properties note pattern", "^a"),
    "member new": changed("definitions Thing properties origin", {"type": "string"}),
    "member of another kind new": changed(
        "definitions Thing properties places",
        {"type": "array", "items": {"type": "object", "properties": {"at": {"type": "number"}}}},
    ),
    "member gone": changed("definitions Thing properties accessKey", None),
    "shared member new": changed("definitions Shape properties label", {"type": "string"}),
    "member of a variant gone": changed("definitions Circle", WITHOUT_RADIUS),
    "required": changed("definitions Thing required", ["name", "colour"]),
    "no longer required": changed("definitions Thing required", []),
    "value new": changed("definitions Thing properties colour enum", ["red", "blue", "green"]),
    "value gone": changed("definitions Thing properties colour enum", ["red"]),
    "enumeration opened": changed(
        "definitions Thing properties colour x-ms-enum", {"name": "Colour", "modelAsString": True}
    ),
    "reference instead of a type": changed("definitions Thing properties name", {"$ref": "#/definitions/Shape"}),
    "type instead of a reference": changed("definitions Thing properties shape", {"type": "string"}),
    "parameter gone": changed(f"{THING} get parameters 2", {"name": "wide", "in": "query", "type": "boolean"}),
    "parameter required": changed(f"{THING} get parameters 2 required", True),
    "parameter limit": changed(f"{THING} get parameters 2 maximum", 5),
    "parameter in the header": changed(f"{THING} get parameters 2 in", "header"),
    "deprecated": changed(f"{THING} get deprecated", True),
    "long-running": changed(f"{THING} put x-ms-long-running-operation", True),
    "paged": changed(f"{THING} get x-ms-pageable", {"nextLinkName": "next"}),
    "status new": changed(f"{THING} put responses 201", {"schema": {"$ref": "#/definitions/Thing"}}),
    "status gone": changed(f"{THING} get responses default", None),
    "header new": changed(f"{THING} get responses 200 headers", {"ETag": {"type": "string"}}),
    "answer of another type": changed(f"{THING} get responses 200 schema", {"$ref": "#/definitions/Shape"}),
    "answer without body": changed(f"{THING} put responses 200", {}),
    "media type": changed(f"{THING} patch consumes", ["application/json"]),
    "body optional": changed(f"{THING} put parameters 2 required", None),
    "array instead of a text": changed(
        "definitions Thing properties name", {"type": "array", "items": {"type": "integer"}}
    ),
    "object instead of a text": changed(
        "definitions Thing properties name", {"type": "object", "properties": {"at": {"type": "number"}}}
    ),
    "text instead of an array": changed("definitions Label properties tags", {"type": "string"}),
    "null or text instead of an array": changed(
        "definitions Label properties tags", {"type": "string", "x-nullable": True}
    ),
    "null or a number instead of a text": changed(
        "definitions Thing properties name", {"type": "integer", "x-nullable": True}
    ),
    "items of another type": changed("definitions Label properties tags items", {"type": "integer"}),
    "null beside a reference": changed(
        "definitions Thing properties shape", {"$ref": "#/definitions/Shape", "x-nullable": True}
    ),
    "null beside a new reference": changed(
        "definitions Label properties shape", {"$ref": "#/definitions/Shape", "x-nullable": True}
    ),
    "additional members of a type": changed(
        "definitions Label properties more additionalProperties", {"type": "string"}
    ),
    "a secret": changed("definitions Label properties pin", {"type": "string", "x-ms-secret": True}),
    "part gone": changed("definitions Label allOf", None),
    "member of a part new": changed("definitions Error properties hint", {"type": "string"}),
    "member of a part of another type": changed("definitions Error properties code", {"type": "integer"}),
    "member of a part required": require_a_member_of_a_part,
    "member of a part renamed": rename_a_member_of_a_part,
    "merge patch of another schema": patch_another_schema,
    "list of a shared member": mutable_at_creation,
    "read-only reference instead of a type": changed(
        "definitions Thing properties name", {"$ref": "#/definitions/Shape", "readOnly": True}
    ),
    "any value instead of a reference": changed("definitions Thing properties shape", {}),
    "enumeration without values": changed("definitions Thing properties colour enum", []),
    "member of a part gone": changed("definitions Error", {"type": "object", "properties": {}}),
    "tag changed": changed("definitions Circle x-ms-discriminator-value", "disc"),
    "tags exchanged": swap_tags,
    "a known schema is the variant of a tag": let_a_known_schema_be_a_variant,
    "schema became a union": become_a_union,
    "union became a schema": become_no_union,
    "shared member new and required": require_new_shared_member,
    "shared member required": changed("definitions Shape required", ["kind", "note"]),
    "shared answer other in one operation": put_into_quotes,
    "schema renamed with its media type": rename_with_the_media_type,
    "header gone": changed("paths /labels get responses 200 headers", None),
    "header of another type": changed("paths /labels get responses 200 headers ETag", {"type": "integer"}),
    "body flattened": changed(f"{THING} put parameters 2 x-ms-client-flatten", True),
    "parameter became a list": changed(
        "paths /labels get parameters 1",
        {"name": "sizes", "in": "query", "type": "array", "items": {"type": "integer"}, "collectionFormat": "multi"},
    ),
    "body of another type": changed(f"{THING} put parameters 2 schema", {"$ref": "#/definitions/Shape"}),
}


EVERYWHERE = (
    "operation gone",
    "shared parameter other in one operation",
    "several at once",
    "member gone",
    "type",
    "status gone",
    "object instead of a text",
    "null or text instead of an array",
    "tag changed",
    "part gone",
    "schema became a union",
    "shared answer other in one operation",
    "parameter became a list",
    "a known schema is the variant of a tag",
)
"""Changes that are tried in versions of each kind."""


@pytest.fixture
def stored(small: Small) -> Small:
    """Return the small document with an operation that stores, in two lines."""
    small.change("    patch:\n", PUT).change("components:\n  parameters:\n", LABELS)
    small.change("    Shape:\n      description: A shape.\n", LABEL)
    small.change("- name: Things\n", "- name: Labels\n  description: The labels.\n- name: Things\n")
    for file in (small.root, small.part):
        text = file.read_text().replace('"1"', '"2022-01-01"').replace('"2"', '"2023-01-01-preview"')
        file.write_text(text)
    return small.change(
        '["2022-01-01", "2023-01-01-preview"]', '{stable: ["2022-01-01"], preview: ["2023-01-01-preview"]}'
    )


def published(projection: Document, change: Callable[[Document], None]) -> Document:
    """Return the published form of a projection, changed."""
    document = swagger_of(projection)
    change(document)
    return document


def projected(small: Small) -> dict[str, Document]:
    """Return version → projection."""
    spec = small.load()
    return {version: project(spec, version) for version in spec.versions}


@pytest.mark.parametrize(
    ("change", "version"),
    [
        *((pytest.param(change, "2024-01-01", id=name)) for name, change in CHANGES.items()),
        *(
            pytest.param(CHANGES[name], version, id=f"{name}, {version}")
            for version in ("2024-01-01-preview", *BETWEEN)
            for name in EVERYWHERE
        ),
    ],
)
def test_a_change_is_merged_and_dropped_again(
    stored: Small, change: Callable[[Document], None], version: str, tmp_path: Path
) -> None:
    before, projections = files(stored.folder), projected(stored)
    file = tmp_path / "published.json"
    file.write_text(json.dumps(published(projections[PREVIEW], change)))
    result = import_document(file, version, stored.folder)
    assert result.differences == []
    assert {problem.code for problem in result.open_tasks} <= {*PROSE, "S115", "S117"}
    assert {each: found for each, found in projected(stored).items() if each != version} == projections
    drop_version(stored.folder, version)
    assert files(stored.folder) == before


def imported(stored: Small, name: str, folder: Path) -> Document:
    """Return the schemas of a new version with one change."""
    file = folder / "published.json"
    file.write_text(json.dumps(published(stored.project(PREVIEW), CHANGES[name])))
    import_document(file, "2024-01-01", stored.folder)
    found: Document = stored.project("2024-01-01")["components"]["schemas"]
    return found


@pytest.mark.parametrize("name", ["member of a part new", "member of a part required", "member of a part renamed"])
def test_a_part_is_compared_on_its_own(stored: Small, name: str, tmp_path: Path) -> None:
    label = stored.project(PREVIEW)["components"]["schemas"]["Label"]
    schemas = imported(stored, name, tmp_path)
    wanted = swagger_of(stored.project(PREVIEW))
    CHANGES[name](wanted)
    assert schemas["Label"] == label
    assert {*schemas["Error"]["properties"]} == {*members(wanted, "Error")}
    assert schemas["Error"].get("required") == wanted["definitions"]["Error"].get("required")


def test_a_patch_that_is_published_with_a_schema_is_a_patch_of_that(stored: Small, tmp_path: Path) -> None:
    schemas = imported(stored, "merge patch of another schema", tmp_path)
    operation = stored.project("2024-01-01")["paths"]["/things/{thingId}"]["patch"]
    patches = {media["schema"]["$ref"] for media in operation["requestBody"]["content"].values()}
    assert patches == {"#/components/schemas/LabelPatch"}
    assert "tags" in schemas["LabelPatch"]["properties"]


@pytest.mark.parametrize("name", [*EVERYWHERE, "tags exchanged"])
def test_a_version_that_is_there_is_imported_without_a_change(stored: Small, name: str, tmp_path: Path) -> None:
    file = tmp_path / "published.json"
    file.write_text(json.dumps(published(stored.project(PREVIEW), CHANGES[name])))
    assert import_document(file, "2024-01-01", stored.folder).files
    before = files(stored.folder)
    again = import_document(file, "2024-01-01", stored.folder)
    assert (again.files, again.changes, again.differences) == ([], [], [])
    assert files(stored.folder) == before


@pytest.mark.parametrize("version", ["2024-01-01", "2024-01-01-preview", *BETWEEN])
@pytest.mark.parametrize("defined", [True, False])
def test_a_schema_that_no_operation_uses_is_there_if_it_is_published(
    stored: Small, version: str, defined: bool, tmp_path: Path
) -> None:
    spare = 'x-since: "2023-01-01-preview"\n      x-unused: It is published so.\n      type: object\n'
    stored.change("    Label:\n", f"    Spare:\n      description: A spare.\n      {spare}    Label:\n")
    before, document = files(stored.folder), swagger_of(stored.project(PREVIEW))
    assert "Spare" in document["definitions"]
    if not defined:
        del document["definitions"]["Spare"]
    file = tmp_path / "published.json"
    file.write_text(json.dumps(document))
    assert import_document(file, version, stored.folder).differences == []
    schemas = {each: found["components"]["schemas"] for each, found in projected(stored).items()}
    assert {each for each, found in schemas.items() if "Spare" in found} == {PREVIEW, *([version] if defined else [])}
    drop_version(stored.folder, version)
    assert files(stored.folder) == before


def test_nothing_is_promoted_in_silence(stored: Small) -> None:
    stored.change('stable: ["2022-01-01"]', 'stable: ["2022-01-01", "2024-01-01"]')
    spec = load(stored.root)
    assert spec.versions == ("2022-01-01", "2023-01-01-preview", "2024-01-01")
    older, newer = (project(spec, version) for version in ("2022-01-01", "2024-01-01"))
    assert newer["components"]["schemas"].keys() == older["components"]["schemas"].keys()
    assert "weight" not in newer["components"]["schemas"]["Thing"]["properties"]
