"""Strategies draw everything that the documents allow, and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from iotcentral_testkit import strategies
from iotcentral_testkit.openapi.documents import Document
from iotcentral_testkit.strategies.schemas import schemas_of

from tests.support.occurrence import occurs
from tests.support.packages import ALL_PACKAGES, CONNECTOR, MANAGEMENT, PACKAGES, Package
from tests.support.work import calls_of

pytestmark = pytest.mark.long  # each model of every package is drawn

COMPONENTS = [(package, name) for package in ALL_PACKAGES for name in package.schemas]
MODELS = [(package, name) for package in ALL_PACKAGES for name in package.objects]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
FEW = settings(max_examples=4 if settings().max_examples < 50 else 15)
"""For tests of every schema or operation, which are hundreds: a few examples each, some more in the deep profile."""


def check(schema: Mapping[str, Any], package: Package | None = None) -> Any:
    """Create a validator of the dialect and formats that the emulator checks."""
    components = package.document["components"] if package else {}
    return jsonschema_rs.validator_for(
        {"$schema": DRAFT, **schema, "components": components},
        validate_formats=True,
    )


@cache
def component(package: Package, name: str) -> Any:
    return check({"$ref": f"#/components/schemas/{name}"}, package)


def read_only_places(package: Package, schema: Mapping[str, Any], value: Any, place: str = "") -> list[str]:
    """Find the read-only members that a value has, at any depth."""
    schema = package.resolve(dict(schema))
    found: list[str] = []
    if "discriminator" in schema:
        tag = value[schema["discriminator"]["propertyName"]]
        return read_only_places(package, {"$ref": schema["discriminator"]["mapping"][tag]}, value, place)
    for part in [*schema.get("allOf", ()), *(p for p in schema.get("anyOf", ()) if p != {"type": "null"})]:
        found += read_only_places(package, part, value, place)
    if isinstance(value, dict):
        for key, member in value.items():
            documented = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
            if isinstance(documented, dict):
                at = f"{place}/{key}"
                found += [at] if documented.get("readOnly") else read_only_places(package, documented, member, at)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        found += read_only_places(package, schema.get("items", {}), item, f"{place}/{index}")
    return found


def drawn(strategy: st.SearchStrategy[Any], count: int = 50, start: int = 1) -> list[Any]:
    """Draw a number of values from a seed."""
    values: list[Any] = []

    @seed(start)
    @settings(
        max_examples=count,
        database=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(strategy)
    def collect(value: Any) -> None:
        values.append(value)

    collect()
    return values


def many(strategy: st.SearchStrategy[Any], count: int = 40) -> list[Any]:
    """Draw many values independently: within one run Hypothesis repeats no example, which makes rare values frequent."""
    return [value for values in drawn(st.lists(strategy, min_size=count, max_size=count), 6) for value in values]


@pytest.mark.parametrize(("package", "name"), COMPONENTS, ids=str)
@FEW
@given(data=st.data())
def test_payloads_are_what_the_document_allows(package: Package, name: str, data: st.DataObject) -> None:
    value = data.draw(schemas_of(package.name).component(name))
    component(package, name).validate(value)
    assert orjson.loads(orjson.dumps(value)) == value


@cache
def served(package: Package) -> Document:
    """The document as a server reads it."""
    return Document(package.document)


@pytest.mark.parametrize(("package", "name"), COMPONENTS, ids=str)
@FEW
@given(data=st.data())
def test_bodies_hold_what_a_request_may(package: Package, name: str, data: st.DataObject) -> None:
    value = data.draw(schemas_of(package.name).component(name, direction="request"))
    requests = served(package)
    assert not list(
        requests.validator(requests.for_requests({"$ref": f"#/components/schemas/{name}"})).iter_errors(value)
    )
    assert not read_only_places(package, {"$ref": f"#/components/schemas/{name}"}, value)


@pytest.mark.parametrize(("package", "name"), MODELS, ids=str)
def test_every_model_has_its_strategies(package: Package, name: str) -> None:
    cls = getattr(package.models, name)
    (payload, body), model = (
        drawn(st.tuples(strategies.payload(cls), strategies.body(cls)), 1)[0],
        strategies.model(cls),
    )
    assert isinstance(cls.from_dict(payload), cls)
    assert cls.from_dict(body).to_body() == body
    assert isinstance(drawn(model, 1)[0], cls)


@pytest.mark.parametrize(("package", "name"), [(p, n) for p in ALL_PACKAGES for n in p.unions], ids=str)
def test_unions_give_all_variants_and_unknown_ones(package: Package, name: str) -> None:
    union, unknown = getattr(package.models, name), getattr(package.models, f"Unknown{name}")
    tags = package.unions[name]
    assert {value["type"] for value in many(strategies.payload(union), 3 * len(tags))} == set(tags)
    assert {type(value).__name__ for value in many(strategies.model(union), 3 * len(tags))} == set(tags.values())
    assert all(type(value) is unknown and value.type not in tags for value in drawn(strategies.model(unknown)))
    with pytest.raises(TypeError, match=f"Unknown{name} stands for variants that no document describes"):
        strategies.body(unknown)


@pytest.mark.parametrize("package", ALL_PACKAGES, ids=repr)
def test_every_member_that_a_document_names_is_drawn_and_left_out(package: Package) -> None:
    for name in sorted(set(package.objects) - set(package.unions)):
        model = getattr(package.models, name)
        values: list[dict[str, Any]] = []
        for start in range(1, 9):  # few models need more than the first draws
            values += drawn(strategies.payload(model), 6, start)
            if set(model._members) <= {key for value in values for key in value}:
                break
        assert set(model._members) <= {key for value in values for key in value}, name
        optional = {name for name in model._members if any(name not in value for value in values)}
        assert optional or not values[0].keys() - values[-1].keys()


def test_responses_are_successes_and_errors() -> None:
    responses = strategies.response(PACKAGES[0].client, "devices.get")
    statuses = responses.map(lambda answer: answer.status)
    for status in (200, 404, 429):
        assert occurs(statuses, status.__eq__, examples=1000), status
    assert all(answer.status == 200 or 400 <= answer.status < 600 for answer in drawn(responses, 100))


def test_a_seed_gives_the_same_values_and_another_gives_others() -> None:
    for package, name in MODELS[::16]:
        strategy = strategies.payload(getattr(package.models, name))
        first, again, other = (orjson.dumps(drawn(strategy, 10, start)) for start in (1, 1, 2))
        assert first == again
        assert first != other


def test_strategies_are_made_once() -> None:
    models, client = PACKAGES[0].models, PACKAGES[0].client
    assert strategies.payload(models.Device) is strategies.payload(models.Device)
    assert strategies.body(models.Device) is strategies.body(models.Device)
    assert strategies.request(client, "devices.get") is strategies.request(client, "devices.get")
    assert strategies.response(client, "devices.get") is strategies.response(client, "devices.get")


@pytest.mark.parametrize("package", PACKAGES, ids=repr)
def test_the_deepest_models_pass_the_health_checks_of_default_settings(package: Package) -> None:
    default = settings(settings.get_profile("default"), deadline=None, database=None, max_examples=20, derandomize=True)
    large = {
        "DashboardCollection",
        "ExportCollection",
        "DeviceTemplateCollection",
        "ScheduledJobCollection",
        "JobCollection",
    }
    for name in sorted(large & set(package.objects)):

        @settings(default, suppress_health_check=[HealthCheck.too_slow])  # its work is counted instead
        @given(st.lists(strategies.model(getattr(package.models, name)), min_size=3, max_size=3))
        def use(models: list[Any]) -> None:
            assert len(models) == 3

        assert calls_of(use) < 4_000_000


def test_mutated_payloads_differ_in_one_place() -> None:
    device = PACKAGES[0].models.Device
    validator = component(PACKAGES[0], "Device")
    values = drawn(strategies.mutated(device), 200)
    wrong = [value for value in values if not validator.is_valid(value)]
    assert wrong
    assert all(len(list(validator.iter_errors(value))) == 1 for value in wrong)


# own schemas

SCHEMAS: Mapping[str, Any] = {
    "closed": {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": "string", "readOnly": True}},
        "required": ["a", "b"],
        "additionalProperties": False,
    },
    "map": {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z]+$", "maxLength": 3},
        "additionalProperties": {"type": "integer"},
        "minProperties": 2,
        "maxProperties": 3,
    },
    "few": {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "minProperties": 2, "maxProperties": 2},
    "joined": {
        "allOf": [
            {"type": "object", "properties": {"n": {"type": "number", "minimum": 3}}, "required": ["n"]},
            {"type": "object", "properties": {"n": {"type": "integer", "maximum": 5}}},
        ]
    },
    "either": {
        "anyOf": [{"type": "integer", "minimum": 10}, {"type": "string", "minLength": 2}],
        "type": ["integer", "null"],
    },
    "exclusive": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    "whole": {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 3},
    "multiple": {"type": "integer", "multipleOf": 7, "minimum": 1, "maximum": 30},
    "quarter": {"type": "number", "multipleOf": 0.25, "minimum": 0, "exclusiveMaximum": 1},
    "int64": {"type": "integer", "format": "int64"},
    "float": {"type": "number", "format": "float"},
    "text": {"type": "string", "minLength": 3, "maxLength": 40},
    "code": {"type": "string", "pattern": r"^(?!-)[a-z0-9-]{1,48}[a-z0-9]$", "maxLength": 48},
    "part": {"type": "string", "pattern": "[0-9]{3}", "minLength": 5},
    "items": {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "maxItems": 6},
    "unique": {"type": "array", "items": {"enum": [1, True, "1", None, [1]]}, "uniqueItems": True, "minItems": 2},
    "none": {"type": "array", "items": False},
    "limited": {"enum": ["a", "ab", "abc", 1], "type": "string", "maxLength": 2},
    "constant": {"const": {"a": [1]}},
    "open": {"type": "string", "x-known-values": ["up", "down"]},
    **{
        name: {"type": "string", "format": name}
        for name in ("date-time", "date", "time", "duration", "uuid", "email", "uri")
    },
    "tree": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "left": {"anyOf": [{"$ref": "#/components/schemas/tree"}, {"type": "null"}]},
            "children": {"type": "array", "items": {"$ref": "#/components/schemas/tree"}},
        },
    },
    "there": {"type": "object", "properties": {"back": {"$ref": "#/components/schemas/back"}}},
    "back": {
        "type": "object",
        "properties": {"there": {"allOf": [{"$ref": "#/components/schemas/there"}], "minProperties": 1}},
    },
    "tagged": {
        "oneOf": [{"$ref": "#/components/schemas/cat"}, {"$ref": "#/components/schemas/dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/cat"}},
    },
    "cat": {"type": "object", "properties": {"kind": {"type": "string"}}, "required": ["kind"]},
    "dog": {"type": "object", "properties": {"kind": {"type": "string", "maxLength": 3}}},
}
OWN = strategies.Schemas({"components": {"schemas": SCHEMAS}})


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - {"tagged"}))
def test_every_keyword_is_honoured(name: str) -> None:
    validator = jsonschema_rs.validator_for(
        {"$schema": DRAFT, "$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}},
        validate_formats=True,
    )
    values = drawn(OWN.component(name), 100)
    assert not [value for value in values if not validator.is_valid(value)]
    assert len({orjson.dumps(value) for value in values}) > (0 if name in {"none", "constant"} else 1)


def test_a_union_without_constants_is_given_its_tags() -> None:
    assert {value["kind"] for value in drawn(OWN.component("tagged"))} == {"c", "dog"}


LIMITS: list[tuple[str, Callable[[Any], Any], set[Any]]] = [
    ("text", len, {3, 40}),
    ("code", len, {2, 48}),
    ("items", len, {2, 6}),
    ("whole", int, {1, 2}),
    ("multiple", int, {7, 14, 21, 28}),
    ("quarter", float, {0, 0.25, 0.5, 0.75}),
    ("map", len, {2, 3}),
    ("limited", str, {"a", "ab"}),
    ("either", lambda value: value is None, {False}),
    ("joined", lambda value: value["n"], {3, 4, 5}),
]


@pytest.mark.parametrize(("name", "measure", "expected"), LIMITS)
def test_the_limits_are_reached(name: str, measure: Callable[[Any], Any], expected: set[Any]) -> None:
    assert expected <= {measure(value) for value in drawn(OWN.component(name), 150)}


def test_known_values_are_usual_and_others_come() -> None:
    values = many(OWN.component("open"))
    known = [value for value in values if value in {"up", "down"}]
    assert set(known) == {"up", "down"}
    assert len(values) / 2 < len(known) < len(values)


def test_unknown_members_come_when_they_may() -> None:
    named = {"type": "object", "properties": {"a": {"type": "null"}}}
    with_others = [value for value in drawn(OWN.values(named), 100) if value.keys() - {"a"}]
    assert with_others
    assert not [value for value in drawn(OWN.values(named, unknown=False), 100) if value.keys() - {"a"}]
    assert not [value for value in drawn(OWN.values(named, direction="request"), 100) if value.keys() - {"a"}]
    assert [value for value in drawn(OWN.values(named, direction="request", unknown=True), 100) if value.keys() - {"a"}]
    assert [value for value in drawn(OWN.values({"type": "object"}, direction="request"), 100) if value]


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"type": "array", "items": {"contains": {}}}, "schema/items: .* keyword 'contains'"),
        ({"properties": {"a": {"not": {}}}}, "schema/properties/a: .* keyword 'not'"),
        ({"type": "string", "format": "moon-phase"}, "schema: .* format 'moon-phase'"),
        ({"type": "integer", "format": "int8"}, "schema: .* format 'int8'"),
        ({"type": "text"}, "schema: the type 'text'"),
        ({"$ref": "#/components/schemas/nowhere"}, "schema: .* leads to nothing"),
        ({"$ref": "other.json#/a"}, "schema: .* leads to nothing"),
        ({"oneOf": [{"type": "integer"}, {"type": "number"}]}, "schema: a oneOf needs a discriminator"),
        ({"allOf": [{"pattern": "a"}, {"pattern": "b"}]}, "schema/allOf/1|schema: two values of pattern"),
        ({"minLength": 1, "minimum": 1}, "schema: keywords for number and string"),
        ({"type": "string", "pattern": "("}, "schema: the pattern"),
        ("text", "schema: a schema is an object or a boolean"),
    ],
)
def test_what_is_not_understood_is_named(schema: Any, message: str) -> None:
    for _ in range(2):  # nothing is left of the first attempt
        with pytest.raises(strategies.UnsupportedSchemaError, match=message):
            OWN.values(schema)


def test_wrong_uses_say_what_to_do() -> None:
    package = PACKAGES[0]
    with pytest.raises(TypeError, match=r"use a class such as models\.Device"):
        strategies.payload(str)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="use a class such as IoTCentral"):
        strategies.request(str, "devices.get")  # type: ignore[arg-type]
    wrong = [
        (package, ("", "devices", "gadgets.get", "devices.paint", "devices.with_session", "get", "close")),
        (MANAGEMENT, ("apps.create_or_update", "apps.resume_update", "begin_update")),
        (CONNECTOR, ("actions", "actions.list_gadgets", "session", "raw", "api_version")),
    ]
    for each, operations in wrong:
        for operation in operations:
            with pytest.raises(ValueError, match=f"{each} has no operation '{operation}'"):
                strategies.request(each.client, operation)
            with pytest.raises(ValueError, match=f"{each} has no operation '{operation}'"):
                strategies.response(each.client, operation)
    with pytest.raises(KeyError, match="no operation 'Devices_Paint'"):
        schemas_of(package.name).parameters("Devices_Paint")


def test_without_hypothesis_the_import_says_what_to_install() -> None:
    code = """
import sys
import iotcentral_testkit
assert "hypothesis" not in sys.modules
sys.modules["hypothesis"] = None
try:
    from iotcentral_testkit import strategies
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install "iotcentral-testkit[contract]"' in done.stdout


def test_the_examples_of_the_documentation_work() -> None:
    text = (Path(__file__).parents[2] / "docs" / "strategies.md").read_text()
    ran = []
    for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        names: dict[str, Any] = {}
        exec(compile(code, "docs/strategies.md", "exec"), names)
        for name in [name for name in names if name.startswith("test_")]:
            names[name]()
            ran.append(name)
    assert ran == ["test_every_device_has_a_label", "test_create_returns_a_device_or_raises_an_api_error"]
