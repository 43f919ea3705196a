"""Strategies of the values that a schema of a document allows."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from math import inf
from typing import Any, Literal, NamedTuple, TypeAlias

import jsonschema_rs
from hypothesis import strategies as st

from ..openapi.json_types import is_object
from .choices import mostly
from .normal import TYPES, Normalizer, Schema, UnsupportedSchemaError, canonical
from .numbers import INTEGERS, NUMBERS, integers, numbers
from .objects import Members, Others, objects
from .texts import TEXT, texts

__all__ = ["ANY", "Direction", "Values"]

Direction: TypeAlias = Literal["request", "response"]

_DEEP = 4
"""Levels below which all levels are alike: sparse, so that even schemas that contain themselves come to an end."""

_ITEMS = (3, 3, 2, 2, 1)
"""Items of an array beyond the fewest, by level: a dashboard has tiles with capabilities with formats."""

_FEW = 16
"""Items of the longest array that is drawn because a maximum allows it."""

_SCALARS = st.none() | st.booleans() | INTEGERS | NUMBERS | TEXT
_NAMES = st.text(max_size=6)
_SHALLOW = _SCALARS | st.lists(_SCALARS, max_size=2) | st.dictionaries(_NAMES, _SCALARS, max_size=2)

ANY: st.SearchStrategy[Any] = mostly(
    _SCALARS, st.lists(_SHALLOW, max_size=2) | st.dictionaries(_NAMES, _SHALLOW, max_size=2)
)
"""Any JSON value; three levels at most."""

_RARELY = st.sampled_from([0, 0, 0, 0, 0, 0, 1, 2])

_KINDS_OF_WORDS: Mapping[str, str] = {
    "properties": "object",
    "additionalProperties": "object",
    "propertyNames": "object",
    "required": "object",
    "minProperties": "object",
    "maxProperties": "object",
    "items": "array",
    "minItems": "array",
    "maxItems": "array",
    "uniqueItems": "array",
    "pattern": "string",
    "format": "string",
    "minLength": "string",
    "maxLength": "string",
    "x-known-values": "string",
    "minimum": "number",
    "maximum": "number",
    "exclusiveMinimum": "number",
    "exclusiveMaximum": "number",
    "multipleOf": "number",
}


class Mode(NamedTuple):
    """Choice of the members of objects: the read-only ones, or else the write-only ones, and unknown ones."""

    read_only: bool
    unknown: bool


class Values:
    """Builder of the strategies of one document's schemas; each is created once.

    Args:
        document: the document that references lead into.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.normalizer = Normalizer(document)
        self._made: dict[tuple[str, Mode, int], st.SearchStrategy[Any] | None] = {}

    def of(self, schema: Any, place: str, mode: Mode, level: int = 0) -> st.SearchStrategy[Any]:
        """Return the values that a schema allows; a recursive schema refers to its own strategy.

        Raises:
            UnsupportedSchemaError: the schema, or one that it contains, is not understood.
        """
        key = (canonical(schema), mode, level)
        if key not in self._made:
            self._made[key] = None  # being built
            try:
                self._made[key] = self._make(schema, place, mode, level)
            except UnsupportedSchemaError:
                del self._made[key]
                raise
        found = self._made[key]
        return st.deferred(lambda: self._finished(key)) if found is None else found

    def _finished(self, key: tuple[str, Mode, int]) -> st.SearchStrategy[Any]:
        found = self._made[key]
        assert found is not None, "a deferred strategy is used while it is being built"
        return found

    def _make(self, schema: Any, place: str, mode: Mode, level: int) -> st.SearchStrategy[Any]:
        words = {word for word in schema if not word.startswith("x-")} if is_object(schema) else set[str]()
        for word in ("anyOf", "oneOf"):
            if word in words and not words - {word, "discriminator", "description", "title"}:
                options = self.normalizer.options(schema, word, place)
                return st.one_of([self.of(part, at, mode, level) for part, at in options])
        alternatives = self.normalizer.alternatives(schema, place)
        return st.one_of([self._one(each, place, mode, level) for each in alternatives])

    def _one(self, schema: Schema, place: str, mode: Mode, level: int) -> st.SearchStrategy[Any]:
        """Return the values of a schema in normal form."""
        if "enum" in schema:
            return _constants(schema)
        kinds = schema.get("type") or _implied(schema, place)
        if not kinds:
            return ANY
        return st.one_of([self._kind(kind, schema, place, mode, level) for kind in kinds])

    def _kind(self, kind: str, schema: Schema, place: str, mode: Mode, level: int) -> st.SearchStrategy[Any]:
        if kind == "object":
            return self._objects(schema, place, mode, level)
        if kind == "array":
            return self._arrays(schema, place, mode, level)
        if kind == "string":
            return texts(schema, place)
        if kind == "integer":
            return integers(schema, place)
        if kind == "number":
            return numbers(schema, place)
        return st.none() if kind == "null" else st.booleans()

    def _arrays(self, schema: Schema, place: str, mode: Mode, level: int) -> st.SearchStrategy[Any]:
        if self._is_never(schema.get("items", True), f"{place}/items"):
            return st.lists(st.nothing(), max_size=0)
        items = self.of(schema.get("items", True), f"{place}/items", mode, min(level + 1, _DEEP))
        low, high = schema.get("minItems", 0), schema.get("maxItems", inf)
        unique = canonical if schema.get("uniqueItems") else None
        usual = st.lists(items, min_size=low, max_size=min(high, low + _ITEMS[level]), unique_by=unique)
        if level > 1 or high > _FEW or high <= low + _ITEMS[level] or unique:
            return usual
        return mostly(usual, st.lists(items, min_size=high, max_size=high))

    def _objects(self, schema: Schema, place: str, mode: Mode, level: int) -> st.SearchStrategy[Any]:
        declared: Mapping[str, Any] = schema.get("properties", {})
        extra = schema.get("additionalProperties", not declared or mode.unknown)
        required: dict[str, st.SearchStrategy[Any]] = {}
        optional: dict[str, st.SearchStrategy[Any]] = {}
        below = min(level + 1, _DEEP)
        word = "writeOnly" if mode.read_only else "readOnly"
        hidden = {name for name, member in declared.items() if self._has(word, member, f"{place}/properties/{name}")}
        for name in dict.fromkeys([*declared, *schema.get("required", ())]):
            if name not in hidden:
                member, at = declared.get(name, schema.get("additionalProperties", True)), f"{place}/properties/{name}"
                values = self.of(member, at, mode, below)
                if name in schema.get("required", ()):
                    required[name] = values
                elif not self._is_never(member, at):
                    optional[name] = values
        members = Members(
            required,
            optional,
            declared={*declared, *required},
            others=self._others(schema, extra, place, mode, level),
            limits=(schema.get("minProperties", 0), schema.get("maxProperties", inf)),
            sparse=level > 2,
        )
        return objects(members)

    def _is_never(self, schema: Any, place: str) -> bool:
        """Return whether no value fits: the schema is false, or contradicts itself."""
        return not self.normalizer.alternatives(schema, place)

    def _has(self, word: str, member: Any, place: str) -> bool:
        return any(each.get(word) for each in self.normalizer.alternatives(member, place))

    def _others(self, schema: Schema, extra: Any, place: str, mode: Mode, level: int) -> Others | None:
        """Return the members that are not named: a few in a map, seldom one where the document does not mention them."""
        if extra is False:
            return None
        below = min(level + 1, _DEEP)
        names = self.of({"type": "string"}, place, mode, _DEEP)
        if "propertyNames" in schema:
            rule = {"allOf": [{"type": "string"}, schema["propertyNames"]]}
            names = self.of(rule, f"{place}/propertyNames", mode, _DEEP)
        values = self.of(extra, f"{place}/additionalProperties", mode, below)
        is_map = "additionalProperties" in schema or not schema.get("properties")
        return Others(names, values, st.integers(0, _ITEMS[level]) if is_map else _RARELY)


def _constants(schema: Schema) -> st.SearchStrategy[Any]:
    """Return the listed values that the rest of the schema allows too."""
    validator = jsonschema_rs.validator_for(dict(schema), validate_formats=True)
    fitting = [value for value in schema["enum"] if validator.is_valid(value)]
    values = st.sampled_from(fitting) if fitting else st.nothing()
    plain = all(value is None or isinstance(value, str | int | float) for value in fitting)
    return values if plain else values.map(deepcopy)


def _implied(schema: Schema, place: str) -> list[str]:
    """Return the type that the keywords of a schema without `type` imply; None if there are no such keywords.

    Raises:
        UnsupportedSchemaError: they imply several.
    """
    kinds = {_KINDS_OF_WORDS[word] for word in schema if word in _KINDS_OF_WORDS}
    if len(kinds) > 1:
        raise UnsupportedSchemaError(f"{place}: keywords for {' and '.join(sorted(kinds))} need a type beside them")
    return [kind for kind in TYPES if kind in kinds]
