"""Strategies of numbers: integers and others, within their limits."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

from hypothesis import strategies as st

from .normal import Schema, UnsupportedSchemaError

__all__ = ["INTEGERS", "NUMBERS", "integers", "numbers"]

_SAFE = 2**53
"""Every JSON parser reads whole numbers up to here exactly."""

INTEGERS = st.integers(-_SAFE, _SAFE)
NUMBERS = INTEGERS | st.floats(allow_nan=False, allow_infinity=False)

_RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
_PLAIN = {None, "float", "double"}


def integers(schema: Schema, place: str) -> st.SearchStrategy[int]:
    """Return the whole numbers that a schema in normal form allows, written without a fraction.

    Raises:
        UnsupportedSchemaError: the format is not known.
    """
    return _multiples(schema, Fraction(str(schema.get("multipleOf", 1))), place).map(int)


def numbers(schema: Schema, place: str) -> st.SearchStrategy[Any]:
    """Return the numbers that a schema in normal form allows; whole ones are written with and without a fraction.

    Raises:
        UnsupportedSchemaError: the format is not known.
    """
    if "multipleOf" in schema:
        step = Fraction(str(schema["multipleOf"]))
        return _multiples(schema, step, place).map(lambda found: float(found) if found % 1 else int(found))
    low, high = _limits(schema)
    floats = st.floats(
        low,
        high,
        allow_nan=False,
        allow_infinity=False,
        exclude_min=low is not None and low == schema.get("exclusiveMinimum"),
        exclude_max=high is not None and high == schema.get("exclusiveMaximum"),
        width=32 if schema.get("format") == "float" and low is None and high is None else 64,
    )
    return _multiples(schema, Fraction(1), place).map(int) | floats


def _limits(schema: Schema) -> tuple[Any, Any]:
    lows = [schema[word] for word in ("minimum", "exclusiveMinimum") if word in schema]
    highs = [schema[word] for word in ("maximum", "exclusiveMaximum") if word in schema]
    return max(lows, default=None), min(highs, default=None)


def _multiples(schema: Schema, step: Fraction, place: str) -> st.SearchStrategy[Fraction]:
    """Return the multiples of `step` within the limits of the schema and of its format."""
    name = schema.get("format")
    if name not in _RANGES and name not in _PLAIN:
        raise UnsupportedSchemaError(f"{place}: the strategies do not support the format {name!r} of numbers")
    low, high = _RANGES.get(name or "", (-_SAFE, _SAFE))
    low, high = max(low, schema.get("minimum", low)), min(high, schema.get("maximum", high))
    first, last = ceil(Fraction(low) / step), floor(Fraction(high) / step)
    if first * step <= schema.get("exclusiveMinimum", low - 1):
        first = floor(Fraction(schema["exclusiveMinimum"]) / step) + 1
    if last * step >= schema.get("exclusiveMaximum", high + 1):
        last = ceil(Fraction(schema["exclusiveMaximum"]) / step) - 1
    if first > last:
        return st.nothing()
    return st.integers(first, last).map(lambda count: count * step)
