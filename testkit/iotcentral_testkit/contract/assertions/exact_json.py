"""JSON with all digits of its numbers, as a client has to keep them."""

from __future__ import annotations

import json
from decimal import Decimal
from math import isfinite
from typing import Any

import orjson

__all__ = ["exactly"]

_DIGITS = 4300
"""Digits of the longest whole number that Python reads."""


def exactly(content: bytes) -> Any:
    """Return a JSON value; whole numbers are exact, and so are numbers larger than any float, such as 1e400.

    Raises:
        orjson.JSONDecodeError: it is not JSON.
    """
    refused: orjson.JSONDecodeError | None = None
    rounded: Any = None
    try:
        rounded = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        if "infinity" not in str(error):
            raise
        refused = error
    try:
        return json.loads(content, parse_float=_number, parse_int=_whole)
    except (ValueError, RecursionError):  # more digits, or deeper, than Python reads
        if refused is not None:
            raise refused from None
        return rounded


def _whole(text: str) -> int | float:
    return int(text) if len(text) < _DIGITS else _number(text)


def _number(text: str) -> int | float:
    value, large = float(text), Decimal(text)
    if isfinite(value):
        return value
    if large.adjusted() >= _DIGITS:
        raise ValueError(f"a number with more than {_DIGITS} digits")
    return int(large)
