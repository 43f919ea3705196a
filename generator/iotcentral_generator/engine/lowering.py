"""Lowering of a projected document to what the engine understands.

The engine supports plain OpenAPI. A discriminated union becomes the object of the members that all its variants share,
an open enumeration becomes a marked enumeration, composed schemas are flattened, and nested objects and enumerations
become components. `plan` restores the meaning.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..document.nodes import Key, Node, Schema
from ..document.operations import operations, written_parameters
from ..document.schemas import SCHEMAS, aliases, composed, flatten, nested_name, schema_key
from ..document.traversal import copied, places
from .contents import lower_contents
from .nested_schemas import NestedSchemas

__all__ = ["LoweredDocument", "lower"]


class LoweredDocument(NamedTuple):
    """A document in the engine's terms.

    Attributes:
        document: the document; every object with members and every enumeration is a component.
        components: key of a schema that was written elsewhere than among the components → its component.
    """

    document: Node
    components: dict[Key, str]


def lower(document: Node) -> LoweredDocument:
    """Return a projected document in the engine's terms; the document itself is not changed."""
    lowered: Node = copied(document)  # which, unlike `deepcopy`, parts what two places of the document share
    schemas: dict[str, Schema] = lowered["components"].setdefault("schemas", {})
    lowered["components"].pop("links", None)
    _follow_aliases(lowered)
    nested = NestedSchemas(lowered)
    for name in list(schemas):
        nested.name_within(schema_key(name), name, schemas[name])
    for key, parameter in written_parameters(lowered):
        owner = _owner(lowered, key, parameter)
        described: Schema = {"description": parameter["description"]} if "description" in parameter else {}
        if "schema" in parameter:
            parameter["schema"] = nested.as_component((*key, "schema"), owner, parameter["schema"], described)
    lower_contents(lowered, nested)
    for schema in schemas.values():
        _close_enumeration(schema)
    for name, schema in list(schemas.items()):
        if "allOf" in schema:  # the engine would replace a schema with a single `allOf` part by that part
            schemas[name] = composed(lowered, schema)
    _share_members(lowered, schemas)
    return LoweredDocument(lowered, nested.components)


def _follow_aliases(document: Node) -> None:
    """Point every reference to a schema that is nothing but a reference to what it stands for."""
    followed = aliases(document)
    for name, target in followed.items():
        schema = document["components"]["schemas"][name]
        kept = {key: schema[key] for key in ("description", "x-name") if key in schema}
        document["components"]["schemas"][name] = {**kept, "$ref": SCHEMAS + target}
    pointed = {SCHEMAS + name: SCHEMAS + target for name, target in followed.items()}
    if not pointed:
        return
    for place in places(document):
        if "$ref" in place.node:
            place.node["$ref"] = pointed.get(place.node["$ref"], place.node["$ref"])


def _owner(document: Node, key: Key, parameter: Node) -> str:
    """Return the name of the schema of a parameter, should it need one: from its operation, or its component."""
    if key[0] == "components":
        return str(key[2])
    inside = (operation for place, _, operation in operations(document) if place[: len(key) - 2] == key[:-2])
    return nested_name(str(next(inside, {}).get("operationId", "")).replace("_", ""), parameter["name"])


def _close_enumeration(schema: Schema) -> None:
    """Write an open enumeration as an enumeration with the mark `x-open`."""
    if "x-known-values" in schema:
        schema["enum"] = schema.pop("x-known-values")
        schema["x-open"] = True


def _share_members(document: Node, schemas: dict[str, Schema]) -> None:
    """Replace every union by the object of the members that its variants share; those that are variants first."""
    waiting = [name for name, schema in schemas.items() if "discriminator" in schema]
    done: set[str] = set()

    def share(name: str) -> None:
        if name in done:
            return
        done.add(name)
        union = schemas[name]
        for reference in union["discriminator"]["mapping"].values():
            if (variant := reference.removeprefix(SCHEMAS)) in waiting:
                share(variant)
        kept: Schema = {key: union[key] for key in ("description", "discriminator", "x-name") if key in union}
        schemas[name] = {**kept, "type": "object", **_shared_members(document, union)}

    for name in waiting:
        share(name)


def _shared_members(document: Node, union: Schema) -> Schema:
    """Return the members that are equal in all variants of a union, including the tag.

    Of a single variant only the tag: its own members could not be told from those that a later variant shares.
    """
    tag = union["discriminator"]["propertyName"]
    flats = [flatten(document, variant) for variant in union["oneOf"]]
    first = flats[0]["properties"] if len(flats) > 1 else {tag: flats[0]["properties"][tag]}
    same = {n: s for n, s in first.items() if all(flat["properties"].get(n) == s for flat in flats)}
    same[tag] = _tag(flats[0]["properties"][tag])
    required = [name for name in flats[0]["required"] if name in same and all(name in f["required"] for f in flats)]
    return {"properties": {name: same[name] for name in first if name in same}, "required": required}


def _tag(member: Schema) -> dict[str, Any]:
    """Return the tag as a member of the union, where it may have any value."""
    kept = {"x-name": member["x-name"]} if "x-name" in member else {}
    return {"description": member.get("description", "The kind."), "type": "string", **kept}
