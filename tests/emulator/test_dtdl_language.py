"""Tests that models get the verdict of DTDL's reference parser (DTDLParser 1.1), place by place of the language.

Each row is one model: a name, and the change that makes it of a plain interface. All verdicts are the parser's, to which
each of these models was put.
"""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.emulator.dtdl.models import InvalidModelError, read_model

CENTRAL, DTDL = "dtmi:iotcentral:context;2", "dtmi:dtdl:context;2"
OBJECT = {"@type": "Object", "fields": [{"name": "f", "schema": "double"}]}
SPOT = {"@id": "dtmi:lab:Spot;1", **OBJECT}
PART = {"@id": "dtmi:lab:part;1", "@type": "Interface"}
FIELD = {"@id": "dtmi:lab:field;1", "name": "f", "schema": "double"}


def root(*contents: Any, **members: Any) -> dict[str, Any]:
    return {
        "@context": [CENTRAL, DTDL],
        "@id": "dtmi:lab:press;1",
        "@type": "Interface",
        "contents": [*contents],
    } | members


def tel(schema: Any = "double", *types: Any, **members: Any) -> dict[str, Any]:
    return {"@type": ["Telemetry", *types], "name": "t", "schema": schema} | members


def prop(schema: Any = "double", *types: Any, **members: Any) -> dict[str, Any]:
    return {"@type": ["Property", *types], "name": "p", "schema": schema} | members


def cmd(**members: Any) -> dict[str, Any]:
    return {"@type": "Command", "name": "c"} | members


def rel(**members: Any) -> dict[str, Any]:
    return {"@type": "Relationship", "name": "r"} | members


def comp(schema: Any, **members: Any) -> dict[str, Any]:
    return {"@type": "Component", "name": "k", "schema": schema} | members


def pay(**members: Any) -> dict[str, Any]:
    return cmd(request={"name": "q", "schema": "double"} | members)


def part(*contents: Any, **members: Any) -> dict[str, Any]:
    return PART | {"contents": [*contents]} | members


def enum(value: Any = 1, schema: str = "integer", **members: Any) -> dict[str, Any]:
    return {"@type": "Enum", "valueSchema": schema, "enumValues": [{"name": "a", "enumValue": value} | members]}


def field(**members: Any) -> dict[str, Any]:
    return {"@type": "Object", "fields": [{"name": "f", "schema": "double"} | members]}


def key(**members: Any) -> dict[str, Any]:
    value = {"name": "v", "schema": "double"}
    return {"@type": "Map", "mapKey": {"name": "k", "schema": "string"} | members, "mapValue": value}


def inside(depth: int, schema: Any) -> Any:
    return {"@type": "Object", "fields": [{"name": "f", "schema": inside(depth - 1, schema)}]} if depth else schema


def ancestors(depth: int) -> dict[str, Any]:
    own = {"@id": f"dtmi:lab:b{depth};1", "@type": "Interface"}
    return own | ({"extends": ancestors(depth - 1)} if depth > 1 else {})


def shown(text: Any) -> dict[str, Any]:
    return root(tel(displayName=text))


