"""Golden packages and `generated/`: equal to what the generator writes for their documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from iotcentral_generator.file_trees import differences
from iotcentral_generator.pipeline import generate

from . import EXPECTED, RENEW, make

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


@pytest.mark.parametrize("pattern", ["*.py", "*.toml", "*.md"])
def test_every_generated_file_says_in_its_first_line_that_it_is_generated(pattern: str) -> None:
    found = list(EXPECTED.rglob(pattern))
    silent = [file for file in found if "Generated from the API document" not in file.read_text().partition("\n")[0]]
    assert found
    assert not silent
