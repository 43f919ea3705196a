"""The commands of the documentation exist, with their options, and its data can be read."""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import iotcentral_generator.cli
import iotcentral_testkit.cli
import nox
import pytest
import yaml
from iotcentral_testkit import Emulator

import noxfile
from tests.docs.pages import PAGES, ROOT, Block, blocks, each_page_with

SHELL = ("console", "sh")
DATA: dict[str, Callable[[str], object]] = {"json": json.loads, "toml": tomllib.loads, "yaml": yaml.safe_load}
FOREIGN = {
    ".": "the shell's own, which reads a file",
    "az": "the Azure command line, which signs people in",
    "cat": "any shell's, which prints a file",
    "curl": "any HTTP client",
    "eval": "the shell's own, which runs what a command prints",
    "export": "the shell's own",
    "git": "that of version control, which gives the workspace of the last release",
    "npx": "npm's, which runs a tool for OpenAPI documents",
    "paconn": "the command line of Power Platform connectors, which uploads them",
}
"""Commands of others, which are not run or looked up, and why the pages name them."""

_OMITTED = "https://contoso.azureiotcentral.com --api-version 2022-07-31"
"""What an ellipsis stands for after `iotcentral-testkit contract`."""


def commands(block: Block) -> Iterator[list[str]]:
    """Return the single commands of a block, without prompts and comments, split where the shell would."""
    text = re.sub(r"\\\n\s*", " ", block.text)
    lines = text.splitlines()
    prompted = [line for line in lines if line.startswith("$ ")]  # between them is what they print
    for line in prompted or lines:
        words = shlex.split(line.removeprefix("$ "), comments=True)
        while words:
            command, words = split(words, "&&")
            yield command


def split(words: list[str], separator: str) -> tuple[list[str], list[str]]:
    """Return the words before a separator, and those after it."""
    place = words.index(separator) if separator in words else len(words)
    return words[:place], words[place + 1 :]


def inline(page: str) -> Iterator[list[str]]:
    """Return the commands within the text of a page: code that begins with a command of the workspace."""
    text = re.sub(r"^ *```.*?^ *```$", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for code in re.findall(r"`((?:nox -|python -m |pip install |pytest )[^`]+)`", text):
        yield from commands(Block(page, 0, "sh", code.replace("\n", " ")))


def sessions() -> set[str]:
    """Return the names of the sessions of nox, which importing the noxfile has registered."""
    return set(nox.registry.get())


def check(words: list[str], patch: pytest.MonkeyPatch) -> None:
    """Fail unless a command exists and takes these arguments."""
    if re.fullmatch(r"[A-Z_]+=.*", words[0]):  # a variable for the command that follows
        words = words[1:]
    match words:
        case ["python", "-m", "pip", "install", *wanted] | ["pip", "install", *wanted]:
            check_installed([word for word in wanted if not word.startswith("-")])
        case ["python", "-m", module, *_]:
            assert importlib.util.find_spec(module), f"there is no module {module}"
        case ["python", script, *_]:
            assert (ROOT / script).exists(), f"there is no {script}"
        case ["nox", "-s", *names]:
            names, arguments = split(names, "--")
            check_paths(arguments)
            assert set(names) <= sessions(), f"there is no session {set(names) - sessions()}"
        case ["nox", "-l"]:
            pass
        case ["pytest", *arguments]:
            check_paths(arguments)
        case ["iotcentral-testkit", *arguments]:
            arguments = shlex.split(shlex.join(arguments).replace("…", _OMITTED).replace(f"'{_OMITTED}'", _OMITTED))
            check_parsed(iotcentral_testkit.cli.main, arguments, patch)
        case ["iotcentral-generator", *arguments]:
            check_parsed(iotcentral_generator.cli.main, arguments, patch)
        case ["iotcentral", *_]:
            pass  # test_console_blocks.py runs them
        case [command, *_]:
            assert command in FOREIGN, f"{command} is neither a command of the workspace nor one of FOREIGN"


def check_paths(arguments: list[str]) -> None:
    """Fail unless the tests that are named exist."""
    paths = [word.partition("::")[0] for word in arguments if word.startswith("tests/")]
    assert all((ROOT / path).exists() for path in paths), paths


def check_installed(requirements: list[str]) -> None:
    """Fail unless the requirements are distributions of the workspace, with extras that exist, or nox."""
    known = {}
    for folder in noxfile.DISTRIBUTIONS:
        project = tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        known[project["name"]] = set(project.get("optional-dependencies", ()))
    for requirement in requirements:
        name, _, extras = requirement.removesuffix("]").partition("[")
        assert name == "nox" or name in known, f"{name} is not a distribution of the workspace"
        assert not extras or set(extras.split(",")) <= known[name], requirement


def check_parsed(main: Callable[[list[str]], int], arguments: list[str], patch: pytest.MonkeyPatch) -> None:
    """Parse the arguments with the command's own parser, and do nothing more."""
    parse = argparse.ArgumentParser.parse_args

    def leave(parser: argparse.ArgumentParser, *given: Any) -> NoReturn:
        parse(parser, *given)
        raise SystemExit("parsed")  # before the command runs; wrong usage leaves with 2

    with patch.context() as patched:
        patched.setattr(argparse.ArgumentParser, "parse_args", leave)
        with pytest.raises(SystemExit) as left:
            main(arguments)
    assert left.value.code == "parsed", arguments


@each_page_with(*SHELL)
def test_the_commands_exist(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [words for block in blocks(page, SHELL) for words in commands(block)]
    assert found
    for words in found:
        check(words, monkeypatch)


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_within_the_text_exist(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in inline(page):
        check(words, monkeypatch)


def test_every_foreign_command_is_still_named() -> None:
    named = {words[0] for page in PAGES for block in blocks(page, SHELL) for words in commands(block)}
    text = "\n".join(block.text for page in PAGES for block in blocks(page, SHELL))
    assert {name for name in FOREIGN if name not in named and f"$({name} " not in text} == set()


def test_the_table_of_tasks_has_every_session() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("| session |")[2].partition("\n\n")[0]
    first_cells = [row.split(" | ")[0] for row in table.splitlines()]
    assert sessions() - {"dev"} <= set(re.findall(r"`(\w+)`", " ".join(first_cells)))


@each_page_with(*DATA)
def test_the_data_can_be_read(page: str) -> None:
    for block in blocks(page, DATA):
        assert DATA[block.language](block.text)


def test_the_plan_of_faults_can_be_used(tmp_path: Path) -> None:
    (block,) = blocks("docs/emulator.md", ["toml"])
    plan = tmp_path / "faults.toml"
    plan.write_text(block.text, encoding="utf-8")
    with Emulator(faults=plan) as emulator:
        assert emulator.url
