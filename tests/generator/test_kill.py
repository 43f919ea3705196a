"""Killed generations: the old tree or the new one remains, and the next generation succeeds."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from iotcentral_generator.file_trees import files

from tests.support.depth import depth

from .conftest import Small, cli

pytestmark = pytest.mark.long  # generations are killed in each of their steps

PROGRESS = ["checking the documents", "generating things-v1", "generating things-v2", "formatting", "publishing"]


MOMENTS = [(told, pause) for told in PROGRESS for pause in depth((0.0,), (0.0, 0.05))]
MOMENTS += [("publishing", pause) for pause in depth((0.002,), (0.001, 0.002, 0.004, 0.008))]


class Generations(NamedTuple):
    """A changed document, what was generated from it before the change, and what is generated after."""

    spec: Path
    old: Path
    new: Path


@pytest.fixture(scope="module")
def generations(tmp_path_factory: pytest.TempPathFactory) -> Generations:
    folder = tmp_path_factory.mktemp("generations")
    small = Small(folder / "spec")
    small.generate(folder / "old")
    small.change("description: Half of its width.", "description: Half of the width.")
    small.generate(folder / "new")
    return Generations(small.folder, folder / "old", folder / "new")


@pytest.mark.parametrize(("moment", "pause"), MOMENTS)
def test_a_killed_generation_leaves_the_old_tree_or_the_new(
    generations: Generations, tmp_path: Path, moment: str, pause: float
) -> None:
    target, old, new = tmp_path / "made", files(generations.old), files(generations.new)
    assert old != new
    shutil.copytree(generations.old, target)

    command = cli("--spec", generations.spec, "generate", "--output", target)
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.strip() == moment:
                break
        else:
            pytest.fail(f"the generation never told `{moment}`")
        time.sleep(pause)
        process.kill()
    assert files(target) in (old, new)

    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert files(target) == new
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
