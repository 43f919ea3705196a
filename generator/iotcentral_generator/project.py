"""Stage 3, project: of the authored document, the OpenAPI 3.1 document of one api-version.

The projection is what the generated packages ship as `openapi.json`. It is a plain document: the project's own
authoring marks are resolved. Those that say something to a reader stay (`x-ms-pageable`, `x-secret`,
`x-known-values`, `x-enum-descriptions`).
"""

from __future__ import annotations

from typing import Any

from .carry import carry_out
from .load import Spec
from .merge_patch import derive_merge_patches
from .problems import GenerationError, Problem
from .versions import METHODS, component, select
from .visit import operations

__all__ = ["METHODS", "project"]


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
        raise GenerationError([Problem("S110", f'"{version}" is no api-version of {spec.root}; it has {known}')])
    document = select(spec.document, version, spec.versions)
    document["info"] = {**document["info"], "version": version}
    document.pop("x-power-platform", None)  # is for the export alone
    document["components"] = _without_empty(document.get("components", {}))
    document["paths"] = {path: item for path, item in document["paths"].items() if item}
    _tag_operations(document, spec.package.methods)
    _drop_empty_links(document)
    _fix_version(document, version)
    _complete_variants(document)
    _share_examples(document)
    derive_merge_patches(document)
    if spec.carrier is not None:
        carrier = project(spec.carrier.spec, spec.carrier.api_version)
        carry_out(document, carrier, spec.carrier.host, spec.carrier.prefix)
    for schema in document["components"].get("schemas", {}).values():
        schema.pop("x-unused", None)
    return document


def _without_empty(components: dict[str, Any]) -> dict[str, Any]:
    return {kind: content for kind, content in components.items() if content}


def _tag_operations(document: dict[str, Any], own: str) -> None:
    """Let every operation carry the name of its resource as its tag; one that names none belongs to the client's own."""
    for item in document["paths"].values():
        for method in METHODS:
            if method in item:
                prefix, named, _ = item[method]["operationId"].partition("_")
                item[method]["tags"] = [prefix if named else own]


def _drop_empty_links(document: dict[str, Any]) -> None:
    """Take `links` from the responses of which no link is in this version."""
    for _, _, operation in operations(document):
        for response in operation["responses"].values():
            if not response.get("links", True):
                del response["links"]


def _fix_version(document: dict[str, Any], version: str) -> None:
    """Return parameters that are fixed to the api-version their value."""
    for parameter in document["components"].get("parameters", {}).values():
        if parameter.get("schema", {}).pop("x-fixed-to", None) == "api-version":
            parameter["schema"]["const"] = version
            parameter["example"] = version


def _complete_variants(document: dict[str, Any]) -> None:
    """Move what is authored beside a union's `oneOf` into each of its variants; the union keeps the choice alone."""
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


def _ordered(schema: dict[str, Any]) -> dict[str, Any]:
    ranks = {key: rank for rank, key in enumerate(_SCHEMA_ORDER)}
    return dict(sorted(schema.items(), key=lambda item: ranks.get(item[0], len(ranks))))


def _share_examples(document: dict[str, Any]) -> None:
    """Let media types of one body that say nothing of their own show the first one's examples."""
    for item in document["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            content = list(operation.get("requestBody", {}).get("content", {}).values())
            for media in content[1:]:
                if media["schema"] == content[0]["schema"] and "examples" in content[0]:
                    media.setdefault("examples", content[0]["examples"])
