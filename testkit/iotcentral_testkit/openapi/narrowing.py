"""Narrowing: a document without some of its operations, as a server that has only the others would publish it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from .json_types import is_object

__all__ = ["without_operations"]

_REFERENCE = "#/components/links/"


def without_operations(content: dict[str, Any], absent: Collection[str]) -> dict[str, Any]:
    """Return a document without operations, and without the links that lead to them.

    Args:
        content: the document; it is not changed.
        absent: operationIds.
    """
    components = content["components"]
    links = {name: link for name, link in components.get("links", {}).items() if link.get("operationId") not in absent}
    lost = components.get("links", {}).keys() - links.keys()
    paths = {path: _item(item, absent, lost) for path, item in content["paths"].items()}
    return {
        **content,
        "paths": {path: item for path, item in paths.items() if any(_is_operation(part) for part in item.values())},
        "components": {
            **components,
            **({"links": links} if links else {}),
            "responses": _responses(components.get("responses", {}), absent, lost),
        },
    }


def _item(item: dict[str, Any], absent: Collection[str], lost: Collection[str]) -> dict[str, Any]:
    return {
        name: {**part, "responses": _responses(part["responses"], absent, lost)} if _is_operation(part) else part
        for name, part in item.items()
        if not (_is_operation(part) and part.get("operationId") in absent)
    }


def _is_operation(part: Any) -> bool:
    return is_object(part) and "responses" in part


def _responses(responses: dict[str, Any], absent: Collection[str], lost: Collection[str]) -> dict[str, Any]:
    """Return responses without links to absent operations."""
    return {status: _without_links(response, absent, lost) for status, response in responses.items()}


def _without_links(response: dict[str, Any], absent: Collection[str], lost: Collection[str]) -> dict[str, Any]:
    links = response.get("links", {})
    kept = {
        name: link
        for name, link in links.items()
        if link.get("operationId") not in absent and link.get("$ref", "").removeprefix(_REFERENCE) not in lost
    }
    return {**response, "links": kept} if len(kept) < len(links) else response
