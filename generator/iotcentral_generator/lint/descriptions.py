"""Rule on descriptions (S101)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.nodes import Key, Node, target_key
from ..document.operations import operations, written_parameters
from ..load import Spec
from ..problems import Problem
from .traversal import is_property, schema_name, schemas

__all__ = ["descriptions"]


def descriptions(spec: Spec) -> Iterator[Problem]:
    """S101: people read the document, and Python users its docstrings."""
    yield from _resources(spec)
    for key, subject, field in [*_operations(spec), *_parameters(spec), *_components(spec), *_properties(spec)]:
        message = f"{subject} has no {field}; say what it is, with units and limits"
        yield Problem("S101", message, spec.position(key))


_Missing = tuple[Key, str, str]
"""The key of a node, its name for a message, and the field that it lacks."""


def _operations(spec: Spec) -> Iterator[_Missing]:
    for key, _, operation in operations(spec.document):
        name = operation.get("operationId", " ".join(map(str, key[1:])))
        for field in ("summary", "description"):
            if not operation.get(field):
                yield key, f"operation {name}", field
        for status, response in operation.get("responses", {}).items():
            if isinstance(response, dict) and "$ref" not in response and not response.get("description"):
                yield (*key, "responses", status), f"response {status} of {name}", "description"


def _parameters(spec: Spec) -> Iterator[_Missing]:
    for key, parameter in written_parameters(spec.document):
        if not parameter.get("description"):
            yield key, f"parameter {parameter.get('name')}", "description"


def _components(spec: Spec) -> Iterator[_Missing]:
    for kind in ("links", "responses", "schemas"):
        for name, node in spec.document.get("components", {}).get(kind, {}).items():
            if not node.get("description"):
                yield ("components", kind, name), f"{kind[:-1]} {name}", "description"


def _properties(spec: Spec) -> Iterator[_Missing]:
    tags = _tag_keys(spec.document)
    for key, node in schemas(spec.document):
        if is_property(key) and key not in tags and not node.get("description"):
            yield key, f"property {schema_name(key)}.{key[-1]}", "description"


def _resources(spec: Spec) -> Iterator[Problem]:
    described = {tag.get("name") for tag in spec.document.get("tags", []) if tag.get("description")}
    for key, _, operation in operations(spec.document):
        prefix, named, _ = str(operation.get("operationId")).partition("_")
        resource = prefix if named else spec.package.methods
        if resource and resource not in described:
            described.add(resource)
            message = f"the resource {resource} has no description; add it to `tags` of the root"
            yield Problem("S101", message, spec.position(key))


def _tag_keys(document: Node) -> set[Key]:
    """Return the keys of the variants' tags, which the union describes."""
    keys: set[Key] = set()
    for union in document.get("components", {}).get("schemas", {}).values():
        tag = union.get("discriminator", {}).get("propertyName")
        for reference in union.get("discriminator", {}).get("mapping", {}).values():
            keys.add((*target_key(reference), "properties", tag))
    return keys