ACCEPTED: dict[str, dict[str, Any]] = {
    "contexts in the other order": root(**{"@context": [DTDL, CENTRAL]}),
    "the context of an unknown extension": root(**{"@context": [DTDL, "dtmi:lab:context;1"]}),
    "an interface with a context": root(comp(part(**{"@context": DTDL}))),
    "telemetry with a context of its own": root(tel("geopoint", **{"@context": CENTRAL}), **{"@context": DTDL}),
    "a type of the service without its context": root(tel("double", "State"), **{"@context": DTDL}),
    "a type of vectors without it": root(tel("double", "VelocityVector"), **{"@context": DTDL}),
    "the id of a class": root({**tel(), "@type": "dtmi:dtdl:class:Telemetry;2"}),
    "the id of a complex class": root(tel({**OBJECT, "@type": "dtmi:dtdl:class:Object;2"})),
    "the id of a semantic type": root(tel("double", "dtmi:standard:class:Temperature;2", unit="kelvin")),
    "the id of a unit": root(tel("double", "Temperature", unit="dtmi:standard:unit:kelvin;2")),
    "the id of a kind of command": root(cmd(commandType="dtmi:dtdl:instance:CommandType:asynchronous;2")),
    "the id of a schema of a later version": root(tel("dtmi:dtdl:instance:Schema:double;3")),
    "the ids of members": root({"@type": "Telemetry", "dtmi:dtdl:property:name;2": "t", "schema": "double"}),
    "a type twice": root(tel("double", "Temperature", "Temperature", unit="kelvin")),
    "arrays in arrays": root(contents=[[tel()], [[prop()]]]),
    "an empty array for a member": root(tel(displayName=[], comment=[]), rel(maxMultiplicity=[], writable=[])),
    "literals as objects": root(rel(maxMultiplicity={"@value": 5}, writable={"@value": True}, comment={"@value": "c"})),
    "a name as an object": root(tel(name={"@value": "t"})),
    "texts listed with their languages": shown(
        [{"@value": "a", "@language": "en"}, {"@value": "b", "@language": "de"}]
    ),
    "a language with a script and a region": shown({"zh-Hans-CN": "a", "es-419": "b"}),
    "a text of 64 units": shown("\U0001f600" * 32),
    "a comment of 512": root(tel(comment="c" * 512), comment="c" * 512),
    "whole numbers with a point": root(rel(maxMultiplicity=5.0, minMultiplicity=0.0), tel(enum(1.0))),
    "the greatest integer": root(tel(enum(2**31 - 1))),
    "a text of values": root(tel(enum("x y ä", "string"))),
    "an interface without contents, named again": root(comp(PART), comp("dtmi:lab:part;1", name="l")),
    "the interface of a component, extended": root(comp(part(prop())), extends="dtmi:lab:part;1"),
    "ten levels of parents": root(extends=ancestors(10)),
    "a payload named by its id": root(cmd(request=FIELD), cmd(name="d", response="dtmi:lab:field;1")),
    "a field named by its id": root(
        tel({**OBJECT, "fields": [FIELD]}), prop({**OBJECT, "fields": ["dtmi:lab:field;1"]})
    ),
    "a schema in a property of a relationship": root(tel(SPOT), rel(properties=prop("dtmi:lab:Spot;1"))),
    "a property of a relationship with the name of a capability": root(tel(name="p"), rel(properties=[prop()])),
    "300 properties of a relationship": root(rel(properties=[prop(name=f"p{n}") for n in range(300)])),
    "a relationship to what is elsewhere": root(rel(target="dtmi:lab:other;1")),
    "a module that is elsewhere": root(rel(**{"@type": ["Relationship", "EdgeModule"], "target": "dtmi:lab:other;1"})),
    "a module without a target": root(rel(**{"@type": ["Relationship", "EdgeModule"]})),
    "a member of another class beside an unknown type": root(tel("double", "NumberValue", writable=True)),
    "three objects and a point": root(tel(inside(3, "point"))),
    "two objects and a line": root(tel(inside(2, "lineString"))),
    "an object and a polygon": root(tel(inside(1, "polygon"))),
    "polygons": root(tel("multiPolygon")),
    "four objects and a vector": root(tel(inside(4, "vector"))),
    "one name for key and value": root(tel(key(name="v"))),
}

