"""Engine: pinned to the reviewed version, and no silent omissions."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from importlib.metadata import version

import pytest
from iotcentral_generator.document.schemas import flatten
from iotcentral_generator.engine import REVIEWED_ENGINE, lower, parse
from iotcentral_generator.problems import GenerationError

from .conftest import REPOSITORY, Small

REVIEW = (
    "openapi-python-client's parser is not a public interface: read its changes since {}, review engine/ and plan/ "
    "against them, then set REVIEWED_ENGINE and the pin in generator/pyproject.toml to the same version"
)


def test_the_engine_is_pinned_to_the_reviewed_version() -> None:
    project = tomllib.loads((REPOSITORY / "generator/pyproject.toml").read_text())["project"]
    pins = [text for text in project["dependencies"] if text.startswith("openapi-python-client")]
    assert pins == [f"openapi-python-client=={REVIEWED_ENGINE}"], REVIEW.format(REVIEWED_ENGINE)


def test_the_installed_engine_is_the_reviewed_one() -> None:
    assert version("openapi-python-client") == REVIEWED_ENGINE, REVIEW.format(REVIEWED_ENGINE)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "          description: About the shape.\n          type: string\n",
            "          type: string\n          format: date-time\n          default: never\n",
            "never",
        ),
        ("schema: {type: integer}", "schema: {type: integer, default: many}", "many"),
        (
            "description: Half of its width.\n          type: number",
            "description: Half.\n          type: matrix",
            "matrix",
        ),
    ],
)
def test_what_the_engine_warns_of_is_an_error(small: Small, old: str, new: str, words: str) -> None:
    document = small.change(old, new).project()
    with pytest.raises(GenerationError) as error:
        parse(document)
    assert {problem.code for problem in error.value.problems} == {"S201"}
    assert words in str(error.value)
    assert "no package can be made from this" in str(error.value)


def test_a_document_that_is_none_is_an_error(small: Small) -> None:
    document = {**small.project(), "openapi": "2.0"}
    with pytest.raises(GenerationError, match="S201"):
        parse(document)


def test_lowering_leaves_the_document_as_it_is(small: Small) -> None:
    document = small.project()
    before = deepcopy(document)
    lower(document)
    assert document == before


def test_a_union_becomes_the_object_of_what_its_variants_share(small: Small) -> None:
    shape = lower(small.project()).document["components"]["schemas"]["Shape"]
    assert list(shape["properties"]) == ["kind", "note"]
    assert shape["required"] == ["kind"]
    assert "oneOf" not in shape


def test_a_union_of_one_variant_shares_the_tag_alone(small: Small) -> None:
    shape = lower(small.project("1")).document["components"]["schemas"]["Shape"]
    assert list(shape["properties"]) == shape["required"] == ["kind"]


def test_the_members_of_an_object_are_those_of_its_parts_and_its_own() -> None:
    document = {
        "components": {
            "schemas": {
                "A": {"properties": {"x": {"type": "string"}, "y": {"type": "string"}}, "required": ["x"]},
                "B": {
                    "allOf": [{"$ref": "#/components/schemas/A"}],
                    "properties": {"y": {"const": "z"}},
                    "required": ["y", "x"],
                },
            }
        }
    }
    assert flatten(document, {"$ref": "#/components/schemas/B"}) == {
        "properties": {"x": {"type": "string"}, "y": {"const": "z"}},
        "required": ["x", "y"],
    }
