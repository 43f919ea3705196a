"""The READMEs and the links of the documentation; tests/docs runs the examples of all pages."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator

from iotcentral._core.sync.transport import NetworkTransport
from tests.support.loopback import Answer, LoopbackServer

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", *sorted(ROOT.glob("generated/*/README.md"))]


def blocks(file: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(autouse=True)
def azure_identity(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Let `azure.identity` be there, with a credential whose tokens are made by `get_token` of what this gives."""
    tokens = SimpleNamespace(get_token=lambda scope: SimpleNamespace(token="t0k3n", expires_on=1 << 40))
    module: Any = ModuleType("azure.identity")
    module.DefaultAzureCredential = lambda: SimpleNamespace(get_token=lambda scope: tokens.get_token(scope))
    monkeypatch.setitem(sys.modules, "azure.identity", module)
    return tokens


@pytest.mark.parametrize(
    "readme", [path for path in READMES if "management" not in str(path)], ids=lambda p: p.parent.name
)
def test_examples_run(readme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = blocks(readme, "python")
    assert examples
    for example in examples:
        with LoopbackServer() as server:
            server.will_answer(Answer(200, {"id": "t1"}), Answer(200, {"value": [{"id": "t1", "displayName": "T1"}]}))
            exec(example.replace('"contoso"', repr(server.url)), {})
            assert [request.method for request in server.received] == ["PUT", "GET"]
        assert capsys.readouterr().out == "t1 T1\n"


def test_the_example_of_the_control_plane_creates_an_application_and_looks_into_it(
    azure_identity: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = blocks(ROOT / "generated/iotcentral-management-v2021-06-01/README.md", "python")
    send = NetworkTransport.handle_request
    asked = []
    with Emulator(allow_hosts=["management.azure.com"]) as emulator:
        port = int(emulator.url.rpartition(":")[2])

        def redirected(transport: NetworkTransport, request: httpx.Request) -> httpx.Response:
            host = request.url.host
            asked.append(f"{request.method} {host}")
            request.headers["Host"] = host.replace("azureiotcentral.com", "localhost")
            request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=port)
            response = send(transport, request)
            link = response.headers.get("azure-asyncoperation")
            if link:
                response.headers["azure-asyncoperation"] = link.replace("http://", "https://")
            return response

        def get_token(scope: str) -> Any:
            app = None if "management" in scope else "contoso-cold"
            return emulator.credential(app=app).get_token(scope)

        monkeypatch.setattr(NetworkTransport, "handle_request", redirected)
        azure_identity.get_token = get_token
        exec(example.replace("8f3c1e52-6f0a-4b7e-9d41-2a5c7e90b136", emulator.subscription_id), {})
    assert (asked[0], asked[-1]) == ("PUT management.azure.com", "GET contoso-cold.azureiotcentral.com")


def test_every_command_of_the_readme_is_run_by_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    installation, *commands = [line for block in blocks(ROOT / "README.md", "console") for line in block.splitlines()]
    assert installation == "pip install iotcentral-v2022-07-31"
    assert commands == [
        "python -m pip install nox && nox -s contract",
        "python -m pip install nox && nox -s tests",
    ]
    assert set(commands) <= set(script)


def test_the_readme_fits_two_screens() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
)
def test_links_within_the_workspace_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
