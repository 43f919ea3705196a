"""The seven stages in a row: spec in, `generated/` out.

What a tree was made of and what it consists of is recorded in `manifest.json`, so that unchanged input is recognised
without doing the work again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .load import Spec, find_roots, load
from .problems import GenerationError
from .publish import differences, digest, files, publish, recover, staging

__all__ = ["MANIFEST", "Outcome", "generate", "lint_all", "load_all", "project_one"]

MANIFEST = "manifest.json"

LEGAL = ("LICENSE", "NOTICE")
"""Files of the folder of the spec that every distribution holds, where they are there."""

Progress = Callable[[str], None]
"""Is told what is being done."""


class Outcome(NamedTuple):
    """What a generation did.

    Attributes:
        packages: distribution → counts of what it holds, in words.
        changes: the files that were (or, when only checked, would be) different.
        skipped: whether the input was unchanged, so that nothing was done.
    """

    packages: dict[str, str]
    changes: list[str]
    skipped: bool = False


def generate(
    spec_folder: Path, target: Path, progress: Progress, *, only: str | None = None, check: bool = False
) -> Outcome:
    """Generate the packages of all documents.

    Args:
        spec_folder: where the authored documents are.
        target: the folder of the distributions.
        progress: is told each step.
        only: one api-version, whose package alone is made anew; None: all.
        check: compare with what is there, and write nothing.

    Raises:
        GenerationError: the input cannot be used; `target` is untouched.
    """
    inputs = _inputs(spec_folder)
    recover(target)
    if not check and only is None and _recorded(target) == (inputs, _tree_digest(target)):
        return Outcome({}, [], skipped=True)
    specs = load_all(spec_folder)
    progress("checking the documents")
    _lint(specs)
    with staging(target) as staged:
        told = {}
        for spec in specs:
            for version in _chosen(specs, spec, only):
                name = spec.package.name(version)
                told[name] = _make(spec, version, staged, _legal(spec_folder), progress)
        _keep_others(target, staged, {spec.package.name(v) for spec in specs for v in spec.versions} - told.keys())
        progress("formatting")
        from .format import format_folder

        format_folder(staged)
        for spec in specs:
            for version in _chosen(specs, spec, only):
                told[spec.package.name(version)] = _verified(spec, version, staged)
        record = {
            "about": "Made by `nox -s generate`: the digests of what this tree was made of, and of the tree.",
            "inputs": inputs if only is None else _inputs_of_others(target),
            "tree": _tree_digest(staged),
        }
        (staged / MANIFEST).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        changes = differences(staged, target) if target.exists() else [f"missing: {n}" for n in files(staged)]
        if changes and not check:
            progress("publishing")
            publish(staged, target)
        return Outcome(told, changes)


def load_all(spec_folder: Path) -> list[Spec]:
    """Load every document below a folder; the problems of all of them are told together."""
    specs, problems, known = [], [], dict[Path, Spec]()
    for root in find_roots(spec_folder):
        try:
            specs.append(load(root, known))
        except GenerationError as error:
            problems += error.problems
    if problems:
        raise GenerationError(problems)
    return specs


def lint_all(spec_folder: Path) -> list[Spec]:
    """Load and check every document below a folder."""
    specs = load_all(spec_folder)
    _lint(specs)
    return specs


def project_one(spec_folder: Path, version: str) -> dict[str, Any]:
    """Return the OpenAPI document of one api-version."""
    from .project import project

    specs = lint_all(spec_folder)
    return project(next((spec for spec in specs if version in spec.versions), specs[0]), version)


def _lint(specs: list[Spec]) -> None:
    from .lint import lint

    problems = lint(*specs)
    if problems:
        raise GenerationError(problems)


def _chosen(specs: list[Spec], spec: Spec, only: str | None) -> list[str]:
    if only is None:
        return list(spec.versions)
    if not any(only in each.versions for each in specs):
        project_one(spec.root.parent, only)  # raises, naming the known ones
    return [only] if only in spec.versions else []


def _legal(spec_folder: Path) -> dict[str, str]:
    """Read licence and notice, which stand beside the documents."""
    found = [spec_folder / name for name in LEGAL if (spec_folder / name).exists()]
    return {file.name: file.read_text(encoding="utf-8") for file in found}


def _make(spec: Spec, version: str, staged: Path, legal: Mapping[str, str], progress: Progress) -> str:
    """Write the files of one distribution, unformatted."""
    from .engine import parse
    from .plan import plan
    from .project import project
    from .render import render

    name = spec.package.name(version)
    progress(f"generating {name}")
    document = project(spec, version)
    parsed = parse(document)
    planned = plan(parsed, version, spec.package.methods)
    for path, text in render(planned, spec.package, parsed, document, legal).items():
        file = staged / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return name


def _verified(spec: Spec, version: str, staged: Path) -> str:
    from . import names
    from .project import project
    from .verify import verify

    name = spec.package.name(version)
    counts = verify(project(spec, version), staged / name / names.package(name))
    return ", ".join(f"{len(found)} {kind}" for kind, found in counts.items())


def _keep_others(target: Path, staged: Path, distributions: set[str]) -> None:
    """Take over the distributions that are not made anew."""
    for name in sorted(distributions):
        if (target / name).exists():
            shutil.copytree(target / name, staged / name, ignore=shutil.ignore_patterns("__pycache__"))


def _inputs(spec_folder: Path) -> str:
    """Return the digest of everything that the output depends on: the spec and the generator."""
    own = Path(__file__).parent
    contents = {f"spec/{name}": content for name, content in files(spec_folder).items()}
    contents |= {f"generator/{name}": content for name, content in files(own).items()}
    contents["engine"] = _engine_version().encode()
    return digest(contents)


def _engine_version() -> str:
    from importlib.metadata import version

    return f"{version('openapi-python-client')} {version('ruff')}"


def _inputs_of_others(target: Path) -> str:
    """Return the digest of what all packages but one were made of: what is recorded, if it still holds, else nothing."""
    recorded = _recorded(target)
    return recorded[0] if recorded and recorded[1] == _tree_digest(target) else ""


def _recorded(target: Path) -> tuple[str, str] | None:
    try:
        record = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        return record["inputs"], record["tree"]
    except (OSError, ValueError, KeyError):
        return None


def _tree_digest(target: Path) -> str:
    return digest({name: content for name, content in files(target).items() if name != MANIFEST})
