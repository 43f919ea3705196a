"""Messages about bodies that do not fit their schema: the place, what is expected there, and the value, cut short.

A union is told by the variant that the tag of the value names, never by the union itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import orjson

from .json_types import is_array, is_object
from .schema_facts import Resolver, Schema, facts_of

__all__ = ["MASK", "Validating", "problems", "shown"]

MASK = "it"
"""What stands for the value in the messages of validators."""

_LONGEST = 200
"""Characters of a value in a message."""

_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


class Validating(Resolver, Protocol):
    """A document whose schemas can be validated against."""

    def errors_of(self, schema: Schema, value: Any) -> Iterable[Any]:
        """Return the errors of a value in a request, as `jsonschema_rs` reports them."""
        ...


def problems(document: Validating, schema: Schema, body: Any) -> Iterator[str]:
    """Return what is wrong with a body, a message for each place.

    Args:
        document: resolves the references and validates.
        schema: of the body.
        body: the body.
    """
    yield from _problems(document, schema, body, "")


def _problems(document: Validating, schema: Schema, value: Any, place: str) -> Iterator[str]:
    for error in document.errors_of(schema, value):
        path = list(error.instance_path)
        at = f"{place}{_text(path)}".removeprefix(".")
        if error.kind.name in {"oneOf", "anyOf"}:
            node, part = _reached(document, schema, value, path)
            yield from _of_union(document, node, part, at)
        else:
            yield _message(error, at)


def _reached(document: Validating, schema: Schema, value: Any, path: Sequence[str | int]) -> tuple[Schema, Any]:
    """Return the schema and the value at a path in a body."""
    for key in path:
        facts = facts_of(document, schema, value)
        schema = facts.member(key) if isinstance(key, str) else facts.items or {}
        value = value[key]
    return document.resolve(schema), value


def _of_union(document: Validating, schema: Schema, value: Any, place: str) -> Iterator[str]:
    typed = [part for part in (*schema.get("oneOf", ()), *schema.get("anyOf", ())) if part.get("type") != "null"]
    if "discriminator" in schema:
        yield from _of_variant(document, schema["discriminator"], value, place)
    elif len(typed) == 1:
        yield from _problems(document, typed[0], value, place)
    else:
        yield f"{place or 'the body'} should be of one of the documented kinds, but is {shown(value)}"


def _of_variant(document: Validating, union: Schema, value: Any, place: str) -> Iterator[str]:
    tag, mapping = union["propertyName"], union["mapping"]
    at = f"{place}.{tag}" if place else tag
    if not is_object(value):
        yield f"{place or 'the body'} should be object, but is {shown(value)}"
    elif tag not in value:
        yield _missing(tag, place)
    elif not isinstance(value[tag], str) or value[tag] not in mapping:
        yield f"{at} should be one of {', '.join(mapping)}, but is {shown(value[tag])}"
    else:
        found = list(_problems(document, {"$ref": mapping[value[tag]]}, value, place))
        yield from found or [f"{place or 'the body'} should be of one of the documented kinds, but is {shown(value)}"]


def _message(error: Any, place: str) -> str:
    given = shown(error.instance)
    match error.kind.name:
        case "required":
            return _missing(error.kind.property, place)
        case "type":
            types = error.kind.types
            return f"{place or 'the body'} should be {' or '.join(types)}, but is {given}"
        case "enum":
            options = ", ".join(str(option) for option in error.kind.options)
            return f"{place or 'the body'} should be one of {options}, but is {given}"
        case "const":
            return f"{place or 'the body'} should be {error.kind.expected_value}, but is {given}"
        case _:
            return f"{place or 'the body'} {str(error.message).removeprefix(f'{MASK} ')}, but is {given}"


def _missing(name: str, place: str) -> str:
    """Return the message about a member that is missing; that of the body itself is known word for word."""
    return f"{place}{_text([name])} is required" if place else f"should have required property '{name}'"


def _text(path: Sequence[str | int]) -> str:
    """Return a path as it is written in messages: `data[0].template`, `['@type']`."""
    return "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" if _PLAIN.fullmatch(part) else f"['{part}']"
        for part in path
    )


def shown(value: Any) -> str:
    """Return a value as messages show it; what is long is cut, and of objects and arrays only the kind matters."""
    text = orjson.dumps(value, default=str).decode() if is_object(value) or is_array(value) else _scalar(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f'"{value}"' if isinstance(value, str) else str(value)
