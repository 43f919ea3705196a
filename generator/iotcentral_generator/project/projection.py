"""Projection of an authored document to the OpenAPI document of one api-version."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from ..document.nodes import Key, Schema, component
from ..document.operations import operations, written_parameters
from ..document.origins import Origins
from ..document.traversal import copied
from ..load import Spec
from ..problems import GenerationError, Position, Problem
from .connector_mapping import complete_mappings
from .examples import select_members_of_examples
from .merge_patch import derive_merge_patches
from .reach import keep_reached
from .renames import rename_references
from .selection import select

__all__ = ["Projection", "Selection", "project", "projection", "selected", "unlinked"]


class Projection(NamedTuple):
    """The OpenAPI document of one api-version, and where its nodes come from.

    Attributes:
        document: the document.
        origins: the keys of the authored nodes.
        spec: the authored document.
        carrier: the projection of the document whose schemas are copied into this one.
    """

    document: dict[str, Any]
    origins: Origins
    spec: Spec
    carrier: Projection | None = None

    def position(self, key: Key) -> Position:
        """Return where a node of the document, or the nearest node around it, is authored."""
        authored = self.origins.of(key)
        prefix = self.spec.carrier.prefix if self.spec.carrier else ""
        copied = authored[:2] == ("components", "schemas") and authored[:3] not in self.spec.positions
        if self.carrier and copied and len(authored) > 2:
            return self.carrier.position(
                ("components", "schemas", str(authored[2]).removeprefix(prefix), *authored[3:])
            )
        return self.spec.position(authored)


class Selection(NamedTuple):
    """What one api-version has of an authored document.

    Attributes:
        document: its content, without the marks of availability and change.
        origins: the keys of the authored nodes.
    """

    document: dict[str, Any]
    origins: Origins


def selected(spec: Spec, version: str) -> Selection:
    """Return what a version has; it is computed once, and only read."""
    found = spec.memory.get(("selection", version))
    if found is None:
        found = spec.memory["selection", version] = unlinked(spec, version)
        keep_reached(found.document, spec.package.methods)
    return cast("Selection", found)


def unlinked(spec: Spec, version: str) -> Selection:
    """Return what a version has by the marks alone, with all links and all that operations do not reach."""
    origins = Origins()
    document = select(spec.document, version, spec.lines, origins)
    rename_references(document, origins)
    return Selection(document, origins)


def project(spec: Spec, version: str) -> dict[str, Any]:
    """Return the OpenAPI document of one api-version, which the caller may change; see `projection`."""
    document: dict[str, Any] = copied(projection(spec, version).document)
    return document


def projection(spec: Spec, version: str) -> Projection:
    """Return the OpenAPI document of one api-version, with the origins of its nodes; it is computed once, and only read.

    Args:
        spec: an authored document without problems.
        version: one of its api-versions.

    Raises:
        GenerationError: the spec has no such version.
    """
    if version not in spec.versions:
        known = ", ".join(spec.versions)
        message = f'"{version}" is not an api-version of {spec.root}; it has {known}; write one of these'
        raise GenerationError([Problem("S110", message, spec.position(("x-api-versions",)))])
    found = spec.memory.get(("projection", version))
    if found is None:
        found = spec.memory["projection", version] = _project(spec, version)
    return cast("Projection", found)


def _project(spec: Spec, version: str) -> Projection:
    selection = selected(spec, version)
    document, origins = copied(selection.document), selection.origins.copy()
    select_members_of_examples(spec.document, document, lambda node: spec.lines.have(node, version))
    document["info"] = {**document["info"], "version": version}
    document.pop("x-power-platform", None)  # only the export uses it
    _keep_older_versions(document, version)
    document["components"] = _without_empty(document.get("components", {}))
    _tag_operations(document, spec.package.methods)
    _move_link_bodies(document)
    _fix_version(document, version)
    _complete_variants(document)
    _share_examples(document)
    derive_merge_patches(document, origins)
    carrier = projection(spec.carrier.spec, spec.carrier.api_version) if spec.carrier else None
    if spec.carrier is not None and carrier is not None:
        complete_mappings(document, carrier.document, spec.carrier.host, spec.carrier.prefix)
    for schema in document["components"].get("schemas", {}).values():
        schema.pop("x-unused", None)
    return Projection(document, origins, spec, carrier)


def _keep_older_versions(document: dict[str, Any], version: str) -> None:
    """Leave the older versions alone that are served as this one."""
    older = [
        {name: value for name, value in each.items() if name != "served-as"}
        for each in document.pop("x-older-versions", [])
        if each["served-as"] == version
    ]
    if older:
        document["x-older-versions"] = older


def _without_empty(components: dict[str, Any]) -> dict[str, Any]:
    return {kind: content for kind, content in components.items() if content}


def _tag_operations(document: dict[str, Any], own: str) -> None:
    """Tag every operation with its resource first; `own` is the resource of operationIds that name none."""
    for _, _, operation in operations(document):
        prefix, named, _ = operation["operationId"].partition("_")
        operation["tags"] = list(dict.fromkeys([prefix if named else own, *operation.get("tags", [])]))


def _move_link_bodies(document: dict[str, Any]) -> None:
    """Move the `requestBody` of links to `x-request-body`, unless it is a text.

    OpenAPI allows any value there, but common readers only a text, and refuse the whole document for one link.
    """
    for link in document["components"].get("links", {}).values():
        if not isinstance(link.get("requestBody", ""), str):
            link["x-request-body"] = link.pop("requestBody")


def _fix_version(document: dict[str, Any], version: str) -> None:
    """Set the value of the parameters that are fixed to the api-version."""
    for _, parameter in written_parameters(document):
        if parameter.get("schema", {}).pop("x-fixed-to", None) == "api-version":
            parameter["schema"]["const"] = version
            parameter["example"] = version


def _complete_variants(document: dict[str, Any]) -> None:
    """Move what is authored beside a union's `oneOf` into each of its variants; only the choice stays in the union."""
    schemas = document["components"].get("schemas", {})
    for name in _outer_first(schemas):
        union = schemas[name]
        tag = union["discriminator"]["propertyName"]
        shared, required = union.pop("properties", {}), union.pop("required", [])
        mixins = union.pop("allOf", [])
        union.pop("type", None)
        for reference in union["discriminator"].get("mapping", {}).values():
            variant = component(document, reference)
            own = variant.get("properties", {})
            own[tag] = {**shared.get(tag, {"type": "string"}), **own[tag]}
            if mixins:
                variant["allOf"] = [*mixins, *variant.get("allOf", [])]
            variant["properties"] = {**shared, **own}
            variant["required"] = list(dict.fromkeys([*required, *variant.get("required", [])]))
            schemas[reference.rsplit("/", 1)[-1]] = _ordered(variant)
        schemas[name] = _ordered(union)


