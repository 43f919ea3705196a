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
from .plain_models import plain
from .schemas import GEO, Array, Map, ModelReport, Named, Object, Schema, names_of, read_schema, shown_text
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
_MULTIPLICITY = 500
_COMPLEX = frozenset({"Array", "Enum", "Map", "Object"})
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
    content = plain(content)
    _check_context(content, place, report)
    if not isinstance(content.get("@id"), str) or not content["@id"]:
        report.add(place, "should have required property '@id'")
    reader = _Reader(report, dict(_interfaces(content)), dict(_schemas(content)))
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
    return ((id, found) for id, found in _identified(node) if "Interface" in names_of(found) and "contents" in found)


def _schemas(node: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the schemas that are written out with an id anywhere in a model."""
    return ((id, found) for id, found in _identified(node) if not _COMPLEX.isdisjoint(names_of(found)))


def _identified(node: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the elements of a model that have an id, with their ids."""
    todo = [node]
    while todo:
        found = todo.pop()
        if is_object(found):
            if isinstance(found.get("@id"), str):
                yield found["@id"], found
            todo += [value for value in found.values() if is_object(value) or is_array(value)]
        else:
            todo += [value for value in found if is_object(value) or is_array(value)]


class _Reader:
    """Reader of the interfaces of one model."""

    def __init__(
        self, report: ModelReport, known: Mapping[str, Mapping[str, Any]], schemas: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self._report = report
        self._known = known
        self._schemas = schemas
        self.count = 0

    def interface(self, node: Mapping[str, Any], place: str, level: Level, depth: int = 0) -> Interface:
        """Read an interface."""
        report = self._report
        if "Interface" not in names_of(node):
            report.add(f"{place}['@type']", "should be Interface")
        report.element(node, "Interface", place)
        report.text(node, "displayName", place, 64)
        report.text(node, "description", place, 512)
        model_id = str(node.get("@id", ""))
        model = Interface(model_id, shown_text(node.get("displayName"), model_id))
        self._extend(model, node, place, level, depth)
        contents = node.get("contents", [])
        if not is_array(contents):
            report.add(f"{place}.contents", "should be array")
            contents = []
        self._check_shared(node, place)
        for index, content in enumerate(contents):
            at = f"{place}.contents[{index}]"
            if is_object(content):
                self._content(model, content, at, level)
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
                for name, origin in base.origins.items():
                    if model.origins.setdefault(name, origin) != origin:
                        self._report.add(at, f"should not have {name!r}, which another parent has too")
                for family in ("telemetry", "properties", "commands", "components", "modules"):
                    getattr(model, family).update(getattr(base, family))

    def _check_shared(self, node: Mapping[str, Any], place: str) -> None:
        """Check the schemas that an interface defines for reuse: each needs an id."""
        given = node.get("schemas", [])
        for index, schema in enumerate(given if is_array(given) else [given]):
            at = f"{place}.schemas[{index}]"
            if not is_object(schema) or not isinstance(schema.get("@id"), str):
                self._report.add(at, "should be a schema written out, with an '@id'")
            else:
                read_schema(schema, at, self._report, self._schemas)

    def _resolve(self, given: Any, place: str) -> Mapping[str, Any] | None:
        """Return an interface that is defined here or elsewhere in the model."""
        if is_object(given):
            return given
        found = self._known.get(given) if isinstance(given, str) else None
        if found is None:
            self._report.add(place, "should be an interface written out in the model; other files are not resolved")
        return found

    def _content(self, model: Interface, node: dict[str, Any], place: str, level: Level) -> None:
        report, types = self._report, names_of(node)
        self.count += 1
        if self.count > _CONTENTS:
            return
        name = report.name(node, place)
        for key, limit in (("displayName", 64), ("description", 512), ("comment", 512)):
            report.text(node, key, place, limit)
        if name and name in model.origins:
            report.add(f"{place}.name", f"should be unique in its interface, but {name!r} is used twice")
        model.origins[name] = model.id
        kinds = [kind for kind in ("Telemetry", "Property", "Command", "Component", "Relationship") if kind in types]
        if len(kinds) != 1:
            report.add(f"{place}['@type']", "should hold one of Telemetry, Property, Command, Component, Relationship")
            return
        report.element(node, kinds[0], place)
        if kinds[0] == "Telemetry":
            model.telemetry[name] = Telemetry(**self._value(node, place))
        elif kinds[0] == "Property":
            model.properties[name] = self._property(node, place, level == "root")
        elif kinds[0] == "Command":
            model.commands[name] = self._command(node, place)
        elif kinds[0] == "Component" and level == "component":
            report.add(place, "should not be a component inside a component")
        elif kinds[0] == "Component":
            self._part(model.components, Component, node, "schema", place, "component")
        elif "EdgeModule" in types and level in {"component", "module"}:
            report.add(place, "should not be a module, which only the root of a model has")
        elif "EdgeModule" in types:
            self._part(model.modules, Module, node, "target", place, "module")
        if kinds[0] == "Relationship":
            self._relationship(node, place)

    def _relationship(self, node: dict[str, Any], place: str) -> None:
        for key, least, most in (("minMultiplicity", 0, 0), ("maxMultiplicity", 1, _MULTIPLICITY)):
            given = node.get(key, least)
            if isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most:
                self._report.add(f"{place}.{key}", f"should be {least}" + (f" to {most}" if most > least else ""))
        if not isinstance(node.get("writable", False), bool):
            self._report.add(f"{place}.writable", "should be boolean")

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

    def _property(self, node: dict[str, Any], place: str, root: bool) -> Property:
        cloud, writable = "Cloud" in names_of(node), node.get("writable", False)
        if cloud and not root:
            self._report.add(place, "should not be a cloud property, which only the root of a model has")
        if not isinstance(writable, bool):
            self._report.add(f"{place}.writable", "should be boolean")
        value = self._value(node, place)
        if _has_array(value["schema"]):
            self._report.add(
                f"{place}.schema",
                "should not hold an Array or a geospatial schema, which only telemetry and commands may",
            )
        if node.get("initialValue") is not None:
            self._report.clauses += mistakes(node["initialValue"], value["schema"], f"{place}.initialValue")
        return Property(**value, writable=writable is True or cloud, cloud=cloud, initial=node.get("initialValue"))

    def _value(self, node: dict[str, Any], place: str) -> dict[str, Any]:
        """Read the members that telemetry and properties have in common."""
        name = str(node.get("name", ""))
        if "schema" in node:
            schema = read_schema(node["schema"], f"{place}.schema", self._report, self._schemas)
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

    def _command(self, node: dict[str, Any], place: str) -> Command:
        name, durable = str(node.get("name", "")), node.get("durable", False)
        if not isinstance(durable, bool):
            self._report.add(f"{place}.durable", "should be boolean")
        if node.get("commandType") not in {None, "synchronous", "asynchronous"}:
            self._report.add(f"{place}.commandType", "should be synchronous or asynchronous")
        request, response = (self._payload(node, key, place) for key in ("request", "response"))
        return Command(name, shown_text(node.get("displayName"), name), request, response, durable is True)

    def _payload(self, node: dict[str, Any], key: str, place: str) -> Payload | None:
        given, at = node.get(key), f"{place}.{key}"
        if given is None:
            return None
        if not is_object(given):
            self._report.add(at, "should be object")
            return None
        self._report.element(given, "CommandPayload", at)
        name = self._report.name(given, at)
        return Payload(name, read_schema(given.get("schema"), f"{at}.schema", self._report, self._schemas))


def _has_array(schema: Schema) -> bool:
    """Return whether a schema is or holds an Array; geospatial schemas are made of them."""
    if isinstance(schema, Named):
        return schema.name in GEO
    if isinstance(schema, Object):
        return any(_has_array(part.schema) for part in schema.fields)
    return isinstance(schema, Array) or (isinstance(schema, Map) and _has_array(schema.value))
