"""Merge patches (RFC 7396), derived from the schemas of the resources that they change.

In a patch every writable member is optional and may be null, which clears it; read-only members are absent. Objects
are merged member by member, so a member that is an object is a patch itself; an array is replaced as a whole.
"""

from __future__ import annotations

from typing import Any

from ..document.nodes import Key, Node, Schema, resolved
from ..document.operations import operations
from ..document.origins import Origins
from ..document.schemas import SCHEMAS, is_composed_object, is_enumeration, nested_name, schema_key

__all__ = ["derive_merge_patches"]


def derive_merge_patches(document: Node, origins: Origins | None = None) -> None:
    """Replace every `x-merge-patch-of: Name` by a reference to the schema `NamePatch`, which is added.

    Derived schemas are marked (`x-merge-patch`), so that an authored schema of such a name is not mistaken for one.
    """
    patches = _PatchSchemas(document, origins or Origins())
    for _, _, operation in operations(document):
        for media in operation.get("requestBody", {}).get("content", {}).values():
            name = media.get("schema", {}).get("x-merge-patch-of")
            if name is not None:
                media["schema"] = patches.reference(f"{name}Patch", [{"$ref": SCHEMAS + name}], schema_key(name))


class _PatchSchemas:
    """Patch schemas of a document, each added once."""

    def __init__(self, document: Node, origins: Origins) -> None:
        self._document = document
        self._origins = origins
        self._schemas: dict[str, Schema] = document["components"].get("schemas", {})

    def reference(self, name: str, sources: list[Schema], origin: Key) -> Schema:
        """Return a reference to the patch `name` of the objects that `sources` describe.

        Args:
            name: the name of the patch.
            sources: the schemas of the objects.
            origin: the key of the first of them.
        """
        if name not in self._schemas:
            self._origins.derive(schema_key(name), origin)
            self._schemas[name] = {}  # a schema that contains itself finds its patch begun
            self._schemas[name] = self._patch(name, sources)
        return {"$ref": SCHEMAS + name}

    def _patch(self, name: str, sources: list[Schema]) -> Schema:
        owner = name.removesuffix("Patch")
        patch: Schema = {
            "description": f"Changes to `{owner}`: absent members stay as they are, null clears a member.",
            "type": "object",
            "x-merge-patch": True,
        }
        if given := self._schemas.get(owner, {}).get("x-name"):
            patch["x-name"] = f"{given}Patch"
        objects = [found for source in sources for found in self._objects(source)]
        members: dict[str, list[Schema]] = {}
        for found in objects:
            for member, schema in self._writable_members(found).items():
                members.setdefault(member, []).append(schema)
        if members:
            patch["properties"] = {
                member: self._member(owner, member, found, (*schema_key(name), "properties", member))
                for member, found in members.items()
            }
        additional = [extra for found in objects if (extra := found.get("additionalProperties"))]
        if additional:
            patch["additionalProperties"] = self._values(owner, additional[0], schema_key(name))
        return patch

    def _resolve(self, schema: Schema) -> Schema:
        found: Schema = resolved(self._document, schema)
        return found

    def _objects(self, schema: Schema) -> list[Schema]:
        """Return the object that a schema describes; of a union, the object of each variant."""
        schema = self._resolve(schema)
        if "discriminator" in schema:
            return [found for variant in schema["oneOf"] for found in self._objects(variant)]
        return [schema]

    def _writable_members(self, schema: Schema) -> dict[str, Schema]:
        """Return the writable members of an object, those of its `allOf` parts included."""
        members: dict[str, Schema] = {}
        for part in schema.get("allOf", []):
            members.update(self._writable_members(self._resolve(part)))
        for name, value in schema.get("properties", {}).items():
            if not (value.get("readOnly") or self._resolve(value).get("readOnly")):
                members[name] = value
        return members

    def _member(self, owner: str, name: str, found: list[Schema], origin: Key) -> Schema:
        """Return the schema of a member, which several variants may describe differently."""
        kept: Schema = {
            key: found[0][key] for key in ("description", "x-secret", "x-sensitive", "x-name") if key in found[0]
        }
        if all("const" in schema for schema in found):  # the tag of a union: it selects the variant, and is never null
            return {**kept, "type": "string", "x-known-values": [schema["const"] for schema in found]}
        bare = [
            _without_null({k: v for k, v in schema.items() if k not in {"default", "x-always", "x-refers-to", *kept}})
            for schema in found
        ]
        title = nested_name(owner, name)  # the name of an enumeration that has no title, so that both have one class
        bare = [
            {**schema, "title": schema.get("title", title)} if is_enumeration(schema) else schema for schema in bare
        ]
        distinct = [schema for index, schema in enumerate(bare) if schema not in bare[:index]]
        if all(self._is_object(schema) for schema in distinct):
            distinct = [self._object_member(owner, name, distinct, origin)]
        return {**kept, "anyOf": [*distinct, {"type": "null"}]}

    def _is_object(self, schema: Schema) -> bool:
        target = self._resolve(schema)
        mapping = "discriminator" in target or "additionalProperties" in target
        return mapping or is_composed_object(self._document, target)

    def _object_member(self, owner: str, name: str, distinct: list[Schema], origin: Key) -> Schema:
        first = distinct[0]
        nested = nested_name(owner, name)
        if len(distinct) == 1 and "$ref" in first:
            target = str(first["$ref"]).removeprefix(SCHEMAS)
            return self.reference(f"{target}Patch", distinct, schema_key(target))
        if first.get("properties") or len(distinct) > 1:
            return self.reference(f"{nested}Patch", distinct, origin)
        if "additionalProperties" in first:
            return {**first, "additionalProperties": self._values(nested, first["additionalProperties"], origin)}
        return first

    def _values(self, owner: str, values: Any, origin: Key) -> Any:
        """Return the schema of the values of a map; null removes an entry of the map."""
        return (
            self._member(owner, "item", [values], (*origin, "additionalProperties"))
            if isinstance(values, dict) and values
            else values
        )


def _without_null(schema: Schema) -> Schema:
    """Return a schema without null, which every member of a patch may be."""
    kinds = schema.get("type")
    if isinstance(kinds, list) and len(kinds) == 2 and "null" in kinds:
        return {**schema, "type": next(kind for kind in kinds if kind != "null")}
    choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        return {**{key: value for key, value in schema.items() if key != "anyOf"}, **choices[0]}
    return schema
