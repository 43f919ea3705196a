"""Determinism: the same spec yields the same bytes, wherever and however it is generated."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from iotcentral_generator.file_trees import differences

from tests.golden import SPEC, make

from .conftest import cli, environment

pytestmark = pytest.mark.long  # everything is generated in several processes


@pytest.fixture(scope="module")
def made_here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All versions, made at once by this process."""
    target = tmp_path_factory.mktemp("determinism") / "made here"
    make(target)
    return target


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_hash_seed_and_working_directory_make_no_difference(tmp_path: Path, made_here: Path, seed: str) -> None:
    elsewhere = tmp_path / f"elsewhere {seed}"
    shutil.copytree(SPEC, elsewhere / "copy")
    variables = environment(PYTHONHASHSEED=seed, TZ="Pacific/Chatham", LC_ALL="C", COLUMNS="40")
    command = cli("--spec", "copy", "generate", "--output", "made")
    run = subprocess.run(command, cwd=elsewhere, env=variables, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert differences(elsewhere / "made", made_here) == []


def test_making_one_version_after_the_other_gives_the_same(tmp_path: Path, made_here: Path) -> None:
    for version in ("2.0", "desk1", "1.0", "archive1"):
        command = cli("--spec", SPEC, "generate", "--api-version", version, "--output", tmp_path / "made")
        subprocess.run(command, check=True, capture_output=True)
    # which input the whole tree was made of is recorded by a whole generation only
    assert differences(tmp_path / "made", made_here) == ["differs: manifest.json"]
