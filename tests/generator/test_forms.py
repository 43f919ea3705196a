"""Forms, marks and patterns: what has another form than OpenAPI gives it is told, and hides nothing else."""

from __future__ import annotations

import pytest

from .conftest import Small

FAULTS = [
    # code, what is changed, into what, a text of the line that is told, what the message says
    ("S150", "  title: Things\n", "", "info:", ["`info` needs `title`", "add it"]),
    ("S150", "      summary: Get a thing\n", "      summary: [Get]\n", "summary: [Get]", ["is a text", "a list"]),
    (
        "S150",
        "      - name: depth\n        in: query\n",
        "      - name: depth\n",
        "name: depth",
        ["a parameter needs `in`"],
    ),
    (
        "S150",
        "      required: [code]\n",
        "      required: code\n",
        "required: code",
        ["`required` of a schema is a list of texts", "`code`", "write a list of texts"],
    ),
    (
        "S150",
        "        id:\n          description: Id of the thing.\n          type: string\n          readOnly: true\n",
        "        id: string\n",
        "id: string",
        ["`properties` of a schema holds schemas", "`string`", "write {}"],
    ),
    ("S150", "schema: {type: integer}", "schema: integer", "schema: integer", ["a schema, which is a mapping"]),
    ("S150", "      description: A circle.\n", "      description:\n", "      description:", ["here is nothing"]),
    ("S150", "servers:\n", "servers:\n- description: x\n", "- description: x", ["a server needs `url`"]),
    (
        "S151",
        '          x-until: "1"\n',
        '          x-untli: "1"\n',
        "x-untli",
        ["`x-untli` is not a mark", "did you mean `x-until`?"],
    ),
    (
        "S151",
        "      - name: depth\n",
        "      - name: depth\n        x-secret: true\n",
        "x-secret: true\n",
        ["a mark of a schema"],
    ),
    (
        "S151",
        "      - name: depth\n",
        "      - name: depth\n        x-colour: red\n",
        "x-colour",
        ["x-role", "remove it"],
    ),
    (
        "S150",
        '        default: {"$ref": "#/components/responses/Error"}\n    patch',
        "        x-more: 1\n    patch",
        "x-more",
        ["`responses`", "which has none"],
    ),
    (
        "S150",
        "      summary: Get a thing\n",
        "      summary: Get a thing\n      x-data-plane-operation: {operationId: Get, body: {a: [b]}}\n",
        "x-data-plane-operation",
        ["a mapping of some of {operationId: a text", "here is a mapping"],
    ),
    (
        "S152",
        "          description: About the shape.\n",
        '          description: A.\n          pattern: "[a"\n',
        "pattern:",
        ["`[a`", "unterminated character set", "correct it"],
    ),
]


@pytest.mark.parametrize(("code", "old", "new", "at", "words"), FAULTS)
def test_what_has_another_form_is_told_alone(
    small: Small, code: str, old: str, new: str, at: str, words: list[str]
) -> None:
    (problem,) = small.change(old, new).lint()
    assert problem.code == code
    assert all(word in problem.message for word in words), problem.message
    assert problem.position is not None
    file, line = problem.position
    assert at.strip() in file.read_text().splitlines()[line - 1]


def test_a_malformed_part_does_not_hide_the_problems_of_others(small: Small) -> None:
    small.change("      required: [code]\n", "      required: code\n")
    small.change("          x-secret: true\n", "").change("{const: circle,", "{const: round,")
    small.change('x-until: "1"', 'x-untill: "1"').change("operationId: Things_Update", "operationId: update")
    assert sorted(problem.code for problem in small.lint()) == ["S106", "S109", "S114", "S150", "S151"]


@pytest.mark.parametrize(
    "word", ["discriminator", "x-values", "$ref", "x-since", "allOf", "examples", "const", "x-sinse"]
)
def test_a_property_can_be_called_like_a_keyword_or_a_mark(small: Small, word: str) -> None:
    small.change(
        "        radius:\n",
        f'        "{word}":\n          description: A word.\n          type: string\n        radius:\n',
    )
    small.change("shape: {kind: circle, ", f'shape: {{kind: circle, "{word}": a, ')
    assert small.lint() == []
    for version in ("1", "2"):
        document = small.project(version)
        assert word in document["components"]["schemas"]["Circle"]["properties"]
        assert word in document["components"]["schemas"]["ShapePatch"]["properties"]
        assert small.plan(version)


def test_examples_show_only_members_that_their_version_has(small: Small) -> None:
    small.change("value: {name: One,", "value: {name: One, weight: 2.5, other: kept,")
    shown = {version: _shown(small, version) for version in ("1", "2")}
    assert shown["1"].keys() - shown["2"].keys() == {"weight"}
    assert "other" in shown["2"]


def _shown(small: Small, version: str) -> dict[str, object]:
    response = small.project(version)["paths"]["/things/{thingId}"]["get"]["responses"]["200"]
    value: dict[str, object] = response["content"]["application/json"]["examples"]["one"]["value"]
    return value


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("schema: {type: integer}", "schema: {type: integer, default: many}", ["many", "integer"]),
        (
            "          type: number\n    Square",
            "          type: number\n          default: [1]\n    Square",
            ["number"],
        ),
        ("      enum: [red, blue]\n", "      enum: [red, blue]\n          default: green\n", ["green", "valid in 1"]),
    ],
)
def test_a_default_is_valid(small: Small, old: str, new: str, words: list[str]) -> None:
    problem, *_ = small.change(old, new).lint()
    assert problem.code == "S153"
    default = new[new.index("default: ") :].partition("}")[0].splitlines()[0]
    assert problem.position == small.line(default)
    assert all(word in problem.message for word in words), problem.message
