"""Golden packages and `generated/`: equal to what the generator writes for their documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from iotcentral_generator.file_trees import differences
from iotcentral_generator.pipeline import generate

from . import EXPECTED, RENEW, SPEC, make

pytestmark = pytest.mark.slow  # the golden packages are generated

REPOSITORY = Path(__file__).parents[2]


def test_the_golden_packages_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    make(tmp_path / "made")
    changes = differences(tmp_path / "made", EXPECTED)
    assert not changes, "\n".join(["the generator makes something else of tests/golden/spec/:", *changes, RENEW])


def test_the_committed_packages_are_what_the_spec_and_the_generator_make() -> None:
    changes = generate(REPOSITORY / "spec", REPOSITORY / "generated", lambda _: None, check=True).changes
    assert not changes, "\n".join(["generated/ has drifted from spec/; run `nox -s generate`:", *changes])


def test_renewing_what_is_up_to_date_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path / "made")
    assert make(tmp_path / "made").skipped


@pytest.mark.parametrize(("pattern", "line"), [("*.py", 0), ("*.toml", 0), ("*.md", -1)])
def test_every_generated_file_says_that_it_is_generated(pattern: str, line: int) -> None:
    """In its first line; a README in its last, since PyPI shows the first."""
    found = list(EXPECTED.rglob(pattern))
    silent = [file for file in found if "Generated from the API document" not in file.read_text().splitlines()[line]]
    assert found
    assert not silent


def test_licence_and_notice_beside_the_document_go_into_every_package() -> None:
    folders = [file.parent for file in EXPECTED.glob("*/pyproject.toml")]
    assert {(folder / "LICENSE").read_text() for folder in folders} == {(SPEC / "LICENSE").read_text()}
    assert not [folder for folder in folders if (folder / "NOTICE").exists()]
    assert all('license-files = ["LICENSE"]' in (folder / "pyproject.toml").read_text() for folder in folders)
