"""Projection: a plain OpenAPI 3.1 document of one api-version."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.document.nodes import walk
from iotcentral_generator.load import Spec, load
from iotcentral_generator.problems import GenerationError
from iotcentral_generator.project import project
from openapi_spec_validator import OpenAPIV31SpecValidator

from .conftest import REPOSITORY, Small

ROOTS = ("spec/openapi.yaml", "spec/management/openapi.yaml", "tests/golden/spec/openapi.yaml")
DOCUMENTS = [load(REPOSITORY / root) for root in ROOTS]
PROJECTIONS = [pytest.param(s, v, id=f"{s.package.client} {v}") for s in DOCUMENTS for v in s.versions]


@pytest.mark.parametrize(("spec", "version"), PROJECTIONS)
def test_a_projection_is_a_valid_document(spec: Spec, version: str) -> None:
    OpenAPIV31SpecValidator(project(spec, version)).validate()


@pytest.mark.parametrize(("spec", "version"), PROJECTIONS)
def test_projecting_leaves_the_spec_as_it_was_and_gives_the_same_again(spec: Spec, version: str) -> None:
    before = deepcopy(spec.document)
    first = json.dumps(project(spec, version))
    assert spec.document == before
    assert json.dumps(project(spec, version)) == first


@pytest.mark.parametrize(("spec", "version"), PROJECTIONS)
def test_no_mark_of_authoring_is_left(spec: Spec, version: str) -> None:
    marks = {
        "x-since",
        "x-until",
        "x-values",
        "x-fixed-to",
        "x-merge-patch-of",
        "x-unused",
        "x-parts",
        "x-api-versions",
    }
    left = [key for key, node in walk(project(spec, version)) if isinstance(node, dict) and node.keys() & marks]
    assert left == []


@pytest.mark.parametrize(("spec", "version"), PROJECTIONS)
def test_every_reference_of_a_projection_arrives(spec: Spec, version: str) -> None:
    document = project(spec, version)
    for key, node in walk(document):
        if key and key[-1] == "$ref" and "examples" not in key:
            target: Any = document
            for part in node.removeprefix("#/").split("/"):
                target = target[part]


@pytest.mark.parametrize("version", ["1", "2"])
def test_the_version_parameter_has_one_value(small: Small, version: str) -> None:
    document = small.project(version)
    parameter = document["components"]["parameters"]["Version"]
    assert document["info"]["version"] == version
    assert parameter["schema"] == {"type": "string", "const": version}
    assert parameter["example"] == version


def test_the_shared_members_of_a_union_move_into_its_variants(small: Small) -> None:
    schemas = small.project()["components"]["schemas"]
    assert schemas["Shape"].keys() == {"description", "oneOf", "discriminator"}
    assert list(schemas["Circle"]["properties"]) == ["kind", "note", "radius"]
    assert schemas["Circle"]["required"] == ["kind", "radius"]
    assert schemas["Circle"]["properties"]["kind"] == {"description": "Round.", "type": "string", "const": "circle"}


def test_a_union_passes_its_mixins_on(small: Small) -> None:
    small.change(
        "      description: A shape.\n",
        '      description: A shape.\n      allOf: [{"$ref": "#/components/schemas/Error"}]\n',
    )
    schemas = small.project()["components"]["schemas"]
    assert "allOf" not in schemas["Shape"]
    assert schemas["Circle"]["allOf"] == [{"$ref": "#/components/schemas/Error"}]


@pytest.mark.parametrize(
    ("version", "parameters", "members", "colours", "variants"),
    [
        ("1", 2, {"id", "name", "colour", "accessKey", "weight", "shape"}, ["red"], ["circle"]),
        ("2", 3, {"id", "name", "colour", "accessKey", "shape"}, ["red", "blue"], ["circle", "square"]),
    ],
)
def test_a_projection_holds_what_its_version_has(
    small: Small, version: str, parameters: int, members: set[str], colours: list[str], variants: list[str]
) -> None:
    document = small.project(version)
    schemas = document["components"]["schemas"]
    assert len(document["paths"]["/things/{thingId}"]["get"]["parameters"]) == parameters
    assert schemas["Thing"]["properties"].keys() == members
    assert schemas["Thing"]["properties"]["colour"]["enum"] == colours
    assert list(schemas["Shape"]["discriminator"]["mapping"]) == variants
    assert ("Square" in schemas) == (version == "2")


def test_a_path_without_operations_goes(small: Small) -> None:
    small.change("components:\n  parameters:", "  /things: {post: {x-since: '2'}}\ncomponents:\n  parameters:")
    assert list(small.project("1")["paths"]) == ["/things/{thingId}"]


def test_a_kind_of_component_without_content_goes(small: Small) -> None:
    small.change("  responses:\n    Error:\n", '  headers:\n    H: {x-since: "2"}\n  responses:\n    Error:\n')
    assert "headers" not in small.project("1")["components"]


def test_operations_are_tagged_with_their_resource(small: Small) -> None:
    item = small.project()["paths"]["/things/{thingId}"]
    assert [item[method]["tags"] for method in ("get", "patch")] == [["Things"], ["Things"]]


def test_a_second_media_type_shows_the_examples_of_the_first(small: Small) -> None:
    small.change(
        '      responses:\n        "204"',
        '          application/json:\n            schema: {x-merge-patch-of: Thing}\n      responses:\n        "204"',
    )
    content = small.project()["paths"]["/things/{thingId}"]["patch"]["requestBody"]["content"]
    assert content["application/json"] == content["application/merge-patch+json"]


def test_path_items_may_hold_parameters(small: Small, tmp_path: Path) -> None:
    small.change(
        "  /things/{thingId}:\n",
        '  /things/{thingId}:\n    parameters: [{"$ref": "#/components/parameters/Version"}]\n',
    )
    text = small.part.read_text().replace('      - {"$ref": "#/components/parameters/Version"}\n', "")
    small.part.write_text(text)
    assert small.lint() == []
    small.generate(tmp_path / "made")
    assert '"version": "1"' in (tmp_path / "made/things-v1/things_v1/_version.py").read_text()


def test_an_unknown_version_is_refused_with_the_known_ones(small: Small) -> None:
    with pytest.raises(GenerationError, match=r'S110 "3" is not an api-version of .*openapi.yaml; it has 1, 2'):
        small.project("3")