def _outer_first(schemas: dict[str, Schema]) -> list[str]:
    """Return the unions, each before those that are variants of it: what all variants have in common goes inwards."""
    found: list[str] = []

    begun: set[str] = set()

    def add(name: str) -> None:
        if name not in begun:
            begun.add(name)
            for other, schema in schemas.items():
                if f"#/components/schemas/{name}" in schema.get("discriminator", {}).get("mapping", {}).values():
                    add(other)
            found.append(name)

    for name, schema in schemas.items():
        if "discriminator" in schema:
            add(name)
    return found


_SCHEMA_ORDER = ("description", "type", "allOf", "required", "properties", "oneOf", "discriminator")


def _ordered(schema: Schema) -> Schema:
    ranks = {key: rank for rank, key in enumerate(_SCHEMA_ORDER)}
    return dict(sorted(schema.items(), key=lambda item: ranks.get(item[0], len(ranks))))


def _share_examples(document: dict[str, Any]) -> None:
    """Copy the examples of a body's first media type to the others, where they have the same schema and none."""
    for _, _, operation in operations(document):
        content = list(operation.get("requestBody", {}).get("content", {}).values())
        for media in content[1:]:
            if media.get("schema") == content[0].get("schema") and "examples" in content[0]:
                media.setdefault("examples", content[0]["examples"])
