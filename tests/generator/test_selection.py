"""Availability of nodes in api-versions, and the selection of one version."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_generator.document.nodes import component, walk
from iotcentral_generator.document.origins import Origins
from iotcentral_generator.document.versions import VersionLines
from iotcentral_generator.project.selection import select

from .conftest import Small

VERSIONS = VersionLines(("1", "2", "3"))


@pytest.mark.parametrize(
    ("node", "where"),
    [
        ({}, "123"),
        ({"x-since": "2"}, "23"),
        ({"x-until": "2"}, "12"),
        ({"x-since": "2", "x-until": "2"}, "2"),
        ({"x-since": "3", "x-until": "1"}, ""),
        ({"x-since": "9"}, "123"),
        ("text", "123"),
        (["x-since"], "123"),
    ],
)
def test_a_node_is_available_from_since_up_to_and_with_until(node: object, where: str) -> None:
    assert "".join(VERSIONS.of(node)) == where


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("#/a/b", 1),
        ("#/a/c~1d", 2),
        ("#/a/e~0f", 3),
        ("#/a/none", None),
        ("#/a/b/deeper", None),
        ("other.yaml#/a", None),
        ("a/b", None),
        (7, None),
    ],
)
def test_a_reference_gives_what_it_points_to(reference: object, found: object) -> None:
    assert component({"a": {"b": 1, "c/d": 2, "e~f": 3}}, reference) == found


def test_walking_gives_every_node_with_its_key() -> None:
    assert dict(walk({"a": [1, {"b": None}]})) == {
        (): {"a": [1, {"b": None}]},
        ("a",): [1, {"b": None}],
        ("a", 0): 1,
        ("a", 1): {"b": None},
        ("a", 1, "b"): None,
    }


DOCUMENT = {
    "paths": {"/a": {"get": {"parameters": [{"name": "x"}, {"name": "y", "x-since": "2"}], "x-until": "2"}}},
    "tags": [{"name": "new", "x-since": "3"}],
    "components": {
        "schemas": {
            "A": {"properties": {"x-since": {"const": {"x-until": "1"}}, "new": {"x-since": "2", "default": []}}},
            "B": {"x-until": "1", "properties": {}},
        }
    },
}


@pytest.mark.parametrize(
    ("version", "parameters", "tags", "schemas"),
    [
        ("1", [{"name": "x"}], None, {"A": {"x-since": {"const": {"x-until": "1"}}}, "B": {}}),
        (
            "2",
            [{"name": "x"}, {"name": "y"}],
            None,
            {"A": {"x-since": {"const": {"x-until": "1"}}, "new": {"default": []}}},
        ),
        ("3", None, [{"name": "new"}], {"A": {"x-since": {"const": {"x-until": "1"}}, "new": {"default": []}}}),
    ],
)
def test_what_is_not_available_goes_and_the_marks_go_too(
    version: str, parameters: Any, tags: Any, schemas: dict[str, Any]
) -> None:
    selected = select(DOCUMENT, version, VERSIONS)
    assert selected["paths"].get("/a", {}).get("get", {}).get("parameters") == parameters
    assert selected.get("tags") == tags
    found = selected["components"]["schemas"]
    assert {name: schema.get("properties") for name, schema in found.items()} == schemas


def test_a_list_and_a_map_that_lose_everything_go_too() -> None:
    schema = {"properties": {"a": {"x-since": "2"}}, "required": ["a"], "type": "object"}
    assert selected_schema(schema, "1") == {"type": "object"}
    assert select({"tags": [{"x-since": "2"}], "paths": {"/a": {"x-since": "2"}}}, "1", VERSIONS) == {"paths": {}}


def selected_schema(schema: dict[str, Any], version: str, **others: Any) -> Any:
    document = {"components": {"schemas": {"S": schema, **others}}}
    return select(document, version, VERSIONS)["components"]["schemas"]["S"]


@pytest.mark.parametrize("word", ["enum", "x-known-values"])
def test_values_of_an_enumeration_go_with_their_descriptions(word: str) -> None:
    values = {"a": {"description": "A."}, "b": {"description": "B.", "x-since": "2"}, "c": {"x-until": "1"}}
    schema = {word: ["a", "b", "c"], "x-values": values}
    assert selected_schema(schema, "1") == {word: ["a", "c"], "x-enum-descriptions": {"a": "A.", "c": ""}}
    assert selected_schema(schema, "2") == {word: ["a", "b"], "x-enum-descriptions": {"a": "A.", "b": "B."}}


def test_a_property_that_goes_is_not_required_any_more() -> None:
    schema = {
        "required": ["a", "b", "unknown", "c", "d"],
        "properties": {"a": {}, "b": {"x-until": "1"}, "d": {"x-until": "1"}},
        "allOf": [{"$ref": "#/components/schemas/Part"}],
    }
    part = {"properties": {"c": {"x-until": "1"}, "d": {}}}
    assert selected_schema(schema, "2", Part=part)["required"] == ["a", "unknown", "d"]


def test_a_variant_that_goes_leaves_its_unions() -> None:
    a, b = "#/components/schemas/A", "#/components/schemas/B"
    union = {"oneOf": [{"$ref": a}, {"$ref": b}], "discriminator": {"propertyName": "t", "mapping": {"a": a, "b": b}}}
    selected = selected_schema(union, "1", A={}, B={"x-since": "2"})
    assert selected == {"oneOf": [{"$ref": a}], "discriminator": {"propertyName": "t", "mapping": {"a": a}}}


@pytest.mark.parametrize(("version", "left"), [("1", True), ("2", False), ("3", True)])
def test_a_variant_that_is_listed_around_a_gap_is_there_where_one_of_the_two_is(version: str, left: bool) -> None:
    a = "#/components/schemas/A"
    listed = [{"$ref": a, "x-until": "1"}, {"$ref": a, "x-since": "3"}]
    union = {"oneOf": listed, "discriminator": {"propertyName": "t", "mapping": {"a": a}}}
    selected = selected_schema(union, version, A={})
    assert selected.get("oneOf", []) == ([{"$ref": a}] if left else [])
    assert selected["discriminator"]["mapping"] == ({"a": a} if left else {})


def test_origins_lead_back_over_what_was_left_out_and_what_was_derived() -> None:
    origins = Origins()
    select({"tags": [{"x-since": "2"}, {"name": "b"}, {"x-since": "2"}, {"name": "d"}]}, "1", VERSIONS, origins)
    assert origins.of(("tags", 1, "name")) == ("tags", 3, "name")
    origins.derive(("a",), ("b", "c"))
    origins.derive(("b",), ("tags", 0))
    assert origins.of(("a", "name")) == ("tags", 1, "c", "name")


S1, P1, S2, P2 = "2022-07-31", "2022-10-31-preview", "2023-03-31", "2023-09-30-preview"
TWO_LINES = VersionLines((S1, S2), (P1, P2))


@pytest.mark.parametrize(
    ("node", "where"),
    [
        ({}, [S1, P1, S2, P2]),
        ({"x-since": P1}, [P1, P2]),
        ({"x-since": P1, "x-stable": S2}, [P1, S2, P2]),
        ({"x-since": P1, "x-until": P1}, [P1]),
        ({"x-since": S2}, [S2, P2]),
        ({"x-until": S1}, [S1]),
        ({"x-until": P1}, [S1, P1]),
        ({"x-stable": S2}, [P1, S2, P2]),
        ({"x-since": P2, "x-stable": S2}, [S2, P2]),
    ],
)
def test_what_appears_in_a_preview_is_stable_only_when_it_is_said(node: dict[str, Any], where: list[str]) -> None:
    assert list(TWO_LINES.of(node)) == where


def test_lines_are_put_in_order_by_dates_a_preview_before_a_stable_version() -> None:
    assert VersionLines(("2023-01-01", "2022-01-01"), ("2023-01-01-preview",)).all == (
        "2022-01-01",
        "2023-01-01-preview",
        "2023-01-01",
    )


def test_marks_say_which_versions_are_wanted_and_the_fewest_of_them() -> None:
    subsets = [[v for i, v in enumerate(TWO_LINES.all) if bits >> i & 1] for bits in range(1, 16)]
    for wanted in subsets:
        marks = TWO_LINES.marks(wanted)
        if marks is not None:
            assert list(TWO_LINES.of(marks)) == wanted
    assert TWO_LINES.marks(TWO_LINES.all) == {}
    assert TWO_LINES.marks([P1, P2]) == {"x-since": P1}
    assert TWO_LINES.marks([P1, S2, P2], {"x-since": P1}) == {"x-since": P1, "x-stable": S2}
    assert TWO_LINES.marks([S1, P2]) is None  # a gap on a line, which no mark can say


def test_values_of_the_api_hold_no_marks() -> None:
    value = {"x-since": "3", "x-changes": [{"x-since": "1"}], "deep": {"x-until": "1"}}
    schema = {"example": value, "default": value, "enum": [value], "const": value}
    assert selected_schema(schema, "2") == schema


@pytest.mark.parametrize("word", ["x-since", "x-changes", "x-values", "default", "examples", "discriminator"])
def test_a_member_may_be_called_like_a_word_of_the_dialect(word: str) -> None:
    schema = {"properties": {word: {"type": "string"}}, "required": [word]}
    assert selected_schema(schema, "1") == schema


CHANGES = [
    ({"maxLength": 9}, [], {"maxLength": 9}),
    ({"maxLength": 9}, [{"x-since": "2", "maxLength": 5}], {"maxLength": 5}),
    ({"maxLength": 9}, [{"x-since": "3", "maxLength": 5}], {"maxLength": 9}),
    ({"maxLength": 9}, [{"x-since": "1", "x-until": "1", "maxLength": 5}], {"maxLength": 9}),
    ({"maxLength": 9}, [{"x-since": "2", "maxLength": None, "minLength": 1}], {"minLength": 1}),
    ({"properties": {"b": {}, "c": {}}}, [{"x-since": "2", "properties": {"b": None}}], {"properties": {"c": {}}}),
    (
        {"required": ["a"]},
        [{"x-since": "1", "required": ["a", "b"]}, {"x-since": "2", "required": ["b"]}],
        {"required": ["b"]},
    ),
]


@pytest.mark.parametrize(("node", "changes", "expected"), CHANGES)
def test_a_change_is_merged_into_its_node(node: dict[str, Any], changes: list[Any], expected: dict[str, Any]) -> None:
    assert selected_schema({**node, "x-changes": changes}, "2") == expected


def test_a_renamed_member_is_required_under_its_new_name() -> None:
    members = {"old": {"type": "string", "x-changes": [{"x-since": "2", "x-key": "new"}]}}
    schema = {"properties": members, "required": ["old"]}
    assert selected_schema(schema, "1") == {"properties": {"old": {"type": "string"}}, "required": ["old"]}
    assert selected_schema(schema, "2") == {"properties": {"new": {"type": "string"}}, "required": ["new"]}


RENAMED = [
    ("    Thing:\n", '    Thing:\n      x-changes: [{x-since: "2", x-key: Item}]\n'),
    (
        "      operationId: Things_Get\n",
        '      operationId: Things_Get\n      x-changes: [{x-since: "2", operationId: Things_Read}]\n',
    ),
    ("      name: thingId\n", '      name: thingId\n      x-changes: [{x-since: "2", name: id}]\n'),
    ("  /things/{thingId}:\n", '  /things/{thingId}:\n    x-changes: [{x-since: "2", x-path: "/items/{id}"}]\n'),
    (
        "components:\n  parameters:\n",
        """\
