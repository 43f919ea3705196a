"""Device models: a DTDL v2 interface with IoT Central's extensions, checked and read into types.

A model is an interface: telemetry, properties and commands by name, its components, and, for IoT Edge, the modules
that its `EdgeModule` relationships lead to. Interfaces are written out where they are used; one that is written out
elsewhere in the same model may be referred to by its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from weakref import WeakKeyDictionary

from ...openapi.json_types import is_array, is_object
from .capabilities import Command, Component, Interface, Module, Payload, Property, Telemetry
from .elements import CENTRAL, ModelReport, definitions, names_of, shown_text
from .plain_models import plain
from .schemas import GEO, Array, Map, Named, Object, Schema, read_schema, whole_number
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
_PROPERTIES = 300
Level: TypeAlias = Literal["root", "base", "module", "component"]
"""Level of an interface in a model: cloud properties only in the root, modules there or in what it extends."""


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
    context = content.get("@context", CENTRAL)
    report = ModelReport(central=CENTRAL in (context if is_array(context) else [context]))
    if "@context" in content:
        report.context(context, place, root=True)
    content = plain({name: value for name, value in content.items() if name != "@context"})
    reader = _Reader(report, _known_interfaces(content, place, report))
    model = reader.interface(content, place, "root")
    if reader.count > _CONTENTS:
        report.add(place, f"should have no more than {_CONTENTS} capabilities, but has {reader.count}")
    if report.clauses:
        raise InvalidModelError(report.clauses)
    return model


def _known_interfaces(content: Mapping[str, Any], place: str, report: ModelReport) -> Mapping[str, Mapping[str, Any]]:
    """Return the interfaces that a model defines, by their ids; other elements are defined once, which is checked."""
    interfaces, others = dict[str, Mapping[str, Any]](), list[str]()
    for id, found in definitions(content, nested=True):
        if "Interface" not in names_of(found):
            others.append(id)
        elif "contents" in found or id not in interfaces:
            interfaces[id] = found
    for id, count in Counter([*others, *interfaces]).items():
        if count > 1:
            report.add(place, f"should define {id[:200]!r} once, not {count} times")
    return interfaces


class _Reader:
    """Reader of the interfaces of one model."""

    def __init__(self, report: ModelReport, known: Mapping[str, Mapping[str, Any]]) -> None:
        self._report = report
        self._known = known
        self.count = 0

    def interface(self, node: Mapping[str, Any], place: str, level: Level, depth: int = 0) -> Interface:
        """Read an interface; only what it defines itself can be named in it, and other interfaces."""
        report = self._report
        outside, report.elements = report.elements, dict(definitions(node, nested=False))
        if "Interface" not in names_of(node):
            report.add(f"{place}['@type']", "should be Interface")
        if "@id" not in node:
            report.add(place, "should have required property '@id'")
        report.element(node, "Interface", place)
        model_id = str(node.get("@id", ""))
        model = Interface(model_id, shown_text(node.get("displayName"), model_id))
        self._extend(model, node, place, level, depth)
        self._check_shared(node, place)
        for index, content in enumerate(map(report.defined, node.get("contents", []))):
            at = f"{place}.contents[{index}]"
            if is_object(content):
                self._content(model, content, at, level)
            else:
                report.add(at, "should be object")
        report.elements = outside
        return model

    def _extend(self, model: Interface, node: Mapping[str, Any], place: str, level: Level, depth: int) -> None:
        parents = node.get("extends", [])
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
        for index, schema in enumerate(node.get("schemas", [])):
            at = f"{place}.schemas[{index}]"
            if not is_object(schema) or "@id" not in schema:
                self._report.add(at, "should be a schema written out, with an '@id'")
            else:
                read_schema(schema, at, self._report)

    def _resolve(self, given: Any, place: str) -> Mapping[str, Any] | None:
        """Return an interface that is defined here or elsewhere in the model."""
        found = self._known.get(given) if isinstance(given, str) else given
        if is_object(found):
            return found
        self._report.add(place, "should be an interface written out in the model; other files are not resolved")
        return None

    def _content(self, model: Interface, node: Mapping[str, Any], place: str, level: Level) -> None:
        report, types = self._report, names_of(node)
        self.count += 1
        if self.count > _CONTENTS:
            return
        name = report.name(node, place)
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
            interface = self._part(node.get("schema"), f"{place}.schema", "component")
            if interface is not None:
                model.components[name] = Component(interface=interface, **_shown(node, name))
        else:
            self._relationship(model, node, place, level)

    def _part(self, given: Any, place: str, level: Level) -> Interface | None:
        """Read the interface of a component or a module."""
        content = self._resolve(given, place)
        return None if content is None else self.interface(content, place, level)

    def _relationship(self, model: Interface, node: Mapping[str, Any], place: str, level: Level) -> None:
        report, name = self._report, str(node.get("name", ""))
        for key, least, most in (("minMultiplicity", 0, 0), ("maxMultiplicity", 1, _MULTIPLICITY)):
            given = whole_number(node.get(key, least))
            if not isinstance(given, int) or not least <= given <= most:
                report.add(f"{place}.{key}", f"should be {least}" + (f" to {most}" if most > least else ""))
        if not isinstance(node.get("writable", False), bool):
            report.add(f"{place}.writable", "should be boolean")
        self._relationship_properties(node, place)
        target = node.get("target", "")
        if "EdgeModule" in names_of(node):
            self._module(model, name, node, place, level)
        elif not isinstance(target, str):
            report.add(f"{place}.target", "should be the id of an interface")

    def _relationship_properties(self, node: Mapping[str, Any], place: str) -> None:
        report, given, names = self._report, node.get("properties", []), set[str]()
        if len(given) > _PROPERTIES:
            report.add(f"{place}.properties", f"should have no more than {_PROPERTIES} entries")
            return
        for index, item in enumerate(map(report.defined, given)):
            at = f"{place}.properties[{index}]"
            if not is_object(item) or "Property" not in names_of(item):
                report.add(at, "should be a Property")
                continue
            report.element(item, "Property", at)
            name = report.name(item, at)
            if name in names:
                report.add(f"{at}.name", f"should be unique in its relationship, but {name!r} is used twice")
            names.add(name)
            self._property(item, at, root=True)

    def _module(self, model: Interface, name: str, node: Mapping[str, Any], place: str, level: Level) -> None:
        """Read a module; one whose interface is nowhere in the model has no capabilities."""
        target, interface = node.get("target", ""), Interface("", name)
        if level in {"component", "module"}:
            self._report.add(place, "should not be a module, which only the root of a model has")
            return
        if not isinstance(target, str) or target in self._known:
            interface = self._part(target, f"{place}.target", "module") or interface
        model.modules[name] = Module(interface=interface, **_shown(node, name))

    def _property(self, node: Mapping[str, Any], place: str, root: bool) -> Property:
        cloud, writable = "Cloud" in names_of(node), node.get("writable", False)
        if cloud and not root:
            self._report.add(place, "should not be a cloud property, which only the root of a model has")
        if not isinstance(writable, bool):
            self._report.add(f"{place}.writable", "should be boolean")
        value, initial = self._value(node, place), node.get("initialValue")
        if _has_array(value["schema"]):
            self._report.add(
                f"{place}.schema",
                "should not hold an Array or a geospatial schema, which only telemetry and commands may",
            )
        if initial is not None and list(mistakes(initial, value["schema"], "initialValue")):
            initial = None
        return Property(**value, writable=writable is True or cloud, cloud=cloud, initial=initial)

    def _value(self, node: Mapping[str, Any], place: str) -> dict[str, Any]:
        """Read the members that telemetry and properties have in common."""
        report, name = self._report, str(node.get("name", ""))
        if "schema" in node:
            schema = read_schema(node["schema"], f"{place}.schema", report)
        else:
            report.add(place, "should have required property 'schema'")
            schema = Named("string")
        types = tuple(kind for kind in names_of(node) if kind not in {"Telemetry", "Property"})
        unit = node.get("unit")
        report.clauses += type_mistakes(types, schema, unit, place, central=report.central)
        minimum, maximum = _bounds(node)
        return {
            "name": name,
            "schema": schema,
            "display_name": shown_text(node.get("displayName"), name),
            "types": types,
            "unit": unit if isinstance(unit, str) else None,
            "minimum": minimum,
            "maximum": maximum,
        }

    def _command(self, node: Mapping[str, Any], place: str) -> Command:
        name, durable = str(node.get("name", "")), node.get("durable", False)
        if not isinstance(durable, bool):
            self._report.add(f"{place}.durable", "should be boolean")
        # a tuple, as it may be anything
        if node.get("commandType", "synchronous") not in ("synchronous", "asynchronous"):
            self._report.add(f"{place}.commandType", "should be synchronous or asynchronous")
        request, response = (self._payload(node, key, place) for key in ("request", "response"))
        return Command(name, shown_text(node.get("displayName"), name), request, response, durable is True)

    def _payload(self, node: Mapping[str, Any], key: str, place: str) -> Payload | None:
        if key not in node:
            return None
        given, at = self._report.defined(node[key]), f"{place}.{key}"
        if not is_object(given):
            self._report.add(at, "should be object")
            return None
        self._report.element(given, "CommandPayload", at)
        name = self._report.name(given, at)
        return Payload(name, read_schema(given.get("schema"), f"{at}.schema", self._report))


def _shown(node: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return what components and modules show of themselves."""
    texts = {key: shown_text(node.get(key)) or None for key in ("description", "comment")}
    return {"name": name, "display_name": shown_text(node.get("displayName"), name), **texts}


def _bounds(node: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return the bounds of a number; the language does not know them, so those that make no sense are none."""
    given = [node.get(key) for key in ("minValue", "maxValue")]
    least, most = (value if isinstance(value, int | float) and not isinstance(value, bool) else None for value in given)
    return (None, None) if least is not None and most is not None and least > most else (least, most)


def _has_array(schema: Schema) -> bool:
    """Return whether a schema is or holds an Array; geospatial schemas are made of them."""
    if isinstance(schema, Named):
        return schema.name in GEO
    if isinstance(schema, Object):
        return any(_has_array(part.schema) for part in schema.fields)
    return isinstance(schema, Array) or (isinstance(schema, Map) and _has_array(schema.value))
