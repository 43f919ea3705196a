"""Blocks of a shell with the command `iotcentral`: its commands and what the pages say that they print.

`python -m tests.docs.console docs/cli.md` writes what the commands print into the page, which is then to be read.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from tests.cli.shell import Shell
from tests.docs.page_fixtures import FIXTURES, PASSPHRASE
from tests.docs.pages import ROOT, Block, blocks
from tests.docs.service import emulated_service

__all__ = ["CONSOLE", "Step", "matches", "prepared", "printed", "steps", "with_commands"]

CONSOLE = ("console",)


class Step(NamedTuple):
    """A command of a block, and what is shown below it."""

    block: Block
    command: str
    """With the line breaks that it has on the page."""
    shown: str

    @property
    def words(self) -> list[str]:
        """The command as the shell splits it."""
        return shlex.split(re.sub(r"\\\n\s*", " ", self.command))


def steps(page: str) -> Iterator[Step]:
    """Yield the commands of the blocks of a page that show `iotcentral`."""
    for block in blocks(page, CONSOLE):
        if re.search(r"^\$ (\w+=\S+ )*iotcentral ", block.text, re.MULTILINE):
            for found in re.finditer(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n?)*)", block.text, re.MULTILINE):
                yield Step(block, found[1], found[2])


def with_commands(pages: list[str]) -> list[str]:
    """Return the pages that show `iotcentral`."""
    return [page for page in pages if next(steps(page), None)]


@contextmanager
def prepared(page: str, patch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """Prepare a shell as a page takes it for granted: with its application, and what it has from the start."""
    patch.setenv("IOTCENTRAL_APP", "contoso")
    patch.setenv("CA_PASSWORD", PASSPHRASE)
    with emulated_service(patch) as emulator:
        if page in FIXTURES:
            FIXTURES[page](emulator)
        yield Shell(patch)


def printed(step: Step, shell: Shell) -> str:
    """Run a command as a shell would, and return what it prints."""
    words = step.words
    while re.fullmatch(r"[A-Z_]+=.*", words[0]):
        name, _, value = words.pop(0).partition("=")
        shell.patch.setenv(name, value)
    if words[0] == "cat":
        return "".join(Path(name).read_text(encoding="utf-8") for name in words[1:])
    target = None
    if ">" in words:
        words, target = words[: words.index(">")], Path(words[words.index(">") + 1])
    stdin = ""
    if "<" in words:
        words, stdin = words[: words.index("<")], Path(words[words.index("<") + 1]).read_text(encoding="utf-8")
    assert words[0] == "iotcentral", words
    ran = shell(*words[1:], stdin=stdin)
    if target is None:
        return ran.out + ran.err
    target.write_text(ran.out, encoding="utf-8")
    return ran.err


def matches(shown: str, found: str) -> bool:
    """Return whether a page shows what was printed; `…` stands for anything, and alone in a line for any lines."""
    pattern = re.escape(shown.strip()).replace(re.escape("\n…"), "(?:\n.*)*").replace("…", ".*")
    return re.fullmatch(pattern, found.replace("\r\n", "\n").strip()) is not None


def _written(page: str) -> str:
    """Return the text of a page with what its commands print now, where it does not show that."""
    text = (ROOT / page).read_text(encoding="utf-8")
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with prepared(page, patch) as shell:
            for step in steps(page):
                found = printed(step, shell)
                if not matches(step.shown, found):
                    text = text.replace(f"$ {step.command}\n{step.shown}", f"$ {step.command}\n{found}", 1)
    return text


if __name__ == "__main__":
    for page in sys.argv[1:]:
        (ROOT / page).write_text(_written(page), encoding="utf-8")
