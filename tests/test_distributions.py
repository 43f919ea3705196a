"""Metadata of the distributions: what PyPI shows of them, held to the settings of the workspace."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import noxfile
from tests import archives

ROOT = Path(__file__).parent.parent
FOLDERS = [ROOT / name for name in noxfile.DISTRIBUTIONS]
WORKSPACE: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["iotcentral"]

each_distribution = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def metadata(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return content


def test_all_seven_distributions_are_held_to_the_settings() -> None:
    assert sorted(folder / "pyproject.toml" for folder in FOLDERS) == sorted(
        path for pattern in ("*/pyproject.toml", "generated/*/pyproject.toml") for path in ROOT.glob(pattern)
    )
    assert len(FOLDERS) == 7


@each_distribution
def test_the_classifiers_name_the_pythons_of_the_workspace(folder: Path) -> None:
    prefix = "Programming Language :: Python :: "
    named = [text.removeprefix(prefix) for text in metadata(folder)["classifiers"] if text.startswith(prefix)]
    assert named == ["3", "3 :: Only", *WORKSPACE["pythons"]]
    assert metadata(folder)["requires-python"] == f">={WORKSPACE['pythons'][0]}"
    assert WORKSPACE["pythons"] == noxfile.PYTHONS


@each_distribution
def test_the_urls_lead_to_the_project(folder: Path) -> None:
    repository = WORKSPACE["repository"]
    assert metadata(folder)["urls"] == {
        "Documentation": f"{repository}/blob/main/docs/index.md",
        "Changelog": f"{repository}/blob/main/CHANGELOG.md",
        "Issues": f"{repository}/issues",
        "Source": repository,
    }
    assert metadata(folder)["authors"] == [{"name": "The iotcentral authors"}]


@each_distribution
@pytest.mark.parametrize("name", archives.LEGAL)
def test_licence_and_notice_are_those_of_the_workspace(folder: Path, name: str) -> None:
    assert (folder / name).read_bytes() == (ROOT / name).read_bytes()
    assert metadata(folder)["license-files"] == list(archives.LEGAL)


@pytest.mark.parametrize("name", archives.LEGAL)
def test_the_generator_hands_on_the_licence_and_notice_of_the_workspace(name: str) -> None:
    assert (ROOT / "spec" / name).read_bytes() == (ROOT / name).read_bytes()


@each_distribution
def test_the_long_description_stands_on_its_own(folder: Path) -> None:
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {metadata(folder)['name']}"
    targets = re.findall(r"\]\(([^)]+)\)", "\n".join(lines))
    assert [target for target in targets if not target.startswith("https://")] == []
    assert [line for line in lines if "docs/" in line and WORKSPACE["repository"] not in line] == []


@each_distribution
def test_the_links_of_the_long_description_lead_to_files_of_the_workspace(folder: Path) -> None:
    own = re.escape(WORKSPACE["repository"]) + r"/blob/main/([^)#\s]+)"
    targets = re.findall(own, (folder / "README.md").read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_interpreter_of_an_environment_is_found(tmp_path: Path) -> None:
    """`nox -s dev` installs with it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    assert noxfile.venv_python(tmp_path / "venv").exists()
