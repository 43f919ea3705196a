"""Device models: a DTDL v2 interface with IoT Central's extensions, checked and read into types.

A model is an interface: telemetry, properties and commands by name, its components, and, for IoT Edge, the modules
that its `EdgeModule` relationships lead to. Interfaces are written out where they are used; one that is written out
elsewhere in the same model may be referred to by its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from weakref import WeakKeyDictionary

from ...openapi.json_types import is_array, is_object
from .capabilities import Command, Component, Interface, Module, Payload, Property, Telemetry
from .schemas import Array, Map, ModelReport, Named, Object, Schema, names_of, read_schema, shown_text
from .semantic_type_rules import type_mistakes
from .value_checks import mistakes

if TYPE_CHECKING:
    from ..state.application import Application

__all__ = [
    "Command",
    "Component",
    "Interface",
    "InvalidModelError",
    "Module",
    "Payload",
    "Property",
    "Telemetry",
    "model_of",
    "read_model",
]

_CONTENTS = 300
_EXTENDS = 2
_EXTENDS_DEPTH = 10
Level: TypeAlias = Literal["root", "base", "module", "component"]
"""Level of an interface in a model: cloud properties only in the root, modules there or in what it extends."""

_CONTEXT = "dtmi:dtdl:context;2"


class InvalidModelError(ValueError):  # a verdict on what was sent
    """A model is not valid.

    Attributes:
        clauses: the problems, one per place.
    """

    def __init__(self, clauses: list[str]) -> None:
        super().__init__("; ".join(clauses))
        self.clauses = clauses


_MODELS: WeakKeyDictionary[Application, dict[str, tuple[str, Interface]]] = WeakKeyDictionary()


def model_of(app: Application, template_id: str | None) -> Interface | None:
    """Return the model of a device template; None: there is no such template.

    It is read once for each version of the template.
    """
    template = app.get("template", template_id) if template_id else None
    if template is None or template_id is None:
        return None
    known = _MODELS.setdefault(app, {})
    etag, model = known.get(template_id, ("", None))
    if model is None or etag != template["etag"]:
        model = read_model(template["capabilityModel"])
        known[template_id] = (template["etag"], model)
    return model


def read_model(content: Mapping[str, Any], place: str = "capabilityModel") -> Interface:
    """Check and read a model.

    Args:
        content: the DTDL interface.
        place: prefix of the clauses.

    Raises:
        InvalidModelError: it is not valid.
    """
    report = ModelReport()
    _check_context(content, place, report)
    if not isinstance(content.get("@id"), str) or not content["@id"]:
        report.add(place, "should have required property '@id'")
    reader = _Reader(report, dict(_interfaces(content)))
    model = reader.interface(content, place, "root")
    if reader.count > _CONTENTS:
        report.add(place, f"should have no more than {_CONTENTS} capabilities, but has {reader.count}")
    if report.clauses:
        raise InvalidModelError(report.clauses)
    return model


def _check_context(content: Mapping[str, Any], place: str, report: ModelReport) -> None:
    given = content.get("@context", _CONTEXT)
    if _CONTEXT not in (given if is_array(given) else [given]):
        report.add(f"{place}['@context']", f'should hold "{_CONTEXT}"')


def _interfaces(node: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the interfaces that are defined anywhere in a model, with their ids."""
    todo = [node]
    while todo:
        found = todo.pop()
        if is_object(found):
            if "Interface" in names_of(found) and isinstance(found.get("@id"), str) and "contents" in found:
                yield found["@id"], found
            todo += [value for value in found.values() if is_object(value) or is_array(value)]
        else:
            todo += [value for value in found if is_object(value) or is_array(value)]


