"""Every command `iotcentral` of the documentation runs, as it is printed, and prints what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from iotcentral.cli._commands import Root
from tests.docs.console import matches, prepared, printed, steps, with_commands
from tests.docs.pages import PAGES, ROOT


@pytest.mark.parametrize("page", with_commands(PAGES))
def test_the_commands_print_what_the_page_shows(page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with prepared(page, monkeypatch) as shell:
        for step in steps(page):
            found = printed(step, shell)
            assert matches(step.shown, found), f"{page}:{step.block.line} {step.command}\n{found}"


def test_an_ellipsis_stands_for_anything() -> None:
    assert matches("a\n…\nz", "a\nb\nc\nz")
    assert matches("a …", "a b")
    assert not matches("a", "b")
    assert not matches("a\n…", "b\nc")


def commands_in_tables(page: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| .* \|$", text, re.MULTILINE)
    return [code for row in rows for code in re.findall(r"`iotcentral ([^`]+)`", row)]


@pytest.mark.parametrize("page", [page for page in PAGES if commands_in_tables(page)])
def test_the_commands_in_tables_exist(page: str) -> None:
    for command in commands_in_tables(page):
        root = Root()
        context = root.make_context("iotcentral", ["devices"], resilient_parsing=True)
        found: click.Command | None = root
        for word in command.split():
            if not re.fullmatch(r"[a-z][a-z0-9-]*", word) or not isinstance(found, click.Group):
                break
            found = found.get_command(context, word)
            assert found is not None, command
