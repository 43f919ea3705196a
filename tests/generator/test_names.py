"""Names: whatever a document calls its parts, each has a name in Python, and its own name over the wire."""

from __future__ import annotations

import asyncio
import json
import keyword
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from iotcentral_generator.plan.naming import reserved

from .made_packages import Requests, document, imported, mypy_complaints, operation, problems, properties

MEMBERS = (
    *sorted(
        reserved("members") | {"field", "property", "type", "self", "cls", "data", "value", "get", "model", "items"}
    ),
    *("class", "from", "None", "µg", "μm", "größeInCm", "名字", "🎈", "🎉", "", "1st", "__class__", "__init__", "$ref"),
    *("a-b", "a_b", "aB", "a.b", "ends_", "ends", "ends in blank ", 'has "quotes"', "has \\ and \n", "%s", "{x}"),
    *("discriminator", "x-name", "x-values", "enum", "properties", "toDict", "additional_properties", "UNSET"),
)
"""Names of members; all are texts."""

PARAMETERS = (
    *sorted(reserved("parameters") | reserved("methods") | {"field", "token", "path", "query", "headers", "values"}),
    *("from", "if_match", "list", "str", "a-b", "a_b", "aB", "µ", "ä", "🎈", "1st", "$top", "x.y", 'q"q', "a\\b"),
)
"""Names of query parameters."""

SCHEMAS = (
    *("Any", "Model", "Self", "Mapping", "Unset", "UNSET", "Variants", "ClassVar", "TYPE_CHECKING", "Final", "StrEnum"),
    *(
        "OpenEnum",
        "None",
        "True",
        "class",
        "Unknown",
        "UnknownShape",
        "Größe",
        "名",
        "µ",
        "str",
        "dict",
        "type",
        "Rate",
    ),
    *("data", "value", "holder", "Thing", "thing", "THING", "a.b", "a-b", "2nd", "_Hidden", "__init__", "Con", "Nul"),
    *(
        "ClassVariable",
        "Models",
        "Literal",
        "Sequence",
        "Thing_",
        "Any_",
        "lazy_exports",
        "wrong",
        "define",
        "field",
        "new",
        "Async",
    ),
)
"""Names of schemas: each is an object with the members `name` and `holder`."""

RESOURCES = (
    *("Close", "WithOptions", "Rates", "Aio", "Version", "Distribution", "BaseUrl", "Limiter", "ApiVersion", "Names"),
    *("Pager", "Filter", "Models", "Operations", "Any", "Raw", "Self", "Client", "AsyncClient", "Rate", "ClassVar"),
    *("CachedProperty", "Property", "Con", "None", "Import", "AsyncNames", "NamesRaw", "Mapping", "Str", "Close2"),
)
"""Names of resources, each with the methods `get` and `list`; the client is called `Names`."""

METHODS = (
    "Property",
    "List",
    "Str",
    "Dict",
    "Raw",
    "Session",
    "WithSession",
    "Models",
    "None",
    "Import",
    "Call",
    "Int",
)
METHODS += ("Builtins", "Datetime", "Uuid", "Literal", "Self", "Filter", "Type", "Super", "Print", "Float", "Bool")
"""Names of methods of one resource, each with one parameter of each plain type."""

VALUES = (
    *(
        "red",
        "Red",
        "RED",
        "-red",
        "+",
        "-",
        "",
        " ",
        " red",
        "red ",
        "mro",
        "name",
        "value",
        "KNOWN",
        "None",
        "1",
        "1.0",
    ),
    *(
        'say "so"',
        "back\\slash",
        "line\nbreak",
        "tab\t",
        "'",
        '"""',
        "ß",
        "SS",
        "µ",
        "μ",
        "🎈",
        "__class__",
        "_sunder_",
    ),
    *("{x}", "%s", "\u2028", "\u200b", "\x85", "\x7f", "a\u0308", "ä"),
)
"""Values of enumerations."""


_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_PATCH = {"schema": {"x-merge-patch-of": "Given"}, "examples": {"one": {"value": {}}}}


