"""What the documentation shows works: every Python example runs, every command is run by CI."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.loopback import Answer, LoopbackServer

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", *sorted(ROOT.glob("generated/*/README.md"))]


def blocks(file: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_examples_run(readme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = blocks(readme, "python")
    assert examples
    for example in examples:
        with LoopbackServer() as server:
            server.will_answer(Answer(200, {"id": "t1"}), Answer(200, {"value": [{"id": "t1", "displayName": "T1"}]}))
            exec(example.replace('"contoso"', repr(server.url)), {})
            assert [request.method for request in server.received] == ["PUT", "GET"]
        assert capsys.readouterr().out == "t1 T1\n"


def test_every_command_of_the_readme_is_run_by_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for block in blocks(ROOT / "README.md", "console") for line in block.splitlines()]
    assert len(commands) == 2
    assert set(commands) <= set(script)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
)
def test_links_within_the_workspace_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
