"""Import of what lies beside a document, and what it tells a person: descriptions, addresses, likely renames."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from iotcentral_generator.evolution.contracts import ContractReader
from iotcentral_generator.evolution.difference import difference
from iotcentral_generator.evolution.imports import ImportResult, drop_version, import_document
from iotcentral_generator.file_trees import files
from iotcentral_generator.problems import GenerationError

from ..conftest import Small
from .published_form import swagger_of

Document = dict[str, Any]


def published(small: Small, change: Callable[[Document], object], file: Path) -> Path:
    document = swagger_of(small.project("2"))
    change(document)
    file.write_text(json.dumps(document))
    return file


def imported(small: Small, tmp_path: Path, change: Callable[[Document], object]) -> ImportResult:
    return import_document(published(small, change, tmp_path / "published.json"), "3", small.folder)


def thing(document: Document) -> Document:
    members: Document = document["definitions"]["Thing"]["properties"]
    return members


# --- files beside the document

COMMON = {
    "swagger": "2.0",
    "definitions": {
        "Label": {
            "type": "object",
            "properties": {"text": {"type": "string"}, "next": {"$ref": "#/definitions/Label"}},
        },
        "Thing": {"type": "object", "properties": {"other": {"$ref": "more/sizes.yaml#/definitions/Size"}}},
    },
    "parameters": {"Wide": {"name": "wide", "in": "query", "type": "boolean"}},
    "responses": {"Failed": {"description": "It failed.", "schema": {"$ref": "#/definitions/Label"}}},
}
SIZES = {"swagger": "2.0", "definitions": {"Size": {"type": "integer", "format": "int32", "maximum": 9}}}


def write_common(folder: Path) -> None:
    (folder / "common" / "more").mkdir(parents=True)
    (folder / "common" / "types.json").write_text(json.dumps(COMMON))
    (folder / "common" / "more" / "sizes.yaml").write_text(yaml.safe_dump(SIZES))


def use_common(document: Document) -> None:
    types = "../common/types.json#"
    thing(document)["label"] = {"$ref": f"{types}/definitions/Label"}
    thing(document)["twin"] = {"$ref": f"{types}/definitions/Thing"}
    operation = document["paths"]["/things/{thingId}"]["get"]
    operation["parameters"].append({"$ref": f"{types}/parameters/Wide"})
    operation["responses"]["404"] = {"$ref": f"{types}/responses/Failed"}


def test_what_is_used_of_files_beside_the_document_becomes_part_of_it(small: Small, tmp_path: Path) -> None:
    write_common(tmp_path)
    (tmp_path / "stable").mkdir()
    file = published(small, use_common, tmp_path / "stable" / "things.json")
    result = import_document(file, "3", small.folder)
    assert result.differences == []
    assert not [line for line in result.report if "another document" in line]
    document = small.project("3")
    schemas = document["components"]["schemas"]
    assert schemas["Label"]["properties"]["next"] == {"$ref": "#/components/schemas/Label"}
    assert schemas["Thing"]["properties"]["twin"] == {"$ref": "#/components/schemas/TypesThing"}
    assert schemas["TypesThing"]["properties"]["other"] == {"$ref": "#/components/schemas/Size"}
    assert schemas["Size"]["maximum"] == 9
    operation = document["paths"]["/things/{thingId}"]["get"]
    assert "404" in operation["responses"]
    assert "wide" in json.dumps([operation["parameters"], document["components"]["parameters"]])


def test_parameters_and_answers_of_missing_files_are_refused_together(small: Small, tmp_path: Path) -> None:
    (tmp_path / "stable").mkdir()
    file = published(small, use_common, tmp_path / "stable" / "things.json")
    before = files(small.folder)
    with pytest.raises(GenerationError) as error:
        import_document(file, "3", small.folder)
    missing = tmp_path / "common" / "types.json"
    assert [str(problem) for problem in error.value.problems] == [
        f"{file}:1: S501 `../common/types.json#/{each}` is in {missing}, which is not there; put it there"
        for each in ("parameters/Wide", "responses/Failed")
    ]
    assert files(small.folder) == before


# --- what it tells


def test_a_description_that_differs_is_reported_and_the_authored_one_stays(small: Small, tmp_path: Path) -> None:
    def describe(document: Document) -> None:
        thing(document)["name"]["description"] = "What people call it."
        document["definitions"]["Shape"]["description"] = "A form."
        document["paths"]["/things/{thingId}"]["get"]["description"] = "Fetches it."

    result = imported(small, tmp_path, describe)
    assert [line for line in result.report if "its description" in line] == [
        'not carried over: /things/{thingId} get: its description, "Fetches it."; what is authored stays',
        'not carried over: schemas Thing properties name: its description, "What people call it."; what is authored stays',
        'not carried over: schemas Shape: its description, "A form."; what is authored stays',
    ]
    assert (
        small.project("3")["components"]["schemas"]["Thing"]["properties"]["name"]["description"]
        == "Name of the thing."
    )


def test_another_address_is_reported(small: Small, tmp_path: Path) -> None:
    result = imported(small, tmp_path, lambda document: document.update(host="new.example"))
    assert "not carried over: servers: the address https://new.example; all versions have https://things.example" in (
        result.report
    )


def test_a_body_where_there_is_none_is_reported_and_the_version_can_be_projected(small: Small, tmp_path: Path) -> None:
    def change(document: Document) -> None:
        get = next(item["get"] for item in document["paths"].values() if "get" in item)
        get["responses"]["204"] = get["responses"]["200"]

    result = imported(small, tmp_path, change)
    assert any("_204: its body; 204 never has one" in line for line in result.report), result.report
    assert result.differences == []
    assert "content" not in next(item["get"] for item in small.project("3")["paths"].values())["responses"]["204"]


def test_assumptions_that_the_document_settles_are_not_repeated(small: Small, tmp_path: Path) -> None:
    def add(document: Document) -> None:
        thing(document)["token"] = {"type": "string"}

    told = imported(small, tmp_path, add).report
    assert [line for line in told if "secret" in line] == ["assumed: Thing.token: it is a secret (`x-secret: true`)"]
    again = import_document(tmp_path / "published.json", "3", small.folder)
    assert (again.files, [line for line in again.report if line.startswith("assumed")]) == ([], [])


def rename_member(document: Document) -> None:
    thing(document)["title"] = thing(document).pop("name")
    document["definitions"]["Thing"]["required"] = ["title"]


def rename_and_move(document: Document) -> None:
    operation = document["paths"]["/things/{thingId}"].pop("get")
    document["paths"]["/objects/{thingId}"] = {"get": {**operation, "operationId": "Objects_Read"}}


@pytest.mark.parametrize(
    ("change", "suggestion"),
    [
        (rename_member, "Thing.title looks like a rename of Thing.name; if it is one, "),
        (rename_and_move, "operation Objects_Read looks like a rename of Things_Get; if it is one, "),
    ],
)
def test_what_looks_like_a_rename_is_suggested(small: Small, tmp_path: Path, change: Any, suggestion: str) -> None:
    told = [line for line in imported(small, tmp_path, change).report if line.startswith("perhaps: ")]
    assert len(told) == 1
    assert told[0].startswith(f"perhaps: {suggestion}")
    assert "declare {x-since: 3, " in told[0]


DECLARED_MEMBER = """\
          description: Name of the thing.
          type: string
          x-changes:
          - {x-since: "3", x-key: title}
