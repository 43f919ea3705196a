"""Pipeline of the stages: from the spec to `generated/`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .file_trees import differences, files
from .load import Spec, load_all
from .manifest import Manifest, digest_inputs, digest_tree, read_manifest, write_manifest
from .problems import GenerationError, Problem, ProblemCollector, in_order
from .publish import publish, recover, staging

if TYPE_CHECKING:
    from .engine import ParsedDocument
    from .plan import PackagePlan
    from .project import Projection

__all__ = [
    "GenerationResult",
    "Progress",
    "Warn",
    "check_all",
    "generate",
    "lint_all",
    "project_one",
    "release",
    "released_text",
]

LEGAL = ("LICENSE", "NOTICE")
"""Files of the folder of the spec that every distribution holds, where they are there."""

Progress = Callable[[str], None]
"""A function that is called with the name of each step before it."""

Warn = Callable[[Problem], None]
"""A function that is called with each problem that does not prevent a generation."""


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


class _PlannedJob(NamedTuple):
    """One distribution, with what is written for it."""

    job: _Job
    projected: Projection
    parsed: ParsedDocument
    plan: PackagePlan

    @property
    def distribution(self) -> str:
        return self.job.distribution


def generate(
    spec_folder: Path,
    target: Path,
    progress: Progress,
    *,
    only: str | None = None,
    check: bool = False,
    warn: Warn | None = None,
) -> GenerationResult:
    """Generate the packages of all documents.

    Args:
        spec_folder: the folder of the authored documents.
        target: the folder of the distributions.
        progress: is called with the name of each step.
        only: the api-version whose package alone is generated again; None: all.
        check: compare with the content of `target`, and write nothing.
        warn: is called with what is missing in the prose, which else is a problem like others.

    Raises:
        GenerationError: the input cannot be used; `target` is not changed.
    """
    inputs = digest_inputs(spec_folder)
    recover(target)
    if not check and only is None and read_manifest(target) == (inputs, digest_tree(target)):
        return GenerationResult({}, [], skipped=True)
    specs = load_all(spec_folder)
    progress("checking the documents")
    problems, warnings = _told_apart(_lint(specs), warn)
    jobs = _jobs(specs, only)
    planned = _plan(jobs, problems, progress)
    with staging(target) as staged:
        legal = _legal(spec_folder)
        for job in planned:
            _write(job, legal, staged)
        _copy_others(target, staged, {job.distribution for job in _jobs(specs)} - {job.distribution for job in jobs})
        progress("formatting")
        from .format import format_folder

        format_folder(staged)
        packages = {job.distribution: _verify(job, staged) for job in planned}
        recorded = inputs if only is None else _inputs_of_others(target)
        recorded = "" if warnings else recorded  # else a later run would not tell what is missing
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
    if problems := _lint(specs):
        raise GenerationError(problems)
    return specs


def check_all(spec_folder: Path, warn: Warn | None = None) -> list[Spec]:
    """Load, check and plan every document under a folder, but write nothing.

    Args:
        spec_folder: the folder of the authored documents.
        warn: is called with what is missing in the prose, which else is a problem like others.

    Raises:
        GenerationError: no packages can be made of the documents; it holds the problems of all stages.
    """
    specs = load_all(spec_folder)
    problems, _ = _told_apart(_lint(specs), warn)
    _plan(_jobs(specs), problems, lambda _: None)
    return specs


def project_one(spec_folder: Path, version: str) -> dict[str, Any]:
    """Return the OpenAPI document of one api-version; what only a person can say may be missing.

    Raises:
        GenerationError: documents cannot be used, or none has this version.
    """
    specs = load_all(spec_folder)
    problems, _ = _told_apart(_lint(specs), lambda _: None)
    if problems:
        raise GenerationError(problems)
    return _project(specs, version)


def release(spec_folder: Path, version: str) -> tuple[Path, bool]:
    """Write down the contract of an api-version, which freezes it; return the file, and whether it has changed.

    Raises:
        GenerationError: documents cannot be used, none has this version, or it is released with another contract and
            not named in `x-revised`.
    """
    from .lint.released import release_file

    spec, text = _released(spec_folder, version)
    file = release_file(spec, version)
    changed = not file.exists() or file.read_text(encoding="utf-8") != text
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file, changed


def released_text(spec_folder: Path, version: str) -> str:
    """Return what `release` would write, and write nothing.

    Raises:
        GenerationError: as `release` does.
    """
    return _released(spec_folder, version)[1]


def _released(spec_folder: Path, version: str) -> tuple[Spec, str]:
    """Return the document that has a version, and the contract of that version as text."""
    from .project import projection
    from .project.wire_contract import wire_contract

    specs = load_all(spec_folder)
    if problems := [problem for problem in _lint(specs) if problem.code != "S163"]:  # it tells what to do next
        raise GenerationError(problems)
    spec = next((spec for spec in specs if version in spec.versions), specs[0])
    contract = wire_contract(projection(spec, version).document)
    return spec, json.dumps(contract, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _project(specs: list[Spec], version: str) -> dict[str, Any]:
    from .project import project

    return project(next((spec for spec in specs if version in spec.versions), specs[0]), version)


def _lint(specs: list[Spec]) -> list[Problem]:
    from .lint import lint

    return lint(*specs)


def _told_apart(problems: list[Problem], warn: Warn | None) -> tuple[list[Problem], list[Problem]]:
    """Divide problems into those that prevent a generation and warnings, which are passed on."""
    from .lint import PROSE

    warnings = in_order(problem for problem in problems if problem.code in PROSE) if warn else []
    for problem in warnings:
        assert warn is not None
        warn(problem)
    return [problem for problem in problems if problem not in warnings], warnings


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


def _plan(jobs: list[_Job], problems: list[Problem], progress: Progress) -> list[_PlannedJob]:
    """Plan all distributions.

    Raises:
        GenerationError: it holds `problems` and those of all plans; with problems that would mislead, nothing is planned.
    """
    from .lint import is_harmless

    collector = ProblemCollector()
    collector.problems += problems
    planned = []
    for job in jobs if is_harmless(problems) else ():
        progress(f"generating {job.distribution}")
        with collector.part():
            planned.append(_planned(job))
    collector.raise_all()
    return planned


def _planned(job: _Job) -> _PlannedJob:
    from .engine import parse
    from .plan import plan
    from .project import projection

    projected = projection(job.spec, job.version)
    parsed, package = parse(projected.document, projected.position), job.spec.package
    return _PlannedJob(job, projected, parsed, plan(parsed, job.version, package.methods, package.client))


def _write(planned: _PlannedJob, legal: Mapping[str, str], staged: Path) -> None:
    """Write the files of one distribution, unformatted."""
    from .render import render

    job, document = planned.job, planned.projected.document
    for path, text in render(planned.plan, job.spec.settings(job.version), planned.parsed, document, legal).items():
        file = staged / job.distribution / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _verify(planned: _PlannedJob, staged: Path) -> str:
    """Compare the written distribution with its document; return its numbers in words."""
    from .plan import names
    from .verify import verify

    package = staged / planned.distribution / names.package(planned.distribution)
    found = verify(planned.projected.document, package, planned.projected.position, planned.plan.classes)
    return ", ".join(f"{len(found[kind])} {kind}" for kind in ("operations", "parameters", "schemas", "properties"))


def _copy_others(target: Path, staged: Path, distributions: set[str]) -> None:
    """Copy the distributions that are not generated again."""
    for name in sorted(distributions):
        if (target / name).exists():
            shutil.copytree(target / name, staged / name, ignore=shutil.ignore_patterns("__pycache__"))


def _inputs_of_others(target: Path) -> str:
    """Return the digest of the inputs of all packages but one: the recorded digest if it still holds, else ""."""
    recorded = read_manifest(target)
    return recorded.inputs if recorded and recorded.tree == digest_tree(target) else ""
