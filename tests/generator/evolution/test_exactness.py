"""Exactness of the names in Python: a type checker refuses what the diff names, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import griffe
import pytest
import yaml
from iotcentral_generator.evolution.contracts import ContractReader
from iotcentral_generator.evolution.difference import ContractDifference, difference
from iotcentral_generator.evolution.python_names.breaks import PythonBreak, python_breaks
from iotcentral_generator.evolution.python_names.face import Face, UseKey

from tests import golden
from tests.support.type_checker import mypy_complaints

from .packages import write_package
from .probes import HEADER, probe
from .test_kinds import contract

HERE = Path(__file__).parent


class Trial(NamedTuple):
    """Two packages, with the difference between their contracts, the breaks of the first, and what a type checker says.

    `errors` is package → line of its probes → number of errors.
    """

    folder: Path
    old: Face
    breaks: list[PythonBreak]
    difference: ContractDifference
    errors: dict[str, Counter[int]]

    @property
    def broken(self) -> dict[UseKey, PythonBreak]:
        return {each.use.key: each for each in self.breaks}

    @property
    def packages(self) -> tuple[str, str]:
        return self.difference.old.package, self.difference.new.package


def shops(folder: Path) -> ContractDifference:
    """Write the packages of the base document and of its revision."""
    old = replace(contract({}), package="shop_v1", client="Shop")
    changes = yaml.safe_load((HERE / "trial.yaml").read_text(encoding="utf-8"))
    new = replace(contract(changes), package="shop_v2", client="Shop")
    write_package(folder, old, "v1")
    write_package(folder, new, "v2")
    return difference(old, new)


def libraries() -> ContractDifference:
    reader = ContractReader(golden.SPEC)
    return difference(reader.read("1.0"), reader.read("2.0"))


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trial]:
    """Return the trials, all checked in a single run of mypy."""
    folder = tmp_path_factory.mktemp("trials")
    found = {"shop": shops(folder), "library": libraries()}
    files = [file for each in found.values() for file in write_probes(folder, each)]
    roots = [folder, *sorted(golden.EXPECTED.glob("library-v*"))]
    told = mypy_complaints(*files, folder=folder, roots=roots)
    errors: dict[str, Counter[int]] = {}
    for package, line in re.findall(r"^probes_(\w+)\.py:(\d+): error:", told, re.MULTILINE):
        errors.setdefault(package, Counter())[int(line) - HEADER.count("\n") - 1] += 1
    assert told.count("error:") == sum(map(Counter.total, errors.values())), told
    return {name: trial_of(folder, each, errors) for name, each in found.items()}


def trial_of(folder: Path, found: ContractDifference, errors: dict[str, Counter[int]]) -> Trial:
    old, new = found.old.face, found.new.face
    assert old is not None
    assert new is not None, found.notes
    return Trial(folder, old, python_breaks(old, new, found.renames), found, errors)


def write_probes(folder: Path, found: ContractDifference) -> Iterator[str]:
    """Write a probe of each use of the old package, once with each of the two packages."""
    face = found.old.face
    assert face is not None
    for side in (found.old, found.new):
        file = folder / f"probes_{side.package}.py"
        lines = [probe(face, key, number) for number, key in enumerate(face.uses)]
        header = HEADER.format(package=side.package, client=found.old.client)
        file.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
        yield str(file)


@pytest.fixture(params=["shop", "library"])
def trial(request: pytest.FixtureRequest, trials: dict[str, Trial]) -> Trial:
    return trials[request.param]


def test_the_probes_are_right_for_the_old_package(trial: Trial) -> None:
    keys = list(trial.old.uses)
    assert [trial.old.uses[keys[line]].name for line in trial.errors.get(trial.packages[0], Counter())] == []


def independent(trial: Trial) -> Iterator[tuple[int, UseKey]]:
    """Iterate over the uses whose probe depends on nothing else that is broken: its parents and the classes it names."""
    broken = trial.broken
    lost = {each.use.name for each in trial.breaks if each.use.is_class}
    for number, (key, use) in enumerate(trial.old.uses.items()):
        parent = use.parent
        names = set(re.findall(r"models\.\w+", f"{use.name} {use.type}")) - {use.name if use.is_class else ""}
        inside = parent is not None and parent in broken
        if not inside and not names & lost:
            yield number, key


def test_every_break_that_is_named_gives_one_error_and_nothing_else_does(trial: Trial) -> None:
    errors, broken = trial.errors[trial.packages[1]], trial.broken
    probed = list(independent(trial))
    uses = trial.old.uses
    wrong = {(uses[k].name, uses[k].way): errors[line] for line, k in probed if errors[line] != int(k in broken)}
    assert wrong == {}
    assert len({key for _, key in probed} & broken.keys()) > 4


def test_every_break_belongs_to_a_change(trial: Trial) -> None:
    named = {name.before for change in trial.difference.changes for name in change.python}
    breaks = {each.use.name for each in trial.breaks if each.reason != "inside"}
    assert {name for name in breaks if not {name, name.removesuffix("()")} & named} == set()
    assert [change.id for change in trial.difference.changes if change.kind.id == "python-name-changed"] == []


def test_every_breaking_change_has_a_name_with_a_probe(trial: Trial) -> None:
    probed = {trial.old.uses[key].name.removesuffix("()") for _, key in independent(trial) if key in trial.broken}
    breaking = trial.difference.at("breaking")
    unseen = [c.id for c in breaking if not {name.before.removesuffix("()") for name in c.python} & probed]
    assert unseen == []
    assert breaking


IDENTITY = {"API_VERSION", "FIXED", "api_version", "distribution", "__version__"}
"""Names that say which package it is."""


def test_griffe_finds_no_break_that_the_diff_does_not_name(trial: Trial) -> None:
    roots = [trial.folder, *sorted(golden.EXPECTED.glob("library-v*"))]
    loader = griffe.GriffeLoader(search_paths=[str(root) for root in roots])
    old, new = (loader.load(package) for package in trial.packages)
    loader.resolve_aliases()
    named = {name.before for change in trial.difference.changes for name in change.python}
    found = list(griffe.find_breaking_changes(old, new))
    assert found
    unnamed = [
        f"{each.kind.value}: {each.obj.path}"
        for each in found
        if ".operations." not in each.obj.path and each.obj.name not in IDENTITY and not is_named(each.obj.path, named)
    ]
    assert unnamed == []


def is_named(path: str, named: set[str]) -> bool:
    """Return whether the diff names the object at a path of the package, or that of which it is a part."""
    parts = re.sub(r"\(.*\)$", "", path).split(".")
    classes = {part.replace("_", "").lower() for part in parts[1:]}  # a class and its module
    tails = {".".join(parts[-2:]), parts[-1]}
    return any(
        name.partition(".")[2].lower() in classes
        or any(re.search(rf"(^|\.){re.escape(tail)}\b", name) for tail in tails)
        for name in named
    )
