"""Rules on members that every answer holds: the mark has an effect (S139), and the examples of answers hold them (S140)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..document.grammar import Kind
from ..document.nodes import Node, Schema, resolved
from ..document.schemas import flatten
from ..document.traversal import Place, places
from ..load import Spec
from ..problems import Problem
from ..project import projection
from .examples import body_examples
from .gate.subjects import schema_subject

__all__ = ["always_held", "idle_always"]


def idle_always(spec: Spec) -> Iterator[Problem]:
    """S139: a mark that has no effect (`x-always`), by what is authored beside it.

    What a change (`x-changes`) makes of the member in some versions is no reason to remove it: there it says nothing more.
    """
    for place in places(spec.document):
        if place.kind is Kind.SCHEMA and place.node.get("x-always") and (reason := _idle(spec.document, place)):
            message = f"x-always in {schema_subject(place.key)} {reason}"
            yield Problem("S139", message, spec.position((*place.key, "x-always")))


def _idle(document: Node, place: Place) -> str | None:
    """Return why the mark of a member has no effect, if it has none."""
    if len(place.key) < 2 or place.key[-2] != "properties":
        return "has an effect in a property only; write it there"
    schema: Any = place.node
    owner: Any = document
    for step in place.key[:-2]:
        owner = owner[step]
    if place.key[-1] in owner.get("required", []):
        return "says what `required` says already; remove it"
    if schema.get("writeOnly"):
        return "stands in a member that is in no answer (`writeOnly`); remove it"
    if schema.keys().isdisjoint({"type", "$ref", "anyOf", "oneOf", "allOf", "enum", "const", "x-known-values"}):
        return "has no effect, since the member can be any value; write its `type`, or remove the mark"
    return None


def always_held(spec: Spec) -> Iterator[Problem]:
    """S140: an example of an answer without a member that every answer holds (`x-always`) refutes the mark."""
    for version in spec.versions:
        projected = projection(spec, version)
        for key, subject, schema, value in body_examples(projected.document, is_request=False):
            for member in dict.fromkeys(_missing(projected.document, schema, value, "")):
                message = f"{subject} has no {member}, which every answer holds in {version} (`x-always`); add it, or remove the mark"
                yield Problem("S140", message, projected.position(key))


def _missing(document: Node, schema: Schema, value: Any, path: str) -> Iterator[str]:
    """Iterate over the paths of the members that a value lacks, though every answer holds them."""
    schema = resolved(document, schema)
    if isinstance(value, list):
        for item in value:
            yield from _missing(document, schema.get("items", {}), item, f"{path}[]")
    elif isinstance(value, dict):
        tag = schema.get("discriminator", {})
        variant = tag.get("mapping", {}).get(value.get(tag.get("propertyName")))
        if variant is not None:
            yield from _missing(document, {"$ref": variant}, value, path)
            return
        members = flatten(document, schema)["properties"]
        for name, member in members.items():
            place = f"{path}.{name}".removeprefix(".")
            if name in value:
                yield from _missing(document, member, value[name], place)
            elif member.get("x-always") and not member.get("writeOnly"):
                yield place
        if isinstance(extra := schema.get("additionalProperties"), dict):
            for name in value.keys() - members.keys():
                yield from _missing(document, extra, value[name], f"{path}.{name}".removeprefix("."))
