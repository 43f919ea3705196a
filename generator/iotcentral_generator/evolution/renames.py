"""Renames between two contracts, as they are declared: nothing is taken for renamed because it looks similar.

Declarations are, in this order: a mapping that is given; the mark `x-renamed-from` in the new document; and the
authored document, in which a node that has another name in the other version is still the same node.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.nodes import Key, Node, Schema, resolved, target_key
from ..document.operations import operations
from ..document.schemas import SCHEMAS, schema_key
from ..load import Spec
from ..project import Projection, projection
from .comparison.document_operations import operations_by_id
from .comparison.parameters import path_renames
from .contracts import Contract
from .places import Place, Renames, translated
from .python_names.class_places import parts_of_operation

__all__ = ["declared_renames"]

_HINT = "x-renamed-from"


def declared_renames(old: Contract, new: Contract, given: Renames | None = None) -> Renames:
    """Return the declared renames between two contracts."""
    found: dict[Place, Place] = {}
    if old.spec is not None and new.spec is not None and old.spec.root == new.spec.root:
        found |= _authored(old.spec, old.version, new.version)
    found |= _hinted(old.document, new.document)
    found |= given or {}
    found |= _of_unions(old.document, found)
    return {**_positional(old.document, new.document, found), **found}


def _authored(spec: Spec, old: str, new: str) -> dict[Place, Place]:
    """Return what has another name in one version of an authored document than in another version of it."""
    before, after = (_by_origin(projection(spec, version)) for version in (old, new))
    found: dict[Place, Place] = {}
    for origin, places in sorted(before.items(), key=lambda item: len(item[1][0])):
        for place in places:
            expected = translated(place, found)
            successors = after.get(origin, [])
            if expected in successors:
                continue
            same_owner = [other for other in successors if other[:-1] == expected[:-1]]
            moved = [other for other in successors if other[:2] == expected[:2]] if place[0] == "operation" else []
            for other in (same_owner or moved or (successors if len(place) == 2 else []))[:1]:
                found[place] = other
    return found


def _by_origin(projected: Projection) -> dict[Key, list[Place]]:
    """Return key of an authored node → the places of a projection that come from it."""
    found: dict[Key, list[Place]] = {}
    for place, key, _ in _named(projected.document):
        found.setdefault(_origin(projected, key), []).append(place)
    return found


def _origin(projected: Projection, key: Key) -> Key:
    """Return the key of the authored node; what a variant has from its union is authored there."""
    origin = projected.origins.of(key)
    if origin in projected.spec.positions or key[:2] != ("components", "schemas"):
        return origin
    for name, union in projected.document["components"]["schemas"].items():
        variants = union.get("discriminator", {}).get("mapping", {}).values()
        if f"{SCHEMAS}{key[2]}" in variants:
            shared = projected.origins.of((*schema_key(name), *key[3:]))
            if shared in projected.spec.positions:
                return shared
    return origin


def _named(document: Node) -> Iterator[tuple[Place, Key, Node]]:
    """Iterate over what has a name, with its key: operations, parameters, schemas, members."""
    for key, item, operation in operations(document):
        name = str(operation.get("operationId", f"{key[2]} {key[1]}"))
        yield ("operation", name), key, operation
        for at, node, inner in parts_of_operation(key, item, operation):
            if inner == ():
                parameter = resolved(document, node)
                yield (
                    ("operation", name, parameter["in"], parameter["name"]),
                    target_key(node.get("$ref")) or at,
                    parameter,
                )
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        if not schema.get("x-merge-patch"):
            yield ("schema", name), schema_key(name), schema
            yield from _members(("schema", name), schema_key(name), schema)


def _members(place: Place, key: Key, schema: Schema) -> Iterator[tuple[Place, Key, Node]]:
    for name, member in schema.get("properties", {}).items():
        at = (*key, "properties", name)
        yield (*place, name), at, member
        yield from _members((*place, name), at, member)


def _hinted(old: Node, new: Node) -> dict[Place, Place]:
    """Return the renames that marks of the new document name, where the old document has the old name."""
    places = {place for place, _, _ in _named(old)}
    found: dict[Place, Place] = {}
    back: dict[Place, Place] = {}
    for place, _, node in _named(new):
        owner = translated(place[:-1], back)
        if place[:-1] in back:
            owner = back[place[:-1]]
        before = (*owner, str(node.get(_HINT, place[-1])))
        if before != place and before in places and place not in places:
            back[place] = before
            found[before] = place
    return {before: after for before, after in found.items() if before[-1] != after[-1]}


def _of_unions(old: Node, renames: Renames) -> dict[Place, Place]:
    """Return the members of unions that have another name in every variant that has them."""
    found: dict[Place, Place] = {}
    schemas = old.get("components", {}).get("schemas", {})
    for name, union in schemas.items():
        variants = [
            str(each.get("$ref")).rpartition("/")[2] for each in union.get("oneOf", []) if "discriminator" in union
        ]
        for member in {member for each in variants for member in schemas.get(each, {}).get("properties", {})}:
            owners = [each for each in variants if member in schemas.get(each, {}).get("properties", {})]
            names = {translated(("schema", each, member), renames)[-1] for each in owners}
            if len(names) == 1 and names != {member}:
                found["schema", name, member] = (*translated(("schema", name), renames), *names)
    return found


def _positional(old: Node, new: Node, renames: Renames) -> dict[Place, Place]:
    """Return the parameters of paths that have another name: their position tells which they are."""
    found: dict[Place, Place] = {}
    after = operations_by_id(new)
    for name, operation in operations_by_id(old).items():
        new_name = translated(("operation", name), renames)[1]
        if new_name in after:
            for before, now in path_renames(operation.path, after[new_name].path).items():
                found["operation", name, "path", before] = ("operation", new_name, "path", now)
    return found
