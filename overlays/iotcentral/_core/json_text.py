"""JSON text: orjson, but whole numbers of more than 64 bits keep all of their digits, which orjson cannot do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import orjson

__all__ = ["dumps", "has_long_number", "loads"]

_DIGITS = bytes(48 if chr(byte).isdigit() and byte < 128 else 32 for byte in range(256))
"""Translation of bytes in which every digit is `0`, so that a run of digits is found as a substring."""

_LONG = b"0" * 19
"""The shortest run of digits that can be of more than 64 bits: the most negative number with 64 has 19."""

_HALF = b"0" * 9
"""What every second byte of such a run is at least."""

_BITS_64 = range(-(2**63), 2**64)


def loads(content: bytes) -> Any:
    """Parse JSON; whole numbers are exact, however long.

    Raises:
        orjson.JSONDecodeError: it is not JSON.
    """
    parsed = orjson.loads(content)
    if has_long_number(content):
        try:
            return json.loads(content)
        except (ValueError, RecursionError):  # thousands of digits, or nested deeper than Python reads
            return parsed
    return parsed


def has_long_number(content: bytes) -> bool:
    """Return whether JSON can hold a whole number of more than 64 bits: it has as many digits in a row.

    That costs about a third of parsing. Looking at every second byte first costs half as much as looking at all, and
    mostly there is no such row.
    """
    return _HALF in content[::2].translate(_DIGITS) and _LONG in content.translate(_DIGITS)


def dumps(value: Any, *, default: Callable[[Any], Any] | None = None, option: int = 0) -> bytes:
    """Return the JSON of a value as UTF-8.

    Args:
        value: what JSON can express; whole numbers can be of any length.
        default: returns what stands for a value that JSON cannot express.
        option: options of orjson.

    Raises:
        TypeError: something in it has no JSON form.
    """
    try:
        return orjson.dumps(value, default=default, option=option)
    except orjson.JSONEncodeError as error:
        if "64-bit" not in str(error):
            raise
    numbers: dict[str, int] = {}
    text = orjson.dumps(
        _without_long_numbers(value, numbers),
        default=default and (lambda item: _without_long_numbers(default(item), numbers)),
        option=option,
    )
    for mark, number in numbers.items():
        text = text.replace(f'"{mark}"'.encode(), str(number).encode(), 1)
    return text


def _without_long_numbers(value: Any, numbers: dict[str, int]) -> Any:
    """Return a value with marks, which are in no other text, in place of its long numbers."""
    if type(value) is int and value not in _BITS_64:
        mark = f"\ue000{len(numbers)}\ue000{id(numbers)}"
        numbers[mark] = value
        return mark
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return {key: _without_long_numbers(item, numbers) for key, item in members.items()}
    if isinstance(value, list | tuple):
        return [_without_long_numbers(item, numbers) for item in cast("Sequence[Any]", value)]
    return value
