"""Traversal: a word is a keyword only where it stands as a field; names and data can be any text."""

from __future__ import annotations

from typing import Any

from iotcentral_generator.document.grammar import GRAMMAR, Kind, field_of
from iotcentral_generator.document.traversal import DROPPED, places, rebuilt

WORDS = ["discriminator", "x-values", "$ref", "x-since", "allOf", "examples", "const", "properties", "items", "schema"]

SCHEMA: dict[str, Any] = {
    "properties": {word: {"default": {word: {"properties": {"no": {}}}}} for word in WORDS},
    "x-values": {"properties": {"description": "A value."}},
    "example": {"items": {}},
    "discriminator": {"propertyName": "t", "mapping": {"allOf": "#/components/schemas/A"}},
}


def test_properties_that_are_named_like_keywords_are_properties() -> None:
    found = {key: kind for key, kind, _ in places(SCHEMA, Kind.SCHEMA)}
    assert found == {
        (): Kind.SCHEMA,
        **{("properties", word): Kind.SCHEMA for word in WORDS},
        ("x-values", "properties"): Kind.VALUE,
        ("discriminator",): Kind.DISCRIMINATOR,
    }


def test_every_kind_of_object_is_found_where_it_stands() -> None:
    document = {
        "info": {"license": {}},
        "paths": {
            "x-mark": {"get": {}},
            "/a": {
                "parameters": [{"schema": {"items": {}}}],
                "head": {
                    "requestBody": {"content": {"a/b": {"schema": {}, "examples": {"e": {"value": {"get": {}}}}}}},
                    "responses": {"200": {"headers": {"H": {"schema": {}}}, "links": {"L": {"server": {}}}}},
                    "callbacks": {"c": {"$request.body#/u": {"post": {}}}},
                },
            },
        },
        "components": {"pathItems": {"P": {"trace": {}}}, "securitySchemes": {"s": {}}},
    }
    found = [str(kind.name) for _, kind, _ in places(document)]
    assert found == [
        *("DOCUMENT", "INFO", "LICENSE", "PATH_ITEM", "PARAMETER", "SCHEMA", "SCHEMA", "OPERATION", "REQUEST_BODY"),
        *("MEDIA_TYPE", "SCHEMA", "EXAMPLE", "RESPONSE", "HEADER", "SCHEMA", "LINK", "SERVER", "CALLBACK", "PATH_ITEM"),
        *("OPERATION", "COMPONENTS", "PATH_ITEM", "OPERATION", "SECURITY_SCHEME"),
    ]


def test_objects_of_another_form_are_passed_over() -> None:
    assert [key for key, _, _ in places({"tags": {}, "paths": [{}], "info": 3, "servers": [None, {}]})] == [
        (),
        ("servers", 1),
    ]


def test_a_rebuilt_object_shares_nothing_with_the_original() -> None:
    original = {"const": {"a": [1]}, "properties": {"a": {}, "b": {}}, "allOf": [{}], "x-values": {}}
    kept = rebuilt(original, Kind.SCHEMA, lambda node, _, key: DROPPED if key[-1] in {"a", 0} else node)
    assert kept == {"const": {"a": [1]}, "properties": {"b": {}}, "x-values": {}}
    assert kept["const"]["a"] is not original["const"]["a"]  # type: ignore[index]


def test_every_kind_has_a_grammar_of_its_own() -> None:
    assert set(GRAMMAR) == set(Kind)
    assert field_of(Kind.SCHEMA, "x-sinse") is None
    assert field_of(Kind.CALLBACK, "{$url}") is not None
