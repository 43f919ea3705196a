"""Checks of schemas (S128 to S130, S135): types, fixed values, compositions, circles, required members."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document.nodes import Node, Schema, component, resolved
from ...document.schemas import SCHEMAS, allows_null, is_enumeration
from ...document.traversal import Place
from .fault import Fault
from .subjects import schema_subject
from .vocabulary import SITUATIONS, TYPES

__all__ = ["cycle_faults", "plain_types", "schema_faults"]

_LOST_IN_PARTS = ("discriminator", "oneOf", "anyOf", "additionalProperties")
_OF_OBJECTS = ("properties", "additionalProperties", "discriminator", "x-merge-patch-of", "minProperties")


def plain_types(document: Node, schema: Schema, passed: tuple[int, ...] = ()) -> set[str]:
    """Return the types that the values of a schema can have, as far as it says."""
    schema = resolved(document, schema)
    if id(schema) in passed:
        return set()
    found = set(_types(schema))
    if not found and any(word in schema for word in _OF_OBJECTS):
        found = {"object"}
    if not found and any(word in schema for word in ("x-known-values", "x-fixed-to")):
        found = {"string"}
    if "const" in schema or "enum" in schema:
        values = schema["enum"] if isinstance(schema.get("enum"), list) else [schema.get("const")]
        found = found or {_type_of(value) for value in values}
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(word, []) if isinstance(schema.get(word), list) else []:
            found |= plain_types(document, part, (*passed, id(schema))) if isinstance(part, dict) else set()
    return found


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [str(each) for each in (types if isinstance(types, list) else [types])]


def _type_of(value: Any) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


def schema_faults(document: Node, place: Place) -> Iterator[Fault]:
    """Check a schema."""
    schema, name = place.node, schema_subject(place.key)
    yield from _type_faults(name, schema, component=len(place.key) == 3)
    yield from _composition_faults(document, name, schema)
    if not _is_part(place):
        yield from _required_faults(document, place)


def _type_faults(name: str, schema: Schema, *, component: bool) -> Iterator[Fault]:
    types = schema.get("type")
    listed = _types(schema)
    for each in listed:
        if fault := TYPES.fault(each):
            yield Fault("S128", f"the type `{each}` in {name} is not known: {fault}", ("type",))
    if len([each for each in listed if each != "null"]) > 1:
        text = ", ".join(listed)
        yield Fault(
            "S128", f"{name} has several types ({text}), but a member has one; name one, or leave `type` out", ("type",)
        )
    if isinstance(types, list) and not types:
        yield Fault("S128", f"the list of types in {name} is empty; name one, or leave `type` out", ("type",))
    if "array" in listed and "items" not in schema:
        yield Fault("S128", f"the array in {name} has no `items`; write `items: {{}}` if an item can be anything")
    if isinstance(schema.get("const"), list | dict):
        yield Fault("S128", f"the `const` in {name} is not a single value; describe it with `type`", ("const",))
    nullable = component and allows_null(schema) and ("properties" in schema or is_enumeration(schema))
    if nullable and (mend := SITUATIONS.get("a component with a class that is null too")):
        yield Fault("S128", f"{name} is an object or an enumeration, or null: {mend}")


def _composition_faults(document: Node, name: str, schema: Schema) -> Iterator[Fault]:
    choices = [word for word in ("oneOf", "anyOf") if word in schema]
    if len(choices) == 2:
        yield Fault("S129", f"{name} has both `oneOf` and `anyOf`; write one of them", ("anyOf",))
    if "discriminator" in schema and "oneOf" not in schema:
        mend = "write its variants as `oneOf`, and a mapping"
        yield Fault("S129", f"the discriminator of {name} stands beside no `oneOf`; {mend}", ("discriminator",))
    for word in ("allOf", "oneOf", "anyOf"):
        if isinstance(schema.get(word), list) and not schema[word]:
            yield Fault("S129", f"`{word}` of {name} is empty; add a schema to it, or remove it", (word,))
    yield from _part_faults(document, name, schema)
    if choices and "discriminator" not in schema:
        beside = {"type", "properties", "required", "items", "allOf", "enum", "const", "additionalProperties"}
        for word in sorted(beside & schema.keys()):
            message = f"`{word}` beside `{choices[0]}` of {name} would have no effect; write it in each of the choices"
            yield Fault("S129", message, (word,))


def _part_faults(document: Node, name: str, schema: Schema) -> Iterator[Fault]:
    """Check that the parts of an `allOf` are objects of one shape, whose members are those of the whole."""
    parts = schema.get("allOf")
    kinds = [found for part in parts or () if isinstance(part, dict) and (found := plain_types(document, part))]
    if kinds and not set.intersection(*kinds):
        text = " and ".join(", ".join(sorted(found)) for found in kinds)
        yield Fault(
            "S129", f"the parts of the `allOf` in {name} have no type in common: {text}; author one", ("allOf",)
        )
    if not isinstance(parts, list) or (len(parts) == 1 and "properties" not in schema):
        return
    for index, part in enumerate(parts):
        target = resolved(document, part) if isinstance(part, dict) else {}
        if word := next((each for each in _LOST_IN_PARTS if target.get(each)), None):
            message = f"`{word}` of a part of the `allOf` in {name} would be lost; write it in {name} itself"
            yield Fault("S129", message, ("allOf", index))


def _is_part(place: Place) -> bool:
    """Return whether a schema is a part or a condition of another, whose members it can require."""
    return len(place.key) > 1 and (place.key[-2] == "allOf" or place.key[-1] in ("if", "then", "else", "not"))


def _required_faults(document: Node, place: Place) -> Iterator[Fault]:
    """Check that an object requires members that it has."""
    if "$ref" in place.node:
        return
    required, known = _members(document, place.node, ())
    known |= _shared_members(document, place)
    for name in dict.fromkeys(required):
        if name not in known:
            message = f"{schema_subject(place.key)} requires `{name}`, which is none of its properties; add it there"
            yield Fault("S135", message, ("required",))


def _members(document: Node, schema: Schema, passed: tuple[int, ...]) -> tuple[list[str], set[str]]:
    """Return the names that an object requires, and those of its properties, its parts included."""
    schema = resolved(document, schema)
    if id(schema) in passed:
        return [], set()
    required = [str(name) for name in schema.get("required") or [] if isinstance(schema.get("required"), list)]
    known = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    if isinstance(schema.get("discriminator"), dict):
        known.add(str(schema["discriminator"].get("propertyName")))
    for part in schema.get("allOf", []) if isinstance(schema.get("allOf"), list) else []:
        if isinstance(part, dict):
            their_required, their_known = _members(document, part, (*passed, id(schema)))
            required += their_required
            known |= their_known
    return required, known


def _shared_members(document: Node, place: Place) -> set[str]:
    """Return the members that the unions of a variant have for all their variants."""
    reference = (
        SCHEMAS + str(place.key[2]) if place.key[:2] == ("components", "schemas") and len(place.key) == 3 else ""
    )
    schemas = document.get("components", {}).get("schemas", {}) if reference else {}
    found = set[str]()
    for union in schemas.values():
        discriminator = union.get("discriminator") if isinstance(union, dict) else None
        mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
        if isinstance(mapping, dict) and reference in mapping.values():
            found |= _members(document, union, ())[1]
    return found


def cycle_faults(document: Node, _place: Place) -> Iterator[Fault]:
    """S130: check that no schema contains itself as a part or by reference alone: it would have no end."""
    components = document.get("components")
    schemas = components.get("schemas") if isinstance(components, dict) else None
    reported = set[frozenset[str]]()
    for name in schemas if isinstance(schemas, dict) else ():
        circle = _circle(document, name, (name,))
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            way = " → ".join([*circle, circle[0]])
            message = f"the schemas {way} are parts of each other without end; take one out of the circle"
            if len(circle) == 1:
                message = f"the schema {name} is a part of itself without end; remove the reference to itself"
            yield Fault("S130", message, ("components", "schemas", name))


def _circle(document: Node, goal: str, way: tuple[str, ...]) -> tuple[str, ...]:
    """Return the schemas by which one contains itself as a part; () if it does not."""
    schema = component(document, SCHEMAS + way[-1])
    for reference in _parts(schema):
        name = reference.removeprefix(SCHEMAS)
        if name == goal:
            return way
        if reference.startswith(SCHEMAS) and name not in way:
            found = _circle(document, goal, (*way, name))
            if found:
                return found
    return ()


def _parts(schema: Any) -> Iterator[str]:
    """Iterate over the references of a schema to what it is, rather than to what it holds."""
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("$ref"), str):
        yield schema["$ref"]
    for word in ("allOf", "oneOf", "anyOf"):
        for part in schema.get(word, []) if isinstance(schema.get(word), list) else []:
            yield from _parts(part)
