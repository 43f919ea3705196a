"""Strict parser of JSON request bodies: valid UTF-8, limited nesting, and no member named twice."""

from __future__ import annotations

import json
from typing import Any

import orjson

from .json_types import is_array, is_object

__all__ = ["JsonBodyError", "decode_json"]

_DEPTH = 100
"""Levels of objects and arrays in a request body; far more than any resource has, and far less than recursion takes."""


class JsonBodyError(ValueError):
    """A request body is not strict JSON; the text says why, as a sentence."""


def decode_json(content: bytes) -> Any:
    """Parse a request body.

    Raises:
        JsonBodyError: it is not JSON or not UTF-8, is nested too deeply, or names a member twice.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise JsonBodyError("The request body is not valid UTF-8.") from None
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise JsonBodyError(f"The request body is not valid JSON: {error}.") from None
    if text.count(":") > _count_members(body):
        _refuse_duplicates(text)
    return body


def _count_members(body: Any) -> int:
    """Count the members of all objects.

    Raises:
        JsonBodyError: they are nested too deeply.
    """
    count, level = 0, [body]
    for _ in range(_DEPTH):
        following: list[Any] = []
        for node in level:
            if is_object(node):
                count += len(node)
                following += node.values()
            elif is_array(node):
                following += node
        if not following:
            return count
        level = following
    raise JsonBodyError(f"The request body is nested more than {_DEPTH} levels deep.")


def _refuse_duplicates(text: str) -> None:
    """Refuse members that are named twice; the fast parser keeps the last and reports nothing.

    Called only where there are more colons than members; colons within strings cause that as well.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for name, value in pairs:
            if name in members:
                raise JsonBodyError(f'The request body names the member "{name}" twice.')
            members[name] = value
        return members

    json.loads(text, object_pairs_hook=unique, parse_int=float)  # int() refuses very long numbers
