"""Capabilities of device templates: which property is the cloud's, which one is written from there, and what is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from .._core.json_kinds import is_array, is_object

__all__ = ["TemplateScope", "inner_interfaces", "scope_of_template", "scopes_of", "types_of"]


def _none() -> dict[str, Any]:
    return {}


@frozen(kw_only=True)
class TemplateScope:
    """What a template says of a device, or of one of its components.

    Attributes:
        cloud: the names of the properties that devices do not see.
        writable: the names of the properties that are set from the cloud.
        read_only: the names of the others.
        telemetry: telemetry → its schema.
        components: component → what the template says of it.
        has_relationships: whether devices of the template may have others below them.
    """

    cloud: frozenset[str] = frozenset()
    writable: frozenset[str] = frozenset()
    read_only: frozenset[str] = frozenset()
    telemetry: Mapping[str, Any] = field(factory=_none)
    components: Mapping[str, TemplateScope] = field(factory=_none)
    has_relationships: bool = False

    @property
    def properties(self) -> frozenset[str]:
        """The names of all properties."""
        return self.cloud | self.writable | self.read_only


def scope_of_template(template: Mapping[str, Any]) -> TemplateScope:
    """Return what a device template says of its devices."""
    model = template.get("capabilityModel")
    if not is_object(model):
        return TemplateScope()
    return _scope(model, {str(each["@id"]): each for each in inner_interfaces(model) if "@id" in each}, ())


def scopes_of(templates: Iterable[Mapping[str, Any]]) -> dict[str, TemplateScope]:
    """Return what device templates say of their devices, by their ids."""
    return {str(each["@id"]): scope_of_template(each) for each in templates}


def inner_interfaces(node: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the interfaces within a model, itself included, outer ones first."""
    if is_array(node):
        for each in node:
            yield from inner_interfaces(each)
    elif is_object(node):
        if "Interface" in types_of(node):
            yield node
        for value in node.values():
            yield from inner_interfaces(value)


def types_of(node: Mapping[str, Any]) -> list[str]:
    """Return the types of an element."""
    found: Any = node.get("@type", [])
    return [found] if isinstance(found, str) else [str(each) for each in found]


def _scope(
    interface: Mapping[str, Any], interfaces: Mapping[str, Mapping[str, Any]], within: tuple[str, ...]
) -> TemplateScope:
    cloud: set[str] = set()
    writable: set[str] = set()
    read_only: set[str] = set()
    telemetry: dict[str, Any] = {}
    components: dict[str, TemplateScope] = {}
    has_relationships = False
    for content in _contents(interface, interfaces, within):
        types, name = types_of(content), str(content.get("name", ""))
        if "Property" in types:
            (cloud if "Cloud" in types else writable if content.get("writable") else read_only).add(name)
        elif "Telemetry" in types:
            telemetry[name] = _schema(content.get("schema"), interface)
        elif "Component" in types:
            inner = _interface(content.get("schema"), interfaces)
            id = str(inner.get("@id", ""))
            components[name] = TemplateScope() if id in within else _scope(inner, interfaces, (*within, id))
        elif "Relationship" in types and "EdgeModule" not in types:
            has_relationships = True
    return TemplateScope(
        cloud=frozenset(cloud),
        writable=frozenset(writable),
        read_only=frozenset(read_only),
        telemetry=telemetry,
        components=components,
        has_relationships=has_relationships,
    )


def _contents(
    interface: Mapping[str, Any], interfaces: Mapping[str, Mapping[str, Any]], within: tuple[str, ...]
) -> Iterator[Mapping[str, Any]]:
    """Yield the contents of an interface, and of those that it extends."""
    bases: Any = interface.get("extends", [])
    for base in bases if is_array(bases) else [bases]:
        inner = _interface(base, interfaces)
        id = str(inner.get("@id", ""))
        if id not in within:
            yield from _contents(inner, interfaces, (*within, id))
    contents = interface.get("contents", [])
    yield from (each for each in contents if is_object(each)) if is_array(contents) else ()


def _interface(schema: Any, interfaces: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    if is_array(schema):
        schema = schema[0] if schema else {}
    if isinstance(schema, str):
        return interfaces.get(schema, {})
    return schema if is_object(schema) else {}


def _schema(schema: Any, interface: Mapping[str, Any]) -> Any:
    """Return a schema; one that is named by its id, as it is written out among the interface's own."""
    schemas = interface.get("schemas", [])
    for each in schemas if is_array(schemas) else []:
        if is_object(each) and each.get("@id") == schema:
            return each
    return schema
