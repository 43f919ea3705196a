"""Changes of nodes between api-versions (`x-changes`): merge patches (RFC 7396), each in the versions of its marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .versions import AVAILABILITY, VersionLines

__all__ = ["CHANGES", "KEYS", "changed", "merged"]

CHANGES = "x-changes"
"""The mark of a node whose content differs between versions."""

KEYS = ("x-key", "x-path", "x-method")
"""The words of a change on the place of a node: its key in a mapping, its path, its method."""

_MARKS = frozenset(AVAILABILITY)


def changed(node: Mapping[str, Any], version: str, lines: VersionLines) -> Mapping[str, Any]:
    """Return a node as it is in a version: with those of its changes that the version has."""
    changes = node.get(CHANGES)
    if not isinstance(changes, list):
        return node
    current: dict[str, Any] = {key: value for key, value in node.items() if key != CHANGES}
    for change in changes:
        if isinstance(change, Mapping) and lines.have(change, version):
            current = merged(current, {key: value for key, value in change.items() if key not in _MARKS})
    return current


def merged(target: object, patch: object) -> Any:
    """Return a value with a merge patch applied to it: null removes, mappings are merged, the rest is replaced."""
    if not isinstance(patch, Mapping):
        return patch
    kept = dict(target) if isinstance(target, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = merged(kept.get(key), value)
    return kept
