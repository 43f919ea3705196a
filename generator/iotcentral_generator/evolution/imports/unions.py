"""Unions of published documents in the authored dialect: `oneOf`, a full mapping, variants that fix their tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...document.nodes import Schema
from ...document.schemas import SCHEMAS
from .losses import ImportReport

__all__ = ["TAG", "author_unions"]

TAG = "x-ms-discriminator-value"
"""The mark by which a published variant names its tag."""


def author_unions(
    schemas: dict[str, Schema], tags: Mapping[str, str], known: Mapping[str, frozenset[str]], report: ImportReport
) -> None:
    """Rewrite the unions among schemas, in place.

    A published union is a base with `discriminator`, from which its variants inherit by `allOf`; or it lists them in
    `oneOf`, with or without a mapping.

    Args:
        schemas: the schemas of a document by their names.
        tags: name of a variant → tag that it names itself.
        known: union → the variants that it has in other versions, which come first where two have one tag.
        report: is told about variants that cannot be told apart.
    """
    bases = [name for name, schema in schemas.items() if "discriminator" in schema]
    found = {base: _variants(schemas, base, tags, known.get(base, frozenset()), report) for base in bases}
    parents = {name: set(_ancestors(schemas, name)) for name in schemas}
    for base in bases:
        property_name = _property_name(schemas[base])
        if not found[base]:
            del schemas[base]["discriminator"]
            schemas[base].pop("oneOf", None)
            continue
        for tag, variant in found[base].items():
            _fix_tag(schemas[variant], property_name, tag)
        schemas[base]["oneOf"] = [{"$ref": SCHEMAS + variant} for variant in dict.fromkeys(found[base].values())]
        mapping = {tag: SCHEMAS + variant for tag, variant in found[base].items()}
        schemas[base]["discriminator"] = {"propertyName": property_name, "mapping": mapping}
    for variant in dict.fromkeys(variant for variants in found.values() for variant in variants.values()):
        _detach(schemas, variant, parents[variant] & found.keys(), parents)


def _property_name(base: Schema) -> str:
    discriminator = base["discriminator"]
    return str(discriminator["propertyName"] if isinstance(discriminator, dict) else discriminator)


def _parents(schema: Schema) -> list[str]:
    parts = schema.get("allOf", [])
    return [str(part["$ref"]).removeprefix(SCHEMAS) for part in parts if str(part.get("$ref", "")).startswith(SCHEMAS)]


def _ancestors(schemas: Mapping[str, Schema], name: str, passed: frozenset[str] = frozenset()) -> Iterator[str]:
    for parent in _parents(schemas.get(name, {})):
        if parent not in passed:
            yield parent
            yield from _ancestors(schemas, parent, passed | {parent})


def _variants(
    schemas: Mapping[str, Schema], base: str, tags: Mapping[str, str], known: frozenset[str], report: ImportReport
) -> dict[str, str]:
    """Return the variants of a union: tag → name."""
    listed = [str(choice.get("$ref", "")).removeprefix(SCHEMAS) for choice in schemas[base].get("oneOf", [])]
    discriminator = schemas[base]["discriminator"]
    mapping = discriminator.get("mapping", {}) if isinstance(discriminator, dict) else {}
    mapped = {str(target).removeprefix(SCHEMAS): tag for tag, target in mapping.items()}
    heirs = listed or [name for name in schemas if base in _ancestors(schemas, name)]
    branches = {parent for name in heirs for parent in _ancestors(schemas, name)}
    marked = [name for name in heirs if name in tags]
    named = marked or [name for name in heirs if name in mapped or name not in branches]
    for name in heirs:
        if name not in named and name not in branches:
            report.lose(name, f"it inherits from {base} without a tag of its own, so it is not a variant")
    found: dict[str, str] = {}
    for name in sorted(named, key=lambda name: name not in known):
        tag = mapped.get(name) or tags.get(name) or name
        if found.setdefault(tag, name) != name:
            report.lose(name, f'its tag "{tag}" of {base} belongs to {found[tag]} already, so it is not a variant')
    for target, tag in mapped.items():
        if target in schemas:
            found.setdefault(tag, target)  # several tags of one variant
    return found


def _fix_tag(variant: Schema, property_name: str, tag: str) -> None:
    own = variant.get("properties", {})
    described = {w: own[property_name][w] for w in ("description",) if w in own.get(property_name, {})}
    variant["properties"] = {**own, property_name: {**described, "const": tag}}
    variant["properties"] = {property_name: variant["properties"].pop(property_name), **variant["properties"]}
    variant["required"] = list(dict.fromkeys([property_name, *variant.get("required", [])]))
    variant.setdefault("type", "object")


def _detach(schemas: dict[str, Schema], name: str, unions: set[str], parents: Mapping[str, set[str]]) -> None:
    """Take the unions out of what a variant inherits: there, the union names the variant."""
    variant = schemas[name]
    kept = []
    for part in variant.get("allOf", []):
        parent = str(part.get("$ref", "")).removeprefix(SCHEMAS)
        if parent in unions:
            continue
        if parents.get(parent, set()) & unions:  # it inherits from the union too: its members move into the variant
            _adopt(schemas, variant, parent, unions)
        else:
            kept.append(part)
    variant.pop("allOf", None)
    if kept:
        variant["allOf"] = kept


def _adopt(schemas: Mapping[str, Schema], variant: Schema, parent: str, unions: set[str]) -> None:
    for grandparent in _parents(schemas[parent]):
        if grandparent not in unions:
            _adopt(schemas, variant, grandparent, unions)
    inherited = schemas[parent].get("properties", {})
    variant["properties"] = {**inherited, **variant.get("properties", {})}
    required = [*variant.get("required", []), *schemas[parent].get("required", [])]
    variant["required"] = list(dict.fromkeys(required))