def _paths() -> dict[str, Any]:
    given = {"name": "id", "in": "query", "required": True, "schema": {"type": "string"}, "x-name": "query_id"}
    plain = [{"type": kind} for kind in ("string", "integer", "number", "boolean")]
    plain += [{"type": "string", "format": each} for each in ("date", "uuid")]
    typed = tuple(
        {"name": f"p{index}", "in": "query", "schema": schema, "example": None} for index, schema in enumerate(plain)
    )
    typed = tuple({key: value for key, value in each.items() if key != "example"} for each in typed)
    return {
        "/holders": {"put": operation("Holders_Put", "Holder")},
        "/parameters": {
            "get": operation(
                "Holders_Get",
                parameters=tuple({"name": name, "in": "query", "schema": {"type": "string"}} for name in PARAMETERS),
            )
        },
        "/ids/{id}/{x.y}": {
            "get": operation(
                "Holders_GetId",
                parameters=(
                    {"name": "id", "in": "header", "schema": {"type": "string"}},
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "x.y", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "ID", "in": "query", "schema": {"type": "string"}},
                ),
            )
        },
        "/given/{id}": {
            "post": operation(
                "Holders_Post",
                "Given",
                (_ID, given),
                **{"x-name": "publish"},
            ),
            "patch": {
                **operation("Holders_Patch", "Given", (_ID,)),
                "requestBody": {"description": "The changes.", "content": {"application/merge-patch+json": _PATCH}},
            },
        },
        **{f"/{name}": {"get": operation(f"{name}_Get"), "post": operation(f"{name}_List")} for name in RESOURCES},
        **{f"/m/{name}": {"get": operation(f"Methods_{name}", "", _without_examples(typed))} for name in METHODS},
        "/m": {"get": operation("Methods_GET"), "post": operation("Methods_Get"), "put": operation("Methods_Post")},
    }


