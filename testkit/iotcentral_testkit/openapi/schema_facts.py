"""Facts of a schema about one value: members, the variant of a union, and marks such as read-only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from .json_types import is_array, is_object

__all__ = [
    "Resolver",
    "Schema",
    "SchemaFacts",
    "Tagged",
    "facts_of",
    "has_etag",
    "has_union",
    "members_within",
    "read_only_places",
    "shown_once",
    "tagged",
]

Schema = Mapping[str, Any]


class Resolver(Protocol):
    """An API's document, as far as references of its schemas are concerned."""

    def resolve(self, schema: Schema, /) -> dict[str, Any]:
        """Follow a reference."""
        ...


Keys = tuple[str | int, ...]
"""Path into a JSON value: names of members and positions in arrays, from the outside to the inside."""


@dataclass(slots=True)
class SchemaFacts:
    """A schema resolved for one value: references followed, `allOf` merged, the variant of a union chosen.

    Attributes:
        members: the schemas of the members that are named.
        others: the schema of members that are not named.
        items: the schema of the elements of an array.
        required: members that must be there.
        tag: the discriminator of a union; None where there is no union.
        tags: the tags of its variants.
        format: of a text.
        read_only, secret: its marks.
        default: its documented default.
    """

    members: dict[str, Schema] = field(default_factory=dict[str, Schema])
    others: Schema | None = None
    items: Schema | None = None
    required: set[str] = field(default_factory=set[str])
    tag: str | None = None
    tags: tuple[str, ...] = ()
    format: str | None = None
    read_only: bool = False
    secret: bool = False
    default: Any = None

    def member(self, name: str) -> Schema:
        """Return the schema of a member; an empty one if there is none."""
        return self.members.get(name) or self.others or {}


def facts_of(api: Resolver, schema: Schema, value: Any = None) -> SchemaFacts:
    """Return the facts of a schema about a value."""
    shape = SchemaFacts()
    _collect(api, schema, value, shape)
    return shape


def _collect(api: Resolver, schema: Schema, value: Any, shape: SchemaFacts) -> None:
    shape.read_only |= bool(schema.get("readOnly"))
    shape.secret |= bool(schema.get("x-secret"))
    shape.format = schema.get("format", shape.format)
    shape.default = schema.get("default", shape.default)
    shape.items = schema.get("items", shape.items)
    if is_object(schema.get("additionalProperties")):
        shape.others = schema["additionalProperties"]
    if "$ref" in schema:
        _collect(api, api.resolve(schema), value, shape)
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        _collect(api, part, value, shape)
    shape.members.update(schema.get("properties", {}))
    shape.required.update(schema.get("required", ()))
    if "discriminator" in schema:
        tag: str = schema["discriminator"]["propertyName"]
        shape.tag, shape.tags = tag, tuple(schema["discriminator"]["mapping"])
        chosen = value.get(tag) if is_object(value) else None
        variant = schema["discriminator"]["mapping"].get(chosen) if isinstance(chosen, str) else None
        if variant is not None:
            _collect(api, {"$ref": variant}, value, shape)


class Tagged(NamedTuple):
    """A value of a union within a body.

    Attributes:
        keys: its path in the body.
        tag: name of the discriminator.
        kind: value of the discriminator.
        members: names of the variant's own members that were given, without secrets.
    """

    keys: Keys
    tag: str
    kind: str
    members: tuple[str, ...]


def tagged(api: Resolver, schema: Schema, value: Any, keys: Keys = ()) -> Iterator[Tagged]:
    """Find the values of unions in a body, at every depth."""
    shape = facts_of(api, schema, value)
    if shape.tag is not None and is_object(value) and shape.tag in value:
        own = (name for name in value if name in shape.members and not facts_of(api, shape.members[name]).secret)
        yield Tagged(keys, shape.tag, value[shape.tag], tuple(name for name in own if value[name] is not None))
    for key, part, member in _parts(shape, value):
        yield from tagged(api, member, part, (*keys, key))


def _parts(shape: SchemaFacts, value: Any) -> Iterator[tuple[str | int, Any, Schema]]:
    """Return the parts of a value, each with its key and its schema."""
    if is_object(value):
        for name, part in value.items():
            yield name, part, shape.member(name)
    elif is_array(value):
        for position, part in enumerate(value):
            yield position, part, shape.items or {}


def has_union(api: Resolver, schema: Schema) -> bool:
    """Return whether a schema contains a union at any depth."""
    waiting, seen = [schema], set[str]()
    while waiting:
        node = waiting.pop()
        if "discriminator" in node:
            return True
        if "$ref" in node and node["$ref"] not in seen:
            seen.add(node["$ref"])
            waiting.append(api.resolve(node))
        waiting += [*node.get("allOf", ()), *node.get("properties", {}).values()]
        waiting += [part for part in (node.get("items"), node.get("additionalProperties")) if is_object(part)]
    return False


def members_within(api: Resolver, schema: Schema | None) -> Iterator[tuple[str, Schema]]:
    """Return the members that a schema names at any depth, those of all variants included, with their schemas."""
    waiting, seen = [schema or {}], set[str]()
    for node in waiting:
        reference = node.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            waiting.append(api.resolve(node))
        members: Mapping[str, Schema] = node.get("properties", {})
        yield from members.items()
        waiting += members.values()
        waiting += [*node.get("allOf", ()), *node.get("oneOf", ()), *node.get("anyOf", ())]
        waiting += [part for part in (node.get("items"), node.get("additionalProperties")) if is_object(part)]


def read_only_places(api: Resolver, schema: Schema, body: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Schema]]:
    """Return the paths of read-only members of a body, with their schemas; of arrays, only those in the first element."""
    shape = facts_of(api, schema, body)
    if is_object(body):
        for name, member in shape.members.items():
            if facts_of(api, member).read_only:
                yield (*keys, name), member
            elif name in body:
                yield from read_only_places(api, member, body[name], (*keys, name))
    elif is_array(body) and body and shape.items is not None:
        yield from read_only_places(api, shape.items, body[0], (*keys, 0))


def shown_once(api: Resolver, schema: Schema) -> list[str]:
    """Return the members that only the response to the creation shows: secrets that the server generates."""
    members = {name: facts_of(api, member) for name, member in facts_of(api, schema).members.items()}
    return [name for name, member in members.items() if member.read_only and member.secret]


def has_etag(api: Resolver, schema: Schema | None) -> bool:
    """Return whether a schema has an etag."""
    return schema is not None and "etag" in facts_of(api, schema).members
