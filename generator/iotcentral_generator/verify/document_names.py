"""Names of everything that a projected document describes, counted without a view to what is carried out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from ..document.grammar import Kind
from ..document.nodes import Key, Node, Schema, component, resolved, target_key
from ..document.traversal import places
from .kinds import KINDS

__all__ = ["names_in_document"]

_Named = Iterator[tuple[str, Key]]
"""Names, each with the key of what it is of."""

_JSON = re.compile(r"[/+]json *(;|$)", re.I)
_BESIDE_METHODS = frozenset({"$ref", "summary", "description", "servers", "parameters"})


def names_in_document(document: Node, classes: Mapping[Key, str] = MappingProxyType({})) -> dict[str, dict[str, Key]]:
    """Return the names of everything that a projected document describes: kind → name → key.

    Args:
        document: the projected document.
        classes: key of a schema → its class, where that is not called as the schema is.
    """
    names: dict[str, dict[str, Key]] = {kind: {} for kind in KINDS}
    for key, path, item, operation in _operations(document):
        for kind, found in _of_operation(document, key, path, item, operation).items():
            for name, place in found:
                names[kind].setdefault(name, place)
    for kind, name, place in _of_schemas(document, classes):
        names[kind].setdefault(name, place)
    return names


def _operations(document: Node) -> Iterator[tuple[Key, str, Node, Node]]:
    """Iterate over the operations: whatever a path item holds under a name of its own, be it a known method or not."""
    for path, written in document["paths"].items():
        key: Key = ("paths", path)
        if "$ref" in written:
            key = target_key(written["$ref"])
        item = resolved(document, written)
        for method, operation in item.items():
            if method not in _BESIDE_METHODS and not method.startswith("x-"):
                yield (*key, method), path, item, operation


def _of_operation(document: Node, key: Key, path: str, item: Node, operation: Node) -> dict[str, _Named]:
    name = str(operation.get("operationId", key))
    carried = operation.get("x-data-plane-operation", {})
    sent = f"{carried['method']} {carried['path']}" if carried else _sent(document, key, path, item, operation)
    return {
        "operations": iter([(name, key)]),
        "methods": iter([(f"{name}: {sent}", key)]) if "x-ms-trigger" not in operation else iter(()),
        "parameters": _parameters(document, key, item, operation, name),
        "fixed values": _fixed_values(document, key, item, operation),
        "bodies": _bodies(key, operation, name),
        "results": _results(document, key, operation, name),
    }


def _sent(document: Node, key: Key, path: str, item: Node, operation: Node) -> str:
    """Return method and path of the requests of an operation, from the root of the server."""
    url = str(next((server.get("url", "") for server in document.get("servers", [])), ""))
    base = re.sub(r"^[^/]*://[^/]*", "", url).rstrip("/")
    for parameter, _ in _declared(document, key, item, operation):
        if _is_fixed(parameter) and parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(_text(parameter), safe=""))
    return f"{str(key[-1]).upper()} {base}{path}"


def _text(parameter: Node) -> str:
    """Return the text of a fixed value."""
    value = parameter["schema"]["const"]
    return value if isinstance(value, str) else json.dumps(value)


def _declared(document: Node, key: Key, item: Node, operation: Node) -> Iterator[tuple[Node, Key]]:
    for place, node in ((key[:-1], item), (key, operation)):
        for index, parameter in enumerate(node.get("parameters", [])):
            yield resolved(document, parameter), (*place, "parameters", index)


def _is_fixed(parameter: Node) -> bool:
    return bool(parameter.get("required")) and "const" in parameter.get("schema", {})


def _parameters(document: Node, key: Key, item: Node, operation: Node, name: str) -> _Named:
    """Name the parameters with their places, the members of a body that callers pass one by one included."""
    trigger = "x-ms-trigger" in operation
    for parameter, place in _declared(document, key, item, operation):
        if not _is_fixed(parameter):
            yield f"{name} {parameter['name']}{'' if trigger else _in(parameter['in'])}", place
    request = operation.get("requestBody", {})
    if request.get("x-ms-client-flatten") and not trigger:
        for media_type, media in request["content"].items():
            for member in _members(document, media["schema"]):
                yield f"{name} {member}{_in('body')}", (*key, "requestBody", "content", media_type)


def _in(place: str) -> str:
    return f" ({place})"


def _fixed_values(document: Node, key: Key, item: Node, operation: Node) -> _Named:
    carried = operation.get("x-data-plane-operation", {})
    yield from ((f"{parameter} = {value}", key) for parameter, value in carried.get("fixed", {}).items())
    for parameter, place in _declared(document, key, item, operation):
        if _is_fixed(parameter) and parameter["in"] != "path":
            yield f"{parameter['name']} = {_text(parameter)}", place


def _bodies(key: Key, operation: Node, name: str) -> _Named:
    """Name the media type of the body; of several, which have the same content, JSON or else the first is sent."""
    media_types = sorted(resolved_content(operation.get("requestBody", {})), key=lambda each: not _JSON.search(each))
    if media_types and "x-ms-trigger" not in operation:
        carried = operation.get("x-data-plane-operation", {})
        yield f"{name} sends {carried.get('mediaType', media_types[0])}", (*key, "requestBody")


def resolved_content(body: Node) -> Node:
    """Return the content of a body by media types."""
    content: Node = body.get("content", {})
    return content


def _results(document: Node, key: Key, operation: Node, name: str) -> _Named:
    """Name the statuses that are not errors, with whether something comes with them."""
    if "x-ms-trigger" in operation:
        return
    for status, written in _successes(operation).items():
        content = resolved_content(resolved(document, written)) if key[2] != "head" else {}
        read = status if status.isdecimal() else "other successes"
        yield f"{name} {read} {'with' if content else 'without'} content", (*key, "responses", status)


def _successes(operation: Node) -> Node:
    """Return the responses that are not errors: `default` is none if any other success is there."""
    found = {s: node for s, node in operation.get("responses", {}).items() if s[:1] not in {"4", "5"}}
    return {status: node for status, node in found.items() if status != "default" or len(found) == 1}


def _of_schemas(document: Node, classes: Mapping[Key, str]) -> Iterator[tuple[str, str, Key]]:
    """Iterate over the classes of the schemas, their properties and their values: kind, name, key."""
    for root, schema in _roots(document):
        for key, kind, node in places(schema, Kind.SCHEMA, root):
            if kind is Kind.SCHEMA and (name := _class_name(key, node, classes)):
                yield "schemas", name, key
                if "discriminator" not in node and "$ref" not in node:  # which has the class of its target
                    for member in _members(document, node):
                        yield "properties", f"{name}.{member}", (*key, "properties", member)
                for value in [*node.get("enum", []), *node.get("x-known-values", [])]:
                    if value is not None:
                        yield "values", f"{name} {value}", key


def _class_name(key: Key, schema: Schema, classes: Mapping[Key, str]) -> str | None:
    """Return the class of a schema: a component has one, and what is written inside others if it has a name there."""
    if key in classes:
        return classes[key]
    if len(key) == 3 and key[:2] == ("components", "schemas"):
        return str(key[2])
    enumerates = "enum" in schema or "x-known-values" in schema
    return str(schema["title"]) if enumerates and "title" in schema else None


def _roots(document: Node) -> Iterator[tuple[Key, Schema]]:
    """Iterate over the schemas of components, parameters, bodies and results, where they begin."""
    components = document.get("components", {})
    for name, schema in components.get("schemas", {}).items():
        yield ("components", "schemas", name), schema
    for name, parameter in components.get("parameters", {}).items():
        yield from _root((("components", "parameters", name)), parameter)
    for key, _, item, operation in _operations(document):
        for place, node in ((key[:-1], item), (key, operation)):
            for index, parameter in enumerate(node.get("parameters", [])):
                yield from _root((*place, "parameters", index), parameter)
        bodies: list[tuple[Key, Any]] = [((*key, "requestBody"), operation.get("requestBody", {}))]
        bodies += [((*key, "responses", status), node) for status, node in _successes(operation).items()]
        for place, body in bodies if "x-ms-trigger" not in operation else ():
            if "$ref" in body:
                place, body = target_key(body["$ref"]), resolved(document, body)
            for media_type, media in resolved_content(body).items():
                yield from _root((*place, "content", media_type), media)


def _root(key: Key, holder: Node) -> Iterator[tuple[Key, Schema]]:
    if isinstance(holder.get("schema"), dict):
        yield (*key, "schema"), holder["schema"]


def _members(document: Node, schema: Schema, passed: frozenset[object] = frozenset()) -> Iterator[str]:
    """Iterate over the properties of an object, those of its parts included."""
    if "$ref" in schema and schema["$ref"] not in passed:
        target = component(document, schema["$ref"])
        yield from _members(document, target or {}, passed | {schema["$ref"]})
    for part in schema.get("allOf", []):
        yield from _members(document, part, passed)
    yield from schema.get("properties", {})
