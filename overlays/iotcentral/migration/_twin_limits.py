"""Limits of twins in IoT Hub, and what of a section keeps to them.

They are those of "Understand and use device twins in IoT Hub", sections "Tags and properties format" and "Device twin size".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._core.json_kinds import is_array, is_object

__all__ = ["DESIRED_BYTES", "TAG_BYTES", "fitting"]

TAG_BYTES = 8 * 1024
DESIRED_BYTES = 32 * 1024

_KEY_BYTES = 1024
_TEXT_BYTES = 4096
_WHOLE = range(-4503599627370496, 4503599627370495 + 1)
_DEPTH = 10
_FORBIDDEN = (".", "$", " ")


def fitting(section: Mapping[str, Any], most: int, depth: int = 1) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the members of a section that IoT Hub takes, and the paths of the others with the reason.

    Args:
        section: tags or desired properties.
        most: bytes that it may have; beyond them, the largest members are left out first.
        depth: the depth at which it stands.
    """
    kept: dict[str, Any] = {}
    left: list[tuple[str, str]] = []
    for name, value in section.items():
        if is_object(value) and value.get("__t") == "c":
            inner, beside = fitting(value, most, depth + 1)
            kept[name] = inner
            left += [(f"{name}.{path}", reason) for path, reason in beside]
        elif (reason := next(_mistakes(name, value, depth), None)) is not None:
            left.append((name, reason))
        else:
            kept[name] = value
    while (size := _size(kept)) > most:
        largest = max(kept, key=lambda name: _size({name: kept[name]}))
        del kept[largest]
        left.append((largest, f"the section has {size} bytes, and IoT Hub takes {most}"))
    return kept, left


def _mistakes(name: str, value: Any, depth: int) -> Iterator[str]:
    """Yield what IoT Hub does not take of a member."""
    if len(name.encode()) > _KEY_BYTES or any(letter in name for letter in _FORBIDDEN) or not _is_plain(name):
        yield f'a key has at most {_KEY_BYTES} bytes, and no control character, ".", "$" or blank'
    if depth > _DEPTH:
        yield f"objects are nested at most {_DEPTH} deep"
    elif is_object(value):
        for key, inner in value.items():
            yield from _mistakes(key, inner, depth + 1)
    elif is_array(value):
        for inner in value:
            yield from _mistakes("item", inner, depth)
    elif isinstance(value, str) and len(value.encode()) > _TEXT_BYTES:
        yield f"a text has at most {_TEXT_BYTES} bytes"
    elif isinstance(value, int) and not isinstance(value, bool) and value not in _WHOLE:
        yield f"a whole number is between {_WHOLE[0]} and {_WHOLE[-1]}"


def _is_plain(text: str) -> bool:
    return not any(ord(letter) < 0x20 or 0x7F <= ord(letter) <= 0x9F for letter in text)


def _size(value: Any) -> int:
    """Return the size of a value as IoT Hub counts it: keys and texts by their bytes, numbers 8, booleans 4."""
    if is_object(value):
        return sum(len(key.encode()) + _size(inner) for key, inner in value.items())
    if is_array(value):
        return sum(map(_size, value))
    if isinstance(value, str):
        return len(value.encode())
    return 4 if isinstance(value, bool) or value is None else 8
