"""Views of schemas on JSON values: only what a version's document has, at every depth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .json_types import is_array, is_object
from .schema_facts import Resolver, Schema

__all__ = ["SchemaViews", "View"]

View = Callable[[Any], Any]
"""Returns a value without what the schema does not have; the value itself where it has it all."""


class SchemaViews:
    """Views of the schemas of one document, each prepared once.

    Objects whose schema names no members are free-form and stay as they are, and so do values of a union whose tag the
    document does not know: what they hold is not known either.

    Args:
        api: resolves the references.
        read_only: whether read-only members stay.
    """

    def __init__(self, api: Resolver, *, read_only: bool = True) -> None:
        self._api = api
        self._read_only = read_only
        self._named: dict[str, _Lazy] = {}

    def of(self, schema: Schema | None) -> View | None:
        """Return the view of a schema; None if it leaves every value as it is."""
        if schema is None:
            return None
        if "$ref" in schema:
            return self._referred(schema["$ref"])
        if "discriminator" in schema:
            return self._union(schema)
        if schema.get("type") == "array" or "items" in schema:
            item = self.of(schema.get("items"))
            return None if item is None else _Items(item)
        branches = schema.get("oneOf") or schema.get("anyOf") or ()
        typed = [branch for branch in branches if branch.get("type") != "null"]
        if len(typed) == 1:
            return self.of(typed[0])
        return self._object(schema)

    def _referred(self, reference: str) -> View:
        view = self._named.get(reference)
        if view is None:
            view = self._named[reference] = _Lazy()
            view.inner = self.of(self._api.resolve({"$ref": reference}))
            view.ready = True
        return view if view.inner is not None or not view.ready else _unchanged

    def _object(self, schema: Schema) -> View | None:
        members, others = self._members(schema)
        if not members:
            rest = self.of(others) if is_object(others) else None
            return None if rest is None else _Members(frozenset(), (), rest, closed=False)
        parts = [(name, view) for name, member in members.items() if (view := self.of(member)) is not None]
        parts = [(name, view) for name, view in parts if view is not _unchanged]
        if others is not None and others is not False:
            rest = self.of(others) if is_object(others) else None
            return _Members(frozenset(members), tuple(parts), rest, closed=False)
        return _Members(frozenset(members), tuple(parts), None, closed=True)

    def _members(self, schema: Schema) -> tuple[dict[str, Schema], Any]:
        """Return the members that a schema names, with those that it is composed of, and the rule for others."""
        members: dict[str, Schema] = {}
        others: Any = schema.get("additionalProperties")
        for part in schema.get("allOf", ()):
            inherited, more = self._members(self._api.resolve(part))
            members |= inherited
            others = more if others is None else others
        members |= schema.get("properties", {})
        if not self._read_only:
            members = {name: part for name, part in members.items() if not part.get("readOnly")}
        else:
            members = {name: part for name, part in members.items() if not part.get("writeOnly")}
        return members, others

    def _union(self, schema: Schema) -> View:
        found: Mapping[str, Any] = schema["discriminator"]
        tag: str = found["propertyName"]
        own: dict[str, Schema] = schema.get("properties", {})
        shared: dict[str, Schema] = {**own, tag: {}}

        def variant(reference: str) -> View:
            members, others = self._members(self._api.resolve({"$ref": reference}))
            whole: dict[str, Any] = {"type": "object", "properties": {**shared, **members}}
            if others is not None:
                whole["additionalProperties"] = others
            return self._object(whole) or _unchanged

        return _Union(tag, found["mapping"], variant)


def _unchanged(value: Any) -> Any:
    return value


class _Lazy:
    """The view of a named schema, which may refer to itself."""

    def __init__(self) -> None:
        self.inner: View | None = None
        self.ready = False

    def __call__(self, value: Any) -> Any:
        return value if self.inner is None else self.inner(value)


class _Members:
    """The view of objects with named members.

    Args:
        names: the members that are named.
        parts: views of them.
        rest: the view of the others.
        closed: whether the others are left out.
    """

    __slots__ = ("_closed", "_names", "_parts", "_rest")

    def __init__(
        self, names: frozenset[str], parts: tuple[tuple[str, View], ...], rest: View | None, *, closed: bool
    ) -> None:
        self._names, self._parts, self._rest, self._closed = names, parts, rest, closed

    def __call__(self, value: Any) -> Any:
        if not is_object(value):
            return value
        names, found = self._names, value
        if self._closed and not value.keys() <= names:
            found = {name: part for name, part in value.items() if name in names}
        for name, view in self._parts:
            if name in found and (part := view(found[name])) is not found[name]:
                found = {**found, name: part}
        if self._rest is not None:
            rest = {name: self._rest(part) for name, part in found.items() if name not in names}
            found = {**found, **rest}
        return found


class _Items:
    """The view of arrays."""

    __slots__ = ("_item",)

    def __init__(self, item: View) -> None:
        self._item = item

    def __call__(self, value: Any) -> Any:
        return [self._item(part) for part in value] if is_array(value) else value


class _Union:
    """The view of a union, which is that of a value's variant."""

    __slots__ = ("_mapping", "_tag", "_variant", "_views")

    def __init__(self, tag: str, mapping: Mapping[str, str], variant: Callable[[str], View]) -> None:
        self._tag, self._mapping, self._variant = tag, mapping, variant
        self._views: dict[str, View] = {}

    def __call__(self, value: Any) -> Any:
        kind = value.get(self._tag) if is_object(value) else None
        if not isinstance(kind, str) or kind not in self._mapping:
            return value
        view = self._views.get(kind)
        if view is None:
            view = self._views[kind] = self._variant(self._mapping[kind])
        return view(value)
