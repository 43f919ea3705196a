"""JSON merge patches (RFC 7396): members are replaced, and removed where the patch has null."""

from __future__ import annotations

from typing import Any

from ...openapi.json_types import is_object

__all__ = ["merged"]


def merged(stored: Any, patch: Any) -> Any:
    """Return a document with a merge patch applied.

    Args:
        stored: the document; it is not changed.
        patch: objects are merged member by member, null removes a member, anything else replaces the member.
    """
    if not is_object(patch):
        return patch
    result = dict(stored) if is_object(stored) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result
