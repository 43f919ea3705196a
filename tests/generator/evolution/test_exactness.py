"""Exactness of the names in Python: a type checker refuses what the diff names, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import griffe
import mypy.api
import pytest
import yaml
from iotcentral_generator.evolution.difference import ContractDifference, difference
from iotcentral_generator.evolution.python_breaks import PythonBreak, python_breaks
from iotcentral_generator.evolution.python_face import Face
from iotcentral_generator.evolution.renames import declared_renames

from .packages import write_package
from .probes import HEADER, probe
from .test_kinds import contract

HERE = Path(__file__).parent


class Trial(NamedTuple):
    """The packages of the base document and of its revision, with the difference and the probes of the old package."""

    folder: Path
    old: Face
    new: Face
    breaks: list[PythonBreak]
    difference: ContractDifference

    @property
    def broken(self) -> dict[tuple[object, ...], PythonBreak]:
        return {each.use.key: each for each in self.breaks}


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    folder = tmp_path_factory.mktemp("shop")
    old = contract({})
    new = contract(yaml.safe_load((HERE / "trial.yaml").read_text(encoding="utf-8")))
    assert old.face is not None
    assert new.face is not None, new.note
    write_package(folder, old, "v1")
    write_package(folder, new, "v2")
    renames = declared_renames(old, new)
    breaks = python_breaks(old.face, new.face, renames)
    return Trial(folder, old.face, new.face, breaks, difference(old, new))


@pytest.fixture(scope="module")
def errors(trial: Trial) -> dict[str, Counter[int]]:
    """Return package → line of its probes → number of errors, from a single run."""
    keys = list(trial.old.uses)
    files = []
    for name in ("shop_v1", "shop_v2"):
        file = trial.folder / f"probes_{name}.py"
        lines = [probe(trial.old, key, number) for number, key in enumerate(keys)]
        file.write_text(HEADER.format(package=name) + "\n".join(lines) + "\n", encoding="utf-8")
        files.append(str(file))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MYPYPATH", str(trial.folder))
        patch.chdir(trial.folder)
        told, failed, _ = mypy.api.run(["--strict", "--cache-dir", str(trial.folder / "cache"), *files])
    assert not failed
    found: dict[str, Counter[int]] = {"shop_v1": Counter(), "shop_v2": Counter()}
    for name, line in re.findall(r"probes_(\w+)\.py:(\d+): error:", told):
        found[name][int(line) - HEADER.count("\n") - 1] += 1
    assert told.count("error:") == sum(map(Counter.total, found.values())), told
    return found


def test_the_probes_are_right_for_the_old_package(trial: Trial, errors: dict[str, Counter[int]]) -> None:
    keys = list(trial.old.uses)
    assert [trial.old.uses[keys[line]].name for line in errors["shop_v1"]] == []


def independent(trial: Trial) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Iterate over the uses whose probe depends on nothing else that is broken: its parents and the classes it names."""
    broken = trial.broken
    lost = {each.use.name for each in trial.breaks if each.use.is_class}
    for number, (key, use) in enumerate(trial.old.uses.items()):
        parent = use.parent
        names = set(re.findall(r"models\.\w+", f"{use.name} {use.type}")) - {use.name if use.is_class else ""}
        inside = parent is not None and parent in broken
        if not inside and not names & lost:
            yield number, key


def test_every_break_that_is_named_gives_one_error_and_nothing_else_does(
    trial: Trial, errors: dict[str, Counter[int]]
) -> None:
    probed = dict(independent(trial))
    ways = {(use.name, use.way) for use in trial.old.uses.values()}
    assert len(ways) == len(trial.old.uses)
    assert {
        (trial.old.uses[key].name, trial.old.uses[key].way): errors["shop_v2"][number]
        for number, key in probed.items()
        if errors["shop_v2"][number] != int(key in trial.broken)
    } == {}
    assert len(set(probed.values()) & trial.broken.keys()) > 30


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
    assert len(breaking) > 20


IDENTITY = {"API_VERSION", "FIXED", "api_version", "distribution", "__version__"}
"""Names that say which package it is."""


def test_griffe_finds_no_break_that_the_diff_does_not_name(trial: Trial) -> None:
    loader = griffe.GriffeLoader(search_paths=[str(trial.folder)])
    old, new = loader.load("shop_v1"), loader.load("shop_v2")
    loader.resolve_aliases()
    named = {name.before for change in trial.difference.changes for name in change.python}
    found = list(griffe.find_breaking_changes(old, new))
    assert len(found) > 20
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