REFUSED: dict[str, dict[str, Any]] = {
    "another context alone": root(**{"@context": "dtmi:lab:context;1"}),
    "an unknown context first": root(**{"@context": ["dtmi:lab:context;1", DTDL]}),
    "the service's context of another version first": root(**{"@context": ["dtmi:iotcentral:context;1", DTDL]}),
    "a context with a block of terms": root(**{"@context": [DTDL, {"x": "dtmi:x:y;1"}]}),
    "a context that is a URL": root(**{"@context": [DTDL, "https://schema.org"]}),
    "a component of a later version": root(comp(part(**{"@context": "dtmi:dtdl:context;3"}))),
    "two classes": root(tel("double", "Property")),
    "an interface that is telemetry too": root(**{"@type": ["Interface", "Telemetry"]}),
    "an interface with a semantic type": root(**{"@type": ["Interface", "Temperature"]}),
    "a relationship with a semantic type": root(rel(**{"@type": ["Relationship", "Temperature"], "unit": "kelvin"})),
    "a command that is an event": root(cmd(**{"@type": ["Command", "Event"]})),
    "a component with a state": root(comp(part(), **{"@type": ["Component", "State"]})),
    "a payload with a semantic type": root(pay(**{"@type": ["CommandPayload", "Temperature"]})),
    "a field with a semantic type": root(tel(field(**{"@type": ["Field", "Temperature"]}))),
    "an object with a semantic type": root(tel({**OBJECT, "@type": ["Object", "Temperature"]})),
    "a payload that is a field": root(pay(**{"@type": "Field"})),
    "an abstract type": root(tel("double", "SemanticType")),
    "an abstract class": root(tel("double", "Content")),
    "a type that is not a text": root(tel("double", 7)),
    "an id that is not a text": root(tel(**{"@id": 7})),
    "an empty id": root(tel(**{"@id": ""})),
    "a parent without an id": root(extends={"@type": "Interface", "contents": []}),
    "a component whose interface has no id": root(comp({"@type": "Interface", "contents": []})),
    "eleven levels of parents": root(extends=ancestors(11)),
    "one id for two capabilities": root(tel(**{"@id": "dtmi:lab:t;1"}), prop(**{"@id": "dtmi:lab:t;1"})),
    "a schema written out twice": root(tel(SPOT), prop(SPOT)),
    "a schema of a component": root(tel("dtmi:lab:Spot;1"), comp(part(schemas=[SPOT]))),
    "a schema of a parent": root(tel("dtmi:lab:Spot;1"), extends=part(schemas=[SPOT])),
    "a schema of the root in a component": root(tel(SPOT), comp(part(tel("dtmi:lab:Spot;1")))),
    "an object with nothing but an id": root(tel(SPOT), prop({"@id": "dtmi:lab:Spot;1"})),
    "a text that is null": shown(None),
    "a text in two forms": shown(["a", "b"]),
    "a text with a list": shown({"en": ["a"]}),
    "languages listed without @value": shown([{"en": "a"}]),
    "a language in capitals": shown({"EN": "a"}),
    "a region in small letters": shown({"en-us": "a"}),
    "a variant of a language": shown({"de-DE-1996": "a"}),
    "a text of 66 units": shown("\U0001f600" * 33),
    "a long name of a payload": root(pay(displayName="n" * 65)),
    "a long name of a key": root(tel(key(displayName="n" * 65))),
    "a long description of a field": root(tel(field(description="d" * 513))),
    "a long description of a value": root(tel(enum(description="d" * 513))),
    "a long comment of an interface": root(comment="c" * 513),
    "a comment by language": root(tel(comment={"en": "c"})),
    "a comment that is a number": root(comment=5),
    "a kind of command that is null": root(cmd(commandType=None)),
    "two kinds of command": root(cmd(commandType=["synchronous", "asynchronous"])),
    "a payload that is null": root(cmd(response=None)),
    "an integer beyond 32 bits": root(tel(enum(2**31))),
    "a truth value for an integer": root(tel(enum(True))),
    "an integer with a fraction": root(tel(enum(1.5))),
    "a property of a relationship that is telemetry": root(rel(properties=[tel()])),
    "a property of a relationship without a schema": root(rel(properties=[{"@type": "Property", "name": "p"}])),
    "a property of a relationship with an array": root(
        rel(properties=[prop({"@type": "Array", "elementSchema": "double"})])
    ),
    "a property of a relationship twice": root(rel(properties=[prop(), prop()])),
    "301 properties of a relationship": root(rel(properties=[prop(name=f"p{n}") for n in range(301)])),
    "a property of a relationship that is perhaps writable": root(rel(properties=[prop(writable="x")])),
    "a relationship to a number": root(rel(target=5)),
    "a relationship to two": root(rel(target=["dtmi:lab:a;1", "dtmi:lab:b;1"])),
    "a relationship to what is written out": root(rel(target=part())),
    "four objects and a point": root(tel(inside(4, "point"))),
    "three objects and a line": root(tel(inside(3, "lineString"))),
    "two objects and a polygon": root(tel(inside(2, "polygon"))),
    "an object and polygons": root(tel(inside(1, "multiPolygon"))),
    "five objects and a vector": root(tel(inside(5, "vector"))),
}


@pytest.mark.parametrize("model", ACCEPTED.values(), ids=ACCEPTED)
def test_what_the_language_takes_is_accepted(model: dict[str, Any]) -> None:
    assert read_model(model).id == model["@id"]


@pytest.mark.parametrize("model", REFUSED.values(), ids=REFUSED)
def test_what_the_language_does_not_take_is_refused(model: dict[str, Any]) -> None:
    with pytest.raises(InvalidModelError) as caught:
        read_model(model)
    assert all(clause.startswith("capabilityModel") for clause in caught.value.clauses)
