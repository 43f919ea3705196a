"""Released contracts: an edit that changes one is told with the difference and its place, unless it is a revision."""

from __future__ import annotations

import json

import pytest
from iotcentral_generator.cli import main
from iotcentral_generator.pipeline import release
from iotcentral_generator.problems import GenerationError

from .conftest import Small


@pytest.fixture
def released(small: Small) -> Small:
    """Return the small document, whose two versions are released."""
    for version in ("1", "2"):
        release(small.folder, version)
    return small


def test_a_released_contract_holds_no_prose(released: Small) -> None:
    text = (released.folder / "released" / "2.json").read_text()
    contract = json.loads(text)
    assert contract["api-version"] == "2"
    assert contract["paths"]["/things/{thingId}"]["get"]["parameters"]["query depth"] == {"schema": {"type": "integer"}}
    assert contract["schemas"]["Circle"]["required"] == ["kind", "radius"]
    assert "ThingPatch" not in contract["schemas"]
    assert text == json.dumps(contract, indent=1, sort_keys=True) + "\n"
    for word in ("description", "example", "title", "summary"):
        assert f'"{word}' not in text


UNCHANGED = [
    ("description: Answers a thing.", "description: Answers one thing."),
    ("        colour:\n", "        colour:\n          x-secret: true\n"),
    ("enum: [red, blue]", "enum: [blue, red]"),
    ("required: [kind, radius]", "required: [radius, kind]"),
]


@pytest.mark.parametrize(("old", "new"), UNCHANGED)
def test_prose_and_order_are_no_part_of_a_contract(released: Small, old: str, new: str) -> None:
    assert released.change(old, new).lint() == []


CHANGED = [
    # what is changed, into what, a text of the line that is told, the versions, what the message says
    (
        "          description: Half of its width.\n",
        "          description: Half of its width.\n          minimum: 0\n",
        "          minimum: 0",
        "12",
        ["schemas Circle properties radius minimum is new (0)"],
    ),
    ("required: [kind, radius]", "required: [kind] # less", "# less", "12", ['required has lost ["radius"]']),
    ('          x-until: "1"\n', "", "        weight:", "2", ["properties weight is new"]),
    ('        x-since: "2"\n', "", "      - name: depth", "1", ['parameters "query depth"'.replace('"', ""), "is new"]),
    (
        "      name: thingId\n      in: path\n",
        "      name: thingId\n      x-role: application\n      in: path\n",
        "",
        "",
        [],
    ),
    (
        "      schema: {type: string}\n",
        "      schema: {type: string, minLength: 1}\n",
        "minLength: 1",
        "12",
        ["path thingId", "minLength is new (1)"],
    ),
    ("- url: https://things.example", "- url: https://things.test", "servers:", "12", ["servers"]),
    (
        "operationId: Things_Get",
        "operationId: Things_Read",
        "operationId: Things_Read",
        "12",
        ['"Things_Read" (it was "Things_Get")'],
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "versions", "words"), CHANGED)
def test_a_change_of_a_released_contract_is_told(
    released: Small, old: str, new: str, at: str, versions: str, words: list[str]
) -> None:
    problems = released.change(old, new).lint()
    assert {problem.code for problem in problems} <= {"S162"}
    assert "".join(sorted({problem.message[0] for problem in problems})) == versions
    for problem in problems:
        assert problem.position is not None
        assert all(word in problem.message for word in words), problem
        assert "x-changes" in problem.message
        assert "x-revised" in problem.message
    assert not problems or released.line(at) in {problem.position for problem in problems}


def test_a_revision_is_named_released_and_named_no_more(released: Small) -> None:
    released.change("required: [kind, radius]", "required: [kind]")
    released.change("x-package:\n", 'x-revised: ["1"]\nx-package:\n')
    assert {problem.message[0] for problem in released.lint()} == {"2"}
    released.change('x-revised: ["1"]', 'x-revised: ["1", "2"]')
    assert released.lint() == []
    assert release(released.folder, "1")[1]
    assert release(released.folder, "2") == (released.folder / "released" / "2.json", True)
    problems = released.lint()
    assert {problem.code for problem in problems} == {"S163"}
    assert "remove it from x-revised" in problems[0].message
    released.change('x-revised: ["1", "2"]\n', "")
    assert released.lint() == []


def test_what_is_not_named_as_revised_is_not_released_anew(released: Small) -> None:
    before = (released.folder / "released" / "1.json").read_text()
    released.change("required: [kind, radius]", "required: [kind]")
    with pytest.raises(GenerationError, match="S162"):
        release(released.folder, "1")
    assert (released.folder / "released" / "1.json").read_text() == before


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [("3", "{}", "not an api-version"), ("1", "{", "cannot be read"), ("2", "{}", "is new")],
)
def test_a_released_contract_that_cannot_be_used_is_told(released: Small, name: str, text: str, words: str) -> None:
    file = released.folder / "released" / f"{name}.json"
    file.write_text(text)
    assert any(words in str(problem) for problem in released.lint())


def test_a_version_that_was_never_released_cannot_be_revised(small: Small) -> None:
    small.change("x-package:\n", 'x-revised: ["1"]\nx-package:\n')
    (problem,) = small.lint()
    assert (problem.code, "not a released version" in problem.message) == ("S163", True)


def test_the_command_says_what_it_wrote(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("written", "unchanged"):
        assert main(["--spec", str(small.folder), "release", "1"]) == 0
        assert f"released/1.json: {word}" in capsys.readouterr().out
