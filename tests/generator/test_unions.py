"""Unions and nested schemas: variants of several unions, unions of unions, and what is written inside other schemas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from iotcentral import DecodingError

from .made_packages import Requests, document, imported, mypy_complaints, operation, problems, properties

Node = dict[str, Any]

PROGRAM = """
from shapes import models

def named(thing: models.Thing) -> tuple[models.Pet, models.Animal, models.Shape, str]:
    assert isinstance(thing.pet, models.Cat) and isinstance(thing.shape, models.Ball)
    cat: models.Cat = thing.pet
    both: models.Animal = cat
    round_: models.Round = thing.shape
    return cat, both, round_, cat.kind + thing.shape.sub + thing.shape.kind

made = models.Thing(pet=models.Cat(name="c", meow="m"), shape=models.Ball(size=1), flag=True, same=models.Box(width=1))
closed: models.Kind = models.Kind.A
other: models.ThingB = models.ThingB.A
level: models.ThingUntitled = models.ThingUntitled.LOW
alias: models.Same = models.Box(width=2)
"""


def _reference(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _union(tag: str, variants: dict[str, str], **shared: Node) -> Node:
    return {
        "type": "object",
        "required": [tag],
        "properties": properties(tag, **shared),
        "oneOf": [_reference(name) for name in variants.values()],
        "discriminator": {
            "propertyName": tag,
            "mapping": {key: f"#/components/schemas/{n}" for key, n in variants.items()},
        },
    }


def _variant(tag: str, value: str, *texts: str, **members: Node) -> Node:
    return {"type": "object", "required": [tag], "properties": properties(*texts, **{tag: {"const": value}}, **members)}


def _enumeration(*values: str, **words: Any) -> Node:
    return {"type": "string", "enum": list(values), **words}


SCHEMAS: dict[str, Node] = {
    "Thing": {
        "type": "object",
        "properties": properties(
            pet=_reference("Pet"),
            animal=_reference("Animal"),
            shape=_reference("Shape"),
            flag={"allOf": [{"type": "boolean"}]},
            limited={"allOf": [_reference("Text"), {"maxLength": 5}]},
            counted={"allOf": [{"type": "integer"}, {"minimum": 1}]},
            wrapped={"allOf": [_reference("Box")], "readOnly": True},
            wrappedUnion={"allOf": [_reference("Pet")]},
            same=_reference("Same"),
            sameKind=_reference("SameKind"),
            sameText=_reference("SameText"),
            a=_enumeration("a", "b", title="Kind"),
            a2=_enumeration("a", "b", title="Kind"),
            b=_enumeration("a", "c", title="Kind"),
            c=_enumeration("x", title="Box"),
            untitled=_enumeration("low", "high"),
            nullable={"type": ["string", "null"], "enum": ["n", None]},
            inline={"type": "object", "properties": properties("x"), "title": "Box"},
            taken={"type": "object", "properties": properties("y")},
            composed={"allOf": [_reference("Box"), {"type": "object", "properties": properties("z")}]},
            nullObject={"type": ["object", "null"], "properties": properties("n")},
            lists={
                "type": "array",
                "items": {"type": "array", "items": {"type": "object", "properties": properties(e=_enumeration("in"))}},
            },
            maps={
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": _enumeration("m")},
                },
            },
        ),
    },
    "ThingTaken": {"type": "object", "properties": properties("other"), "x-unused": "For its name."},
    "Text": {"type": "string"},
    "SameText": _reference("Text"),
    "Level": _enumeration("one", "two"),
    "SameKind": _reference("Level2"),
    "Level2": {"allOf": [_reference("Level")]},
    "Same": _reference("Same2"),
    "Same2": _reference("Box"),
    "Box": {"type": "object", "required": ["width"], "properties": properties(width={"type": "integer"})},
    "Pet": _union("kind", {"cat": "Cat", "dog": "Dog"}, name={"type": "string"}, box=_reference("Box")),
    "Animal": _union("kind", {"cat": "Cat", "cow": "Cow"}),
    "Cat": _variant("kind", "cat", "meow"),
    "Dog": _variant("kind", "dog"),
    "Cow": _variant("kind", "cow", "moo"),
    # the inner union stands before the outer one, and its variants before both
    "Ball": _variant("sub", "ball", size={"type": "integer"}),
    "Egg": _variant("sub", "egg", size={"type": "integer"}),
    "Round": {
        **_union("sub", {"ball": "Ball", "egg": "Egg"}),
        "required": ["kind", "sub"],
        "properties": properties("sub", kind={"const": "round"}),
    },
    "Flat": _variant("kind", "flat"),
    "Shape": _union("kind", {"round": "Round", "flat": "Flat"}, colour={"type": "string"}),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shapes")


@pytest.fixture(scope="module")
def package(folder: Path) -> Iterator[ModuleType]:
    sort = {"type": "array", "items": _enumeration("up", "down", title="Order")}
    parameters: tuple[Node, ...] = (
        {"name": "s", "in": "query", "explode": False, "schema": sort, "example": ["up"]},
        {"name": "t", "in": "query", "schema": {"type": "array", "items": _reference("Level")}, "example": ["one"]},
        {"name": "u", "in": "query", "schema": _enumeration("up", "down"), "example": "up"},
    )
    paths = {"/things": {"put": operation("Things_Put", "Thing"), "get": operation("Things_Get", "", parameters)}}
    with imported(document("shapes", paths, SCHEMAS, ("Things",)), folder) as made:
        yield made


def test_programs_that_use_unions_are_typed(package: ModuleType, folder: Path) -> None:
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    assert mypy_complaints(folder, program) == ""


@pytest.mark.parametrize(
    ("member", "content", "classes"),
    [
        ("pet", {"kind": "cat", "name": "a", "meow": "m", "box": {"width": 1}}, ["Cat", "Pet", "Animal"]),
        ("animal", {"kind": "cat", "name": "a"}, ["Cat", "Pet", "Animal"]),
        ("pet", {"kind": "dog", "name": "d"}, ["Dog", "Pet"]),
        ("animal", {"kind": "cow", "moo": "m"}, ["Cow", "Animal"]),
        ("pet", {"kind": "eel", "name": "e", "fins": 2}, ["UnknownPet", "Pet"]),
        ("animal", {"kind": "eel"}, ["UnknownAnimal", "Animal"]),
        ("shape", {"kind": "round", "sub": "ball", "size": 3, "colour": "red"}, ["Ball", "Round", "Shape"]),
        ("shape", {"kind": "round", "sub": "disc", "size": 3}, ["UnknownRound", "Round", "Shape"]),
        ("shape", {"kind": "flat"}, ["Flat", "Shape"]),
        ("shape", {"kind": "long", "colour": "red"}, ["UnknownShape", "Shape"]),
        ("wrappedUnion", {"kind": "dog"}, ["Dog", "Pet"]),
    ],
)
def test_a_variant_is_an_instance_of_all_its_unions(
    package: ModuleType, member: str, content: Node, classes: list[str]
) -> None:
    models = package.models
    thing = models.Thing.from_dict({member: content})
    value = getattr(thing, models.Thing._members[member])
    assert type(value) is getattr(models, classes[0])
    every = {name for name in models.__all__ if isinstance(getattr(models, name), type)}
    assert {name for name in every if isinstance(value, getattr(models, name))} == set(classes)
    assert thing.to_dict() == {member: content}
    assert value == getattr(models, classes[-1]).from_dict(content)


def test_variants_are_made_with_their_tags(package: ModuleType) -> None:
    models = package.models
    assert models.Cat(name="a", meow="m").to_dict() == {"kind": "cat", "name": "a", "meow": "m"}
    assert models.Ball(size=1, colour="red").to_dict() == {"kind": "round", "sub": "ball", "size": 1, "colour": "red"}
    assert models.UnknownPet(kind="eel", name="e").to_dict() == {"kind": "eel", "name": "e"}
    assert not hasattr(models.Cat(), "__dict__")
    with pytest.raises(TypeError):
        models.Ball(kind="flat")
    with pytest.raises(DecodingError, match="kind"):
        models.Ball.from_dict({"kind": "flat", "sub": "ball"})


@pytest.mark.parametrize(
    ("member", "good", "bad"),
    [
        ("flag", True, {}),
        ("limited", "abc", 1),
        ("counted", 1, "a"),
        ("wrapped", {"width": 1}, {"width": "a"}),
        ("same", {"width": 1}, {}),
        ("sameKind", "one", "three"),
        ("sameText", "t", 1),
        ("a", "b", "c"),
        ("a2", "b", "c"),
        ("b", "c", "b"),
        ("c", "x", "a"),
        ("untitled", "low", "LOW"),
        ("nullable", "n", "null"),
        ("nullable", None, ""),
        ("inline", {"x": "a"}, {"x": 1}),
        ("taken", {"y": "a"}, {"y": 1}),
        ("composed", {"width": 1, "z": "a"}, {"z": "a"}),
        ("nullObject", None, ""),
        ("nullObject", {"n": "a"}, {"n": 1}),
        ("lists", [[{"e": "in"}]], [[{"e": "out"}]]),
        ("maps", {"a": {"b": ["m"]}}, {"a": {"b": ["n"]}}),
    ],
)
def test_a_schema_within_another_keeps_its_type(package: ModuleType, member: str, good: Any, bad: Any) -> None:
    thing = package.models.Thing.from_dict({member: good})
    assert thing.to_dict() == {member: good}
    with pytest.raises(DecodingError, match=member):
        package.models.Thing.from_dict({member: bad})


def test_nested_schemas_are_known_by_their_places(package: ModuleType) -> None:
    models = package.models
    assert [value.value for value in models.Kind] == ["a", "b"]
    assert [value.value for value in models.ThingB] == ["a", "c"]
    assert [value.value for value in models.ThingC] == ["x"]
    assert models.ThingInline(x="x").to_dict() == {"x": "x"}
    assert models.ThingTaken(other="x").to_dict() == {"other": "x"}
    assert models.ThingTaken2(y="x").to_dict() == {"y": "x"}
    assert models.Same is models.Same2 is models.Box
    assert models.SameKind is models.Level


def test_arrays_of_enumerations_are_sent(package: ModuleType) -> None:
    requests = Requests(package, "Shapes")
    with requests.client() as client:
        client.things.get(s=["up", package.models.Order.DOWN], t=["one", "two"], u=package.models.ThingsGetU.UP)
    assert dict(requests.sent[0].url.params.multi_items()) == {"s": "up,down", "t": "two", "u": "up"}
    assert requests.sent[0].url.params.get_list("t") == ["one", "two"]


@pytest.mark.parametrize(
    ("schemas", "code", "words"),
    [
        ({"A": _reference("B"), "B": _reference("A")}, "S130", "A → B → A"),
        ({"A": {"allOf": [_reference("B")]}, "B": {"allOf": [_reference("A")]}}, "S130", "A → B → A"),
        (
            {
                "A": _union("k", {"b": "B"}),
                "B": {**_union("k", {"a": "A"}), "properties": properties(k={"const": "b"})},
            },
            "S130",
            "A → B → A",
        ),
        (
            {"A": {"type": "object", "properties": properties(x={"allOf": [{"type": "string"}, {"type": "integer"}]})}},
            "S129",
            "no type in common: string and integer",
        ),
    ],
)
def test_schemas_without_an_end_or_a_type_are_refused(
    tmp_path: Path, schemas: dict[str, Node], code: str, words: str
) -> None:
    spec = document("refused", {"/t": {"put": operation("Things_Put", "A")}}, schemas, ("Things",))
    told = [problem for problem in problems(spec, tmp_path) if f" {code} " in problem]
    assert told
    assert words in told[0]
    assert told[0].partition(":")[0].isdigit()
