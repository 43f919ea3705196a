"""Mending of values: what does not fit a schema is replaced by what does, place by place, and everything else stays."""

from __future__ import annotations

from typing import Any

from .documents import Document
from .json_types import is_array, is_object
from .samples import Samples
from .schema_facts import Schema, SchemaFacts, facts_of

__all__ = ["Mender"]


class Mender:
    """Mends values of the schemas of one document.

    Args:
        document: the document.
        samples: draw what is missing.
        response: mend answers rather than requests: members that only the server sets are required too.
    """

    def __init__(self, document: Document, samples: Samples, *, response: bool) -> None:
        self._document = document
        self._samples = samples
        self._response = response

    def mended(self, schema: Schema, value: Any) -> Any:
        """Return a value with every place that the schema does not allow replaced; one that fits is returned itself.

        Members that are missing are drawn where the schema requires them. A number that has become a text, or the other
        way round, is converted. In an object within a request that has lost the choice it was written for, what stands
        beside the choice is drawn too: it was meant for that choice, and need not fit another one.
        """
        if self._fits(schema, value):
            return value
        shape = facts_of(self._document, schema, value)
        if is_object(value) and (shape.members or shape.others is not None):
            return self._object(schema, shape, value)
        if is_array(value) and shape.items is not None:
            return self._array(schema, shape.items, value)
        return next((one for one in _converted(value) if self._fits(schema, one)), self._drawn(schema))

    def _object(self, schema: Schema, shape: SchemaFacts, value: dict[str, Any]) -> Any:
        if shape.tag is not None and value.get(shape.tag) not in shape.tags:
            return self._drawn(schema)
        found = {name: self._member(shape, name, part) for name, part in value.items()}
        for name in (name for name in shape.members if name in shape.required and name not in found):
            if self._response or not facts_of(self._document, shape.members[name]).read_only:
                found[name] = self._drawn(shape.members[name])
        return found

    def _member(self, shape: SchemaFacts, name: str, part: Any) -> Any:
        member = shape.members.get(name, shape.others)
        if member is None or name == shape.tag:  # the tag of a variant has been compared with those of the union
            return part
        return self._part(member, part)

    def _part(self, schema: Schema, part: Any) -> Any:
        """Return a member or an item, mended."""
        inner = facts_of(self._document, schema, part).members if is_object(part) and not self._response else {}
        if any(not self._can_be_chosen(inner[each], part[each]) for each in inner if each in part):
            return {each: self._drawn(inner[each]) for each in inner if each in part}
        return self.mended(schema, part)

    def _can_be_chosen(self, schema: Schema, value: Any) -> bool:
        resolved = self._document.resolve(schema)
        return "enum" not in resolved or value in resolved["enum"]

    def _array(self, schema: Schema, item: Schema, value: list[Any]) -> Any:
        parts = [self._part(item, part) for part in value]
        whole = facts_of(self._document, schema, value)
        rules = self._document.resolve(schema)
        parts = parts[: rules.get("maxItems", len(parts))]
        parts += [self._drawn(whole.items or {}) for _ in range(int(rules.get("minItems", 0)) - len(parts))]
        return parts

    def _drawn(self, schema: Schema) -> Any:
        return self._samples.of(schema, whole=False, response=self._response)

    def _fits(self, schema: Schema, value: Any) -> bool:
        whole = dict(schema) if self._response else self._document.for_requests(dict(schema))
        return self._document.validator(whole).is_valid(value)


def _converted(value: Any) -> list[Any]:
    """Return the values of other types that mean the same."""
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, int | float):
        return [str(value), int(value)]
    if isinstance(value, str):
        digits = value.lstrip("-")
        return [int(value), float(value)] if digits.isascii() and digits.isdigit() else []
    return []
