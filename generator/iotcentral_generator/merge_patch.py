"""Merge patches (RFC 7396), derived: from the schema of a resource, the schema of what changes it.

In a patch every writable member is optional and may be null, which clears it; read-only members are absent. Objects
are merged member by member, so a member that is an object is a patch itself; an array is replaced whole.
"""

from __future__ import annotations

from typing import Any

from .versions import METHODS, resolved

__all__ = ["derive_merge_patches"]

_SCHEMAS = "#/components/schemas/"
_OBJECT = "object"

Schema = dict[str, Any]


def derive_merge_patches(document: dict[str, Any]) -> None:
    """Replace every `x-merge-patch-of: Name` by a reference to the schema `NamePatch`, which is added.

    What is derived says so (`x-merge-patch`), so that an authored schema of such a name is not taken for it.
    """
    patches = _Patches(document)
    for item in document.get("paths", {}).values():
        for operation in (item[method] for method in METHODS if method in item):
            for media in operation.get("requestBody", {}).get("content", {}).values():
                name = media.get("schema", {}).get("x-merge-patch-of")
                if name is not None:
                    media["schema"] = patches.reference(f"{name}Patch", [{"$ref": _SCHEMAS + name}])


class _Patches:
    """Adds the patch schemas to a document, each once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._schemas: dict[str, Schema] = document["components"]["schemas"]

    def reference(self, name: str, sources: list[Schema]) -> Schema:
        """Return a reference to the patch `name` of the objects that `sources` describe."""
        if name not in self._schemas:
            self._schemas[name] = {}  # a schema that contains itself finds its patch begun
            self._schemas[name] = self.patch(name, sources)
        return {"$ref": _SCHEMAS + name}

    def patch(self, name: str, sources: list[Schema]) -> Schema:
        owner = name.removesuffix("Patch")
        patch: Schema = {
            "description": f"Changes to `{owner}`: absent members stay as they are, null clears a member.",
            "type": "object",
            "x-merge-patch": True,
        }
        objects = [found for source in sources for found in self.objects(source)]
        members: dict[str, list[Schema]] = {}
        for found in objects:
            for member, schema in self.members(found).items():
                members.setdefault(member, []).append(schema)
        if members:
            patch["properties"] = {member: self.member(owner, member, found) for member, found in members.items()}
        additional = [extra for found in objects if (extra := found.get("additionalProperties"))]
        if additional:
            patch["additionalProperties"] = self.values(owner, additional[0])
        return patch

    def resolve(self, schema: Schema) -> Schema:
        found: Schema = resolved(self._document, schema)
        return found

    def objects(self, schema: Schema) -> list[Schema]:
        """Return the object that a schema describes; of a union, the object of each variant."""
        schema = self.resolve(schema)
        if "discriminator" in schema:
            return [found for variant in schema["oneOf"] for found in self.objects(variant)]
        return [schema]

    def members(self, schema: Schema) -> dict[str, Schema]:
        """Return the writable members of an object, those of its `allOf` parts included."""
        members: dict[str, Schema] = {}
        for part in schema.get("allOf", []):
            members.update(self.members(self.resolve(part)))
        for name, value in schema.get("properties", {}).items():
            if not (value.get("readOnly") or self.resolve(value).get("readOnly")):
                members[name] = value
        return members

    def member(self, owner: str, name: str, found: list[Schema]) -> Schema:
        """Return the schema of a member, which several variants may describe differently."""
        kept: Schema = {key: found[0][key] for key in ("description", "x-secret") if key in found[0]}
        if all("const" in schema for schema in found):  # the tag of a union: it changes the kind, and has no null
            return {**kept, "type": "string", "x-known-values": [schema["const"] for schema in found]}
        bare = [_without_null({k: v for k, v in schema.items() if k not in {"default", *kept}}) for schema in found]
        distinct = [schema for index, schema in enumerate(bare) if schema not in bare[:index]]
        if all(self.is_object(schema) for schema in distinct):
            distinct = [self.object_member(owner, name, distinct)]
        return {**kept, "anyOf": [*distinct, {"type": "null"}]}

    def is_object(self, schema: Schema) -> bool:
        resolved = self.resolve(schema)
        return resolved.get("type") == _OBJECT or "discriminator" in resolved or "allOf" in resolved

    def object_member(self, owner: str, name: str, distinct: list[Schema]) -> Schema:
        first = distinct[0]
        if len(distinct) == 1 and "$ref" in first:
            target = str(first["$ref"]).removeprefix(_SCHEMAS)
            return self.reference(f"{target}Patch", distinct)
        if first.get("properties") or len(distinct) > 1:
            return self.reference(f"{owner}{name[:1].upper()}{name[1:]}Patch", distinct)
        if "additionalProperties" in first:
            nested = self.values(f"{owner}{name[:1].upper()}{name[1:]}", first["additionalProperties"])
            return {**first, "additionalProperties": nested}
        return first

    def values(self, owner: str, values: Any) -> Any:
        """Return the schema of the values of a map: null takes one out of the map."""
        return self.member(owner, "item", [values]) if isinstance(values, dict) and values else values


def _without_null(schema: Schema) -> Schema:
    """Return the schema of the same values without null, which every member of a patch may be."""
    kinds = schema.get("type")
    if isinstance(kinds, list) and len(kinds) == 2 and "null" in kinds:
        return {**schema, "type": next(kind for kind in kinds if kind != "null")}
    choices = [choice for choice in schema.get("anyOf", []) if choice != {"type": "null"}]
    if len(choices) == 1:
        return {**{key: value for key, value in schema.items() if key != "anyOf"}, **choices[0]}
    return schema
