"""Transforms of JSON values that a careless server might apply to what it stores or shows; they are pure."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from iotcentral_testkit.openapi.json_types import is_array, is_object

__all__ = [
    "ARRAYS",
    "DROPPED",
    "FREE_OBJECTS",
    "MOMENTS",
    "NUMBERS",
    "TEXTS",
    "WORDS",
    "Transform",
    "changed_at",
    "on_every",
]

Transform = Callable[[Any], Any]

DROPPED: Any = object()
"""Result of a transform that removes a value."""


def changed_at(value: Any, keys: Sequence[str], transform: Transform) -> Any:
    """Return a value with the part at a place transformed; `*` stands for every element of an array."""
    if not keys:
        return transform(value)
    first, *rest = keys
    if first == "*" and is_array(value):
        parts = [changed_at(part, rest, transform) for part in value]
        return [part for part in parts if part is not DROPPED]
    if is_object(value) and first in value:
        part = changed_at(value[first], rest, transform)
        return {
            name: old if name != first else part for name, old in value.items() if name != first or part is not DROPPED
        }
    return value


def on_every(value: Any, transform: Transform) -> Any:
    """Return a value whose objects are transformed, the inner ones first."""
    if is_object(value):
        return transform({name: on_every(part, transform) for name, part in value.items()})
    return [on_every(part, transform) for part in value] if is_array(value) else value


def _of_text(change: Callable[[str], str]) -> Transform:
    return lambda value: change(value) if isinstance(value, str) else value


def _of_number(change: Callable[[float], float]) -> Transform:
    return lambda value: change(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _of_array(change: Callable[[list[Any]], list[Any]]) -> Transform:
    return lambda value: change(value) if is_array(value) else value


def _single(number: float) -> float:
    return number if isinstance(number, int) else float(struct.unpack("f", struct.pack("f", number))[0])


def _nested(content: dict[str, Any]) -> dict[str, Any]:
    """Return an object in which a dot in a name leads into an object."""
    found: dict[str, Any] = {}
    for name, part in content.items():
        first, dot, rest = name.partition(".")
        found[first if dot and first else name] = {rest: part} if dot and first else part
    return found


TEXTS: Mapping[str, Transform] = {
    "cut to 64 characters": _of_text(lambda text: text[:64]),
    "cut after 100 bytes": _of_text(lambda text: text.encode()[:100].decode(errors="ignore")),
    "without blanks at its ends": _of_text(str.strip),
    "without a blank at its end": _of_text(str.rstrip),
    "with single blanks": _of_text(
        lambda text: " ".join(text.split(" ")) if "  " not in text else text.replace("  ", " ")
    ),
    "composed (NFC)": _of_text(lambda text: unicodedata.normalize("NFC", text)),
    "decomposed (NFD)": _of_text(lambda text: unicodedata.normalize("NFD", text)),
    "without characters beyond the basic plane": _of_text(lambda text: "".join(c for c in text if ord(c) < 0x10000)),
    "in lower case": _of_text(str.lower),
    "with entities for < and &": _of_text(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
    "in Latin-1": _of_text(lambda text: text.encode("latin-1", "replace").decode("latin-1")),
}
"""What -> transform of texts that may hold anything."""

WORDS: Mapping[str, Transform] = {
    "cut to 6 characters": _of_text(lambda text: text[:6]),
    "without its last character": _of_text(lambda text: text[:-1]),
}
"""What -> transform of texts that mean something: names of hosts, queries, addresses."""

NUMBERS: Mapping[str, Transform] = {
    "in 32 bits": _of_number(_single),
    "as a double": _of_number(lambda number: int(float(number)) if isinstance(number, int) else number),
    "rounded to two digits": _of_number(lambda number: round(number, 2)),
    "as a whole number": _of_number(int),
}
"""What -> transform of numbers."""

ARRAYS: Mapping[str, Transform] = {
    "with its first element alone": _of_array(lambda items: items[:1]),
    "in reversed order": _of_array(lambda items: items[::-1]),
    "without its last element": _of_array(lambda items: items[:-1] if len(items) > 1 else items),
    "as absent when it is empty": lambda value: DROPPED if value == [] else value,
}
"""What -> transform of arrays."""

FREE_OBJECTS: Mapping[str, Transform] = {
    "without nulls": lambda value: on_every(value, lambda c: {name: p for name, p in c.items() if p is not None}),
    "without empty objects": lambda value: on_every(value, lambda c: {name: p for name, p in c.items() if p != {}}),
    "without empty arrays": lambda value: on_every(value, lambda c: {name: p for name, p in c.items() if p != []}),
    "with names in lower case": lambda value: on_every(value, lambda c: {name.lower(): p for name, p in c.items()}),
    "with dotted names as objects": lambda value: on_every(value, _nested),
    "without names that begin with $": lambda value: on_every(
        value,
        lambda c: {name: p for name, p in c.items() if not name.startswith("$") or name in {"$edgeAgent", "$edgeHub"}},
    ),
    "with numbers in 32 bits": lambda value: on_every(
        value, lambda c: {n: NUMBERS["in 32 bits"](p) for n, p in c.items()}
    ),
    "with whole numbers as doubles": lambda value: on_every(
        value, lambda c: {n: NUMBERS["as a double"](p) for n, p in c.items()}
    ),
    "four levels deep at most": lambda value: _shallow(value, 4),
}
"""What -> transform of objects whose members are free, and of maps."""


def _shallow(value: Any, depth: int) -> Any:
    if is_object(value):
        return {name: _shallow(part, depth - 1) for name, part in value.items()} if depth else {}
    return [_shallow(part, depth) for part in value] if is_array(value) else value


MOMENTS: Mapping[str, Transform] = {
    "two hours late": _of_text(lambda text: _moved(text, 2)),
    "in local time, without its zone": _of_text(lambda text: _moved(text, 2).removesuffix("Z")),
    "a day early": _of_text(lambda text: _moved(text, -24)),
    "cut to its day": _of_text(lambda text: f"{text[:10]}T00:00:00Z"),
}
"""What -> transform of times."""


def _moved(text: str, hours: int) -> str:
    from datetime import datetime, timedelta

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
