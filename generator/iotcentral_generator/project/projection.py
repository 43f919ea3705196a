"""Projection of an authored document to the OpenAPI document of one api-version."""

from __future__ import annotations

from typing import Any

from ..document.nodes import Schema, component
from ..document.operations import operations
from ..load import Spec
from ..problems import GenerationError, Problem
from .availability import select
from .connector_mapping import complete_mappings
from .merge_patch import derive_merge_patches

__all__ = ["project"]


def project(spec: Spec, version: str) -> dict[str, Any]:
    """Return the OpenAPI document of one api-version.

    Args:
        spec: an authored document without problems.
        version: one of its api-versions.

    Raises:
        GenerationError: the spec has no such version.
    """
    if version not in spec.versions:
        known = ", ".join(spec.versions)
        raise GenerationError([Problem("S110", f'"{version}" is not an api-version of {spec.root}; it has {known}')])
    document = select(spec.document, version, spec.versions)
    document["info"] = {**document["info"], "version": version}
    document.pop("x-power-platform", None)  # only the export uses it
    document["components"] = _without_empty(document.get("components", {}))
    document["paths"] = {path: item for path, item in document["paths"].items() if item}
    _tag_operations(document, spec.package.methods)
    _drop_empty_links(document)
    _move_link_bodies(document)
    _fix_version(document, version)
    _complete_variants(document)
    _share_examples(document)
    derive_merge_patches(document)
    if spec.carrier is not None:
        carrier = project(spec.carrier.spec, spec.carrier.api_version)
        complete_mappings(document, carrier, spec.carrier.host, spec.carrier.prefix)
    for schema in document["components"].get("schemas", {}).values():
        schema.pop("x-unused", None)
    return document


def _without_empty(components: dict[str, Any]) -> dict[str, Any]:
    return {kind: content for kind, content in components.items() if content}


def _tag_operations(document: dict[str, Any], own: str) -> None:
    """Tag every operation with its resource; `own` is the resource of operationIds that name none."""
    for _, _, operation in operations(document):
        prefix, named, _ = operation["operationId"].partition("_")
        operation["tags"] = [prefix if named else own]


def _drop_empty_links(document: dict[str, Any]) -> None:
    """Remove `links` from the responses of which no link is in this version."""
    for _, _, operation in operations(document):
        for response in operation["responses"].values():
            if not response.get("links", True):
                del response["links"]


def _move_link_bodies(document: dict[str, Any]) -> None:
    """Move the `requestBody` of links to `x-request-body`, unless it is a text.

    OpenAPI allows any value there, but common readers only a text, and refuse the whole document for one link.
    """
    for link in document["components"].get("links", {}).values():
        if not isinstance(link.get("requestBody", ""), str):
            link["x-request-body"] = link.pop("requestBody")


def _fix_version(document: dict[str, Any], version: str) -> None:
    """Set the value of the parameters that are fixed to the api-version."""
    for parameter in document["components"].get("parameters", {}).values():
        if parameter.get("schema", {}).pop("x-fixed-to", None) == "api-version":
            parameter["schema"]["const"] = version
            parameter["example"] = version


def _complete_variants(document: dict[str, Any]) -> None:
    """Move what is authored beside a union's `oneOf` into each of its variants; only the choice stays in the union."""
    schemas = document["components"].get("schemas", {})
    for name, union in schemas.items():
        if "discriminator" not in union:
            continue
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


_SCHEMA_ORDER = ("description", "type", "allOf", "required", "properties", "oneOf", "discriminator")


def _ordered(schema: Schema) -> Schema:
    ranks = {key: rank for rank, key in enumerate(_SCHEMA_ORDER)}
    return dict(sorted(schema.items(), key=lambda item: ranks.get(item[0], len(ranks))))


def _share_examples(document: dict[str, Any]) -> None:
    """Copy the examples of a body's first media type to the others, where they have the same schema and none."""
    for _, _, operation in operations(document):
        content = list(operation.get("requestBody", {}).get("content", {}).values())
        for media in content[1:]:
            if media["schema"] == content[0]["schema"] and "examples" in content[0]:
                media.setdefault("examples", content[0]["examples"])
