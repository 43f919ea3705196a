"""Plan: what is written, and under which names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from iotcentral_generator.engine.wire_names import decoded
from iotcentral_generator.plan import names, plan
from iotcentral_generator.plan.model_plan import MemberPlan
from iotcentral_generator.plan.operation_plan import OperationPlan
from iotcentral_generator.problems import GenerationError

from .conftest import Small


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("displayName", "display_name"),
        ("etag", "etag"),
        ("type", "type"),
        ("filter", "filter"),
        ("id", "id"),
        ("@id", "id"),
        ("$metadata", "metadata"),
        ("If-Match", "if_match"),
        ("page-size", "page_size"),
        ("2nd", "n2nd"),
        ("@", "value"),
        ("µg", "μg"),
        ("größeInCm", "größe_in_cm"),
        ("", "value"),
        ("🎈", "value"),
        ("__class__", "class"),
    ],
)
def test_an_attribute_is_the_name_in_snake_case(name: str, attribute: str) -> None:
    assert names.attribute(name) == attribute


@pytest.mark.parametrize(
    ("function", "name", "written"),
    [
        (names.method, "RunCommand", "run_command"),
        (names.method, "List", "list"),
        (names.module, "DeviceGroups", "device_groups"),
        (names.module, "Größe", "grosse"),
        (names.module, "名", "u540d"),
        (names.class_name, "Größe", "Größe"),
        (names.class_name, "a.b-c", "ABC"),
        (names.class_name, "_Hidden", "Hidden"),
        (names.class_name, "2nd", "Schema2nd"),
        (names.constant, "RunCommand", "RUN_COMMAND"),
        (names.constant, "blob@v1", "BLOB_V1"),
        (names.constant, "text/x-plain", "TEXT_X_PLAIN"),
        (names.constant, "1337", "VALUE_1337"),
        (names.constant, "", "EMPTY"),
        (names.constant, " ", "VALUE"),
        (names.constant, "__class__", "CLASS"),
        (names.package, "things-v1.0-preview", "things_v1_0_preview"),
    ],
)
def test_other_names_follow_their_kind(function: Any, name: str, written: str) -> None:
    assert function(name) == written


def member(small: Small, model: str, key: str, version: str = "2") -> MemberPlan:
    """Return a member of a model of the plan."""
    (found,) = [m for m in small.plan(version).models if m.name == model]
    return next(m for m in found.members if m.key == key)


def operation(small: Small, operation_id: str, version: str = "2") -> OperationPlan:
    """Return an operation of the plan."""
    (resource,) = small.plan(version).resources
    return next(o for o in resource.operations if o.id == operation_id)


def test_a_plan_holds_what_the_document_holds(small: Small) -> None:
    made = small.plan()
    assert {model.name for model in made.models} == {
        "Thing",
        "Shape",
        "Circle",
        "Square",
        "Error",
        "ThingPatch",
        "ShapePatch",
    }
    assert [enumeration.name for enumeration in made.enumerations] == ["Colour"]
    assert [(r.attribute, r.description, len(r.operations)) for r in made.resources] == [("things", "The things.", 2)]
    assert made.fixed == {"version": "2"}
    assert set(made.exports) - {m.name for m in made.models} == {"Colour", "UnknownShape"}


@pytest.mark.parametrize(
    ("key", "annotation", "required", "read_only", "secret"),
    [
        ("id", "str | Unset", False, True, False),
        ("name", "str", True, False, False),
        ("colour", "Colour | Unset", False, False, False),
        ("accessKey", "str | Unset", False, False, True),
        ("shape", "Shape | Unset", False, False, False),
    ],
)
def test_a_member_is_what_the_document_says(
    small: Small, key: str, annotation: str, required: bool, read_only: bool, secret: bool
) -> None:
    found = member(small, "Thing", key)
    assert (found.annotation, found.required, found.read_only, found.secret) == (
        annotation,
        required,
        read_only,
        secret,
    )


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        ("type: string", "str | Unset"),
        ("type: [string, 'null']", "str | None | Unset"),
        ("{anyOf: [{type: integer}, {type: 'null'}]}", "int | None | Unset"),
        ("type: boolean", "bool | Unset"),
        ("{type: string, format: date-time}", "datetime.datetime | Unset"),
        ("{type: string, format: date}", "datetime.date | Unset"),
        ("{type: string, format: uuid}", "uuid.UUID | Unset"),
        ("{type: array, items: {type: array, items: {type: integer}}}", "list[list[int]] | Unset"),
        ("{type: array, items: {}}", "list[Any] | Unset"),
        ("{type: object}", "dict[str, Any] | Unset"),
        ("{type: object, additionalProperties: {type: number}}", "dict[str, float] | Unset"),
        ("{type: string, title: Note, x-known-values: [a]}", "str | Unset"),
        ("{type: string, title: Note, enum: [a]}", "Note | Unset"),
        ("{type: object, properties: {x: {type: string}}}", "ThingAccessKey | Unset"),
        ("{type: array, items: {type: object, properties: {x: {type: string}}}}", "list[ThingAccessKeyItem] | Unset"),
        ("x-any: value", "Any"),
    ],
)
def test_a_type_has_its_form_in_python(small: Small, schema: str, annotation: str) -> None:
    text = schema.removeprefix("{").removesuffix("}") if schema.startswith("{") else schema
    small.change("          x-secret: true\n          type: string\n", "")
    small.change("description: What opens it.", f"unused: x\n        accessKey: {{{text}}}").change(
        "        accessKey:\n          unused: x\n", ""
    )
    assert member(small, "Thing", "accessKey").annotation == annotation


def test_a_secret_of_an_object_is_a_secret_of_its_patch(small: Small) -> None:
    small.change("x-secret: true", "format: password")
    assert member(small, "Thing", "accessKey").secret
    assert member(small, "ThingPatch", "accessKey").secret


def test_a_union_is_the_base_of_its_variants(small: Small) -> None:
    models = {model.name: model for model in small.plan().models}
    assert models["Shape"].variants == {"circle": "Circle", "square": "Square"}
    assert [models[name].bases for name in ("Circle", "Square", "Thing")] == [("Shape",), ("Shape",), ()]
    assert [m.key for m in models["Shape"].members] == ["kind", "note"]
    assert [m.key for m in models["Circle"].own_members] == ["kind", "radius"]


def test_a_method_takes_path_body_and_keywords_in_this_order(small: Small) -> None:
    assert operation(small, "Things_Get").signature == ["self", "thing_id: str", "*", "depth: int | Unset = UNSET"]
    assert operation(small, "Things_Update").signature == [
        "self",
        "thing_id: str",
        "body: models.ThingPatch | Unset = UNSET",
    ]


def test_required_keywords_come_first(small: Small) -> None:
    small.change(
        "      - name: depth\n",
        "      - {name: a, in: query, description: A., schema: {type: string}}\n"
        "      - {name: b, in: header, description: B., required: true, schema: {type: string}}\n      - name: depth\n",
    )
    assert operation(small, "Things_Get").signature[2:] == [
        "*",
        "b: str",
        "a: str | Unset = UNSET",
        "depth: int | Unset = UNSET",
    ]


def test_an_enumeration_of_a_parameter_is_named_wherever_it_is_written(small: Small) -> None:
    small.change("schema: {type: integer}", "schema: {type: string, title: Depth, enum: [low, high]}")
    found = operation(small, "Things_Get").keywords[0]
    assert found.annotation == 'models.Depth | Literal["low", "high"] | Unset'


@pytest.mark.parametrize(
    ("old", "new", "scope", "name"),
    [
        (
            "        accessKey:\n",
            "        door: {description: A., type: string, x-name: access_key}\n        accessKey:\n"
            "          x-name: access_key\n",
            "the members of Thing",
            "access_key",
        ),
        (
            "      - name: depth\n",
            "      - {name: d, in: header, description: D., x-name: depth, schema: {type: string}}\n      - name: depth\n"
            "        x-name: depth\n",
            "the parameters of Things_Get",
            "depth",
        ),
    ],
)
def test_a_name_that_is_given_twice_is_refused(small: Small, old: str, new: str, scope: str, name: str) -> None:
    problems = small.change(old, new).plan_problems()
    assert {problem.code for problem in problems} == {"S204"}
    message = f"two of {scope} would be called `{name}` in Python; give one another `x-name`"
    assert message in {p.message for p in problems}


def test_a_schema_that_the_engine_lost_is_an_error(small: Small) -> None:
    parsed = small.parse()
    kept = [model for model in parsed.data.models if decoded(str(model.class_info.name)) != "Circle"]
    with pytest.raises(GenerationError, match="S205 the engine created no class for the schema Circle"):
        plan(parsed._replace(data=replace(parsed.data, models=kept)), "2")


@pytest.mark.parametrize(
    ("pageable", "words"),
    [
        ("{nextLinkName: nextLink}", ["`value`", "`nextLink`", "Thing"]),
        ("{itemName: name, nextLinkName: id}", ["`name`", "`id`", "Thing"]),
    ],
)
def test_a_list_without_items_or_link_is_refused(small: Small, pageable: str, words: list[str]) -> None:
    small.change("      summary: Get a thing\n", f"      summary: Get a thing\n      x-ms-pageable: {pageable}\n")
    (problem,) = small.plan_problems()
    assert problem.code == "S203"
    assert all(word in problem.message for word in ["Things_Get", *words])


def test_a_type_without_a_form_in_python_is_refused(small: Small) -> None:
    small.change(
        "          description: About the shape.\n          type: string\n",
        "          anyOf: [{type: string}, {type: integer}]\n",
    )
    (problem,) = small.plan_problems()
    assert problem.code == "S202"
    assert "`note`: a union needs a discriminator" in problem.message
