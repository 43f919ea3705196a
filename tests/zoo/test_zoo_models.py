"""Models of the zoo: what they decode comes back unchanged, and members of each kind behave as the document says."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from iotcentral_testkit.strategies.schemas import Schemas

from iotcentral import UNSET, DecodingError
from iotcentral._core.model import Model
from tests.support.depth import depth

from . import EXPECTED

DOCUMENT: dict[str, Any] = json.loads((EXPECTED / "zoo/zoo/openapi.json").read_text())
OBJECTS = [name for name, schema in DOCUMENT["components"]["schemas"].items() if "enum" not in schema]
MINIMAL = {"name": "x", "kind": "animal", "code": "c"}

WHOLE: dict[str, Any] = {
    **MINIMAL,
    "wholeConstant": 1,
    "numberConstant": 1.5,
    "trueConstant": True,
    "nullConstant": None,
    "secret": "s",
    "id": "0b6f1f5e-6f0f-4d5c-9a55-0d6f0a6b1c11",
    "whole": 3,
    "number": 2.5,
    "flag": False,
    "day": "2020-02-29",
    "moment": "2020-02-29T12:00:00.123456789Z",
    "duration": "PT1H",
    "base64": "aGF5",
    "binary": "\u0000",
    "colour": "a\\b",
    "legs": -1,
    "mood": "new",
    "taste": None,
    "nullable": None,
    "nullableObject": {"a": "x", "more": 1},
    "nullableReference": None,
    "object": {"a": "x"},
    "children": [MINIMAL],
    "matrix": [[1, 2], []],
    "names": ["a"],
    "map": {"north": {"size": 3}},
    "free": {"a": [1]},
    "anything": [None],
    "food": {"type": "straw", "stalks": 3},
    "closed": {"a": "x"},
    "measured": {"unit": "m", "length": 1.5},
    "unknown": {"kept": True},
}


@pytest.mark.parametrize("name", OBJECTS)
@settings(max_examples=depth(5, 50))
@given(data=st.data())
def test_what_a_model_decodes_comes_back(zoo: ModuleType, models: ModuleType, name: str, data: st.DataObject) -> None:
    content = data.draw(Schemas(DOCUMENT).component(name))
    model: Model = getattr(models, name).from_dict(content)
    assert json.dumps(model.to_dict()) == json.dumps(content)
    assert getattr(models, name).from_dict(model.to_dict()) == model


def test_a_model_with_every_member_comes_back(models: ModuleType) -> None:
    assert WHOLE.keys() - {"unknown"} == set(models.Animal._members), "WHOLE has to have every member of the document"
    model = models.Animal.from_dict(WHOLE)
    assert json.dumps(model.to_dict()) == json.dumps(WHOLE)
    assert model.to_body() == {key: value for key, value in WHOLE.items() if key != "id"}
    assert model.additional_properties == {"unknown": {"kept": True}}


@pytest.mark.parametrize(
    ("member", "value", "words"),
    [
        ("kind", "plant", '"animal"'),
        ("wholeConstant", True, "expected 1, found true"),
        ("wholeConstant", 2, "expected 1, found the number 2"),
        ("numberConstant", 1, "1.5"),
        ("trueConstant", 1, "expected true, found the number 1"),
        ("nullConstant", False, "expected null, found false"),
        ("legs", 3, "one of 2, 4, -1"),
        ("legs", "2", "one of 2, 4, -1"),
        ("legs", True, "one of 2, 4, -1"),
        ("colour", "green", 'one of "red"'),
        ("taste", "salty", "sweet"),
        ("whole", 1.5, "whole number"),
        ("whole", 123456789012345678901234567890.0, "64 bits"),
        ("nullable", 1e300, "64 bits"),
        ("nullableObject", {"a": 1}, r"nullableObject\.a"),
        ("matrix", [[1], [2.5]], r"matrix\[1\]\[0\]"),
        ("matrix", [[1e20]], r"matrix\[0\]\[0\]"),
        ("measured", {"length": "x"}, r"measured\.length"),
        ("binary", 1, "a string"),
    ],
)
def test_a_member_that_breaks_the_document_is_an_error(
    models: ModuleType, member: str, value: object, words: str
) -> None:
    with pytest.raises(DecodingError, match=words) as error:
        models.Animal.from_dict({**MINIMAL, member: value})
    assert f"Animal.{member}" in str(error.value)


@pytest.mark.parametrize("value", [2**63, -(2**70), 123456789012345678901234567890])
def test_whole_numbers_of_any_size_are_kept_in_python(models: ModuleType, value: int) -> None:
    assert models.Animal.from_dict({**MINIMAL, "whole": value}).to_dict()["whole"] == value


def test_a_write_only_member_is_needed_to_create_a_model_and_not_to_decode_one(models: ModuleType) -> None:
    with pytest.raises(TypeError, match="code"):
        models.Animal(name="x", kind="animal")
    created = models.Animal(name="x", kind="animal", code="c")
    assert created.to_body() == created.to_dict() == MINIMAL
    decoded = models.Animal.from_dict({"name": "x", "kind": "animal"})
    assert decoded.code is UNSET
    assert "code" not in decoded.to_dict()
    assert models.CagePatch(key=None).to_dict() == {"key": None}, "a merge patch can change it"


def test_texts_of_the_document_stand_in_the_documentation_as_they_are(zoo: ModuleType, models: ModuleType) -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert models.Animal.__doc__.startswith(schemas["Animal"]["description"])
    described = {tag["name"]: tag["description"] for tag in DOCUMENT["tags"]}
    assert " ".join(zoo.Zoo.models.__doc__.split()) == described["Models"]
    source = (EXPECTED / "zoo/zoo/models/colour.py").read_text()
    assert r'"""Known as "red\""""' in source
    assert r'"""Ends in \\"""' in source
