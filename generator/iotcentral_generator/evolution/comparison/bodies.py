"""Changes of the request body of an operation."""

from __future__ import annotations

from typing import Any

from ...document.nodes import Node, resolved
from ..places import Place
from ..reach import REQUESTS
from .found import Comparison
from .schemas import compare_schemas

__all__ = ["compare_bodies", "compare_examples", "schema_pair"]

_SENT = frozenset({REQUESTS})
_FLATTENED = "x-ms-client-flatten"
_HANDLED = frozenset({"description", "required", "content", _FLATTENED, "x-renamed-from"})


def compare_bodies(found: Comparison, name: str, old: Node, new: Node) -> None:
    """Report the changes of the body of an operation's requests."""
    place = ("operation", name, "body")
    before, after = resolved(found.old, old.get("requestBody", {})), resolved(found.new, new.get("requestBody", {}))
    if not before or not after:
        if before or after:
            kind = "body-removed" if before else "body-added-required" if after.get("required") else "body-added"
            found.report(kind, place, _types(before) or None, _types(after) or None, directions=_SENT)
        return
    if bool(before.get("required")) != bool(after.get("required")):
        kind = "body-became-required" if after.get("required") else "body-became-optional"
        found.report(kind, place, bool(before.get("required")), bool(after.get("required")), directions=_SENT)
    if bool(before.get(_FLATTENED)) != bool(after.get(_FLATTENED)):
        kind = "body-flattened" if after.get(_FLATTENED) else "body-no-longer-flattened"
        found.report(kind, place, before.get(_FLATTENED), after.get(_FLATTENED), directions=_SENT)
    if before.get("description") != after.get("description"):
        found.report("description-changed", place, before.get("description"), after.get("description"))
    _compare_media_types(found, place, before["content"], after["content"])
    for word in sorted((before.keys() | after.keys()) - _HANDLED):
        if before.get(word) != after.get(word):
            at = (*place, f"`{word}`")
            found.report("body-keyword-changed", at, before.get(word), after.get(word), directions=_SENT)


def _types(body: Node) -> list[str]:
    return list(body.get("content", {}))


def _compare_media_types(found: Comparison, place: Place, old: Node, new: Node) -> None:
    for media_type in old.keys() - new.keys():
        found.report("body-media-type-removed", (*place, f"`{media_type}`"), media_type, directions=_SENT)
    for media_type in new.keys() - old.keys():
        found.report("body-media-type-added", (*place, f"`{media_type}`"), None, media_type, directions=_SENT)
    compare_examples(found, place, old, new)
    compare_schemas(found, place, *schema_pair(old, new), _SENT)


def schema_pair(old: dict[str, Any], new: dict[str, Any]) -> tuple[Node, Node]:
    """Return the schemas of a content before and after: those of a media type that both have, or of the first ones."""
    common = next((media_type for media_type in old if media_type in new), None)
    first, second = (common, common) if common else (next(iter(old), ""), next(iter(new), ""))
    return old.get(first, {}).get("schema", {}), new.get(second, {}).get("schema", {})


def compare_examples(found: Comparison, place: Place, old: dict[str, Any], new: dict[str, Any]) -> None:
    """Report that the examples of a content changed."""
    pairs = [(old[each], new[each]) for each in old if each in new]
    if any(a.get(word) != b.get(word) for a, b in pairs for word in ("examples", "example")):
        found.report("example-changed", place)
