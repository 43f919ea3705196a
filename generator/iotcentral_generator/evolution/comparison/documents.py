"""Changes between two documents: all that their operations, schemas and roots differ in."""

from __future__ import annotations

from ...document.nodes import Node
from ..changes import Change
from ..places import Renames
from .found import Comparison
from .operations import compare_operations
from .schemas import compare_components
from .security import compare_requirements, compare_schemes

__all__ = ["compare_documents"]

_HANDLED = frozenset(
    {
        "openapi",
        "info",
        "paths",
        "components",
        "security",
        "servers",
        "tags",
        "x-rates",
        "x-generated",
        "x-older-versions",
    }
)
_ROOT = ("document",)


def compare_documents(old: Node, new: Node, renames: Renames) -> list[Change]:
    """Return all changes between two documents, without their names in Python."""
    found = Comparison(old, new, renames)
    _compare_root(found)
    compare_requirements(found, _ROOT, None, None)
    compare_schemes(found)
    compare_operations(found)
    compare_components(found)
    return found.changes


def _compare_root(found: Comparison) -> None:
    old, new = found.old, found.new
    urls = [[server.get("url") for server in document.get("servers", [])] for document in (old, new)]
    if urls[0] != urls[1]:
        found.report("server-changed", _ROOT, *urls)
    elif old.get("servers") != new.get("servers"):
        found.report("description-changed", ("document", "servers"), old.get("servers"), new.get("servers"))
    _compare_rates(found)
    infos = [{k: v for k, v in document.get("info", {}).items() if k != "version"} for document in (old, new)]
    if infos[0] != infos[1]:
        found.report("description-changed", ("document", "info"), *infos)
    tags = [{tag["name"]: tag.get("description") for tag in document.get("tags", [])} for document in (old, new)]
    for name in tags[0].keys() & tags[1].keys():
        if tags[0][name] != tags[1][name]:
            found.report("description-changed", ("resource", name), tags[0][name], tags[1][name])
    for word in sorted((old.keys() | new.keys()) - _HANDLED):
        if old.get(word) != new.get(word):
            found.report("document-keyword-changed", ("document", f"`{word}`"), old.get(word), new.get(word))


def _compare_rates(found: Comparison) -> None:
    before, after = found.old.get("x-rates", {}), found.new.get("x-rates", {})
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old != new:
            speeds = [each["requests"] / each["seconds"] if each else float("inf") for each in (old, new)]
            kind = "rate-lowered" if speeds[1] < speeds[0] else "rate-raised"
            found.report(kind, ("document", "rate", name), old, new)
