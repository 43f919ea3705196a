"""Fenced blocks of the pages of the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

__all__ = ["PAGES", "ROOT", "Block", "blocks", "each_page_with"]

ROOT = Path(__file__).parents[2]

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("README.md", "CONTRIBUTING.md", "docs/**/*.md", "*/README.md", "generated/*/README.md")
    for path in ROOT.glob(pattern)
)

_FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block, with the line of the page on which its text begins."""

    page: str
    line: int
    language: str
    text: str


def blocks(page: str, languages: Iterable[str] | None = None) -> list[Block]:
    """Return the fenced blocks of a page, or those in some languages, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = [
        Block(page, text.count("\n", 0, match.start(3)) + 1, match[2], match[3]) for match in _FENCE.finditer(text)
    ]
    return [block for block in found if languages is None or block.language in languages]


def each_page_with(*languages: str) -> pytest.MarkDecorator:
    """Run a test once for each page that has blocks in these languages."""
    return pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, languages)])
