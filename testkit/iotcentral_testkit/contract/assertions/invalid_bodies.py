"""Invalid bodies: each breaks the schema of a request in one place, derived from a valid body and the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from ...openapi.api import Api
from ...openapi.json_places import ABSENT, at
from ...openapi.json_types import is_array, is_object
from ...openapi.operations import ApiOperation
from ..engine.exchange import Json

__all__ = ["InvalidBody", "confused_bodies", "fits", "invalid_bodies", "spelled_bodies"]

_Place: TypeAlias = "tuple[str | int, ...]"

_WRONG: dict[str, Any] = {
    "string": {"unexpected": True},
    "integer": "many",
    "number": "many",
    "boolean": "perhaps",
    "array": "a text",
    "object": "a text",
}
"""Type → a value of another type that no lenient parser would accept."""

_REMOVED: Any = object()


_KINDRED: dict[str, Any] = {"integer": True, "number": True, "boolean": 1, "string": 7}
"""Type → a value that lenient parsers take for one of the type; they then have to keep it as one."""


class InvalidBody(NamedTuple):
    """A body that breaks a schema.

    Attributes:
        kind: of the violation: `missing`, `members`, `type`, `enum`, `tag`, `minimum`, `maximum`, `items`, `length`, `short`,
            `pattern`, `format`.
        place: the member that is wrong, with its parents; `*` stands for entries.
        body: the whole body.
        keys: where in the body it is.
    """

    kind: str
    place: str
    body: Any
    keys: _Place


def fits(api: Api, operation: ApiOperation, body: Any) -> bool:
    """Return whether a body is valid according to the document; read-only members may have any value."""
    assert operation.body_schema is not None
    return bool(_validator(api, operation).is_valid(body))


def invalid_bodies(api: Api, operation: ApiOperation, body: Any) -> list[InvalidBody]:
    """Return bodies that are not valid according to the document.

    Args:
        api: the document.
        operation: the request.
        body: a valid one.

    Returns:
        One for each rule of the schema that the body, or a member that it lacks, can break by itself; of elements of an array,
        one for all that are alike.
    """
    if operation.body_schema is None:
        return []
    validator = _validator(api, operation)
    found: dict[tuple[str, str], InvalidBody] = {}
    for kind, place, value in _breaks(api, operation.body_schema, body, ()):
        name = _shown(place)
        broken = _replaced(body, place, value) if (kind, name) not in found else None
        if broken is not None and not validator.is_valid(broken):
            found[kind, name] = InvalidBody(kind, name, broken, place)
    return [*found.values()]


def confused_bodies(api: Api, operation: ApiOperation, body: Any) -> list[InvalidBody]:
    """Return bodies with a value each that a lenient server may convert: a truth value for a number, and the like."""
    found: list[InvalidBody] = []
    for kind, place, value in _breaks(api, operation.body_schema or {}, body, ()):
        right = next((name for name, wrong in _WRONG.items() if wrong == value), "") if kind == "type" else ""
        if right in _KINDRED and at(body, place) not in (ABSENT, None):
            found.append(InvalidBody(right, _shown(place), _replaced(body, place, _KINDRED[right]), place))
    return found


def spelled_bodies(api: Api, operation: ApiOperation, body: Any) -> list[InvalidBody]:
    """Return bodies in which one number or truth value each is spelled as a text."""
    found: list[InvalidBody] = []
    for kind, place, _ in _breaks(api, operation.body_schema or {}, body, ()):
        value = at(body, place)
        if kind == "type" and isinstance(value, bool | int | float):
            spelled = str(value).lower() if isinstance(value, bool) else f"{value:g}"
            found.append(InvalidBody("type", _shown(place), _replaced(body, place, spelled), place))
    return [each for each in found if not _validator(api, operation).is_valid(each.body)]


def _validator(api: Api, operation: ApiOperation) -> Any:
    return api.document.validator(api.document.for_requests(operation.body_schema or {}))


def _breaks(api: Api, schema: Mapping[str, Any], value: Any, at: _Place) -> Iterator[tuple[str, _Place, Any]]:
    """Return (kind, place, wrong value) for a part of the body and everything in it."""
    schema = api.resolve(schema)
    if schema.get("readOnly"):
        return
    for part in schema.get("allOf", []):
        yield from _breaks(api, part, value, at)
    yield from _breaks_of_union(api, schema, value, at)
    kind = schema.get("type")
    if isinstance(kind, str) and kind in _WRONG and at:
        yield "type", at, _WRONG[kind]
    yield from _breaks_of_value(schema, at)
    if is_object(value):
        yield from _breaks_of_object(api, schema, value, at)
    if is_array(value):
        if value and "maxItems" in schema:
            yield "items", at, [value[0]] * (schema["maxItems"] + 1)
        if schema.get("minItems"):
            yield "items", at, []
        if is_object(schema.get("items")):
            for number, element in enumerate(value):
                yield from _breaks(api, schema["items"], element, (*at, number))


def _breaks_of_union(api: Api, schema: Mapping[str, Any], value: Any, at: _Place) -> Iterator[tuple[str, _Place, Any]]:
    tag = schema.get("discriminator", {}).get("propertyName")
    if tag is not None and is_object(value):
        yield "missing", (*at, tag), _REMOVED
        yield "tag", (*at, tag), "unknown@kind"
        chosen = schema["discriminator"].get("mapping", {}).get(value.get(tag))
        if chosen is not None:
            yield from _breaks(api, {"$ref": chosen}, value, at)
        return
    branches = [part for part in schema.get("anyOf", schema.get("oneOf", [])) if part.get("type") != "null"]
    if len(branches) == 1:
        yield from _breaks(api, branches[0], value, at)


def _breaks_of_value(schema: Mapping[str, Any], at: _Place) -> Iterator[tuple[str, _Place, Any]]:
    if "enum" in schema:
        yield "enum", at, "no such value"
    if "minimum" in schema:
        yield "minimum", at, schema["minimum"] - 1
    if "maximum" in schema:
        yield "maximum", at, schema["maximum"] + 1
    if "maxLength" in schema:
        yield "length", at, "a" * (schema["maxLength"] + 1)
    if "pattern" in schema:
        yield "pattern", at, "not / the \u00e9 pattern"
    if schema.get("minLength"):
        yield "short", at, "a" * (schema["minLength"] - 1)
    if schema.get("format") in ("date", "date-time"):
        yield "format", at, "the day before yesterday"


def _breaks_of_object(
    api: Api, schema: Mapping[str, Any], value: Json, at: _Place
) -> Iterator[tuple[str, _Place, Any]]:
    members: Mapping[str, Any] = schema.get("properties", {})
    if schema.get("minProperties") and at:
        yield "members", at, {}
    for name in schema.get("required", []):
        yield "missing", (*at, name), _REMOVED
    for name, member in members.items():
        yield from _breaks(api, {**api.resolve(member), **_marks(member)}, value.get(name), (*at, name))
    others = schema.get("additionalProperties")
    if is_object(others):
        for name in value:
            if name not in members:
                yield from _breaks(api, others, value[name], (*at, name))


def _marks(member: Mapping[str, Any]) -> Json:
    """Return the marks beside a reference, which describe the member rather than its type."""
    return {"readOnly": True} if member.get("readOnly") else {}


def _replaced(body: Any, place: _Place, value: Any) -> Any:
    """Return the body with another value at a place."""
    if not place:
        return value
    first, *rest = place
    if is_array(body) and isinstance(first, int):
        return [_replaced(item, tuple(rest), value) if index == first else item for index, item in enumerate(body)]
    members: Json = dict(body) if is_object(body) else {}
    if not rest and value is _REMOVED:
        return {name: kept for name, kept in members.items() if name != first}
    return {**members, str(first): _replaced(members.get(str(first)), tuple(rest), value)}


def _shown(place: _Place) -> str:
    return ".".join("*" if isinstance(part, int) else part for part in place)
