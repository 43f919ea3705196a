"""Strict parser of JSON bodies: valid UTF-8, limited nesting, and no member named twice."""

from __future__ import annotations

import json
from typing import Any

import orjson

from .json_types import is_array, is_object

__all__ = ["JsonBodyError", "decode_json", "repeated_member"]

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
    twice = repeated_member(text, body)
    if twice is not None:
        raise JsonBodyError(f'The request body names the member "{twice}" twice.')
    return body


def repeated_member(text: str, parsed: Any) -> str | None:
    """Return the name of a member that an object has twice; None if there is none.

    Args:
        text: of valid JSON.
        parsed: the value; the fast parser keeps the last of two members and reports nothing.

    Raises:
        JsonBodyError: it is nested too deeply.
    """
    # colons within strings cause a look as well
    return _look_for_repeated(text) if text.count(":") > _count_members(parsed) else None


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


def _look_for_repeated(text: str) -> str | None:
    found: list[str] = []

    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for name, value in pairs:
            if name in members:
                found.append(name)
            members[name] = value
        return members

    json.loads(text, object_pairs_hook=noted, parse_int=float)  # int() refuses very long numbers
    return found[0] if found else None
