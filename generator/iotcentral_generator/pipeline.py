"""Pipeline of the stages: from the spec to `generated/`."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .document.nodes import Key
from .file_trees import differences, files
from .load import Spec, load_all
from .manifest import Manifest, digest_inputs, digest_tree, read_manifest, write_manifest
from .problems import GenerationError
from .publish import publish, recover, staging

__all__ = ["GenerationResult", "Progress", "generate", "lint_all", "project_one"]

LEGAL = ("LICENSE", "NOTICE")
"""Files of the folder of the spec that every distribution holds, where they are there."""

Progress = Callable[[str], None]
"""A function that is called with the name of each step before it."""


class GenerationResult(NamedTuple):
    """The result of a generation.

    Attributes:
        packages: distribution → the number of its operations, parameters, schemas and properties, in words.
        changes: the files that were (or, when only checked, would be) different.
        skipped: whether the input was unchanged, so that nothing was done.
    """

    packages: dict[str, str]
    changes: list[str]
    skipped: bool = False


class _Job(NamedTuple):
    """One distribution to generate."""

    spec: Spec
    version: str

    @property
    def distribution(self) -> str:
        return self.spec.package.name(self.version)


def generate(
    spec_folder: Path, target: Path, progress: Progress, *, only: str | None = None, check: bool = False
) -> GenerationResult:
    """Generate the packages of all documents.

    Args:
        spec_folder: the folder of the authored documents.
        target: the folder of the distributions.
        progress: is called with the name of each step.
        only: the api-version whose package alone is generated again; None: all.
        check: compare with the content of `target`, and write nothing.

    Raises:
        GenerationError: the input cannot be used; `target` is not changed.
    """
    inputs = digest_inputs(spec_folder)
    recover(target)
    if not check and only is None and read_manifest(target) == (inputs, digest_tree(target)):
        return GenerationResult({}, [], skipped=True)
    specs = load_all(spec_folder)
    progress("checking the documents")
    _lint(specs)
    jobs = _jobs(specs, only)
    with staging(target) as staged:
        legal = _legal(spec_folder)
        classes = [_write(job, legal, staged, progress) for job in jobs]
        _copy_others(target, staged, {job.distribution for job in _jobs(specs)} - {job.distribution for job in jobs})
        progress("formatting")
        from .format import format_folder

        format_folder(staged)
        packages = {job.distribution: _verify(job, found, staged) for job, found in zip(jobs, classes, strict=True)}
        recorded = inputs if only is None else _inputs_of_others(target)
        write_manifest(staged, Manifest(recorded, digest_tree(staged)))
        changes = differences(staged, target) if target.exists() else [f"missing: {name}" for name in files(staged)]
        if changes and not check:
            progress("publishing")
            publish(staged, target)
        return GenerationResult(packages, changes)


def lint_all(spec_folder: Path) -> list[Spec]:
    """Load and check every document under a folder.

    Raises:
        GenerationError: documents cannot be loaded, or break a rule.
    """
    specs = load_all(spec_folder)
    _lint(specs)
    return specs


def project_one(spec_folder: Path, version: str) -> dict[str, Any]:
    """Return the OpenAPI document of one api-version.

    Raises:
        GenerationError: documents cannot be used, or none has this version.
    """
    return _project(lint_all(spec_folder), version)


def _project(specs: list[Spec], version: str) -> dict[str, Any]:
    from .project import project

    return project(next((spec for spec in specs if version in spec.versions), specs[0]), version)


def _lint(specs: list[Spec]) -> None:
    from .lint import lint

    if problems := lint(*specs):
        raise GenerationError(problems)


def _jobs(specs: list[Spec], only: str | None = None) -> list[_Job]:
    """Return the distributions of all documents, or those of one api-version."""
    jobs = [_Job(spec, version) for spec in specs for version in spec.versions if only in (None, version)]
    if not jobs:
        _project(specs, str(only))  # raises an error that names the known versions
    return jobs


def _legal(spec_folder: Path) -> dict[str, str]:
    """Read licence and notice, which stand beside the documents."""
    found = [spec_folder / name for name in LEGAL if (spec_folder / name).exists()]
    return {file.name: file.read_text(encoding="utf-8") for file in found}


def _write(job: _Job, legal: Mapping[str, str], staged: Path, progress: Progress) -> Mapping[Key, str]:
    """Write the files of one distribution, unformatted; return the classes of its schemas, by their keys."""
    from .engine import parse
    from .plan import plan
    from .project import project
    from .render import render

    progress(f"generating {job.distribution}")
    document = project(job.spec, job.version)
    parsed = parse(document)
    planned = plan(parsed, job.version, job.spec.package.methods, job.spec.package.client)
    for path, text in render(planned, job.spec.package, parsed, document, legal).items():
        file = staged / job.distribution / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return planned.classes


def _verify(job: _Job, classes: Mapping[Key, str], staged: Path) -> str:
    """Compare the written distribution with its document; return its numbers in words."""
    from .plan import names
    from .project import project
    from .verify import verify

    package = staged / job.distribution / names.package(job.distribution)
    found = verify(project(job.spec, job.version), package, classes)
    return ", ".join(f"{len(qualified_names)} {kind}" for kind, qualified_names in found.items())


def _copy_others(target: Path, staged: Path, distributions: set[str]) -> None:
    """Copy the distributions that are not generated again."""
    for name in sorted(distributions):
        if (target / name).exists():
            shutil.copytree(target / name, staged / name, ignore=shutil.ignore_patterns("__pycache__"))


def _inputs_of_others(target: Path) -> str:
    """Return the digest of the inputs of all packages but one: the recorded digest if it still holds, else ""."""
    recorded = read_manifest(target)
    return recorded.inputs if recorded and recorded.tree == digest_tree(target) else ""
