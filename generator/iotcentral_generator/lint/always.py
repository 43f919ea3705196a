"""Rule on members that every answer holds (S140): the examples of answers hold them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..document.nodes import Node, Schema, resolved
from ..document.schemas import flatten
from ..load import Spec
from ..problems import Problem
from ..project import projection
from .examples import body_examples

__all__ = ["always_held"]


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
            elif member.get("x-always"):
                yield place
        if isinstance(extra := schema.get("additionalProperties"), dict):
            for name in value.keys() - members.keys():
                yield from _missing(document, extra, value[name], f"{path}.{name}".removeprefix("."))
