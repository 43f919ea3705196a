"""Places of a document that a defect can be about: the members of what families store and show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.families import Family
from iotcentral_testkit.openapi.schema_facts import SchemaFacts, facts_of

__all__ = ["Place", "places"]

_DEPTH = 4
_PROSE = {"displayName", "description", "text"}
_SINGLE = {"organizations", "roles", "type", "@type"}
"""Arrays with one element at most, by the articles."""


@dataclass(frozen=True, slots=True)
class Place:
    """A member at any depth.

    Attributes:
        keys: names of members from the outside to the inside; `*` for the elements of an array.
        kind: `text` (for people), `word` (any other), `fixed` (a text with given values or a given form), `time`, `number`, `flag`, `array`, `single`
            (an array of one element), `object`, `free`.
        required: whether it has to be there.
        default: its documented default.
    """

    keys: tuple[str, ...]
    kind: str
    required: bool
    default: Any

    def __str__(self) -> str:
        return "/".join(self.keys)


def places(api: Api, family: Family) -> list[Place]:
    """Return the members that a request may write, each once."""
    found: dict[tuple[str, ...], Place] = {}
    for place in _within(api, family.create.body_schema or {}, ()):
        found.setdefault(place.keys, place)
    return [
        place for place in found.values() if place.keys not in {("id",), ("@id",), *_SET} and place.keys[-1] != "etag"
    ]


_SET = {("scheduledJobId",), ("source",)}
"""Members that the service sets, although the schema does not say so."""


def _within(api: Api, schema: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[Place]:
    shape = facts_of(api, schema)
    variants: list[SchemaFacts] = [facts_of(api, schema, {shape.tag: tag}) for tag in shape.tags] or [shape]
    for variant in variants:
        for name, member in variant.members.items():
            facts = facts_of(api, member)
            if facts.read_only or name == shape.tag:
                continue
            place = Place((*keys, name), _kind(api, name, member, facts), name in variant.required, facts.default)
            if not facts.secret:
                yield place
            if len(keys) < _DEPTH:
                yield from _within(api, member, place.keys)
    if shape.items is not None and len(keys) < _DEPTH:
        yield from _within(api, shape.items, (*keys, "*"))


def _kind(api: Api, name: str, schema: Mapping[str, Any], facts: SchemaFacts) -> str:
    whole = {**api.resolve(schema), **{name: part for name, part in schema.items() if name != "$ref"}}
    kinds = whole.get("type", "object")
    kind = next((each for each in kinds if each != "null"), "") if isinstance(kinds, list) else kinds
    if kind in {"integer", "number"}:
        return "number"
    if kind == "string":
        if facts.format == "date-time":
            return "time"
        fixed = {"enum", "const", "pattern", "x-known-values", "format", "x-refers-to"} & whole.keys()
        return "fixed" if fixed else "text" if name in _PROSE else "word"
    if kind in {"boolean", "array"}:
        return "flag" if kind == "boolean" else "single" if name in _SINGLE or whole.get("maxItems") == 1 else "array"
    return "object" if facts.members or facts.tags else "free"
