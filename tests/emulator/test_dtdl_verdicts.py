"""Tests that models get the verdict of the language, and never a stricter one; where the service is laxer, its own."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.emulator.dtdl.models import InvalidModelError, read_model

CONTEXT = ["dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"]


def model(*contents: Any, **more: Any) -> dict[str, Any]:
    return {"@context": CONTEXT, "@id": "dtmi:lab:press;1", "@type": "Interface", "contents": [*contents], **more}


def telemetry(schema: Any = "double", name: str = "t", **more: Any) -> dict[str, Any]:
    return {"@type": "Telemetry", "name": name, "schema": schema, **more}


def prop(schema: Any = "double", **more: Any) -> dict[str, Any]:
    return {"@type": "Property", "name": "p", "schema": schema, **more}


def nested(depth: int, inner: Any) -> Any:
    schema = inner
    for _ in range(depth):
        schema = {"@type": "Object", "fields": [{"name": "f", "schema": schema}]}
    return schema


def interface(id: str, *contents: Any, **more: Any) -> dict[str, Any]:
    return {"@id": id, "@type": "Interface", "contents": [*contents], **more}


ENUM = {"@type": "Enum", "valueSchema": "string", "enumValues": [{"name": "a", "enumValue": "a"}]}
SPOT = {"@id": "dtmi:lab:Spot;1", "@type": "Object", "fields": [{"name": "x", "schema": "double"}]}
COMMAND = {"@type": "Command", "name": "c"}
RELATIONSHIP = {"@type": "Relationship", "name": "r"}

ACCEPTED = {
    "the id of a primitive": model(telemetry("dtmi:dtdl:instance:Schema:long;2")),
    "the id of a schema of the service": model(prop("dtmi:iotcentral:schema:geopoint;2")),
    "the id of a geospatial schema": model(telemetry("dtmi:standard:schema:geospatial:polygon;2")),
    "a schema written out in another member": model(telemetry(SPOT), telemetry("dtmi:lab:Spot;1", "u")),
    "a schema that is named before it is written out": model(telemetry("dtmi:lab:Spot;1", "u"), telemetry(SPOT)),
    "five objects and an enumeration": model(telemetry(nested(5, ENUM))),
    "five objects and a text": model(telemetry(nested(5, "string"))),
    "an array of one text": model(telemetry(displayName=["A"], description=["B"])),
    "an array of one schema": model({**telemetry(), "schema": ["double"], "name": ["t"]}),
    "one member that is not an array": model(contents=telemetry()),
    "a language with a region": model(telemetry(displayName={"pt-BR": "A", "zh-Hans-CN": "B"})),
    "a unit of another semantic type": model({**telemetry(), "@type": ["Telemetry", "Humidity"], "unit": "percent"}),
    "a payload that says what it is": model(
        {**COMMAND, "request": {"@type": "CommandPayload", "name": "r", "schema": "double"}}
    ),
    "a payload of another vocabulary": model(
        {**COMMAND, "request": {"@type": "SchemaField", "name": "r", "schema": "double"}}
    ),
    "the most targets": model({**RELATIONSHIP, "maxMultiplicity": 500, "minMultiplicity": 0}),
    "two parents with one ancestor": model(
        extends=[
            interface("dtmi:lab:a;1", extends=interface("dtmi:lab:base;1", telemetry())),
            interface("dtmi:lab:b;1", extends="dtmi:lab:base;1"),
        ]
    ),
    "ids of old applications": model(telemetry(), **{"@id": "dtmi:lab:9press;1"}),
    "members of the service": model(prop(decimalPlaces=2, minValue=1, displayUnit="x")),
}

REFUSED = {
    "an id that nothing defines": (model(telemetry("dtmi:lab:None;1")), "should be the name of a schema"),
    "six objects": (model(telemetry(nested(6, "string"))), "deeper than 5"),
    "five objects and a map": (
        model(
            telemetry(
                nested(
                    5,
                    {
                        "@type": "Map",
                        "mapKey": {"name": "k", "schema": "string"},
                        "mapValue": {"name": "v", "schema": "double"},
                    },
                )
            )
        ),
        "deeper than 5",
    ),
    "a property with a geospatial schema": (model(prop("point")), "geospatial"),
    "a property with one within": (model(prop(nested(2, "lineString"))), "geospatial"),
    "an empty enumeration": (model(telemetry({**ENUM, "enumValues": []})), "enumValues should have 1 to 100"),
    "an object without fields": (model(telemetry(nested(0, {"@type": "Object", "fields": []}))), "1 to 30"),
    "a language that is none": (model(telemetry(displayName={"english!": "A"})), "languages such as en"),
    "another kind of command": (model({**COMMAND, "commandType": "sometimes"}), "synchronous or asynchronous"),
    "a payload of a later language": (
        model({**COMMAND, "request": {"@type": "CommandRequest", "name": "r", "schema": "double"}}),
        "should be CommandPayload",
    ),
    "two parents with one name": (
        model(extends=[interface("dtmi:lab:a;1", telemetry()), interface("dtmi:lab:b;1", telemetry())]),
        "another parent has too",
    ),
    "a name of a parent": (model(telemetry(), extends=interface("dtmi:lab:a;1", telemetry())), "used twice"),
    "a name of a relationship": (model(telemetry(name="r"), RELATIONSHIP), "used twice"),
    "too many targets": (model({**RELATIONSHIP, "maxMultiplicity": 501}), "should be 1 to 500"),
    "no targets": (model({**RELATIONSHIP, "maxMultiplicity": 0}), "should be 1 to 500"),
    "a least number of targets": (model({**RELATIONSHIP, "minMultiplicity": 1}), "should be 0"),
    "a reusable schema without an id": (model(schemas=[nested(1, "double")]), "with an '@id'"),
    "a reusable schema that is not valid": (
        model(schemas=[{"@id": "dtmi:lab:S;1", "@type": "Object", "fields": []}]),
        "1 to 30",
    ),
    "telemetry that can be written": (model(telemetry(writable=True)), "which Telemetry has not"),
    "a command with a schema": (model({**COMMAND, "schema": "double"}), "which Command has not"),
    "a field with fields": (
        model(telemetry({"@type": "Object", "fields": [{"name": "f", "schema": "double", "fields": []}]})),
        "which Field has not",
    ),
    "an interface with a schema": (model(telemetry(), schema="double"), "which Interface has not"),
    "a unit that is none": (
        model({**telemetry(), "@type": ["Telemetry", "Temperature"], "unit": "warmth"}),
        "a unit of the language",
    ),
}


@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED)
def test_a_model_that_the_language_or_the_service_takes_is_accepted(content: dict[str, Any]) -> None:
    assert read_model(content).id == content["@id"]


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_model_that_neither_takes_is_refused_with_its_reason(content: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidModelError, match=reason):
        read_model(content)
