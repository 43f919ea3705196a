"""Models of a device models repository from device templates: plain DTDL version 2, one interface a file.

The paths are those of the convention of model repositories ("Understand the device models repository"): the id in lower case,
with `/` for `:` and `-` for `;`. What is IoT Central's own is left out: cloud properties, the types and members of its
extension, and what the language does not know; its schemas `geopoint` and `vector` become objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .._core.json_kinds import is_array, is_object
from ._capabilities import inner_interfaces, types_of
from ._report import NotMoved
from ._semantic_types import UNITS

__all__ = ["model_path", "models_of_templates"]

_CONTEXT = "dtmi:dtdl:context;2"
_DTMI = re.compile(r"dtmi(:[A-Za-z]([A-Za-z0-9_]*[A-Za-z0-9])?)+;[1-9][0-9]{0,8}")
_ELEMENT = ("@id", "@type", "comment", "description", "displayName", "name")

_MEMBERS: Mapping[str, tuple[str, ...]] = {
    "Interface": (
        "@context",
        "@id",
        "@type",
        "comment",
        "description",
        "displayName",
        "extends",
        "schemas",
        "contents",
    ),
    "Telemetry": (*_ELEMENT, "schema", "unit"),
    "Property": (*_ELEMENT, "schema", "writable", "unit"),
    "Command": (*_ELEMENT, "request", "response"),
    "Component": (*_ELEMENT, "schema"),
    "Relationship": (*_ELEMENT, "minMultiplicity", "maxMultiplicity", "properties", "target", "writable"),
    "Object": (*_ELEMENT[:-1], "fields"),
    "Array": (*_ELEMENT[:-1], "elementSchema"),
    "Enum": (*_ELEMENT[:-1], "enumValues", "valueSchema"),
    "Map": (*_ELEMENT[:-1], "mapKey", "mapValue"),
    "CommandPayload": (*_ELEMENT, "schema"),
    "Field": (*_ELEMENT, "schema"),
    "EnumValue": (*_ELEMENT, "enumValue"),
    "MapKey": (*_ELEMENT, "schema"),
    "MapValue": (*_ELEMENT, "schema"),
}
"""Class of DTDL → its members."""

_CLASS_AT = {
    "request": "CommandPayload",
    "response": "CommandPayload",
    "fields": "Field",
    "enumValues": "EnumValue",
    "mapKey": "MapKey",
    "mapValue": "MapValue",
    "properties": "Property",
}
"""Member → the class of the elements in it, which need not name their type."""

_NUMERIC = {"double", "float", "integer", "long"}
_OBJECTS = {"geopoint": ("lat", "lon", "alt"), "vector": ("x", "y", "z")}
"""Schema of IoT Central → the fields of the object that its values are."""


def model_path(dtmi: str) -> str:
    """Return the path of a model in a repository: `dtmi:contoso:Thermostat;1` → `dtmi/contoso/thermostat-1.json`."""
    return f"{dtmi.lower().replace(':', '/').replace(';', '-')}.json"


def models_of_templates(
    templates: Iterable[Mapping[str, Any]],
) -> tuple[dict[str, dict[str, Any]], list[NotMoved]]:
    """Return the interfaces of device templates by their ids, and what of them does not move."""
    models: dict[str, dict[str, Any]] = {}
    left: list[NotMoved] = []
    for template in templates:
        model = template.get("capabilityModel")
        for interface in inner_interfaces(model):
            id = str(interface.get("@id", ""))
            if not _DTMI.fullmatch(id):
                left.append(
                    _left(template, f"its interface {id or '(no @id)'} has no id of DTDL version 2", "Give it one")
                )
                continue
            plain = _Plain()
            made = {"@context": _CONTEXT, **plain.element(interface, "Interface")}
            if models.setdefault(id, made) != made:
                advice = "Give one of the two another version; the first that was read is in the repository"
                left.append(_left(template, f"its interface {id} differs from that of another template", advice))
                continue
            left += [_left(template, _OWN, _ADVICE, what) for what in plain.left]
    return models, left


_OWN = "cloud properties, and what DTDL version 2 does not have, are no part of a model"
_ADVICE = "Cloud properties are tags of the twins; templates/ has the rest"


def _left(template: Mapping[str, Any], reason: str, advice: str, what: str = "") -> NotMoved:
    id = str(template.get("@id", ""))
    return NotMoved("deviceTemplates", f"{id} {what}".rstrip(), reason, advice)


class _Plain:
    """Elements of a model in plain DTDL; `left` has what was left out."""

    def __init__(self) -> None:
        self.left: dict[str, None] = {}

    def element(self, node: Mapping[str, Any], kind: str) -> dict[str, Any]:
        """Return an element of a class with the members that DTDL has for it."""
        kept: dict[str, Any] = {}
        for name in _MEMBERS[kind]:
            if name in node and name != "@context":
                kept[name] = self._member(name, node[name], kind)
        types = [each for each in types_of(node) if each != kind]
        extra = {name for name in node if name not in _MEMBERS[kind]} - {"commandType", "@context"}
        self._semantics(kept, types, kind, extra, str(node.get("name", node.get("@id", ""))))
        return kept

    def _member(self, name: str, value: Any, kind: str) -> Any:
        if (kind == "Component" and name == "schema") or name in ("extends", "target"):
            return _references(value)
        if name == "contents":
            return [
                self.element(each, _class_of(each)) for each in value if not self._is_cloud(each) and _class_of(each)
            ]
        if name == "schemas":
            return [self._schema(each) for each in value]
        if name in ("schema", "elementSchema"):
            return self._schema(value)
        if name in _CLASS_AT and is_array(value):
            return [self.element(each, _CLASS_AT[name]) for each in value]
        if name in _CLASS_AT and is_object(value):
            return self.element(value, _CLASS_AT[name])
        return value

    def _is_cloud(self, content: Mapping[str, Any]) -> bool:
        is_cloud = "Cloud" in types_of(content)
        if is_cloud:
            self.left[f"{content.get('name')}"] = None
        return is_cloud

    def _schema(self, schema: Any) -> Any:
        if isinstance(schema, str):
            short = re.fullmatch(r"dtmi:(?:iotcentral:schema|dtdl:instance:Schema):(\w+);2", schema)
            name = short[1] if short else schema
            if name in _OBJECTS:
                fields = [{"name": each, "schema": "double"} for each in _OBJECTS[name]]
                return {"@type": "Object", "fields": fields}
            return name
        kind = next((each for each in types_of(schema) if each in _MEMBERS), "Object")
        return self.element(schema, kind)

    def _semantics(self, kept: dict[str, Any], types: list[str], kind: str, extra: set[str], name: str) -> None:
        """Keep the semantic type and the unit that belong together, and note what was left out."""
        schema, unit = kept.get("schema"), kept.pop("unit", None)
        is_number = isinstance(schema, str) and schema in _NUMERIC
        semantic = next((each for each in types if each in UNITS), None) if is_number else None
        if semantic == "Humidity" and unit in UNITS["RelativeHumidity"]:
            semantic = "RelativeHumidity"  # IoT Central takes a share for it, DTDL a density
        if semantic is not None and unit in UNITS[semantic]:
            kept["@type"], kept["unit"] = [kind, semantic], unit
            types = [each for each in types if each not in (semantic, "Humidity")]
            unit = None
        elif "@type" in kept:
            kept["@type"] = kind
        lost = sorted({*types, *extra, *(("unit",) if unit is not None else ())})
        if lost:
            self.left[f"{name} ({', '.join(lost)})"] = None


def _class_of(content: Mapping[str, Any]) -> str:
    return next((each for each in types_of(content) if each in _MEMBERS), "")


def _references(value: Any) -> Any:
    """Return the ids in the place of interfaces."""
    if is_array(value):
        return [_references(each) for each in value]
    return value["@id"] if is_object(value) and "@id" in value else value
