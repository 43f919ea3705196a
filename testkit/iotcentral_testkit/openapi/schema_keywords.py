"""Coverage of the keywords of a schema by bodies: satisfied and violated, by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from .json_types import is_array, is_object

__all__ = ["SchemaKeywords"]

_ASSERTIONS = frozenset(
    {
        *("type", "enum", "const", "format", "required", "oneOf", "anyOf", "not"),
        *("minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        *("multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"),
    }
)
_LISTS = frozenset({"allOf", "oneOf", "anyOf"})
_MAPS = frozenset({"properties", "patternProperties"})
_SINGLE = frozenset({"items", "not", "propertyNames", "additionalProperties"})
_COMPONENTS = "#/components/schemas/"
_ITEMS = 3
"""Items of an array that are examined: the others are alike, or occur in a later body."""

_FRUITLESS = 100
"""Consecutive evaluations without news, after which only one in `_SAMPLE` bodies is examined."""

_SAMPLE = 10

_SHAPES = 5_000
"""Shapes of a schema's bodies that are remembered; fuzzing can produce any number of them."""


class SchemaKeywords:
    """Keyword coverage of one schema.

    Args:
        schema: of the body.
        components: the schemas that it may reference, by name.
        violations: whether violations are counted as well.
    """

    def __init__(self, schema: Mapping[str, Any], components: Mapping[str, Any], *, violations: bool) -> None:
        definitions: dict[str, Any] = {}
        root = _bare(schema, components, definitions)
        places = dict.fromkeys(_places(root, ""))
        for name, definition in definitions.items():
            places |= dict.fromkeys(_places(definition, f"/$defs/{name}"))
        self.places = tuple(place.replace("/$defs/", "") for place in places)
        """A component's name, if it is in one, and the path to the keyword (`Device/properties/displayName/type`)."""
        self._names = dict(zip(places, self.places, strict=True))
        self._unsatisfied = set(self.places)
        self._unviolated = set(self.places) if violations else set[str]()
        self._violations = violations
        self._validator = jsonschema_rs.validator_for(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions, **root},
            validate_formats=True,
        )
        self._tags = frozenset(_tags(components))
        self._shapes = set[int]()
        self._fruitless = self._passed = 0

    @property
    def unsatisfied(self) -> list[str]:
        """The paths of the keywords that no body satisfied."""
        return [place for place in self.places if place in self._unsatisfied]

    @property
    def unviolated(self) -> list[str]:
        """The paths of the keywords that no body violated; empty if violations are not counted."""
        return [place for place in self.places if place in self._unviolated]

    def see(self, body: Any) -> None:
        """Examine a body; one of a known shape with the same violations is skipped."""
        if not self._unsatisfied and not self._unviolated:
            return
        self._passed += 1
        if self._fruitless >= _FRUITLESS and self._passed % _SAMPLE:
            return
        body = _short(body) if not self._violations else body
        broken: tuple[Any, ...] = ()
        if self._violations and not self._validator.is_valid(body):
            broken = tuple(tuple(error.schema_path) for error in self._validator.iter_errors(body))
        if not broken and not self._unsatisfied:
            return
        shape = hash((self._shape(body), broken))
        if shape in self._shapes or len(self._shapes) >= _SHAPES:
            return
        self._shapes.add(shape)
        before = len(self._unsatisfied) + len(self._unviolated)
        self._evaluate(body)
        found = before > len(self._unsatisfied) + len(self._unviolated)
        self._fruitless = 0 if found else self._fruitless + 1

    def _evaluate(self, body: Any) -> None:
        evaluation = self._validator.evaluate(body)
        whole = evaluation.valid
        details: list[Any] = evaluation.list()["details"]
        for detail in details:
            name = self._names.get(detail["schemaLocation"])
            if name is None:
                continue
            if detail["valid"]:
                self._unsatisfied.discard(name)
            elif not whole:  # where the body fits, it only took another branch
                self._unviolated.discard(name)

    def _shape(self, node: Any) -> Any:
        """Return the shape of a body: its members and their types, and the values of discriminators."""
        if is_object(node):
            return tuple(
                (name, value if name in self._tags and isinstance(value, str) else self._shape(value))
                for name, value in node.items()
            )
        if is_array(node):
            return tuple({self._shape(item): None for item in node[: _ITEMS * 4]})
        return type(node).__name__


def _short(node: Any) -> Any:
    """Return a body with the first items of its arrays."""
    if is_object(node):
        return {name: _short(value) for name, value in node.items()}
    return [_short(item) for item in node[:_ITEMS]] if is_array(node) else node


def _tags(components: Mapping[str, Any]) -> Iterator[str]:
    """Return the discriminators of unions."""
    for schema in components.values():
        if "discriminator" in schema:
            yield schema["discriminator"]["propertyName"]


def _bare(schema: Any, components: Mapping[str, Any], definitions: dict[str, Any]) -> Any:
    """Return a schema without its annotations, which cost time; referenced schemas become definitions."""
    if not is_object(schema):
        return schema
    bare: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "$ref":
            name = value.removeprefix(_COMPONENTS)
            if name not in definitions:
                definitions[name] = {}
                definitions[name] = _bare(components[name], components, definitions)
            bare[key] = f"#/$defs/{name}"
        elif key in _LISTS:
            bare[key] = [_bare(part, components, definitions) for part in value]
        elif key in _MAPS:
            bare[key] = {name: _bare(part, components, definitions) for name, part in value.items()}
        elif key in _SINGLE:
            bare[key] = _bare(value, components, definitions)
        elif key in _ASSERTIONS:
            bare[key] = value
    return bare


def _places(schema: Any, path: str) -> Iterator[str]:
    """Return the paths of the keywords that can be satisfied or violated."""
    if not is_object(schema):
        return
    for key, value in schema.items():
        place = f"{path}/{key}"
        if key in _ASSERTIONS or (key == "additionalProperties" and not is_object(value) and not value):
            yield place
        if key in _LISTS and is_array(value):
            for number, part in enumerate(value):
                yield from _places(part, f"{place}/{number}")
        elif key in _MAPS and is_object(value):
            for name, part in value.items():
                yield from _places(part, f"{place}/{name.replace('~', '~0').replace('/', '~1')}")
        elif key in _SINGLE:
            yield from _places(value, place)