components:
  links:
    GetThing:
      description: Read it.
      operationId: Things_Get
      parameters: {path.thingId: $request.path.thingId}
  parameters:
""",
    ),
    (
        "          description: It is changed.\n",
        """\
          description: It is changed.
          links: {Get: {"$ref": "#/components/links/GetThing"}}
""",
    ),
]


def test_what_is_renamed_and_moved_is_followed_everywhere(small: Small) -> None:
    for old, new in RENAMED:
        small.change(old, new)
    assert small.lint() == []
    first, second = small.project("1"), small.project("2")
    assert list(first["paths"]) == ["/things/{thingId}"]
    assert list(second["paths"]) == ["/items/{id}"]
    assert second["paths"]["/items/{id}"]["get"]["operationId"] == "Things_Read"
    assert second["components"]["links"]["GetThing"]["operationId"] == "Things_Read"
    assert second["components"]["links"]["GetThing"]["parameters"] == {"path.id": "$request.path.id"}
    assert {"Item", "ItemPatch"} <= second["components"]["schemas"].keys()
    assert not {"Thing", "ThingPatch"} & second["components"]["schemas"].keys()
    assert {"Thing", "ThingPatch"} <= first["components"]["schemas"].keys()


def test_one_operation_of_a_path_may_move(small: Small) -> None:
    small.change(
        "      operationId: Things_Update\n",
        '      operationId: Things_Update\n      x-changes: [{x-since: "2", x-path: "/things/{thingId}/edit", x-method: post}]\n',
    )
    assert small.lint() == []
    moved = small.project("2")["paths"]
    assert {path: list(item) for path, item in moved.items()} == {
        "/things/{thingId}": ["get"],
        "/things/{thingId}/edit": ["post"],
    }


def test_an_operation_id_may_return_in_another_version(small: Small) -> None:
    text = small.part.read_text()
    get = text.split("    patch:\n")[0]
    twin = (
        get.removeprefix("paths:\n")
        .replace("/things/{thingId}", "/items/{thingId}")
        .replace("    get:\n", '    get:\n      x-since: "2"\n')
    )
    small.change("    get:\n", '    get:\n      x-until: "1"\n')
    small.part.write_text(small.part.read_text().replace("paths:\n", "paths:\n" + twin, 1))
    assert small.lint() == []
    assert "get" not in small.project("2")["paths"]["/things/{thingId}"]
