"""Every command `iotcentral-generator` of the page about versions runs in a copy of the workspace, block by block."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from iotcentral_generator.cli import main
from iotcentral_generator.file_trees import files

from tests.docs.pages import ROOT, Block, blocks
from tests.docs.test_other_blocks import commands
from tests.drill.test_drill import newest_published

# a generation is behind `main`, which chooses the command by its name, and does it for the whole document
pytestmark = [pytest.mark.slow, pytest.mark.long]

COPIED = ("spec", "generated", "overlays", "generator", "testkit")
PETSTORE = ROOT / "tests" / "generator" / "evolution" / "published" / "petstore.swagger.json"
PROGRAM = "from iotcentral_v2022_07_31 import models\n"

BLOCKS = [block for block in blocks("docs/evolution.md", ["console"]) if "iotcentral-generator" in block.text]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the workspace, in which the commands run, with the files that the pages take for granted."""
    folder = tmp_path / "workspace"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", "dist")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "CHANGELOG.md", folder)
    for name in ("published.json", "specification.json"):
        (folder / name).write_text(json.dumps(newest_published()), encoding="utf-8")
    shutil.copy(PETSTORE, folder / "openapi.json")
    (folder / "src").mkdir()
    (folder / "src" / "program.py").write_text(PROGRAM, encoding="utf-8")
    for name, version in (("old", "2022-07-31"), ("new", "2022-10-31-preview")):
        (projection,) = folder.glob(f"generated/*-v{version}/*/openapi.json")
        shutil.copy(projection, folder / f"{name}.json")
    monkeypatch.chdir(folder)
    return folder


def run(words: list[str], workspace: Path) -> None:
    match words:
        case ["iotcentral-generator", *arguments]:
            assert main(arguments) == 0, words
        case ["git", "worktree", "add", target, _]:  # the workspace as it was released
            shutil.copytree(workspace, target)
        case [assignment, "iotcentral-testkit", "serve"] if assignment.startswith("PYTHONPATH="):
            assert list(Path(assignment.partition("=")[2]).glob("*/openapi.json")), words  # what it would serve
        case _:
            pytest.fail(f"nothing is known of {words}")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"line {block.line}")
def test_the_commands_of_a_block_run_one_after_the_other(
    block: Block, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(workspace)
    for words in commands(block):
        run(words, workspace)
    assert "differs" not in capsys.readouterr().out
    if re.search(r" drop \S+\n\Z", block.text):  # the last command takes the block back
        assert files(workspace) == before
