"""Changes of the responses of an operation, and of what a trigger sends."""

from __future__ import annotations

from ...document.nodes import Node, resolved
from ...document.operations import trigger_payload
from ..places import Place
from ..reach import ANSWERS
from .bodies import compare_examples, schema_pair
from .found import Comparison
from .schemas import compare_schemas

__all__ = ["compare_responses"]

_SENT = frozenset({ANSWERS})
_HANDLED = frozenset({"description", "content", "headers", "links", "x-ms-error-response"})


def compare_responses(found: Comparison, name: str, old: Node, new: Node) -> None:
    """Report the changes of the responses of an operation."""
    before, after = old.get("responses", {}), new.get("responses", {})
    for status in before:
        place = ("operation", name, "answer", status)
        if status not in after:
            found.report(f"{_kind(status)}-removed", place, status, directions=_SENT)
        else:
            pair = (resolved(found.old, before[status]), resolved(found.new, after[status]))
            _compare(found, place, *pair)
    for status in after:
        if status not in before:
            found.report(
                f"{_kind(status)}-added", ("operation", name, "answer", status), None, status, directions=_SENT
            )
    payloads = (trigger_payload(old).rpartition("/")[2], trigger_payload(new).rpartition("/")[2])
    if payloads[0] and payloads[1] and found.renamed_schema(payloads[0]) != payloads[1]:
        found.report("type-changed", ("operation", name, "call"), *payloads, directions=_SENT)


def _kind(status: str) -> str:
    return "status" if status.startswith("2") else "error-status"


def _compare(found: Comparison, place: Place, old: Node, new: Node) -> None:
    if old.get("description") != new.get("description"):
        found.report("description-changed", place, old.get("description"), new.get("description"))
    if old.get("links") != new.get("links"):
        found.report("links-changed", place, sorted(old.get("links", {})), sorted(new.get("links", {})))
    _compare_headers(found, place, old.get("headers", {}), new.get("headers", {}))
    _compare_content(found, place, old.get("content", {}), new.get("content", {}))
    for word in sorted((old.keys() | new.keys()) - _HANDLED):
        if old.get(word) != new.get(word):
            at = (*place, f"`{word}`")
            found.report("response-keyword-changed", at, old.get(word), new.get(word), directions=_SENT)


def _compare_content(found: Comparison, place: Place, old: Node, new: Node) -> None:
    if not old or not new:
        if old or new:
            kind = "answer-body-removed" if old else "answer-body-added"
            found.report(kind, place, list(old) or None, list(new) or None, directions=_SENT)
        return
    for media_type in old.keys() - new.keys():
        found.report("answer-media-type-removed", (*place, f"`{media_type}`"), media_type, directions=_SENT)
    for media_type in new.keys() - old.keys():
        found.report("answer-media-type-added", (*place, f"`{media_type}`"), None, media_type, directions=_SENT)
    compare_examples(found, place, old, new)
    compare_schemas(found, place, *schema_pair(old, new), _SENT)


def _compare_headers(found: Comparison, place: Place, old: Node, new: Node) -> None:
    for name in old:
        at = (*place, f"header {name}")
        if name not in new:
            found.report("header-removed", at, name, directions=_SENT)
            continue
        before, after = resolved(found.old, old[name]), resolved(found.new, new[name])
        if bool(before.get("required")) != bool(after.get("required")):
            kind = "header-became-required" if after.get("required") else "header-became-optional"
            found.report(kind, at, before.get("required"), after.get("required"), directions=_SENT)
        if before.get("description") != after.get("description"):
            found.report("description-changed", at, before.get("description"), after.get("description"))
        compare_schemas(found, at, before.get("schema", {}), after.get("schema", {}), _SENT)
    for name in new.keys() - old.keys():
        found.report("header-added", (*place, f"header {name}"), None, name, directions=_SENT)
