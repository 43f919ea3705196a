"""A new api-version in one step, and its removal: documents, packages, migration pages, changelog, requirements."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..document.versions import VersionLines
from ..load import Spec, load_all
from ..pipeline import GenerationResult, Progress, generate
from ..problems import GenerationError, Problem
from ..project import project
from .changelog import Changelog
from .contracts import contract_of
from .difference import ContractDifference, difference
from .imports import ImportResult, drop_version, import_document
from .migration_page import migration_page
from .requirements import require, unrequire

__all__ = ["BumpResult", "Workspace", "bump", "drop"]


class Workspace(NamedTuple):
    """The folders of a project.

    Attributes:
        spec: the authored documents; CHANGELOG.md, docs/ and other distributions stand beside this folder.
        generated: the packages.
    """

    spec: Path
    generated: Path

    @property
    def root(self) -> Path:
        """The folder that everything is in; distributions that require the packages stand there too."""
        return self.spec.absolute().parent

    @property
    def changelog(self) -> Path:
        """The changelog, which may be missing."""
        return self.root / "CHANGELOG.md"

    @property
    def pages(self) -> Path:
        """The folder of the migration pages."""
        return self.root / "docs" / "migrating"


class BumpResult(NamedTuple):
    """Result of a bump.

    Attributes:
        imported: the result of the import, with what is left for a person.
        generated: the result of the generation.
        differences: what changes from earlier versions, with the page about it.
    """

    imported: ImportResult
    generated: GenerationResult
    differences: list[tuple[ContractDifference, Path]]


def bump(file: Path, version: str, workspace: Workspace, progress: Progress, line: str | None = None) -> BumpResult:
    """Make a published document an api-version: import, generate, and write down what changes for users.

    Args:
        file: the published document.
        version: the api-version that it is.
        workspace: the folders of the project.
        progress: is called with the name of each step.
        line: the line of the version, stable or preview; None: what its name says.

    Raises:
        GenerationError: the document cannot be used, or the import is not exact; everything is as it was.
    """
    with _restored_on_errors(workspace.spec):
        progress("importing")
        imported = import_document(file, version, workspace.spec, line)
        if imported.differences:
            raise GenerationError([Problem("S505", _inexact(version, each)) for each in imported.differences])
        generated = generate(workspace.spec, workspace.generated, progress, warn=lambda _: None)
    spec = next(spec for spec in load_all(workspace.spec) if version in spec.versions)
    progress("comparing")
    differences = [_compared(spec, old, version, workspace.pages) for old in predecessors(spec.lines, version)]
    if workspace.changelog.exists():
        Changelog(workspace.changelog).add(version, spec.package.name(version), differences)
    known = [spec.package.name(each) for each in spec.lines.all if each != version]
    require(workspace.root, spec.package.name(version), known)
    return BumpResult(imported, generated, differences)


def drop(version: str, workspace: Workspace, progress: Progress) -> list[Path]:
    """Remove an api-version, with all that a bump wrote; return the files that were changed or removed.

    Raises:
        GenerationError: no document has the version, or no other one; everything is as it was.
    """
    package = next((spec.package.name(version) for spec in load_all(workspace.spec) if version in spec.versions), "")
    with _restored_on_errors(workspace.spec):
        changed = drop_version(workspace.spec, version)
        generated = generate(workspace.spec, workspace.generated, progress, warn=lambda _: None)
    changed += [workspace.generated / change.partition(": ")[2] for change in generated.changes]
    pages = [*workspace.pages.glob(f"*-to-{version}.md"), *workspace.pages.glob(f"{version}-to-*.md")]
    for page in pages:
        page.unlink()
    for folder in (workspace.pages, workspace.pages.parent):
        if pages and not any(folder.iterdir()):
            folder.rmdir()
    if workspace.changelog.exists() and Changelog(workspace.changelog).remove(version):
        changed.append(workspace.changelog)
    return [*changed, *pages, *unrequire(workspace.root, package)]


def predecessors(lines: VersionLines, version: str) -> list[str]:
    """Return the versions whose users a new one is for: the newest before it of its line, and of the other one."""
    order = list(lines.all)
    before = order[: order.index(version)]
    own, other = (lines.preview, lines.stable) if version in lines.preview else (lines.stable, lines.preview)
    newest = [[each for each in before if each in line][-1:] for line in (own, other)]
    return [each for found in newest for each in found]


def _compared(spec: Spec, old: str, new: str, folder: Path) -> tuple[ContractDifference, Path]:
    """Compare two versions, and write the page about it."""
    before, after = (contract_of(project(spec, each), spec, each) for each in (old, new))
    found = difference(before, after)
    page = folder / f"{old}-to-{new}.md"
    folder.mkdir(parents=True, exist_ok=True)
    page.write_text(migration_page(found), encoding="utf-8")
    return found, page


def _inexact(version: str, where: str) -> str:
    return f"the projection of {version} would differ from the published document: {where}; report this document"


@contextmanager
def _restored_on_errors(folder: Path) -> Iterator[None]:
    """Put the content of a folder back if an error leaves the block."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, "copy")
        known = folder.is_dir()
        if known:
            shutil.copytree(folder, copy)
        try:
            yield
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            if known:
                shutil.copytree(copy, folder)
            raise