def _without_examples(parameters: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    examples = ("x", 1, 1.5, True, "2026-01-31", "6e9b2b58-4d5b-4c0b-8f0a-5f7b6d1f2a3c")
    return tuple({**each, "example": value} for each, value in zip(parameters, examples, strict=True))


def _schemas() -> dict[str, Any]:
    union = {
        "type": "object",
        "oneOf": [{"$ref": "#/components/schemas/Circle"}],
        "discriminator": {"propertyName": "kind", "mapping": {"circle": "#/components/schemas/Circle"}},
    }
    circle = properties(kind={"const": "circle"}, radius={"type": "number"})
    references = {name: {"$ref": f"#/components/schemas/{name}"} for name in SCHEMAS}
    lists = {f"list {name}": {"type": "array", "items": reference} for name, reference in references.items()}
    maps = {f"map {name}": {"type": "object", "additionalProperties": r} for name, r in references.items()}
    values = {value: {"description": f"It is {value}."} for value in VALUES}
    return {
        "Holder": {
            "type": "object",
            "properties": {
                **properties(**references, **lists, **maps),
                **properties(
                    shape={"$ref": "#/components/schemas/Shape"},
                    members={"$ref": "#/components/schemas/Members"},
                    closed={"$ref": "#/components/schemas/Closed"},
                    open={"$ref": "#/components/schemas/Open"},
                ),
            },
        },
        "Members": {"type": "object", "properties": properties(*MEMBERS, id={"type": "string", "readOnly": True})},
        "Shape": union,
        "Circle": {"type": "object", "required": ["kind"], "properties": circle},
        "Closed": {"type": "string", "enum": list(VALUES), "x-values": values},
        "Open": {"type": "string", "x-known-values": list(VALUES)},
        "Given": {
            "type": "object",
            "x-name": "Present",
            "properties": properties(
                **{
                    "a-b": {"type": "string", "x-name": "dashed"},
                    "a_b": {"type": "string"},
                    "colour": {
                        "type": "string",
                        "x-name": "tint",
                        "enum": ["r", "R"],
                        "x-values": {"R": {"description": "Loud.", "x-name": "LOUD"}},
                    },
                }
            ),
        },
        **{
            name: {
                "type": "object",
                "properties": properties("name", id={"type": "string", "readOnly": True})
                | {"holder": {"description": "H.", "$ref": "#/components/schemas/Holder"}},
            }
            for name in SCHEMAS
        },
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("names")


@pytest.fixture(scope="module")
def package(folder: Path) -> Iterator[ModuleType]:
    tags = ("Holders", "Methods", *RESOURCES)
    with imported(document("names", _paths(), _schemas(), tags), folder) as made:
        yield made


def member_names(model: Any) -> dict[str, str]:
    found: dict[str, str] = model._members
    return found


def test_the_whole_package_is_typed(package: ModuleType, folder: Path) -> None:
    assert mypy_complaints(folder) == ""


def test_members_keep_their_names_over_the_wire(package: ModuleType) -> None:
    content = {name: f"text of {name!r}" for name in MEMBERS}
    assert package.models.Members.from_dict(content).to_dict() == content


def test_members_are_arguments_of_the_constructor(package: ModuleType) -> None:
    names = member_names(package.models.Members)
    made = package.models.Members(**{attribute: key for key, attribute in names.items() if key != "id"})
    assert made.to_dict() == {name: name for name in MEMBERS}
    assert package.models.Members(field="x").to_dict() == {"field": "x"}
    with pytest.raises(TypeError):
        package.models.Members(id="x")


@pytest.mark.parametrize(
    ("key", "attribute"),
    [
        ("µg", "μg"),
        ("größeInCm", "größe_in_cm"),
        ("field", "field"),
        ("class", "class_"),
        ("Self", "self_"),
        ("self", "self_2"),
        ("cls", "cls"),
        ("classmethod", "classmethod_"),
        ("to_dict", "to_dict_"),
        ("toDict", "to_dict_2"),
        ("a-b", "a_b"),
        ("a_b", "a_b_2"),
        ("aB", "a_b_3"),
        ("🎈", "value_2"),
        ("🎉", "value_3"),
        ("", "value_4"),
        ("1st", "n1st"),
    ],
)
def test_members_are_called_by_rules(package: ModuleType, key: str, attribute: str) -> None:
    assert member_names(package.models.Members)[key] == attribute


def test_parameters_are_sent_under_their_own_names(package: ModuleType) -> None:
    requests = Requests(package, "Names")
    import inspect

    with requests.client() as client:
        keywords = [name for name, p in inspect.signature(client.holders.get).parameters.items()]
        client.holders.get(**dict(zip(keywords, PARAMETERS, strict=True)))
    assert dict(requests.sent[0].url.params) == {name: name for name in PARAMETERS}


def test_one_name_in_several_places_has_several_keywords(package: ModuleType) -> None:
    requests = Requests(package, "Names")
    with requests.client() as client:
        client.holders.get_id("p", "x", id_header="h", id_query="q")
    (sent,) = requests.sent
    assert (sent.url.path, sent.headers["id"], sent.url.params["ID"]) == ("/ids/p/x", "h", "q")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_has_a_class_that_encodes_and_decodes(package: ModuleType, name: str) -> None:
    content = {name: {"name": "a"}, f"list {name}": [{"name": "b"}], f"map {name}": {"k": {"name": "c"}}}
    made = package.models.Holder.from_dict(content)
    value = getattr(made, member_names(package.models.Holder)[name])
    assert value.name == "a"
    assert made.to_dict() == content
    called = [public for public in package.models.__all__ if getattr(package.models, public) is type(value)]
    assert len(called) == 1
    plain = name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")
    assert not plain or called == ["μ" if name == "µ" else f"{name}_" if name == "lazy_exports" else name]


def test_a_union_keeps_a_class_for_what_is_unknown_beside_a_schema_of_that_name(package: ModuleType) -> None:
    unknown = package.models.Shape.from_dict({"kind": "square"})
    assert isinstance(unknown, package.models.Shape)
    assert not isinstance(unknown, package.models.UnknownShape)
    assert unknown.to_dict() == {"kind": "square"}


def test_modules_are_safe_on_every_file_system(package: ModuleType) -> None:
    for part in ("models", "resources", "operations"):
        modules = [module.name for module in pkgutil.iter_modules([f"{package.__path__[0]}/{part}"])]
        assert all(name.isascii() and name.isidentifier() and name == name.lower() for name in modules)
        assert not {"con", "nul"} & set(modules)


@pytest.mark.parametrize("name", RESOURCES)
def test_every_resource_is_an_attribute_of_both_clients(package: ModuleType, name: str) -> None:
    requests = Requests(package, "Names")
    (attribute,) = {
        each
        for each in dir(package.Names)
        if each.rstrip("_2").replace("_", "").lower() == name.rstrip("2").lower()
        and each.endswith("2") == (name == "Close2")
        and hasattr(getattr(package.Names, each), "func")
    }

    async def call() -> None:
        async with requests.async_client() as client:
            await getattr(client, attribute).get()

    with requests.client() as client:
        getattr(client, attribute).list()
        assert client.with_options(timeout=3).base_url == client.base_url
    asyncio.run(call())
    assert [(request.method, request.url.path) for request in requests.sent] == [
        ("POST", f"/{name}"),
        ("GET", f"/{name}"),
    ]


@pytest.mark.parametrize("name", METHODS)
def test_every_method_is_there_on_both_clients(package: ModuleType, name: str) -> None:
    requests = Requests(package, "Names")

    async def call(method: str) -> None:
        async with requests.async_client() as client:
            await getattr(client.methods, method)()

    with requests.client() as client:
        methods = [each for each in vars(type(client.methods)) if each.rstrip("_").replace("_", "") == name.lower()]
        (method,) = [each for each in methods if callable(getattr(client.methods, each))]
        getattr(client.methods, method)(p1=1)
        assert getattr(client.methods.raw, method)().response.status_code == 204
    asyncio.run(call(method))
    assert [request.url.path for request in requests.sent] == [f"/m/{name}"] * 3


def test_methods_of_one_name_are_told_apart_in_the_order_of_the_document(package: ModuleType) -> None:
    requests = Requests(package, "Names")
    with requests.client() as client:
        for method in ("get", "get_2", "post"):
            getattr(client.methods, method)()
    assert [request.method for request in requests.sent] == ["GET", "POST", "PUT"]


def test_values_of_enumerations_arrive_unchanged(package: ModuleType) -> None:
    for value in VALUES:
        made = package.models.Holder.from_dict({"closed": value, "open": value})
        assert made.closed == value
        assert made.to_dict() == {"closed": value, "open": value}
    assert [member.value for member in package.models.Closed] == list(VALUES)
    assert package.models.Open.KNOWN == VALUES
    assert [package.models.Closed.RED, package.models.Closed.RED_2, package.models.Closed.RED_3] == [
        "red",
        "Red",
        "RED",
    ]
    assert package.models.Closed.EMPTY == ""


def test_the_patch_of_a_model_is_called_after_it(package: ModuleType) -> None:
    patch = package.models.PresentPatch(dashed=None, a_b="u")
    assert patch.to_dict() == {"a-b": None, "a_b": "u"}
    assert package.models.Present.patch_class() is package.models.PresentPatch


def test_the_document_gives_names(package: ModuleType) -> None:
    requests = Requests(package, "Names")
    with requests.client() as client:
        models = package.models
        sent = models.Present(dashed="d", a_b="u", tint=models.GivenColour.LOUD)
        assert client.holders.publish("p", sent, query_id="q") == sent
    (request,) = requests.sent
    assert json.loads(request.content) == {"a-b": "d", "a_b": "u", "colour": "R"}
    assert (request.url.path, request.url.params["id"]) == ("/given/p", "q")


@pytest.mark.parametrize(
    ("where", "name", "told"),
    [
        ("member", "class", 'the x-name "class" of a is a keyword of Python; choose another'),
        ("member", "a b", 'the x-name "a b" of a is not an identifier of Python; choose another'),
        ("member", "_a", 'the x-name "_a" of a begins with an underscore, which marks what is private; choose another'),
        ("member", "to_dict", 'the x-name "to_dict" of a has a meaning of its own there; choose another'),
        ("member", "µg", 'the x-name "µg" of a is not in normal form, so Python would read μg; choose another'),
        ("member", "b", "two of the members of Thing would be called `b` in Python; give one another `x-name`"),
        ("schema", "None", 'the x-name "None" of Thing is a keyword of Python; choose another'),
        ("schema", "Other", "two of the schemas would be called `Other` in Python; give one another `x-name`"),
        ("operation", "raw", 'the x-name "raw" of Things_Put has a meaning of its own there; choose another'),
        ("parameter", "body", 'the x-name "body" of the parameter q has a meaning of its own there; choose another'),
        ("tag", "close", 'the x-name "close" of the tag Things has a meaning of its own there; choose another'),
        (
            "items",
            "a",
            "x-name in Thing.d[] has an effect in a schema of the components or in a property only; write it there "
            "(a parameter has it beside its `name`, an enumeration a `title`)",
        ),
        ("value", "mro", 'the x-name "mro" of the value "v" has a meaning of its own there; choose another'),
    ],
)
def test_a_name_that_is_given_and_cannot_be_used_is_refused(tmp_path: Path, where: str, name: str, told: str) -> None:
    def given(place: str) -> dict[str, Any]:
        return {"x-name": name} if place == where else {}

    parameter = {"name": "q", "in": "query", "schema": {"type": "string"}, **given("parameter")}
    values = {"enum": ["v"], "x-values": {"v": {"description": "V.", **given("value")}}}
    members = {"a": {"type": "string", **given("member")}, "b": {"type": "string", "x-name": "b"}, "c": values}
    members["d"] = {"type": "array", "items": {"type": "string", **given("items")}}
    schemas = {
        "Thing": {"type": "object", "properties": properties(**members), **given("schema")},
        "Other": {"type": "object", "x-name": "Other", "x-unused": "For its name."},
    }
    spec = document(
        "given", {"/t": {"put": operation("Things_Put", "Thing", (parameter,), **given("operation"))}}, schemas
    )
    spec["tags"] = [{"name": "Things", "description": "T.", **given("tag")}]
    (problem,) = problems(spec, tmp_path)
    line, _, text = problem.partition(": ")
    assert text.partition(" ")[2] == told
    written = (tmp_path / "spec" / "openapi.yaml").read_text(encoding="utf-8").splitlines()
    assert text.startswith("S204") or json.dumps(name, ensure_ascii=False) in written[int(line) - 1]
    assert not (tmp_path / "out").exists()
