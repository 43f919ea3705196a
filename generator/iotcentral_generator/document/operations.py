"""Operations of an OpenAPI document, and their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .nodes import Key, Node, component, resolved

__all__ = [
    "METHODS",
    "base_path",
    "is_json",
    "operations",
    "parameters_of",
    "path_names",
    "preferred_content",
    "successes",
    "trigger_payload",
    "written_parameters",
]

METHODS = ("get", "put", "post", "patch", "delete", "head")
"""The members of a path item that are operations."""


def path_names(path: str) -> list[str]:
    """Return the names in the braces of a path, in their order."""
    return re.findall(r"\{([^{}]*)\}", path)


def operations(document: Node) -> Iterator[tuple[Key, Node, Node]]:
    """Iterate over the operations of a document: key, path item, operation."""
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield ("paths", path, method), item, item[method]


def parameters_of(document: Node, item: Node, operation: Node) -> Iterator[Node]:
    """Iterate over the parameters of an operation, those of its path item first."""
    for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
        found = component(document, parameter["$ref"]) if "$ref" in parameter else parameter
        if found:
            yield found


def successes(document: Node, operation: Node) -> dict[str, Node]:
    """Return the responses of an operation that are successes, by status.

    These are the ones of 200 to 299, `2XX` for those without an entry; without any, `default` stands for them.
    """
    responses = operation.get("responses", {})
    named = {status: response for status, response in responses.items() if status.startswith("2")}
    if not named and "default" in responses:
        named = {"default": responses["default"]}
    return {status: resolved(document, response) for status, response in named.items()}


def is_json(media_type: str) -> bool:
    """Return whether content of a media type is JSON: `application/json`, `application/merge-patch+json`."""
    return media_type.partition(";")[0].rstrip().lower().endswith(("/json", "+json"))


def preferred_content(body: Node) -> tuple[str, Node]:
    """Return the media type of a body that is sent or asked for, and its content: the first one of JSON, or the first."""
    content = body.get("content", {})
    first: tuple[str, Node] = next(iter(content.items()), ("", {}))
    return next((found for found in content.items() if is_json(found[0])), first)


def base_path(document: Node) -> str:
    """Return the path of the server, which the paths of a document continue, without a closing slash."""
    url = next((str(server.get("url", "")) for server in document.get("servers", [])), "")
    _, scheme, rest = url.partition("://")
    _, slash, path = rest.partition("/") if scheme else ("", url[:1] == "/", url[1:])
    return f"/{path}".rstrip("/") if slash else ""


def written_parameters(document: Node) -> Iterator[tuple[Key, Node]]:
    """Iterate over the parameters where they are written: in the components, in path items, in operations."""
    for name, parameter in document.get("components", {}).get("parameters", {}).items():
        yield ("components", "parameters", name), parameter
    places: list[tuple[Key, Node]] = [(("paths", path), item) for path, item in document.get("paths", {}).items()]
    places += [(key, operation) for key, _, operation in operations(document)]
    for key, place in places:
        for index, parameter in enumerate(place.get("parameters", [])):
            if "$ref" not in parameter:
                yield (*key, "parameters", index), parameter


def trigger_payload(operation: Node) -> str:
    """Return the reference to the schema of what a trigger sends to its callback; "" if there is none."""
    for callback in operation.get("callbacks", {}).values():
        for item in callback.values():
            for media in item.get("post", {}).get("requestBody", {}).get("content", {}).values():
                return str(media.get("schema", {}).get("$ref", ""))
    return ""
