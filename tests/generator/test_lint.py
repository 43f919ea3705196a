"""Lint: each rule alone reports its breach, with value, place, rule and fix, at the right line."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from iotcentral_generator import lint as package
from iotcentral_generator.lint import lint, rules
from iotcentral_generator.load import load

from .conftest import REPOSITORY, Small
from .refused_documents import CASES, expected
from .test_forms import FAULTS

GET_PARAMETERS = """\
      - {"$ref": "#/components/parameters/ThingId"}
      - name: depth
"""


def test_the_small_document_has_no_problems(small: Small) -> None:
    assert small.lint() == []


@pytest.mark.parametrize("root", ["spec/openapi.yaml", "tests/golden/spec/openapi.yaml"])
def test_the_documents_of_the_project_have_no_problems(root: str) -> None:
    assert lint(load(REPOSITORY / root)) == []


BREACHES = [
    # code, what is changed, into what, a text of the line that is told, what the message says
    ("S101", "      summary: Get a thing\n", "", "    get:", ["Things_Get", "no summary"]),
    ("S101", "      description: Answers a thing.\n", "", "    get:", ["Things_Get", "no description"]),
    ("S101", "          description: The thing.\n", "", '"200":', ["response 200 of Things_Get"]),
    ("S101", "      description: Id of the thing.\n      required", "      required", "ThingId:", ["thingId"]),
    ("S101", "        description: How deep to look.\n", "", "- name: depth", ["parameter depth", "no description"]),
    ("S101", "      description: It failed.\n", "", "    Error:", ["response Error"]),
    ("S101", "      description: A circle.\n", "", "    Circle:", ["schema Circle"]),
    ("S101", "          description: Weight in kg.\n", "", "weight:", ["Thing.weight", "units and limits"]),
    (
        "S101",
        "  description: The things.\n",
        "  externalDocs: {url: here}\n",
        "    get:",
        ["Things", "`tags` of the root"],
    ),
    ("S102", "      example: t1\n", "", "    get:", ["Things_Get", "thingId", "`example`"]),
    (
        "S102",
        "              examples:\n                one:\n                  value: {name: One, colour: red, shape: {kind: circle, radius: 1.5}}\n",
        "",
        "    get:",
        ["Things_Get", "response 200", "`examples`"],
    ),
    (
        "S102",
        "            examples:\n              rename:\n                value: {name: Two}\n",
        "",
        "    patch:",
        ["Things_Update", "request body"],
    ),
    ("S103", "{name: One, colour: red,", "{name: 1, colour: red,", "one:", ['"one"', "valid in 1", "name"]),
    ("S103", "colour: red, shape", "colour: blue, shape", "one:", ["valid in 1", "colour"]),
    ("S103", "radius: 1.5", "radius: wide", "one:", ['"one"', "shape"]),
    (
        "S140",
        "          description: Weight in kg.\n",
        "          description: Weight in kg.\n          x-always: true\n",
        "one:",
        ['"one"', "has no weight", "every answer"],
    ),
    (
        "S140",
        "          description: Half of its width.\n",
        "          description: Half.\n          type: number\n        area:\n          description: In cm.\n          x-always: true\n",
        "one:",
        ['"one"', "has no shape.area"],
    ),
    ("S103", "value: {name: Two}", "value: {name: 2}", "rename:", ['"rename"', "name"]),
    ("S103", "example: t1", "example: 1", "example: 1", ["thingId", "1"]),
    ("S103", "example: 2", "example: two", "example: two", ["depth", "two"]),
    ("S103", "{code: Failed}", "{code: 1}", "failed:", ['"failed"', "code"]),
    (
        "S104",
        "          description: Half of its width.\n",
        '          description: Half.\n          "$ref": "#/components/schemas/Form"\n',
        "schemas/Form",
        ["schemas/Form", "points to nothing"],
    ),
    (
        "S104",
        '"#/components/schemas/Thing"}',
        '"things.yaml#/Thing"}',
        "things.yaml#/Thing",
        ['begins with "#/components/"'],
    ),
    (
        "S105",
        "    Square:\n",
        "    Spare: {description: Spare., type: object}\n    Square:\n",
        "Spare:",
        ["schema Spare", "no operation", "x-unused"],
    ),
    ("S106", "operationId: Things_Get", "operationId: Things_get", "Things_get", ["`Things_get`", "Resource_Verb"]),
    (
        "S106",
        "operationId: Things_Update",
        "operationId: Things_Get",
        "operationId: Things_Get",
        ["Things_Get", "2 times"],
    ),
    ("S107", "/things/{thingId}:", "/things/{id}:", "    get:", ["Things_Get", "{id}", "/things/{id}"]),
    ("S107", GET_PARAMETERS, "      - name: depth\n", "    get:", ["Things_Get", "{thingId}"]),
    ("S107", "/things/{thingId}:", "/things/{thingId}/{thingId}:", "    get:", ["{thingId} twice"]),
    (
        "S107",
        "      in: path\n      description: Id of the thing.\n      required: true\n",
        "      in: path\n      description: Id of the thing.\n",
        "    get:",
        ["thingId", "`required: true`"],
    ),
    (
        "S108",
        "          description: About the shape.\n          type: string\n",
        "          description: A.\n          anyOf: [{type: string}, {type: integer}]\n",
        "        note:",
        ["Shape", "without discriminator"],
    ),
    ("S108", '          square: "#/components/schemas/Square"\n', "", "    Shape:", ["Shape", "no tag for", "Square"]),
    (
        "S108",
        '        mapping:\n          circle: "#/components/schemas/Circle"\n          square: "#/components/schemas/Square"\n',
        "",
        "    Shape:",
        ["Shape", "propertyName and a mapping"],
    ),
    ("S109", "{const: circle,", "{const: round,", "    Circle:", ['"circle" of Shape', "`const: circle`"]),
    ("S109", "required: [kind, side]", "required: [side]", "    Square:", ["Square", "kind", "require"]),
    ("S110", 'x-until: "1"', 'x-until: "0"', 'x-until: "0"', ['x-until "0"', "1, 2"]),
    ("S110", 'the sky., x-since: "2"', 'the sky., x-since: "3"', 'x-since: "3"', ['x-since "3"', "1, 2"]),
    ("S111", 'x-until: "1"', 'x-until: "1"\n          x-since: "2"  # never', "# never", ["in no api-version"]),
    (
        "S110",
        'x-until: "1"',
        'x-stable: "1"',
        'x-stable: "1"',
        ['x-stable "1"', "a preview line", "one line"],
    ),
    (
        "S160",
        "          description: Name of the thing.\n",
        "          description: Name.\n          x-changes: [{maxLength: 5}]\n",
        "x-changes: [{maxLength: 5}]",
        ["maxLength", "no x-since"],
    ),
    (
        "S160",
        "          description: Name of the thing.\n",
        "          description: Name.\n          x-changes: [{x-since: '2'}]\n",
        "x-changes:",
        ["changes nothing"],
    ),
    (
        "S160",
        "          description: Name of the thing.\n",
        "          description: Name.\n          x-changes: [{x-since: '2', x-path: /a}]\n",
        "x-changes:",
        ["x-path has no effect here", "x-key"],
    ),
    (
        "S160",
        "      operationId: Things_Get\n",
        "      operationId: Things_Get\n      x-changes: [{x-since: '2', x-method: patch}]\n",
        "    get:",
        ["is there already in 2"],
    ),
    (
        "S110",
        "          description: Name of the thing.\n",
        "          description: Name.\n          x-changes: [{x-since: '3', maxLength: 5}]\n",
        "x-changes:",
        ['x-since "3"', "1, 2"],
    ),
    (
        "S115",
        "          description: Half of its width.\n",
        "          description: Half.\n          x-changes: [{x-since: '2', not: {const: 0}}]\n",
        "        radius:",
        ["Circle", "`not`"],
    ),
    (
        "S112",
        "      description: Why it failed.\n",
        '      x-since: "2"\n      description: Why.\n',
        "schemas/Error",
        ["in 1", "schemas/Error is not", "x-since or x-until"],
    ),
    (
        "S113",
        "x-merge-patch-of: Thing}",
        "x-merge-patch-of: Things}",
        "x-merge-patch-of",
        ['"Things"', "names no schema"],
    ),
    (
        "S114",
        "          x-secret: true\n",
        "",
        "accessKey:",
        ["Thing.accessKey", "`x-secret: true`", "`x-secret: false`"],
    ),
    (
        "S115",
        "enum: [red, blue]",
        "enum: [red, blue, 3]",
        "        colour:",
        ["Thing", "neither all strings nor all whole numbers"],
    ),
    (
        "S115",
        "          description: Half of its width.\n",
        "          description: Half.\n          not: {const: 0}\n",
        "          not:",
        ["Circle", "`not`"],
    ),
    (
        "S116",
        "      operationId: Things_Get\n",
        "      operationId: Things_Get\n      x-rate: slow\n",
        "    get:",
        ['"slow"', "Things_Get", "x-rates has default"],
    ),
    (
        "S116",
        "      - name: depth\n",
        "      - name: depth\n        x-role: sort\n",
        "    get:",
        ['"sort"', "depth", "orderby"],
    ),
    (
        "S116",
        "      operationId: Things_Get\n",
        "      operationId: Things_Get\n      x-fields: {width: [a]}\n",
        "    get:",
        ["x-fields of Things_Get", '"width"', "none of its parameters"],
    ),
]


@pytest.mark.parametrize(("code", "old", "new", "at", "words"), BREACHES)
def test_a_breach_is_told_by_its_rule_alone(
    small: Small, code: str, old: str, new: str, at: str, words: list[str]
) -> None:
    problems = small.change(old, new).lint()
    assert {problem.code for problem in problems} == {code}
    told = [problem for problem in problems if all(word in problem.message for word in words)]
    assert told, problems
    assert told[0].position == small.line(at.rstrip("\n"))


def test_every_code_is_tested_and_documented() -> None:
    documented = set(re.findall(r"^    (S1\d\d)  ", str(rules.__doc__), re.M))
    # these have tests of their own, in test_lint_links and test_lint_carriers
    tested = {code for code, *_ in BREACHES} | {"S117", "S118", "S119", "S161", "S162", "S163"}
    tested |= {code for code, *_ in FAULTS} | {"S153"}
    tested |= {problem.split()[1] for case in CASES for problem in expected(case)}
    assert documented == tested


def test_what_a_projection_derives_must_not_be_authored(small: Small) -> None:
    small.change("    Square:\n", "    ThingPatch: {description: P., x-unused: kept, type: object}\n    Square:\n")
    assert [problem.code for problem in small.lint()] == ["S113"]


def test_a_union_outside_of_the_components_is_told(small: Small) -> None:
    small.change(
        '              schema: {"$ref": "#/components/schemas/Thing"}',
        "              schema: {oneOf: [{type: string}, {type: integer}]}",
    )
    assert "S108" in {problem.code for problem in small.lint()}


def test_a_tag_of_what_is_no_variant_is_told(small: Small) -> None:
    small.change('      - {"$ref": "#/components/schemas/Square"}\n', "").change(
        "          description: About the shape.\n          type: string\n",
        '          description: About the shape.\n          x-since: "2"\n          "$ref": "#/components/schemas/Square"\n',
    )
    problems = small.lint()
    assert {problem.code for problem in problems} == {"S108"}
    assert "Square, which is not in its oneOf" in problems[0].message


def test_the_tag_of_a_variant_is_described_by_its_union(small: Small) -> None:
    assert small.change("{const: circle, description: Round.}", "{const: circle}").lint() == []


def test_null_is_no_choice_of_a_union(small: Small) -> None:
    small.change("          description: Weight in kg.\n", "").change(
        '          x-until: "1"\n          type: number\n',
        '          description: Weight.\n          anyOf: [{type: number}, {type: "null"}]\n',
    )
    assert small.lint() == []


def test_a_member_may_be_called_like_a_keyword_of_the_schema_language(small: Small) -> None:
    small.change(
        "        weight:\n",
        "        properties:\n          description: What it has.\n          type: array\n          items: {type: string}\n        weight:\n",
    )
    assert small.lint() == []


@pytest.mark.parametrize("mark", ["x-secret: false", "format: password"])
def test_a_member_that_looks_like_a_secret_may_be_marked_otherwise(small: Small, mark: str) -> None:
    assert small.change("x-secret: true", mark).lint() == []


def test_an_unused_component_may_say_why_it_stays(small: Small) -> None:
    small.change("    Square:\n", "    Spare: {description: Spare., x-unused: for later, type: object}\n    Square:\n")
    assert small.lint() == []


def test_the_problems_of_all_rules_are_told_in_one_run(small: Small) -> None:
    small.change("      summary: Get a thing\n", "").change("          x-secret: true\n", "")
    small.change('x-until: "1"', 'x-until: "0"').change("{const: circle,", "{const: round,")
    assert [problem.code for problem in small.lint()] == ["S101", "S109", "S114", "S110"]


def test_every_breach_of_one_rule_is_told(small: Small) -> None:
    small.change("          description: Weight in kg.\n", "").change("          description: Half of its width.\n", "")
    assert [problem.message.split()[1] for problem in small.lint()] == ["Thing.weight", "Circle.radius"]


def test_examples_are_checked_beside_problems_that_do_not_mislead(small: Small) -> None:
    small.change("{name: One,", "{name: 1,").change("          x-secret: true\n", "")
    assert {problem.code for problem in small.lint()} == {"S103", "S114"}


def test_every_problem_names_its_place(small: Small) -> None:
    small.change("          x-secret: true\n", "")
    (problem,) = small.lint()
    file, line = small.line("accessKey:")
    assert str(problem).startswith(f"{file}:{line}: S114 Thing.accessKey")


def test_all_rules_are_run() -> None:
    modules = [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
    functions = [value for module in modules for value in vars(module).values() if callable(value)]
    defined = {function for function in functions if re.match(r"S\d", str(function.__doc__))}
    assert defined == set(rules.RULES) - {rules.changed_nodes}
    assert len(rules.RULES) == len(set(rules.RULES))


def test_a_member_that_every_answer_holds_may_become_required(small: Small) -> None:
    small.change(
        "          description: Weight in kg.\n", "          description: Weight in kg.\n          x-always: true\n"
    )
    small.change("value: {name: One, colour: red,", "value: {name: One, weight: 1, colour: red,")
    before = {problem.code for problem in lint(small.load())}
    small.change(
        "      required: [name]\n",
        '      required: [name]\n      x-changes:\n      - {x-since: "2", required: [name, weight]}\n',
    )
    assert {problem.code for problem in lint(small.load())} == before
    assert "S139" not in before
