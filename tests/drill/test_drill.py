"""A published version with changes of all kinds goes through one command, and nothing is written by hand."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from iotcentral_generator.cli import main
from iotcentral_generator.evolution.imports import import_document
from iotcentral_generator.file_trees import files
from iotcentral_testkit import Emulator

from tests.contract.runs import run_rules
from tests.drill.planted import PLANTED, VERSION, fictional_version
from tests.generator.evolution.published_form import swagger_of
from tests.support.fictional import served_beside

pytestmark = pytest.mark.long  # a version is imported, generated and served whole

ROOT = Path(__file__).parents[2]
BEFORE = "2022-10-31-preview"
FACTS = ROOT.parent / "shared" / "reference" / "facts" / f"data-plane-{BEFORE}.json"
PACKAGE = f"iotcentral-v{VERSION}"
AFFECTED = ("Widgets", "Destinations", "Organizations", "DeviceGroups", "Dashboards", "Roles")
RULES = ("IC201", "IC225", "IC230", "IC301", "IC302", "IC303", "IC304", "IC306", "IC308", "IC401", "IC402", "IC501")


class Drill:
    """A copy of what a bump works on, in which it has run.

    Attributes:
        folder: the copy.
        before: its files before.
        output: what the command wrote.
    """

    def __init__(self, folder: Path, published: dict[str, Any], version: str = VERSION) -> None:
        self.folder = folder
        for name in ("spec", "generated"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        shutil.copy(ROOT / "CHANGELOG.md", folder)
        (folder / "testkit").mkdir()
        shutil.copy(ROOT / "testkit" / "pyproject.toml", folder / "testkit")
        self.published = folder.parent / "published.json"
        self.published.write_text(json.dumps(published), encoding="utf-8")
        self.before = files(folder)
        self.output = self.run("bump", str(self.published), "--as", version, *self.packages)

    @property
    def packages(self) -> tuple[str, str]:
        return "--output", str(self.folder / "generated")

    def run(self, command: str, *arguments: str) -> str:
        """Run a command in the copy; return its output."""
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            status = main(["--spec", str(self.folder / "spec"), command, *arguments])
        assert status == 0, output.getvalue()
        return output.getvalue()


def newest_published() -> dict[str, Any]:
    """Return the newest version as it is published: from the collected facts, or by the inverse of the import."""
    if FACTS.exists():
        facts: dict[str, Any] = json.loads(FACTS.read_text(encoding="utf-8"))
        return {**facts.pop("other"), **facts}
    package = f"iotcentral_v{BEFORE.replace('-', '_')}"
    document = ROOT / "generated" / f"iotcentral-v{BEFORE}" / package / "openapi.json"
    return swagger_of(json.loads(document.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Drill:
    folder = tmp_path_factory.mktemp("drill") / "workspace"
    folder.mkdir()
    return Drill(folder, fictional_version(newest_published()))


@pytest.fixture(scope="module")
def served(drill: Drill) -> Iterator[None]:
    with served_beside(drill.folder / "generated" / PACKAGE):
        yield
    for name in [name for name in sys.modules if name.startswith(PACKAGE.replace("-", "_"))]:
        del sys.modules[name]


def test_the_projection_is_the_published_contract(drill: Drill) -> None:
    assert len(PLANTED) >= 25
    assert f"the projection of {VERSION} equals the published document" in drill.output
    again = import_document(drill.published, VERSION, drill.folder / "spec")
    assert (again.files, again.changes, again.differences) == ([], [], [])


def test_a_bump_writes_documents_one_package_pages_and_the_changelog(drill: Drill) -> None:
    after = files(drill.folder)
    changed = {name for name in after if after[name] != drill.before.get(name)} | (drill.before.keys() - after.keys())
    others = {name for name in changed if not name.startswith(("spec/", f"generated/{PACKAGE}/"))}
    pages = {f"docs/migrating/{old}-to-{VERSION}.md" for old in (BEFORE, "2022-07-31")}
    assert others == {"CHANGELOG.md", "generated/manifest.json", "testkit/pyproject.toml", *pages}
    assert not {name for name in changed if name.startswith("spec/released/")}
    own, required = f'"{PACKAGE}>=', after["testkit/pyproject.toml"].decode().splitlines()
    assert [line.replace(f"v{VERSION}", f"v{BEFORE}") for line in required if own in line] == [
        line.partition("#")[0].rstrip() for line in required if f'"iotcentral-v{BEFORE}>=' in line
    ]
    entry = after["CHANGELOG.md"].decode().partition(f"- Api-version {VERSION}, `{PACKAGE}`: ")[2]
    assert all(f"]({page})" in entry for page in pages)


def test_what_is_left_is_prose(drill: Drill) -> None:
    tasks = [line for line in drill.output.splitlines() if line.startswith("to do: ")]
    assert tasks
    assert {line.split()[3] for line in tasks} <= {"S101", "S102", "S103", "S161"}, tasks


def test_the_diff_names_everything_that_was_planted(drill: Drill) -> None:
    report = json.loads(drill.run("diff", BEFORE, VERSION, "--json"))
    assert report["notes"] == []
    ids = {change["id"] for change in report["changes"]}
    wanted = {each for planted in PLANTED.values() for each in planted}
    assert wanted - ids == set()


def test_the_migration_page_shows_calls_before_and_after(drill: Drill) -> None:
    page = (drill.folder / "docs" / "migrating" / f"{BEFORE}-to-{VERSION}.md").read_text(encoding="utf-8")
    assert "-app.roles.get(" in page
    assert "+app.roles.read(" in page
    assert f"iotcentral-generator upgrade {BEFORE} {VERSION} src/" in page


def test_the_emulator_serves_the_version_beside_the_others(served: None) -> None:
    with Emulator() as emulator, httpx.Client(base_url=f"{emulator.url}/api") as client:
        client.headers["authorization"] = emulator.token
        query = {"api-version": VERSION}
        made = client.put("/widgets/w1", params=query, json={"displayName": "One", "size": 3})
        assert made.json() == made.json() | {"id": "w1", "displayName": "One", "size": 3, "enabled": True}
        assert [each["id"] for each in client.get("/widgets", params=query).json()["value"]] == ["w1"]
        assert client.get("/widgets", params={"api-version": BEFORE}).status_code == 404
        assert client.get("/roles", params={"api-version": BEFORE}).status_code == 200


@pytest.mark.parametrize("resource", AFFECTED)
def test_the_contract_kit_finds_nothing_wrong(served: None, resource: str) -> None:
    result = run_rules(*RULES, resource=resource, version=VERSION)
    assert (result.findings, result.faults) == ([], ())


def test_a_drop_takes_everything_back_to_the_byte(drill: Drill, tmp_path: Path) -> None:
    whole = shutil.copytree(drill.folder, tmp_path / "workspace")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        status = main(["--spec", str(whole / "spec"), "drop", VERSION, "--output", str(whole / "generated")])
    assert status == 0
    after = files(whole)
    assert after.keys() == drill.before.keys()
    assert [name for name in after if after[name] != drill.before[name]] == []
    assert not (whole / "docs").exists()
