"""Requirements of the distributions beside the documents: who requires the package of one version requires the new one too."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

__all__ = ["require", "unrequire"]


def require(root: Path, package: str, others: Collection[str]) -> None:
    """Require a package wherever a package of another version of its API is required, in the same range.

    Args:
        root: the folder that the distributions are in, each in a folder of its own.
        package: name of the package.
        others: names of those of the other versions.
    """
    unrequire(root, package)
    for file in _files(root):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        places = [number for number, line in enumerate(lines) if _required(line) in others]
        if places:
            known = lines[places[-1]]
            lines.insert(places[-1] + 1, f"{known.partition('#')[0].rstrip()}\n".replace(_required(known), package))
            file.write_text("".join(lines), encoding="utf-8")


def unrequire(root: Path, package: str) -> list[Path]:
    """Require a package nowhere any more; return the files that did."""
    changed: list[Path] = []
    for file in _files(root):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if _required(line) != package]
        if kept != lines:
            file.write_text("".join(kept), encoding="utf-8")
            changed.append(file)
    return changed


def _files(root: Path) -> list[Path]:
    return sorted(root.glob("*/pyproject.toml"))


def _required(line: str) -> str:
    """Return the name of the distribution that a line of an array requires; empty where it requires none."""
    found = re.match(r'\s+"([\w.-]+)\s*[<>=~!]', line)
    return found[1] if found else ""
