"""Formatting: one final form for every file, whatever the templates left."""

from __future__ import annotations

from pathlib import Path

import pytest
from iotcentral_generator.format import format_folder
from iotcentral_generator.problems import GenerationError

MESSY = """\
from b import used
import os
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import gone
def f( ) : return used ( '1' )
"""

TIDY = """\
from b import used


def f():
    return used("1")
"""


def test_files_are_formatted_and_unused_imports_go(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "messy.py"
    file.parent.mkdir()
    file.write_text(MESSY)
    format_folder(tmp_path)
    assert file.read_text() == TIDY


def test_formatting_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "messy.py").write_text(MESSY)
    format_folder(tmp_path)
    once = (tmp_path / "messy.py").read_text()
    format_folder(tmp_path)
    assert (tmp_path / "messy.py").read_text() == once


def test_settings_from_outside_have_no_say(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text('line-length = 20\n[format]\nquote-style = "single"\n')
    (tmp_path / "messy.py").write_text(MESSY)
    format_folder(tmp_path)
    assert (tmp_path / "messy.py").read_text() == TIDY


def test_a_file_that_is_no_python_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def (:\n")
    with pytest.raises(GenerationError, match=r"S301 ruff format failed.*broken\.py"):
        format_folder(tmp_path)
