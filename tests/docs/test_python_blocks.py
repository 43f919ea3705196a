"""Every Python example of the documentation runs, as it is printed, against the emulator."""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from iotcentral_testkit import Emulator

from iotcentral._core.sync.client import BaseClient
from tests.docs.page_fixtures import FIXTURES
from tests.docs.pages import PAGES, Block, blocks, each_page_with
from tests.docs.service import emulated_service


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Emulator]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALARM_SECRET", "5e" * 32)
    with emulated_service(monkeypatch) as emulator:
        yield emulator


PRINTED = {
    "docs/clients.md": ["t1", "NotFound "],
    "docs/configuration.md": [
        "['deviceTemplates', 'enrollmentGroups',",
        "+ deviceGroups/hot-rooms",
        "create deviceGroups hot-rooms ()",
    ],
    "docs/connector.md": ["https://hooks.contoso.com/cold-room-alarm?sig="],
    "docs/documents.md": ["21 of "],
    "docs/emulator.md": ["['thermostat-000001', 'thermostat-000002', 'thermostat-000003']"],
    "docs/management.md": ["contoso westus contoso", "True "],
    "docs/migration.md": [
        "8 devices: ",
        "4 they were not asked for",
        "{'contoso': 'MigrationReport', 'fabrikam': 'MigrationReport'}",
    ],
    "docs/own-documents.md": [
        'POST /v1/orders {"payment":"card 1","lines":[{"article":"tea","amount":2}]}',
        "7 Order(number=7, lines=[",
        "GET /v1/orders/7?fields=state%2Clines",
        "ask again with t1",
        "4 bytes",
        "there is no order 8",
    ],
    "docs/workflows.md": ["complete ", "SELECT AVG(temperature) AS mean", "20", "[('t"],
}
"""Page → beginnings of lines that its examples print, so that a loop over nothing does not pass."""


@each_page_with("python")
def test_the_examples_run_in_their_order(
    page: str,
    service: Emulator,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if page in FIXTURES:
        FIXTURES[page](service)
    for name, application in service.applications.items():
        monkeypatch.setenv(f"{name.upper()}_TOKEN", application.token)
    names: dict[str, Any] = {"__name__": "example"}
    with ExitStack() as open_clients:
        for block in blocks(page, ["python"]):
            if "@pytest.mark." in block.text:
                run_by_pytest(block)
                continue
            before = set(names)
            run(block, names)
            for name in names.keys() - before:
                value = names[name]
                if name.startswith("test_"):
                    wanted = inspect.signature(value).parameters
                    value(**{each: request.getfixturevalue(each) for each in wanted})
            for value in names.values():
                if isinstance(value, BaseClient):
                    open_clients.callback(value.close)
    lines = capsys.readouterr().out.splitlines()
    print("\n".join(lines))
    assert [text for text in PRINTED.get(page, []) if not any(line.startswith(text) for line in lines)] == []


def run(block: Block, names: dict[str, Any]) -> None:
    """Run an example in the namespace of its page; it may await at its top level."""
    text = "\n" * (block.line - 1) + block.text
    code = compile(text, block.page, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    result = eval(code, names)
    if inspect.iscoroutine(result):
        asyncio.run(result)


def run_by_pytest(block: Block) -> None:
    """Run an example whose markers pytest has to read before it runs the tests."""
    file = Path("test_example.py").absolute()
    file.write_text(block.text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(file.parent), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert re.search(r"\d+ passed", done.stdout), done.stdout


def test_every_fixture_is_that_of_a_page_with_examples() -> None:
    assert {page for page in FIXTURES if not blocks(page, ["python", "console"])} == set()


def test_every_example_is_marked_with_its_language() -> None:
    """A block without a language, or with another spelling of it, would not be tested."""
    found = {block.language for page in PAGES for block in blocks(page)}
    assert found <= {"python", "console", "sh", "toml", "json", "yaml", "text"}


def test_the_examples_are_found() -> None:
    assert sum(len(blocks(page, ["python"])) for page in PAGES) >= 43
    for page in PAGES:
        text = Path(page).read_text(encoding="utf-8") if Path(page).exists() else ""
        assert len(re.findall(r"^ *```", text, re.MULTILINE)) == 2 * len(blocks(page)), page
