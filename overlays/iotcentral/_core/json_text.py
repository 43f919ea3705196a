"""JSON text: orjson, but numbers beyond 64 bits and beyond the largest float are whole numbers and keep their value."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from math import isinf
from typing import Any, cast

import orjson

__all__ = ["dumps", "has_long_number", "loads", "loads_quickly"]

_DIGITS = bytes(48 if chr(byte).isdigit() and byte < 128 else 32 for byte in range(256))
"""Translation of bytes in which every digit is `0`, so that a run of digits is found as a substring."""

_LONG = b"0" * 19
"""The shortest run of digits that can be of more than 64 bits: the most negative number with 64 has 19."""

_HALF = b"0" * 9
"""What every second byte of such a run is at least."""

_DIGITS_READ = 4300
"""Digits of the longest whole number that Python reads and writes; a number that is larger than that and any float is refused."""

_BITS_64 = range(-(2**63), 2**64)


def loads(content: bytes) -> Any:
    """Parse JSON; whole numbers are exact, however long, and so are numbers that are larger than any float.

    Raises:
        orjson.JSONDecodeError: it is not JSON.
    """
    try:
        parsed = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        return _with_large_numbers(content, error)
    if has_long_number(content):
        try:
            return json.loads(content)
        except (ValueError, RecursionError):  # thousands of digits, or nested deeper than Python reads
            return parsed
    return parsed


def loads_quickly(content: bytes) -> Any:
    """Parse JSON; whole numbers of more than 64 bits are the nearest float that there is.

    Raises:
        orjson.JSONDecodeError: it is not JSON.
    """
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        return _with_large_numbers(content, error)


def _with_large_numbers(content: bytes, error: orjson.JSONDecodeError) -> Any:
    """Parse JSON in which orjson finds a number that is larger than any float (1e400); raise its error for anything else."""
    found = False

    def number(text: str) -> int | float:
        nonlocal found
        value = float(text)
        if not isinf(value):
            return value
        found = True
        large = Decimal(text)
        if large.adjusted() >= _DIGITS_READ:
            raise ValueError(f"a number with more than {_DIGITS_READ} digits")
        return int(large)

    def whole(text: str) -> int | float:
        return int(text) if len(text) < 300 else number(text)

    def constant(text: str) -> object:
        raise ValueError(f"{text} is no JSON")

    try:
        parsed = json.loads(content.decode(), parse_float=number, parse_int=whole, parse_constant=constant)
        dumps(parsed)  # Python reads half a surrogate pair, which orjson neither reads nor writes
    except (ValueError, TypeError, RecursionError):
        raise error from None
    if not found:
        raise error
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