class _Reader:
    """Reader of the interfaces of one model."""

    def __init__(self, report: ModelReport, known: Mapping[str, Mapping[str, Any]]) -> None:
        self._report = report
        self._known = known
        self.count = 0

    def interface(self, node: Mapping[str, Any], place: str, level: Level, depth: int = 0) -> Interface:
        """Read an interface."""
        report = self._report
        if "Interface" not in names_of(node):
            report.add(f"{place}['@type']", "should be Interface")
        report.text(node, "displayName", place, 64)
        report.text(node, "description", place, 512)
        model_id = str(node.get("@id", ""))
        model = Interface(model_id, shown_text(node.get("displayName"), model_id))
        self._extend(model, node, place, level, depth)
        contents = node.get("contents", [])
        if not is_array(contents):
            report.add(f"{place}.contents", "should be array")
            contents = []
        shared = _shared(node)
        for index, content in enumerate(contents):
            at = f"{place}.contents[{index}]"
            if is_object(content):
                self._content(model, content, at, shared, level)
            else:
                report.add(at, "should be object")
        return model

    def _extend(self, model: Interface, node: Mapping[str, Any], place: str, level: Level, depth: int) -> None:
        given = node.get("extends", [])
        parents = given if is_array(given) else [given]
        if len(parents) > _EXTENDS or (parents and depth >= _EXTENDS_DEPTH):
            self._report.add(f"{place}.extends", f"should name {_EXTENDS} interfaces at most, {_EXTENDS_DEPTH} deep")
            return
        for index, parent in enumerate(parents):
            at = f"{place}.extends[{index}]"
            content = self._resolve(parent, at)
            if content is not None:
                base = self.interface(content, at, "base" if level == "root" else level, depth + 1)
                for family in ("telemetry", "properties", "commands", "components", "modules"):
                    getattr(model, family).update(getattr(base, family))

    def _resolve(self, given: Any, place: str) -> Mapping[str, Any] | None:
        """Return an interface that is defined here or elsewhere in the model."""
        if is_object(given):
            return given
        found = self._known.get(given) if isinstance(given, str) else None
        if found is None:
            self._report.add(place, "should be an interface written out in the model; other files are not resolved")
        return found

    def _content(
        self, model: Interface, node: dict[str, Any], place: str, shared: Mapping[str, Any], level: Level
    ) -> None:
        report, types = self._report, names_of(node)
        self.count += 1
        if self.count > _CONTENTS:
            return
        name = report.name(node, place)
        for key, limit in (("displayName", 64), ("description", 512), ("comment", 512)):
            report.text(node, key, place, limit)
        used = (model.telemetry, model.properties, model.commands, model.components, model.modules)
        if name and any(name in family for family in used):
            report.add(f"{place}.name", f"should be unique in its interface, but {name!r} is used twice")
        kinds = [kind for kind in ("Telemetry", "Property", "Command", "Component", "Relationship") if kind in types]
        if len(kinds) != 1:
            report.add(f"{place}['@type']", "should hold one of Telemetry, Property, Command, Component, Relationship")
        elif kinds[0] == "Telemetry":
            model.telemetry[name] = Telemetry(**self._value(node, place, shared))
        elif kinds[0] == "Property":
            model.properties[name] = self._property(node, place, shared, level == "root")
        elif kinds[0] == "Command":
            model.commands[name] = self._command(node, place, shared)
        elif kinds[0] == "Component" and level == "component":
            report.add(place, "should not be a component inside a component")
        elif kinds[0] == "Component":
            self._part(model.components, Component, node, "schema", place, "component")
        elif "EdgeModule" in types and level in {"component", "module"}:
            report.add(place, "should not be a module, which only the root of a model has")
        elif "EdgeModule" in types:
            self._part(model.modules, Module, node, "target", place, "module")

    def _part(
        self,
        family: dict[str, Any],
        kind: type[Component] | type[Module],
        node: dict[str, Any],
        key: str,
        place: str,
        level: Level,
    ) -> None:
        """Read a component or a module."""
        given, at = node.get(key), f"{place}.{key}"
        if is_array(given) and key == "target":
            if len(given) != 1:
                self._report.add(at, "should hold one interface")
                return
            given, at = given[0], f"{at}[0]"
        content = self._resolve(given, at)
        if content is not None:
            name = str(node.get("name", ""))
            shown = shown_text(node.get("displayName"), name)
            texts = (shown_text(node.get(text)) or None for text in ("description", "comment"))
            family[name] = kind(name, shown, self.interface(content, at, level), *texts)

    def _property(self, node: dict[str, Any], place: str, shared: Mapping[str, Any], root: bool) -> Property:
        cloud, writable = "Cloud" in names_of(node), node.get("writable", False)
        if cloud and not root:
            self._report.add(place, "should not be a cloud property, which only the root of a model has")
        if not isinstance(writable, bool):
            self._report.add(f"{place}.writable", "should be boolean")
        value = self._value(node, place, shared)
        if _has_array(value["schema"]):
            self._report.add(f"{place}.schema", "should not hold an Array, which only telemetry and commands may")
        if node.get("initialValue") is not None:
            self._report.clauses += mistakes(node["initialValue"], value["schema"], f"{place}.initialValue")
        return Property(**value, writable=writable is True or cloud, cloud=cloud, initial=node.get("initialValue"))

    def _value(self, node: dict[str, Any], place: str, shared: Mapping[str, Any]) -> dict[str, Any]:
        """Read the members that telemetry and properties have in common."""
        name = str(node.get("name", ""))
        if "schema" in node:
            schema = read_schema(node["schema"], f"{place}.schema", self._report, shared)
        else:
            self._report.add(place, "should have required property 'schema'")
            schema = Named("string")
        types = tuple(kind for kind in names_of(node) if kind not in {"Telemetry", "Property"})
        minimum, maximum = (self._bound(node, key, place) for key in ("minValue", "maxValue"))
        if minimum is not None and maximum is not None and minimum > maximum:
            self._report.add(f"{place}.minValue", "should not be greater than maxValue")
        unit = node.get("unit")
        self._report.clauses += type_mistakes(types, schema, unit, place)
        return {
            "name": name,
            "schema": schema,
            "display_name": shown_text(node.get("displayName"), name),
            "types": types,
            "unit": unit if isinstance(unit, str) else None,
            "minimum": minimum,
            "maximum": maximum,
        }

    def _bound(self, node: dict[str, Any], key: str, place: str) -> float | None:
        given = node.get(key)
        if given is None:
            return None
        if isinstance(given, bool) or not isinstance(given, int | float):
            self._report.add(f"{place}.{key}", "should be number")
            return None
        return given

    def _command(self, node: dict[str, Any], place: str, shared: Mapping[str, Any]) -> Command:
        name, durable = str(node.get("name", "")), node.get("durable", False)
        if not isinstance(durable, bool):
            self._report.add(f"{place}.durable", "should be boolean")
        request, response = (self._payload(node, key, place, shared) for key in ("request", "response"))
        return Command(name, shown_text(node.get("displayName"), name), request, response, durable is True)

    def _payload(self, node: dict[str, Any], key: str, place: str, shared: Mapping[str, Any]) -> Payload | None:
        given, at = node.get(key), f"{place}.{key}"
        if given is None:
            return None
        if not is_object(given):
            self._report.add(at, "should be object")
            return None
        name = self._report.name(given, at)
        return Payload(name, read_schema(given.get("schema"), f"{at}.schema", self._report, shared))


def _shared(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schemas that an interface defines for reuse, by their ids."""
    given = node.get("schemas")
    schemas = given if is_array(given) else []
    return {schema["@id"]: schema for schema in schemas if is_object(schema) and "@id" in schema}


def _has_array(schema: Schema) -> bool:
    if isinstance(schema, Object):
        return any(_has_array(part.schema) for part in schema.fields)
    return isinstance(schema, Array) or (isinstance(schema, Map) and _has_array(schema.value))
