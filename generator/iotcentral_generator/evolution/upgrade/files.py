"""Files of users, rewritten from one package to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import libcst as cst

from ...problems import GenerationError, Position, Problem
from .imports import PackageNames
from .inference import TypeInference
from .rewrites import Rewrites
from .transformer import MARK, PackageTransformer

__all__ = ["UpgradedFile", "upgrade_files", "upgraded"]


class UpgradedFile(NamedTuple):
    """A file that uses the old package.

    Attributes:
        path: its path.
        text: its new content.
        notes: line → what a person has to decide there.
    """

    path: Path
    text: str
    notes: list[tuple[int, str]]


def upgrade_files(rewrites: Rewrites, paths: Iterable[Path]) -> list[UpgradedFile]:
    """Rewrite the Python files at paths, and below those that are folders; return the ones that use the package.

    Raises:
        GenerationError: a path is not there, or a file cannot be read; nothing is written.
    """
    found, problems = [], []
    for file in sorted(set(_python_files(paths))):
        try:
            text = file.read_text(encoding="utf-8")
            result = upgraded(rewrites, text)
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem("S193", f"a file cannot be read: {error}", Position(file, 1)))
        except cst.ParserSyntaxError as error:
            problems.append(
                Problem("S193", f"this is not valid Python: {error.message}", Position(file, error.raw_line))
            )
        else:
            if result is not None:
                noted = enumerate(result.splitlines(), 1)
                notes = [(number, line.strip()) for number, line in noted if line.strip().startswith(MARK)]
                found.append(UpgradedFile(file, result, notes))
    if problems:
        raise GenerationError(problems)
    for each in found:
        each.path.write_text(each.text, encoding="utf-8")
    return found


def _python_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from path.rglob("*.py")
        else:
            yield path


def upgraded(rewrites: Rewrites, text: str) -> str | None:
    """Return a module, rewritten; None if it does not use the package."""
    package = rewrites.package[0]
    if package not in text:
        return None
    module = cst.parse_module(text)
    names = PackageNames(package, rewrites.client)
    module.visit(names)
    if not names.is_used:
        return None
    types = TypeInference(rewrites, names)
    module.visit(types)
    return module.visit(PackageTransformer(rewrites, names, types)).code
