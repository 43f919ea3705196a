"""Changelog of a project: the entry of an api-version under the newest heading."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from .difference import ContractDifference

__all__ = ["Changelog"]


class Changelog:
    """A changelog in Markdown: a heading for each release, the newest first, and a list below each."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, version: str, package: str, differences: Sequence[tuple[ContractDifference, Path]]) -> None:
        """Write the entry of an api-version as the last one of the newest release; replace the one that it has."""
        self.remove(version)
        text = self._file.read_text(encoding="utf-8")
        releases = [match.start() for match in re.finditer(r"^## ", text, re.MULTILINE)]
        end = releases[1] if len(releases) > 1 else len(text)
        place = len(text[:end].rstrip())
        pages = "; ".join(self._about(found, page) for found, page in differences)
        entry = f"{_beginning(version)} `{package}`{f': {pages}' if pages else ''}."
        whole = entry.replace("[since ", "[since\0")  # the text of a link stays on one line
        wrapped = textwrap.fill(whole, 120, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        wrapped = wrapped.replace("\0", " ")
        self._file.write_text(f"{text[:place]}\n{wrapped}{text[place:]}", encoding="utf-8")

    def remove(self, version: str) -> bool:
        """Remove the entry of an api-version; return whether there was one."""
        text = self._file.read_text(encoding="utf-8")
        left = re.sub(rf"\n{re.escape(_beginning(version))} [^\n]*(?:\n  [^\n]*)*", "", text)
        if left != text:
            self._file.write_text(left, encoding="utf-8")
        return left != text

    def _about(self, found: ContractDifference, page: Path) -> str:
        counts = (
            (found.at("silent"), "silent"),
            (found.at("breaking"), "breaking"),
            (found.at("additive"), "additive"),
        )
        shown = ", ".join(f"{len(changes)} {level}" for changes, level in counts if changes) or "no"
        link = page.relative_to(self._file.absolute().parent).as_posix()
        return f"{shown} changes [since {found.old.version}]({link})"


def _beginning(version: str) -> str:
    return f"- Api-version {version},"
