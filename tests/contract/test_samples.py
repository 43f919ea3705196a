"""Samples of schemas are valid, views of schemas take away what they do not have, and packages are found by their place."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random
from typing import Any

import pytest
from iotcentral_testkit.openapi.documents import Document, documents
from iotcentral_testkit.openapi.packages import is_stable, newest_stable, packages
from iotcentral_testkit.openapi.pattern_samples import UnsupportedPatternError, text_for
from iotcentral_testkit.openapi.planes import DATA
from iotcentral_testkit.openapi.samples import Samples
from iotcentral_testkit.openapi.schema_views import SchemaViews

from tests.support.fictional import served_beside

SCHEMAS: list[dict[str, Any]] = [
    {"type": "string", "minLength": 30},
    {"type": "string", "maxLength": 2},
    {"type": "string", "format": "uuid"},
    {"type": "string", "format": "date-time"},
    {"type": "string", "format": "duration"},
    {"type": ["null", "string"], "enum": [None, "a", "b"]},
    {"type": "integer", "minimum": 5, "maximum": 6},
    {"type": "integer", "exclusiveMinimum": 5, "multipleOf": 7},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5},
    {"type": "number", "maximum": -3.5},
    {"type": "boolean", "default": True},
    {"type": "array", "minItems": 2, "items": {"type": "integer"}},
    {"type": "object", "additionalProperties": {"type": "integer"}},
    {"anyOf": [{"type": "null"}, {"type": "object", "required": ["a"], "properties": {"a": {"const": 1}}}]},
    {
        "allOf": [
            {"properties": {"a": {"type": "string"}}},
            {"required": ["b"], "properties": {"b": {"type": "number"}}},
        ]
    },
]
EMPTY = Document({"info": {"version": "1"}, "components": {"schemas": {}}, "paths": {}})


def words() -> Any:
    numbers = itertools.count()
    return lambda: f"word {next(numbers)}"


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_both_samples_are_valid_and_differ(schema: dict[str, Any]) -> None:
    validator, text = EMPTY.validator(schema), words()
    first, other = Samples(EMPTY, text).of(schema), Samples(EMPTY, text, other=True).of(schema)
    for sample in (first, other, Samples(EMPTY, text).of(schema, whole=False)):
        assert validator.is_valid(sample), sample
    assert first != other or "items" in schema or "object" in str(schema)


@pytest.mark.parametrize("version", DATA.versions)
def test_samples_of_every_request_and_response_are_valid(version: str) -> None:
    document = documents()[version]
    samples, views = Samples(document), SchemaViews(document)
    for route in document.operations.values():
        if route.body_schema is not None and route.method != "PATCH":
            assert route.body_problems(samples.of(route.body_schema)) == [], route.id
        if route.response_schema is not None:
            answer = samples.of(route.response_schema, response=True)
            assert document.validator(route.response_schema).is_valid(answer), route.id
            view = views.of(route.response_schema)
            assert view is None or view(answer) == answer, route.id


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[a-z]{3,5}$",
        r"^\d{4}-\d{2}$",
        r"^dtmi:[a-z]+(:[a-z]+)*;[1-9]\d{0,8}$",
        r"^(a|bc)+\.[^x]$",
        r"\bword\b",
        r"^[^a]\S+$",
    ],
)
def test_a_text_is_made_for_a_pattern(pattern: str) -> None:
    for seed in range(5):
        text_for({"pattern": pattern}, Random(seed))  # which searches the text for the pattern itself


def test_a_pattern_that_no_text_is_made_for_needs_an_example() -> None:
    pattern = r"^(?=.*\d)(?=.*[A-Z])[A-Za-z\d]{8}$"
    with pytest.raises(UnsupportedPatternError, match="give the schema an example"):
        text_for({"pattern": pattern, "minLength": 9, "maxLength": 9}, Random(0))
    assert text_for({"pattern": r"^(?!.*a)[a-b]{30}$", "example": "b" * 30}, Random(0)) == "b" * 30


UNION = {
    "oneOf": [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Two"}],
    "discriminator": {
        "propertyName": "kind",
        "mapping": {"one": "#/components/schemas/One", "two": "#/components/schemas/Two"},
    },
}
SHOWN = Document(
    {
        "info": {"version": "1"},
        "paths": {},
        "components": {
            "schemas": {
                "One": {
                    "type": "object",
                    "properties": {"kind": {"const": "one"}, "a": {}, "free": {"type": "object"}},
                },
                "Two": {
                    "allOf": [{"properties": {"kind": {"const": "two"}}}],
                    "properties": {"b": {"writeOnly": True}},
                },
                "Node": {
                    "type": "object",
                    "properties": {
                        "id": {"readOnly": True},
                        "union": UNION,
                        "nodes": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
                    },
                },
            }
        },
    }
)


def test_a_view_takes_away_what_the_schema_does_not_have_at_every_depth() -> None:
    node = SchemaViews(SHOWN).of({"$ref": "#/components/schemas/Node"})
    assert node is not None
    union = {"kind": "one", "a": 1, "b": 2, "free": {"anything": 1}}
    inner = {"id": "i", "more": 1, "union": union}
    shown = {"id": "i", "union": {"kind": "one", "a": 1, "free": {"anything": 1}}}
    assert node({"nodes": [inner, inner], "x": 1}) == {"nodes": [shown, shown]}
    assert node({"union": {"kind": "two", "b": 1}}) == {"union": {"kind": "two"}}
    unknown = {"union": {"kind": "three", "c": 1}}
    assert node(unknown) == unknown
    assert node(shown) is shown
    assert node(None) is None
    written = SchemaViews(SHOWN, read_only=False).of({"$ref": "#/components/schemas/Node"})
    assert written is not None
    assert written({"id": "i", "nodes": [{"id": "j"}]}) == {"nodes": [{}]}


def test_packages_are_found_where_they_are_put_and_sorted_by_their_versions(tmp_path: Path) -> None:
    for name in ("2031-05-17", "2031-05-17-preview", "2030-01-01-preview"):
        folder = tmp_path / f"iotcentral_v{name.replace('-', '_')}"
        folder.mkdir()
        (folder / "_version.py").write_text(f'API_VERSION: Final = "{name}"\n', encoding="utf-8")
        (folder / "openapi.json").write_text("{}", encoding="utf-8")
    before = DATA.versions
    with served_beside(tmp_path):
        assert DATA.versions == (*before, "2030-01-01-preview", "2031-05-17-preview", "2031-05-17")
        assert newest_stable(DATA.versions) == "2031-05-17"
        assert newest_stable(before) in before
        assert DATA.packages["2031-05-17"] == "iotcentral_v2031_05_17"
    assert DATA.versions == before
    assert [package.version for package in packages("iotcentral_connector")] == ["v3"]


@pytest.mark.parametrize(("version", "stable"), [("2031-05-17", True), ("2031-05-17-preview", False), ("v3", True)])
def test_a_version_is_stable_if_its_name_is_a_date_alone(version: str, stable: bool) -> None:
    assert is_stable(version) is stable
