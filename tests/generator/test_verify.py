"""Verification: what a written package lacks, or has beside the document, is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.problems import GenerationError, Position
from iotcentral_generator.verify import verify

from .conftest import Small


@pytest.fixture
def package(small: Small, tmp_path: Path) -> Path:
    small.generate(tmp_path / "made")
    return tmp_path / "made" / "things-v2" / "things_v2"


def problems(small: Small, package: Path) -> list[str]:
    """Return the problems that verification reports, as text."""
    with pytest.raises(GenerationError) as error:
        verify(small.project(), package)
    return [f"{problem.code} {problem.message}" for problem in error.value.problems]


def missing(name: str) -> str:
    return f"S401 {name} of the document is not in things_v2; this is a fault of the generator"


def cut(file: Path, pattern: str) -> None:
    """Remove what matches from a file."""
    text, count = re.subn(pattern, "", file.read_text(), flags=re.M | re.S)
    assert count == 1, f"{pattern} has to be in {file.name} once"
    file.write_text(text)


def test_a_written_package_has_what_the_document_has(small: Small, package: Path) -> None:
    counts = verify(small.project(), package)
    assert counts["operations"] == {"Things_Get", "Things_Update"}
    assert counts["parameters"] == {
        *("Things_Get thingId (path)", "Things_Get depth (query)", "Things_Update thingId (path)"),
    }
    assert counts["methods"] == {"Things_Get: GET /things/{thingId}", "Things_Update: PATCH /things/{thingId}"}
    assert counts["results"] == {"Things_Get 200 with content", "Things_Update 204 without content"}
    assert counts["bodies"] == {"Things_Update sends application/merge-patch+json"}
    assert counts["fixed values"] == {"version = 2"}
    assert {"Colour red", "Colour blue"} <= counts["values"]
    assert {"Thing", "ThingPatch", "Colour", "Circle"} <= counts["schemas"]
    assert {"Thing.accessKey", "ThingPatch.accessKey", "Circle.note"} <= counts["properties"]


@pytest.mark.parametrize(
    ("file", "pattern", "told"),
    [
        (
            "models/thing.py",
            r'^        "accessKey": "access_key",\n',
            "S401 properties: Thing.accessKey of the document is not in things_v2; this is a fault of the generator",
        ),
        (
            "resources/things.py",
            r'query=\{"depth": depth\}',
            "S401 parameters: Things_Get depth (query) of the document is not in things_v2; this is a fault of the generator",
        ),
    ],
)
def test_a_lost_member_or_parameter_is_named(small: Small, package: Path, file: str, pattern: str, told: str) -> None:
    cut(package / file, pattern)
    assert problems(small, package) == [told]


def test_a_lost_operation_is_named(small: Small, package: Path) -> None:
    cut(package / "operations/things.py", r"^UPDATE: .*?^\)\n")
    cut(package / "resources/things.py", r"^        return self\._call\(operations\.UPDATE.*?$")
    told = problems(small, package)
    assert (
        "S401 operations: Things_Update of the document is not in things_v2; this is a fault of the generator" in told
    )


def test_a_lost_model_is_named_with_its_members(small: Small, package: Path) -> None:
    (package / "models/circle.py").unlink()
    told = problems(small, package)
    assert "S401 schemas: Circle of the document is not in things_v2; this is a fault of the generator" in told
    assert (
        "S401 properties: Circle.radius of the document is not in things_v2; this is a fault of the generator" in told
    )


def test_a_lost_enumeration_is_named(small: Small, package: Path) -> None:
    (package / "models/colour.py").unlink()
    assert problems(small, package) == [
        missing(kind) for kind in ("schemas: Colour", "values: Colour blue", "values: Colour red")
    ]


def test_what_is_in_the_package_alone_is_named(small: Small, package: Path) -> None:
    (package / "models/spare.py").write_text('class Spare:\n    _members: dict = {"x": "x"}\n')
    assert problems(small, package) == [
        "S402 properties: Spare.x of things_v2 is not in the document; this is a fault of the generator",
        "S402 schemas: Spare of things_v2 is not in the document; this is a fault of the generator",
    ]


@pytest.mark.parametrize(
    "member",
    [
        "type: object, properties: {x: {type: string}}",
        "type: array, items: {type: object, properties: {x: {type: string}}}",
        "type: array, items: {type: array, items: {type: object, properties: {x: {type: string}}}}",
        "type: object, additionalProperties: {type: object, properties: {x: {type: string}}}",
        "anyOf: [{type: object, properties: {x: {type: string}}}, {type: 'null'}]",
        "type: object, properties: {x: {type: object, properties: {y: {type: string}}}}",
    ],
)
def test_objects_within_objects_are_counted_on_both_sides(small: Small, tmp_path: Path, member: str) -> None:
    text = member.replace("x: {", "x: {description: X., ").replace("y: {", "y: {description: Y., ")
    small.change("        weight:\n", f"        nested: {{description: N., {text}}}\n        weight:\n")
    counts = small.generate(tmp_path / "made").packages
    assert counts.keys() == {"things-v1", "things-v2"}


RAW = [
    # what is put into the document beside what the package was made of, and the names that are missed then
    (("paths", "/things/{thingId}", "head"), {"operationId": "Things_Has", "responses": {"200": {}}}, ["operations: Things_Has", "methods: Things_Has: HEAD /things/{thingId}", "results: Things_Has 200 without content"]),
    (("paths", "/other"), {"$ref": "#/components/pathItems/Other"}, ["operations: Others_Trace", "methods: Others_Trace: TRACE /other", "results: Others_Trace 203 without content"]),
    (("paths", "/things/{thingId}", "get", "responses", "206"), {"description": "A part."}, ["results: Things_Get 206 without content"]),
    (("paths", "/things/{thingId}", "parameters"), [{"name": "s", "in": "cookie", "schema": {}}], ["parameters: Things_Get s (cookie)", "parameters: Things_Update s (cookie)"]),
    (("paths", "/things/{thingId}", "get", "requestBody"), {"content": {"text/plain": {}}}, ["bodies: Things_Get sends text/plain"]),
    (("components", "schemas", "Thing", "properties", "colour", "enum", 2), "green", ["values: Colour green"]),
    (("components", "schemas", "Circle", "allOf"), [{"properties": {"part": {}}}], ["properties: Circle.part"]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value", "names"), RAW)
def test_what_no_stage_knows_is_missed_too(
    small: Small, package: Path, key: tuple[Any, ...], value: Any, names: list[str]
) -> None:
    document = small.project()
    document["components"]["pathItems"] = {
        "Other": {"trace": {"operationId": "Others_Trace", "responses": {"203": {}}}}
    }
    holder = document
    for part in key[:-1]:
        holder = holder[part]
    if isinstance(holder, list):
        holder.append(value)
    else:
        holder[key[-1]] = value
    with pytest.raises(GenerationError) as error:
        verify(document, package, lambda place: Position(Path("openapi.yaml"), len(place)))
    assert sorted(str(problem).split(" ", 1)[1] for problem in error.value.problems) == sorted(map(missing, names))
    assert all(problem.position and problem.position.line > 2 for problem in error.value.problems)
