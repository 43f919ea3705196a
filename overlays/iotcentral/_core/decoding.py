"""Decoders from parsed JSON to typed values, for members of generated models that are not plain scalars.

A decoder takes one parsed value and returns the typed one, or raises `DecodingError`. Scalar members are checked in the
models themselves, because a call for each would cost as much as the rest of the decoding together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..errors import DecodingError
from .types import UNSET

if TYPE_CHECKING:
    from enum import IntEnum, StrEnum
    from uuid import UUID

__all__ = [
    "Decode",
    "anything",
    "boolean",
    "constant",
    "copied",
    "describe",
    "integer",
    "mapping",
    "member",
    "moment",
    "number",
    "only_texts",
    "optional",
    "sequence",
    "text",
    "texts",
    "to_date",
    "to_datetime",
    "to_enum",
    "to_list",
    "to_map",
    "to_uuid",
    "wrong",
]

T = TypeVar("T")
E = TypeVar("E", bound="StrEnum | IntEnum")
C = TypeVar("C", str, int, float, bool, None)

_EXACT = 2**53
"""The whole numbers below it are floats too, each its own."""

Decode = Callable[[Any], T]
"""Function from a parsed JSON value to the typed one; raises `DecodingError`."""


def member(key: str, decode: Decode[T], value: Any) -> T:
    """Decode the member `key`; errors name it."""
    try:
        return decode(value)
    except DecodingError as error:
        raise error.inside(key) from None


def constant(expected: C) -> Decode[C]:
    """Return a decoder that accepts one string, number, boolean or null."""

    def decode_constant(value: Any) -> C:
        if value != expected or isinstance(value, bool) is not isinstance(expected, bool):
            raise wrong(describe(expected), value)
        return expected

    return decode_constant


def optional(decode: Decode[T]) -> Decode[T | None]:
    """Return a decoder that lets null through and decodes everything else."""
    return lambda value: None if value is None else decode(value)


def anything(value: Any) -> Any:
    """Return any JSON value as it is, if there is one."""
    if value is UNSET:
        raise wrong("a value", value)
    return value


def text(value: Any) -> str:
    """Check a string."""
    if type(value) is not str:
        raise wrong("a string", value)
    return value


def boolean(value: Any) -> bool:
    """Check a boolean."""
    if type(value) is not bool:
        raise wrong("true or false", value)
    return value


def integer(value: Any) -> int:
    """Check a whole number; JSON Schema counts `1.0` as one.

    Of a float beyond 53 bits the digits cannot be told any more, so it is refused.
    """
    if type(value) is float and value.is_integer():
        if abs(value) >= _EXACT:
            raise wrong("a whole number of at most 64 bits", value)
        return int(value)
    if type(value) is not int:
        raise wrong("a whole number", value)
    return value


def number(value: Any) -> float:
    """Check a number; an integer stays one."""
    if type(value) is not float and type(value) is not int:
        raise wrong("a number", value)
    return value


def mapping(value: Any) -> dict[str, Any]:
    """Check a free-form object."""
    content: dict[str, Any] = value
    if type(content) is not dict:
        raise wrong("an object", value)
    return content


def copied(value: Any) -> dict[str, Any]:
    """Copy any mapping as a free-form object."""
    if not isinstance(value, Mapping):
        raise wrong("an object", value)
    return dict(cast("Mapping[str, Any]", value))


def sequence(value: Any) -> list[Any]:
    """Check a free-form array."""
    items: list[Any] = value
    if type(items) is not list:
        raise wrong("an array", value)
    return items


def only_texts(value: Any) -> bool:
    """Return whether this is an array of strings; models check this first, since it mostly is."""
    items: list[Any] = value
    if type(items) is not list:
        return False
    for item in items:  # noqa: SIM110  # `all` with a generator takes three times as long
        if type(item) is not str:
            return False
    return True


def texts(value: Any) -> list[str]:
    """Check an array of strings."""
    items = sequence(value)
    for item in items:
        if type(item) is not str:
            raise wrong("a string", item).inside(f"[{items.index(item)}]")
    return items


def to_list(decode: Decode[T]) -> Decode[list[T]]:
    """Return a decoder of arrays with items of one type."""

    def decode_list(value: Any) -> list[T]:
        items: list[Any] = value
        if type(items) is not list:
            raise wrong("an array", value)
        try:
            return [decode(item) for item in items]
        except DecodingError:
            # only a failure pays for knowing its index
            return [member(f"[{index}]", decode, item) for index, item in enumerate(items)]

    return decode_list


def to_map(decode: Decode[T]) -> Decode[dict[str, T]]:
    """Return a decoder of objects with members of one type."""

    def decode_map(value: Any) -> dict[str, T]:
        return {key: member(key, decode, item) for key, item in mapping(value).items()}

    return decode_map


def to_enum(enumeration: type[E]) -> Decode[E]:
    """Return a decoder of a closed enumeration."""

    def decode_enum(value: Any) -> E:
        try:
            if type(value) is not bool:  # which is 0 or 1 in Python
                return enumeration(value)
        except ValueError:
            pass
        allowed = ", ".join(f'"{known}"' if isinstance(known, str) else str(known.value) for known in enumeration)
        raise wrong(f"one of {allowed}", value)

    return decode_enum


def moment(value: str) -> datetime:
    """Read an RFC 3339 date-time: `Z` or an offset, up to nine fraction digits, of which Python keeps six.

    A leap second becomes the last microsecond before it, since `datetime` has none.
    """
    if value[17:19] == "60":
        value = f"{value[:17]}59.999999{value[19:].lstrip('.0123456789')}"
    return datetime.fromisoformat(value.upper())


def to_datetime(value: Any) -> datetime:
    """Decode a date-time."""
    try:
        read = moment(text(value))
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise wrong("a date-time with its time zone (2026-01-31T08:30:00Z)", value)
    return read


def to_date(value: Any) -> date:
    """Decode a full date."""
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        raise wrong("a date (2026-01-31)", value) from None


def to_uuid(value: Any) -> UUID:
    """Decode a UUID."""
    from uuid import UUID  # few documents have any

    try:
        return UUID(text(value))
    except ValueError:
        raise wrong("a UUID", value) from None


def wrong(expected: str, value: Any, *, secret: bool = False) -> DecodingError:
    """Return the error for a value of the wrong form, without its place."""
    return DecodingError("", expected, "a secret of the wrong form" if secret else describe(value))


def describe(value: Any, limit: int = 60) -> str:
    """Return a short description of a parsed JSON value."""
    if value is UNSET:
        return "nothing"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'the string "{value if len(value) <= limit else value[:limit] + "…"}"'
    if isinstance(value, int | float):
        return f"the number {value}"
    return "an array" if isinstance(value, list) else "an object"