"""
DECLARED_OPERATION = """\
      operationId: Things_Get
      x-changes:
      - {x-since: "3", operationId: Objects_Read, x-path: "/objects/{thingId}"}
"""


@pytest.mark.parametrize(
    ("change", "undeclared", "declared", "expected"),
    [
        (
            rename_member,
            "          description: Name of the thing.\n          type: string\n",
            DECLARED_MEMBER,
            {"member-renamed Thing.name"},
        ),
        (
            rename_and_move,
            "      operationId: Things_Get\n",
            DECLARED_OPERATION,
            {"operation-renamed Things_Get", "operation-moved Things_Get"},
        ),
    ],
)
def test_a_declared_rename_is_imported_without_a_change_and_told_as_one(
    small: Small, tmp_path: Path, change: Any, undeclared: str, declared: str, expected: set[str]
) -> None:
    file = published(small, change, tmp_path / "published.json")
    small.change('["1", "2"]', '["1", "2", "3"]').change(undeclared, declared)
    before = files(small.folder)
    result = import_document(file, "3", small.folder)
    changed = [name for name, content in files(small.folder).items() if before[name] != content]
    assert ([c for c in result.changes if " is " in c], result.differences) == ([], []), changed
    reader = ContractReader(small.folder)
    told = {each.id for each in difference(reader.read("2"), reader.read("3")).changes}
    assert told >= expected
    assert not {each for each in told if each.startswith(("member-removed", "member-added", "operation-removed"))}


# --- a document with one line gains a preview


@pytest.mark.parametrize(
    "lines",
    [
        "x-api-versions: [2031-01-01]\n",
        'x-api-versions: ["2031-01-01"]  # the only one\n',
        "x-api-versions:\n- 2031-01-01\n",
        'x-api-versions:\n  # one\n  - "2031-01-01"\n',
        "x-api-versions: {stable: [2031-01-01]}\n",
        "x-api-versions:\n  stable: [2031-01-01]\n",
    ],
)
def test_a_preview_of_a_document_with_one_line_is_dropped_to_the_byte(small: Small, tmp_path: Path, lines: str) -> None:
    small.change('x-api-versions: ["1", "2"]\n', lines)
    small.part.write_text(re.sub(r'\n *x-(since|until): "[12]"|, x-since: "2"', "", small.part.read_text()))
    before = files(small.folder)
    document = swagger_of(small.project("2031-01-01"))
    thing(document)["origin"] = {"type": "string"}
    (tmp_path / "published.json").write_text(json.dumps(document))
    assert import_document(tmp_path / "published.json", "2032-01-01-preview", small.folder).differences == []
    assert small.load().lines.preview == ("2032-01-01-preview",)
    drop_version(small.folder, "2032-01-01-preview")
    assert files(small.folder) == before
