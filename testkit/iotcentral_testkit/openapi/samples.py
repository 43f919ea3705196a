"""Sample values of schemas: valid ones, drawn from what a document says and nothing else."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from .json_types import is_array, is_object
from .pattern_samples import text_for
from .schema_facts import Resolver, Schema, SchemaFacts, facts_of

__all__ = ["Samples"]

_DEPTH = 6
"""Levels of objects beyond which optional members are left out."""

_FORMATS: Mapping[str, tuple[str, str]] = {
    "byte": ("c2FtcGxl", "b3RoZXI="),
    "date": ("2031-05-17", "2031-05-18"),
    "duration": ("PT5M", "PT6M"),
    "email": ("sample@contract.example", "other@contract.example"),
    "hostname": ("contract.example", "other.contract.example"),
    "ipv4": ("192.0.2.1", "192.0.2.2"),
    "ipv6": ("2001:db8::1", "2001:db8::2"),
    "time": ("08:30:00Z", "09:30:00Z"),
    "uri": ("https://contract.example/sample", "https://contract.example/other"),
    "url": ("https://contract.example/sample", "https://contract.example/other"),
}
"""Format → two texts of it."""


class Samples:
    """Sample values of the schemas of one document.

    Args:
        api: resolves the references.
        text: returns a text that is used where any text is valid; a new one each time where texts should differ.
        now: the time, for members that hold one; None: a fixed one.
        other: choose the other of two values wherever a schema allows two, so that a sample differs from one without it.
    """

    def __init__(
        self,
        api: Resolver,
        text: Callable[[], str] = lambda: "sample",
        now: datetime | None = None,
        *,
        other: bool = False,
    ) -> None:
        self._api = api
        self._random = Random(int(other))  # noqa: S311  # samples are not secrets
        self._text = text
        self._now = (now or datetime(2030, 1, 1, tzinfo=UTC)) + timedelta(days=int(other))
        self._other = other

    def of(self, schema: Schema, *, whole: bool = True, response: bool = False, depth: int = 0) -> Any:
        """Return a value of a schema.

        Args:
            schema: the schema.
            whole: with optional members, as far as they are not read-only.
            response: with the required read-only members too.
            depth: the level of the value.
        """
        schema = self._chosen(schema)
        if "const" in schema:
            return schema["const"]
        values = [value for value in schema.get("enum") or schema.get("x-known-values") or () if value is not None]
        if values:
            return values[-1 if self._other else 0]
        kind = _kind(schema)
        if kind == "object" or "discriminator" in schema or "properties" in schema or "allOf" in schema:
            return self.object(schema, whole=whole, response=response, depth=depth)
        if kind == "array":
            count = max(int(schema.get("minItems", 1 if whole and depth < _DEPTH else 0)), 0)
            item: Schema = schema.get("items") or {}
            return [self.of(item, whole=whole, response=response, depth=depth + 1) for _ in range(count)]
        if kind in {"integer", "number"}:
            return self._number(schema, whole_number=kind == "integer")
        if kind == "boolean":
            return schema.get("default", False) is self._other
        return None if kind == "null" else self._string(schema)

    def object(
        self, schema: Schema, *, variant: str | None = None, whole: bool = True, response: bool = False, depth: int = 0
    ) -> dict[str, Any]:
        """Return an object of a schema; of a union, of one of its variants.

        Args:
            schema: the schema.
            variant: tag of the variant; None: one is chosen.
            whole: with optional members, as far as they are not read-only.
            response: with the required read-only members too.
            depth: the level of the value.
        """
        shape = facts_of(self._api, schema)
        value: dict[str, Any] = {}
        if shape.tag is not None:
            value[shape.tag] = variant if variant is not None else shape.tags[-1 if self._other else 0]
            shape = facts_of(self._api, schema, value)
        for name, member in shape.members.items():
            if name not in value and self._has(shape, name, member, whole=whole, response=response, depth=depth):
                value[name] = self.of(member, whole=whole, response=response, depth=depth + 1)
        if shape.others is not None and not value and whole and depth < _DEPTH:
            value["sample"] = self.of(shape.others, whole=whole, response=response, depth=depth + 1)
        return value

    def _has(self, shape: SchemaFacts, name: str, member: Schema, *, whole: bool, response: bool, depth: int) -> bool:
        if facts_of(self._api, member).read_only:
            return response and name in shape.required
        return name in shape.required or (whole and depth < _DEPTH)

    def complete(self, schema: Schema, value: Any) -> Any:
        """Return a value that a request sent as a server stores it, at every depth.

        Members that are missing get their defaults, and those that only the server sets are added where the schema
        requires them.
        """
        if is_array(value):
            item = facts_of(self._api, schema).items
            return value if item is None else [self.complete(item, part) for part in value]
        if not is_object(value):
            return value
        shape = facts_of(self._api, schema, value)
        result = {name: self.complete(shape.member(name), part) for name, part in value.items()}
        for name, member in shape.members.items():
            if name in result:
                continue
            facts = facts_of(self._api, member)
            if facts.read_only and name in shape.required:
                result[name] = self.of(member, whole=False, response=True)
            elif facts.default is not None and not facts.read_only and name != shape.tag:
                result[name] = facts.default
        return result

    def _chosen(self, schema: Schema) -> Schema:
        """Follow references, and choose among alternatives without a tag."""
        if "$ref" in schema:
            own = {word: value for word, value in schema.items() if word != "$ref"}
            return self._chosen({**self._api.resolve(schema), **own})
        branches: list[Schema] = schema.get("oneOf") or schema.get("anyOf") or []
        if "discriminator" in schema or not branches:
            return schema
        return self._chosen(next((branch for branch in branches if branch.get("type") != "null"), branches[0]))

    def _number(self, schema: Schema, *, whole_number: bool) -> int | float:
        step: Any = schema.get("multipleOf") or (1 if whole_number else _inside(schema))
        low, high = schema.get("minimum"), schema.get("maximum")
        if schema.get("exclusiveMinimum") is not None:
            low = schema["exclusiveMinimum"] + step
        if schema.get("exclusiveMaximum") is not None:
            high = schema["exclusiveMaximum"] - step
        found = low if low is not None else 1 if high is None else min(1, high)
        if whole_number or "multipleOf" in schema:
            found = -(-found // step) * step
        others = (found + step, found - step)
        if self._other:
            found = next((n for n in others if (low is None or n >= low) and (high is None or n <= high)), found)
        return int(found) if whole_number else float(found)

    def _string(self, schema: Schema) -> str:
        form = schema.get("format", "")
        if form == "date-time":
            return self._now.strftime("%Y-%m-%dT%H:%M:%SZ")
        if form == "uuid":
            return _uuid(self._random)
        if form in _FORMATS:
            return _FORMATS[form][self._other]
        if "pattern" in schema:
            return text_for(schema, self._random)
        least, most = int(schema.get("minLength", 0)), schema.get("maxLength")
        found = self._text()
        if len(found) < least:
            found += "".join(self._random.choices(string.ascii_lowercase, k=least - len(found)))
        return found if most is None or len(found) <= most else found[-int(most) :]


def _kind(schema: Schema) -> str:
    kinds = schema.get("type", "")
    if is_array(kinds):
        return str(next((kind for kind in kinds if kind != "null"), "null"))
    return str(kinds)


def _inside(schema: Schema) -> float:
    """Return a step that leads from an excluded bound to a number between the bounds."""
    low, high = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    return (high - low) / 4 if low is not None and high is not None else 0.5


def _uuid(random: Random) -> str:
    digits = f"{random.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
