"""Command line: exit statuses, output and errors."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import pytest
from iotcentral_generator.cli import _parser, main
from iotcentral_generator.file_trees import files

from .conftest import REPOSITORY, Small

pytestmark = pytest.mark.slow  # `main` generates

Told = pytest.CaptureFixture[str]


def run(small: Small, *arguments: str | Path) -> int:
    return main(["--spec", str(small.folder), *map(str, arguments)])


@pytest.fixture
def made(small: Small, tmp_path: Path, capsys: Told) -> Path:
    """Return a tree that is up to date."""
    assert run(small, "generate", "--output", tmp_path / "made") == 0
    capsys.readouterr()
    return tmp_path / "made"


def test_generating_tells_its_steps_and_its_outcome_in_plain_lines(small: Small, tmp_path: Path, capsys: Told) -> None:
    target = tmp_path / "made"
    assert run(small, "generate", "--output", target) == 0
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        "checking the documents",
        "generating things-v1",
        "generating things-v2",
        "formatting",
        "publishing",
    ]
    first, second, third = told.out.splitlines()
    assert first == "things-v1: 2 operations, 2 parameters, 7 schemas, 18 properties"
    assert second.startswith("things-v2: 2 operations, 3 parameters, 8 schemas, ")
    assert re.fullmatch(rf"{re.escape(str(target))}: {len(files(target))} files changed, in \d+\.\d s", third)


def test_unchanged_input_is_skipped(small: Small, made: Path, capsys: Told) -> None:
    before = {file: file.stat().st_mtime_ns for file in made.rglob("*")}
    assert run(small, "generate", "--output", made) == 0
    told = capsys.readouterr()
    assert told.out == f"{made} is up to date: spec and generator are unchanged\n"
    assert told.err == ""
    assert {file: file.stat().st_mtime_ns for file in made.rglob("*")} == before


@pytest.mark.parametrize("damage", ["changed", "removed", "added", "manifest"])
def test_a_tree_that_was_touched_is_made_again(small: Small, made: Path, damage: str) -> None:
    before = files(made)
    file = made / "things-v1/things_v1/client.py"
    if damage == "changed":
        file.write_text("# by hand\n")
    elif damage == "removed":
        file.unlink()
    elif damage == "added":
        (made / "things-v1/extra.py").touch()
    else:
        (made / "manifest.json").write_text("{}")
    assert run(small, "generate", "--output", made) == 0
    assert files(made) == before


def test_a_change_of_the_spec_is_made_and_counted(small: Small, made: Path, capsys: Told) -> None:
    small.change("description: Half of its width.", "description: Half of the width.")
    assert run(small, "generate", "--output", made) == 0
    told = capsys.readouterr().out
    # the model, the document and the patch in each package, and the manifest
    assert ": 7 files changed, in" in told
    assert "Half of the width." in (made / "things-v1/things_v1/models/circle.py").read_text()


def test_a_tree_without_drift_passes_the_check(small: Small, made: Path, capsys: Told) -> None:
    assert run(small, "generate", "--check", "--output", made) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"{made} matches the spec and the generator"


def test_drift_is_told_by_file_and_nothing_is_written(small: Small, made: Path, capsys: Told) -> None:
    (made / "things-v1/things_v1/client.py").write_text("# by hand\n")
    (made / "things-v1/extra.py").touch()
    (made / "things-v2/README.md").unlink()
    before = files(made)
    assert run(small, "generate", "--check", "--output", made) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[-4:] == [
        f"{made}: differs: things-v1/things_v1/client.py",
        f"{made}: missing: things-v2/README.md",
        f"{made}: not generated: things-v1/extra.py",
        f"{made} has drifted from the spec; run `nox -s generate` and commit the result",
    ]
    assert files(made) == before


def test_much_drift_is_told_in_part_with_its_count(small: Small, tmp_path: Path, capsys: Told) -> None:
    target = tmp_path / "made"
    assert run(small, "generate", "--check", "--output", target) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith(str(target))]
    assert len(told) == 22
    assert re.fullmatch(r".*: … and \d+ more", told[20])
    assert not target.exists()


def test_one_version_alone_is_made_anew(small: Small, made: Path, capsys: Told) -> None:
    small.change("description: Half of its width.", "description: Half of the width.")
    before = files(made)
    assert run(small, "generate", "--api-version", "2", "--output", made) == 0
    told = capsys.readouterr()
    assert "generating things-v2" in told.err
    assert "things-v1" not in told.err + told.out
    changed = {name for name, content in files(made).items() if before[name] != content}
    assert {name.partition("/")[0] for name in changed} == {"things-v2", "manifest.json"}


def test_a_version_that_was_made_alone_does_not_hide_that_the_others_are_old(small: Small, made: Path) -> None:
    small.change("description: Half of its width.", "description: Half of the width.")
    assert run(small, "generate", "--api-version", "2", "--output", made) == 0
    assert run(small, "generate", "--output", made) == 0
    assert "Half of the width." in (made / "things-v1/things_v1/models/circle.py").read_text()


@pytest.mark.parametrize("command", [("generate", "--api-version", "3"), ("project", "3")])
def test_an_unknown_version_is_refused_with_the_known_ones(
    small: Small, tmp_path: Path, capsys: Told, command: tuple[str, ...]
) -> None:
    assert run(small, *command, "--output", tmp_path / "made") == 1
    told = capsys.readouterr()
    assert '"3" is not an api-version' in told.err
    assert "it has 1, 2" in told.err
    assert told.err.endswith("1 problem; nothing was written\n")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("command", ["lint", "generate", "project"])
def test_all_problems_are_told_with_file_and_line_in_one_run(
    small: Small, tmp_path: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    small.change("          x-secret: true\n", "").change("{const: circle,", "{const: round,")
    assert run(small, command, *(["2"] if command == "project" else [])) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if line != "checking the documents"]
    places = [small.line("        accessKey:"), small.line("    Circle:")]
    assert [line.split(" ")[0] for line in told[:2]] == [f"{file}:{line}:" for file, line in places]
    assert [line.split(" ")[1] for line in told[:2]] == ["S114", "S109"]
    assert told[2:] == ["2 problems; nothing was written"]
    assert [path.name for path in tmp_path.iterdir()] == ["spec"]


def test_a_clean_spec_passes_lint(small: Small, capsys: Told) -> None:
    assert run(small, "lint") == 0
    assert capsys.readouterr() == (f"{small.root}: no problems in 1, 2\n", "")


def test_a_folder_without_a_spec_is_refused(tmp_path: Path, capsys: Told) -> None:
    assert main(["--spec", str(tmp_path / "none"), "lint"]) == 1
    assert "S001 there is no openapi.yaml" in capsys.readouterr().err


def test_a_projection_is_printed_and_nothing_else(small: Small, capsys: Told) -> None:
    assert run(small, "project", "1") == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == small.project("1")
    assert told.err == ""


def test_a_projection_is_written_to_a_file(small: Small, tmp_path: Path, capsys: Told) -> None:
    file = tmp_path / "openapi.json"
    assert run(small, "project", "2", "-o", file) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == small.project("2")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("command", ["generate", "lint", "project", "export-connector"])
def test_every_command_has_the_folders_in_its_help(capsys: Told, command: str) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    told = capsys.readouterr().out
    assert "--spec FOLDER" in told
    assert "--output PATH" in told


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_folders_are_named_before_or_after_the_command(
    small: Small, tmp_path: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.chdir(tmp_path / "spec")
    folders = ["--spec", str(small.folder), "--output", str(tmp_path / "out.json")]
    command = ["project", "1"]
    assert main([*folders, *command] if where == "before" else [*command, *folders]) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == small.project("1")
    assert capsys.readouterr() == ("", "")


def without_prose(small: Small) -> Small:
    """Remove a description and an example."""
    return small.change("          description: Weight in kg.\n", "").change("      example: t1\n", "")


def test_missing_prose_is_a_problem_unless_lint_is_relaxed(small: Small, capsys: Told) -> None:
    without_prose(small)
    assert run(small, "lint") == 1
    strict = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[1] for line in strict[:-1]] == ["S102", "S102", "S101"]
    assert run(small, "lint", "--relaxed") == 0
    told = capsys.readouterr()
    assert told.out == f"{small.root}: no problems in 1, 2\n"
    *warnings, count = told.err.splitlines()
    assert warnings == [re.sub(r" (S\d+) ", r" \1 warning: ", line) for line in strict[:-1]]
    assert count == "3 warnings: prose is missing, which people read"


def test_a_relaxed_generation_warns_in_every_run_and_hides_nothing_from_a_strict_one(
    small: Small, tmp_path: Path, capsys: Told
) -> None:
    without_prose(small)
    for _ in range(2):
        assert run(small, "generate", "--relaxed", "--output", tmp_path / "made") == 0
        assert "S101 warning: property Thing.weight" in capsys.readouterr().err
    assert run(small, "generate", "--output", tmp_path / "made") == 1
    assert "S101 property Thing.weight" in capsys.readouterr().err


def test_other_problems_stay_problems_when_lint_is_relaxed(small: Small, tmp_path: Path, capsys: Told) -> None:
    without_prose(small).change("          x-secret: true\n", "")
    assert run(small, "lint", "--relaxed", "--output", tmp_path / "found.txt") == 1
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == "1 problem; nothing was written"
    found = (tmp_path / "found.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ")[1] for line in found] == ["S114", "S102", "S102", "S101"]
    assert set(found) < set(told)


def test_problems_of_all_stages_that_can_run_are_told_together(small: Small, capsys: Told) -> None:
    small.change("          x-secret: true\n", "")
    small.change("        weight:\n", "        weight:\n          x-name: mass\n")
    small.change("        colour:\n", "        colour:\n          x-name: mass\n")
    assert run(small, "lint") == 1
    told = capsys.readouterr().err.splitlines()
    assert sorted({line.split(" ")[1] for line in told[:-1]}) == ["S114", "S204"]
    assert all(line.startswith(f"{small.part}:") for line in told[:-1])


def test_a_fault_of_the_generator_is_told_as_one_with_its_stage(
    small: Small, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError(object())

    monkeypatch.setattr("iotcentral_generator.lint.rules.forms", fails)
    assert run(small, "lint") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert re.match(
        r"generator: S900 this is a fault of the generator, in its stage lint \(rules\.py:\d+\): KeyError", line
    )
    assert " at 0x" not in line


@pytest.mark.parametrize(
    "arguments", [[], ["unknown"], ["project"], ["generate", "--api-version"], ["lint", "--check"]]
)
def test_wrong_usage_ends_with_status_2(capsys: Told, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: iotcentral-generator" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["generate", "--help"]])
def test_help_is_given(capsys: Told, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert "usage: iotcentral-generator" in capsys.readouterr().out


class Recorded(argparse.Namespace):
    """Options that remember which of them a command has read."""

    def __getattribute__(self, name: str) -> object:
        read = object.__getattribute__(self, "__dict__").setdefault("_read", set())
        read.add(name)
        return object.__getattribute__(self, name)


COMMANDS = {
    "generate": "",
    "lint": "",
    "project": "2",
    "import": "PUBLISHED --as 3",
    "bump": "PUBLISHED --as 3",
    "drop": "2",
    "diff": "1 2",
    "upgrade": "1 2 PROGRAMS",
    "release": "2",
    "versions": "--since RELEASED --write",
    "export-connector": "",
}
"""Command → arguments with which it runs."""


def test_every_command_is_tried() -> None:
    assert options_of_commands().keys() == COMMANDS.keys()


def options_of_commands() -> dict[str, list[str]]:
    """Return command → the names under which its options and arguments are kept."""
    (commands,) = [each for each in _parser()._actions if isinstance(each.choices, dict)]
    return {
        name: [action.dest for action in parser._actions if action.dest != "help"]
        for name, parser in commands.choices.items()
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_of_a_command_is_accepted_and_ignored(
    small: Small, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {"PUBLISHED": tmp_path / "published.json", "PROGRAMS": tmp_path / "programs", "RELEASED": tmp_path}
    places["PUBLISHED"].write_text(json.dumps({**small.project("2"), "x-ms-paths": {}}))
    places["PROGRAMS"].mkdir()
    folder = REPOSITORY / "spec" if command == "export-connector" else small.folder
    monkeypatch.chdir(tmp_path)
    arguments = [str(places.get(each, each)) for each in COMMANDS[command].split()]
    options = Recorded()
    _parser().parse_args(["--spec", str(folder), "--output", str(tmp_path / "out"), command, *arguments], options)
    assert options.run(options) == 0
    assert set(options_of_commands()[command]) - vars(options)["_read"] == set()


def test_a_contract_is_written_elsewhere_without_being_frozen(small: Small, tmp_path: Path, capsys: Told) -> None:
    file = tmp_path / "contract.json"
    assert run(small, "release", "2", "--output", file) == 0
    assert capsys.readouterr().out == f"{file}: the contract of 2; nothing is frozen by it\n"
    assert not (small.folder / "released").exists()
    assert run(small, "release", "2") == 0
    assert (small.folder / "released" / "2.json").read_text() == file.read_text()
