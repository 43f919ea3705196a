"""Versions of distributions: each stands in one place, and is proposed from what changed since its last release."""

from __future__ import annotations

import json
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from iotcentral_generator.cli import main
from iotcentral_generator.evolution.imports import drop_version
from iotcentral_generator.evolution.releases import Proposal, distributions, proposals
from iotcentral_generator.problems import GenerationError
from packaging.requirements import Requirement

from ..conftest import REPOSITORY, Small
from .test_kinds import base

Files = dict[str, str]

PROJECT = """\
[project]
name = "{name}"
version = "{version}"
dependencies = [{requires}]
"""
BASE = "def answer(question: str) -> int: ...\n"


def workspace(
    folder: Path, *, base_code: str = BASE, document: Any = None, readme: str = "", at: str = "1.2.0"
) -> Path:
    """Write a runtime and a client package that requires it."""
    contents = {
        "runtime/pyproject.toml": PROJECT.format(name="runtime", version=at, requires='"httpx>=0.27"'),
        "runtime/README.md": readme,
        "runtime/runtime/__init__.py": base_code,
        "made/shop-v1/pyproject.toml": PROJECT.format(name="shop-v1", version="1.0.0", requires='"runtime>=1.2,<2"'),
        "made/shop-v1/shop_v1/__init__.py": "",
        "made/shop-v1/shop_v1/openapi.json": json.dumps(document or base()),
        "made/early-v2/pyproject.toml": PROJECT.format(name="early-v2", version="0.3.0b2", requires=""),
        "made/early-v2/early_v2/__init__.py": "",
        "made/early-v2/early_v2/openapi.json": json.dumps(document or base()),
        "pyproject.toml": "[tool.ruff]\nline-length = 120\n",
    }
    for name, text in contents.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def proposed(tmp_path: Path, **changes: Any) -> dict[str, Proposal]:
    old, new = workspace(tmp_path / "old"), workspace(tmp_path / "new", **changes)
    found = proposals(distributions(old), distributions(new), frozenset({"early-v2"}))
    return {each.distribution.name: each for each in found}


def changed(**item: Any) -> Any:
    """Return the document of the shop with another schema `Item`."""
    document = deepcopy(base())
    document["components"]["schemas"]["Item"].update(item)
    return document


def with_member(name: str) -> Any:
    members = base()["components"]["schemas"]["Item"]["properties"]
    return changed(properties={**members, name: {"type": "string", "description": "It is new."}})


def with_default(member: str) -> Any:
    members = base()["components"]["schemas"]["Item"]["properties"]
    return changed(properties={**members, member: {**members[member], "default": 4}})


@pytest.mark.parametrize(
    ("changes", "runtime", "stable", "preview"),
    [
        ({}, None, None, None),
        ({"at": "1.3.0"}, None, None, None),  # a version that is written already is not a change by itself
        ({"readme": "Read me."}, "1.2.1", None, None),
        ({"base_code": BASE + "def other() -> None: ...\n"}, "1.3.0", None, None),
        ({"base_code": BASE + "def _other() -> None: ...\n"}, "1.2.1", None, None),
        ({"base_code": BASE.replace("question: str", "question: str, hint: str")}, "2.0.0", "1.0.1", None),
        ({"base_code": ""}, "2.0.0", "1.0.1", None),
        ({"document": changed(description="Another text.")}, None, "1.0.1", "0.3.0b3"),
        ({"document": with_member("note")}, None, "1.1.0", "0.4.0b1"),
        ({"document": with_default("size")}, None, "2.0.0", "1.0.0b1"),
    ],
)
def test_the_next_versions_follow_from_document_and_python_face(
    tmp_path: Path, changes: dict[str, Any], runtime: str | None, stable: str | None, preview: str | None
) -> None:
    found = proposed(tmp_path, **changes)
    assert [found[name].version for name in ("runtime", "shop-v1", "early-v2")] == [runtime, stable, preview]


def test_a_requirement_that_the_next_version_does_not_meet_is_changed(tmp_path: Path) -> None:
    shop = proposed(tmp_path, base_code="")["shop-v1"]
    assert [(each.old, each.new) for each in shop.ranges] == [("runtime>=1.2,<2", "runtime>=2.0,<3")]
    assert shop.reasons == ("requires runtime>=2.0,<3, not runtime>=1.2,<2",)


def test_a_distribution_without_release_keeps_its_first_version(tmp_path: Path) -> None:
    current = distributions(workspace(tmp_path / "new"))
    assert {each.distribution.name: each.version for each in proposals({}, current, frozenset())} == {
        "early-v2": "0.3.0b2",
        "runtime": "1.2.0",
        "shop-v1": "1.0.0",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[project]\nname = 'x'\n", r"pyproject.toml:1: S195 it names no version; write `version` in \[project\]"),
        ("[project\n", r"pyproject.toml:1: S195 it cannot be read: .*; correct it"),
    ],
)
def test_a_project_without_a_version_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(GenerationError, match=message):
        distributions(tmp_path)


