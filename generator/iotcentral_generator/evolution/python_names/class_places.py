"""Places of the schemas for which a package has classes, by the names that the engine's lowering gives them."""

from __future__ import annotations

from ...document.nodes import Node, Schema, resolved
from ...document.operations import operations, parameters_of
from ...document.schemas import is_enumeration, nested_name
from ..places import Place

__all__ = ["class_places", "derived_patches"]


def class_places(document: Node) -> dict[str, list[Place]]:
    """Return class → the places of its schema: a component, a nested object, or an enumeration with a title."""
    found: dict[str, list[Place]] = {}
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        found.setdefault(name, []).append(("schema", name))
        _add_nested(found, name, ("schema", name), schema)
    for _, item, operation in operations(document):
        for parameter in parameters_of(document, item, operation):
            schema = parameter.get("schema", {})
            if is_enumeration(schema) and "title" in schema:
                place = ("operation", operation.get("operationId", ""), parameter["in"], parameter["name"])
                found.setdefault(schema["title"], []).append(place)
    return found


def _add_nested(found: dict[str, list[Place]], owner: str, place: Place, schema: Schema) -> None:
    for name, member in schema.get("properties", {}).items():
        _add(found, nested_name(owner, name), (*place, name), member)
    for word, step in (("items", "[]"), ("additionalProperties", "{}")):
        if isinstance(schema.get(word), dict):
            _add(found, f"{owner}Item", (*place, step), schema[word])
    for part in [*schema.get("allOf", []), *schema.get("anyOf", [])]:
        _add_nested(found, owner, place, part)
        if part in schema.get("anyOf", []):
            _add(found, owner, place, part, nested=False)


def _add(found: dict[str, list[Place]], name: str, place: Place, schema: Schema, *, nested: bool = True) -> None:
    if is_enumeration(schema) and "title" in schema:
        found.setdefault(schema["title"], []).append(place)
        return
    if schema.get("properties"):
        found.setdefault(name, []).append(place)
    if nested:
        _add_nested(found, name, place, schema)


def derived_patches(document: Node) -> dict[str, Place]:
    """Return the schemas that the projection has derived as merge patches, each with the place of its source."""
    schemas = document.get("components", {}).get("schemas", {})
    places = class_places({"components": {"schemas": {n: s for n, s in schemas.items() if not s.get("x-merge-patch")}}})
    return {
        name: places[name.removesuffix("Patch")][0]
        for name, schema in schemas.items()
        if resolved(document, schema).get("x-merge-patch") and name.removesuffix("Patch") in places
    }
