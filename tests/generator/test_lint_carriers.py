"""Lint of operations that another document carries out, and of the marks for methods: S118 and S119."""

from __future__ import annotations

from pathlib import Path

import pytest
from iotcentral_generator.pipeline import lint_all
from iotcentral_generator.problems import GenerationError

from .carried_document import CarriedDocument


@pytest.fixture
def errands(tmp_path: Path) -> CarriedDocument:
    """Return both documents in a folder of their own."""
    return CarriedDocument(tmp_path / "spec")


def test_a_document_that_is_carried_out_by_another_has_no_problems(errands: CarriedDocument) -> None:
    assert errands.lint() == []


TRIGGER = """\
      x-ms-trigger: single
      callbacks:
        came:
          "{$request.body#/url}":
            post:
              requestBody:
                content:
                  application/json:
                    schema: {"$ref": "#/components/schemas/Came"}
              responses:
                "200": {description: Understood.}
"""

CASES = [
    ("operationId: Things_Get", "operationId: Things_Take", '"Things_Take" is not an operation of openapi.yaml in 2'),
    ("thingId: thing, depth: deep", "thingId: thing", 'uses "deep" 0 times'),
    ("thingId: thing, depth: deep", "thingId: thing, depth: thing", 'uses "thing" 2 times'),
    ("thingId: thing, depth: deep", "depth: thing", 'Things_Get needs the parameter "thingId"'),
    ("thingId: thing, depth: deep", "thingId: thing, height: deep", '"height" is not a parameter of Things_Get'),
    ("thingId: thing, depth: deep", "thingId: thing, depth: width", 'names "width", which is none of its parameters'),
    ("returns: {colour: shade}", "returns: {taste: shade}", '"taste", which is not a member of the response'),
    ("returns: {colour: shade}", "first: name", '"name", which is not an array of the response'),
    ("returns: {colour: shade}", "body: body", "Things_Get takes no body"),
    ("body: {name: newName}", "body: {title: newName}", '"title" is not a member of the body of Things_Update'),
    ("body: {name: newName}", "body: body", "`body: body` is for a body that is sent unchanged"),
    ("body: {name: newName}", "unsent: [newName]", "Things_Update takes a body; add `body` of the mapping"),
    ("same: {again: thing}", "same: {again: other}", '`same` names "other"'),
    ('        "204":\n', '        "200":\n', "it succeeds with 200, but Things_Update with 204"),
    (
        TRIGGER,
        "",
        "WhenAThingComes has no x-data-plane-operation: nothing carries it out; name an operation there",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_a_mapping_that_does_not_fit_is_refused(errands: CarriedDocument, old: str, new: str, message: str) -> None:
    problems = errands.change(old, new).lint()
    assert [problem.code for problem in problems]
    assert {problem.code for problem in problems} <= {"S105", "S118", "S119", "S122"}
    assert any(message in problem.message for problem in problems), problems
    assert all(problem.position and problem.position.file == errands.root for problem in problems)


MARKS = [
    ("x-successor: LookAtAThing", "x-successor: Look", 'x-successor "Look" is not an operation'),
    ("x-successor: LookAtAThing", "x-successor: RenameAThing", "RenameAThing is deprecated itself"),
    ("      deprecated: true\n", "", "x-successor belongs to an operation that is `deprecated: true`"),
    (
        '#/components/schemas/Came"}\n              responses',
        '#/components/schemas/Gone"}\n              responses',
        "S104",
    ),
    ('schema: {"$ref": "#/components/schemas/Came"}', "schema: {type: object}", "a trigger needs `callbacks`"),
    (
        "    get:\n",
        "    get:\n      x-ms-long-running-operation-options: {final-state-via: luck}\n",
        '"luck" is none of',
    ),
    ("in: query, description", "in: query, x-ms-parameter-location: client, description", "not in the path"),
    ("in: query, description", "in: query, x-ms-parameter-location: server, description", "neither client nor method"),
]


@pytest.mark.parametrize(("old", "new", "message"), MARKS)
def test_a_mark_that_means_nothing_is_refused(errands: CarriedDocument, old: str, new: str, message: str) -> None:
    assert any(message in f"{p.code} {p.message}" for p in errands.change(old, new).lint())


def test_a_flattened_body_has_members(errands: CarriedDocument) -> None:
    schema = (
        errands.root.read_text()
        .partition("schema:\n              type: object\n")[2]
        .partition("            examples:")[0]
    )
    problems = errands.change(schema, "").lint()
    assert any("x-ms-client-flatten needs a body that is an object with properties" in p.message for p in problems)


def test_dynamic_schemas_and_mappings_need_a_carrier(errands: CarriedDocument) -> None:
    text = errands.root.read_text()
    link = text[text.index("x-carrier:") : text.index("tags:")]
    problems = errands.change(link, "").lint()
    assert {p.message for p in problems} == {
        "LookAtAThing has x-data-plane-operation, but the root has no x-carrier; add it",
        "RenameAThing has x-data-plane-operation, but the root has no x-carrier; add it",
    }


def test_a_schema_left_to_another_document_needs_the_mark(errands: CarriedDocument) -> None:
    text = errands.root.read_text()
    mark = text[
        text.index("      x-data-plane-operation:\n        operationId: Things_Get") : text.index(
            "      parameters:\n      - {name: deep"
        )
    ]
    problems = errands.change(mark, "").lint()
    assert any("there is no x-data-plane-operation" in p.message for p in problems)


def test_an_operation_without_a_resource_needs_a_name_for_the_methods_of_the_client(errands: CarriedDocument) -> None:
    problems = errands.change("  methods: Doings\n", "").lint()
    assert any(p.code == "S106" and "makes it a method of the client" in p.message for p in problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  host: shop\n", "", "x-carrier needs the text `host`"),
        ("  prefix: Real\n", "  prefix: Real\n  suffix: s\n", "`suffix` is not a member of x-carrier"),
        ("document: ../openapi.yaml", "document: ../none.yaml", "a document cannot be read"),
        ("  client: Errands\n", "  client: Errands\n  colour: red\n", "`colour` is not a member of x-package"),
    ],
)
def test_a_root_that_names_its_carrier_badly_does_not_load(
    errands: CarriedDocument, old: str, new: str, message: str
) -> None:
    assert message in errands.change(old, new).load_problems()[0].message


def test_an_unknown_version_of_the_carrier_is_told(errands: CarriedDocument) -> None:
    errands.change('api-version: "2"', 'api-version: "9"')
    with pytest.raises(GenerationError, match='"9" is not an api-version'):
        errands.lint()


def test_problems_of_both_documents_are_told_together(errands: CarriedDocument) -> None:
    part = errands.folder / "things.yaml"
    part.write_text(part.read_text().replace("      operationId: Things_Get\n", ""))
    errands.change('schema: {"$ref": "#/components/schemas/Came"}', 'schema: {"$ref": "#/components/schemas/Gone"}')
    with pytest.raises(GenerationError) as error:
        lint_all(errands.folder)
    assert {"S104", "S106"} <= {problem.code for problem in error.value.problems}