# --- the versions of client packages stand in the root of their document


def test_each_package_of_a_document_has_a_version_of_its_own(small: Small, tmp_path: Path) -> None:
    small.change("  version: 0.1.0\n", '  version:\n    "2": 1.4.0\n')
    small.generate(tmp_path / "generated")
    found = distributions(tmp_path / "generated")
    assert {name: each.version for name, each in found.items()} == {"things-v1": "0.1.0", "things-v2": "1.4.0"}
    assert '"1.4.0"' in (tmp_path / "generated/things-v2/things_v2/_version.py").read_text()


def test_a_package_of_a_preview_is_a_pre_release(small: Small) -> None:
    lines = "{stable: [2031-01-01], preview: [2032-02-02-preview]}"
    small.change('["1", "2"]', lines)
    spec = small.load()
    assert [spec.settings(version).version for version in spec.versions] == ["0.1.0", "0.1.0b1"]


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        ('"3": 1.0.0', '"3" is not an api-version; write one of 1, 2, or remove it'),
        ('"2": "1"', '"1" cannot be the release of 2; write one like 1.2.0'),
        ('"2": 1', '"1" cannot be the release of 2; write one like 1.2.0'),
    ],
)
def test_a_version_that_no_release_can_have_is_refused(small: Small, versions: str, message: str) -> None:
    small.change("  version: 0.1.0\n", f"  version:\n    {versions}\n")
    assert [str(problem) for problem in small.load_problems()] == [
        f"{small.root}:6: S005 `version` of x-package: {message}"
    ]


def test_a_preview_cannot_be_a_final_release(small: Small) -> None:
    small.change('["1", "2"]', "{stable: [2031-01-01], preview: [2032-02-02-preview]}")
    small.change("  version: 0.1.0\n", "  version: {2032-02-02-preview: 1.0.0}\n")
    (problem,) = small.load_problems()
    assert problem.message.endswith("write one like 1.2.0b1, a pre-release, because it is a preview")


def test_a_dropped_version_takes_its_release_with_it(small: Small) -> None:
    small.change("  version: 0.1.0\n", '  version:\n    "1": 1.0.0\n    "2": 1.4.0\n')
    drop_version(small.folder, "2")
    assert '  version:\n    "1": 1.0.0\n  client' in small.root.read_text()


def run(small: Small, *arguments: str | Path) -> int:
    return main(["--spec", str(small.folder), *map(str, arguments)])


def test_the_command_writes_what_it_proposes(
    small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small.generate(tmp_path / "old" / "generated")
    small.change("description: Colour of the thing.", "description: Colour of the thing, if it has one.")
    small.change("              value: {code: Failed}", "              value: {code: Failed, hint: Try again.}")
    text = "          description: The reason.\n          type: string\n"
    small.change(text, f"{text}        hint: {{description: What to do., type: string, x-since: '2'}}\n")
    assert run(small, "generate", "--output", tmp_path / "generated") == 0
    capsys.readouterr()
    assert run(small, "versions", "--since", tmp_path / "old", "--write") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("things-v1: 0.1.0 -> 0.1.1 (document: ")
    assert told[1].startswith("things-v2: 0.1.0 -> 0.2.0 (document: ")
    assert told[2:] == [f"{small.root}: written", "next: `iotcentral-generator generate`"]
    spec = small.load()
    assert [spec.settings(version).version for version in spec.versions] == ["0.1.1", "0.2.0"]
    assert run(small, "generate", "--output", tmp_path / "generated") == 0
    capsys.readouterr()
    assert run(small, "versions", "--since", tmp_path / "old", "--write") == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "no file changed: the versions stand there already",
        "nothing is left to do",
    ]


def test_requirements_between_the_distributions_of_the_workspace_are_met() -> None:
    found = distributions(REPOSITORY / "generated", REPOSITORY)
    assert {"iotcentral", "iotcentral-generator", "iotcentral-testkit"} < found.keys()
    unmet = [
        f"{each.name} requires {text}, and there is {found[requirement.name].version}"
        for each in found.values()
        for text in each.requirements
        if (requirement := Requirement(text)).name in found
        and not requirement.specifier.contains(found[requirement.name].version, prereleases=True)
    ]
    assert unmet == []
    assert "iotcentral>=0.1,<0.2" in found["iotcentral-v2022-07-31"].requirements


def test_the_version_of_a_preview_package_is_a_pre_release() -> None:
    for each in (REPOSITORY / "generated").glob("*-preview/pyproject.toml"):
        assert "b" in tomllib.loads(each.read_text())["project"]["version"]
