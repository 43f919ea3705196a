"""Tests of the reader of device models: valid models, and the problems of others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.emulator.dtdl.models import InvalidModelError, read_model
from iotcentral_testkit.emulator.dtdl.schemas import Array, Enum, Map, Named, Object

from tests.support.work import calls_of

from .models_of_devices import (
    ARRAY,
    ENUM,
    MAP,
    NAMED_SCHEMAS,
    OBJECT,
    ROOM,
    SENSOR,
    command,
    interface,
    prop,
    telemetry,
)


def clauses_of(model: dict[str, Any]) -> list[str]:
    with pytest.raises(InvalidModelError) as caught:
        read_model(model)
    return caught.value.clauses


def test_a_model_is_read_on_all_scopes() -> None:
    model = read_model(ROOM["capabilityModel"])
    assert list(model.telemetry) == ["temperature", "state", "limits"]
    assert model.telemetry["temperature"].types == ("Temperature",)
    assert model.properties["target"].writable
    assert (model.properties["target"].minimum, model.properties["target"].maximum) == (-30, 10)
    assert model.properties["customer"].cloud
    assert not model.properties["serialNumber"].writable
    assert model.commands["later"].durable
    assert model.components["left"].display_name == "Left"
    assert list(model.modules["filter"].interface.components["right"].interface.commands) == ["report"]


@pytest.mark.parametrize("name", NAMED_SCHEMAS)
def test_every_named_schema_is_known(name: str) -> None:
    assert read_model(interface("A", telemetry("t", name))).telemetry["t"].schema == Named(name)


def test_complex_schemas_are_read() -> None:
    contents = [telemetry(name, schema) for name, schema in (("a", ARRAY), ("e", ENUM), ("m", MAP), ("o", OBJECT))]
    found = read_model(interface("A", *contents)).telemetry
    assert [type(found[name].schema) for name in "aemo"] == [Array, Enum, Map, Object]


def test_schemas_of_the_interface_are_reused_by_id() -> None:
    shared = [{"@id": "dtmi:contoso:Mode;1", **ENUM}]
    model = read_model(interface("A", telemetry("t", "dtmi:contoso:Mode;1"), schemas=shared))
    assert isinstance(model.telemetry["t"].schema, Enum)


def test_extended_interfaces_lend_their_contents() -> None:
    model = read_model(interface("A", telemetry("own", "double"), extends=[SENSOR]))
    assert list(model.telemetry) == ["temperature", "own"]


@pytest.mark.parametrize(
    ("content", "clause"),
    [
        (telemetry("a b", "double"), "contents[0].name should be alphanumeric"),
        (telemetry("t", "duble"), "contents[0].schema should be the name of a schema"),
        ({"@type": "Telemetry", "name": "t"}, "contents[0] should have required property 'schema'"),
        ({"@type": "Telemetry", "schema": "double"}, "contents[0] should have required property 'name'"),
        ({"@type": "Metric", "name": "t"}, "contents[0]['@type'] should hold one of Telemetry"),
        (telemetry("t", "string", "Temperature"), "should be double, float, integer or long for the semantic type"),
        (telemetry("t", "double", "Temperature", unit="warmth"), "contents[0].unit should be a unit of"),
        (telemetry("t", "double", "Temperature", "Mass"), "should hold one semantic type"),
        (telemetry("t", "double", "State"), "should be an Enum for the type State"),
        (telemetry("t", "boolean", "Event"), "for the type Event"),
        (telemetry("t", "double", "Location"), "for the type Location"),
        (telemetry("t", "double", "VelocityVector"), "should be vector"),
        (telemetry("t", {"@type": "Enum", "enumValues": []}), "schema.valueSchema should be integer or string"),
        (telemetry("t", {**ENUM, "valueSchema": "string"}), "enumValues[0].enumValue should be string"),
        (telemetry("t", {"@type": "Map"}), "should have required properties 'mapKey' and 'mapValue'"),
        (telemetry("t", {"@type": "Object"}), "should have required property 'fields'"),
        (telemetry("t", {"@type": "List"}), "should be one of Array, Enum, Map, Object"),
        (prop("p", ARRAY), "should not hold an Array"),
        (prop("p", "double", writable="yes"), "contents[0].writable should be boolean"),
        (command("c", "nothing"), "contents[0].request.schema should be the name of a schema"),
        ({"@type": "Component", "name": "c", "schema": "dtmi:other:File;1"}, "other files are not resolved"),
        (
            {"@type": "Component", "name": "c", "schema": interface("B", prop("p", "string", "Cloud"))},
            "should not be a cloud property",
        ),
        (telemetry("t", "double", displayName=7), "displayName should be a string or an object of strings"),
        ("telemetry", "contents[0] should be object"),
    ],
)
def test_a_mistake_is_named_with_its_place(content: Any, clause: str) -> None:
    clauses = clauses_of(interface("A", content))
    assert any(clause in text for text in clauses), clauses
    assert all(text.startswith("capabilityModel") for text in clauses)


@pytest.mark.parametrize("members", [{"minValue": 2, "maxValue": 1}, {"minValue": "1"}, {"initialValue": "x"}])
def test_members_that_the_language_does_not_know_are_no_reason_to_refuse(members: dict[str, Any]) -> None:
    found = read_model(interface("A", prop("p", "double", "Initialized", **members))).properties["p"]
    assert (found.minimum, found.maximum, found.initial) == (None, None, None)


def test_names_are_unique_in_an_interface() -> None:
    assert "used twice" in clauses_of(interface("A", telemetry("t", "double"), prop("t", "double")))[0]


def test_components_hold_no_components() -> None:
    inner = interface("B", {"@type": "Component", "name": "d", "schema": SENSOR})
    clauses = clauses_of(interface("A", {"@type": "Component", "name": "c", "schema": inner}))
    assert any("component inside a component" in text for text in clauses)


def test_there_are_300_capabilities_at_most() -> None:
    contents = [telemetry(f"t{number}", "double") for number in range(301)]
    assert "no more than 300 capabilities" in clauses_of(interface("A", *contents))[0]
    assert len(read_model(interface("A", *contents[:300])).telemetry) == 300


def test_schemas_nest_five_deep_at_most() -> None:
    schema: Any = "double"
    for _ in range(5):
        schema = {"@type": "Array", "elementSchema": schema}
    read_model(interface("A", telemetry("t", schema)))
    deeper = {"@type": "Array", "elementSchema": schema}
    assert "deeper than 5 levels" in clauses_of(interface("A", telemetry("t", deeper)))[0]


def test_models_that_name_themselves_end() -> None:
    fields = [{"name": f"f{number}", "schema": "a"} for number in range(30)]
    own = {"@id": "a", "@type": "Object", "fields": fields}
    assert any("10000 schemas" in clause for clause in clauses_of(interface("A", telemetry("t", "a"), schemas=[own])))
    assert clauses_of({**interface("A", telemetry("t", "double")), "extends": ["dtmi:contoso:A;1", "dtmi:contoso:A;1"]})
    module = {"@type": ["Relationship", "EdgeModule"], "name": "m", "target": "dtmi:contoso:A;1"}
    assert clauses_of(interface("A", module))
    extended = {**interface("A", telemetry("t", "double")), "extends": ["dtmi:contoso:A;1", "dtmi:contoso:A;1"]}
    for model in (interface("A", telemetry("t", "a"), schemas=[own]), extended, interface("A", module)):
        assert calls_of(lambda model=model: clauses_of(model)) < 1_000_000


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
words = st.sampled_from(["Telemetry", "Property", "Command", "Component", "Relationship", "EdgeModule", "Temperature"])
schemas = st.sampled_from(["double", "geopoint", ARRAY, ENUM, MAP, OBJECT]) | json
contents = st.fixed_dictionaries(
    {"@type": words | st.lists(words, max_size=3) | json},
    optional={"name": json | st.text("ab_", min_size=1), "schema": schemas, "unit": json, "minValue": json}
    | {"target": st.just(SENSOR) | json, "request": json, "initialValue": json, "displayName": json},
)


@given(st.lists(contents | json, max_size=4), json, json)
def test_no_model_breaks_the_reader(contents: list[Any], extends: Any, shared: Any) -> None:
    model = {"@id": "dtmi:a:b;1", "@type": "Interface", "contents": contents, "extends": extends, "schemas": shared}
    try:
        read_model(model)
    except InvalidModelError as error:
        assert error.clauses
