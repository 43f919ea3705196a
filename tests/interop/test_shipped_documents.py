"""Shipped documents, read by the tools that people feed documents to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import httpx
import pytest

from iotcentral import ApiToken
from tests.support.packages import PACKAGES, DocumentedOperation

from .programs import DOCUMENTS, program, said_by

PREVIEW = PACKAGES[1]
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
TOKEN = "SharedAccessSignature sr=contoso"


def test_redocly_has_no_error_to_report(tmp_path: Path) -> None:
    redocly = program("redocly")
    said_by(redocly, "lint", "--format=summary", *DOCUMENTS.values(), cwd=tmp_path, env=QUIET)


def test_spectral_has_no_error_to_report(tmp_path: Path) -> None:
    spectral = program("spectral")
    ruleset = tmp_path / "ruleset.yaml"
    ruleset.write_text('extends: ["spectral:oas"]\n', encoding="utf-8")
    said = said_by(spectral, "lint", "-r", ruleset, "-F", "error", "-f", "json", *DOCUMENTS.values(), cwd=tmp_path)
    found = json.loads(said)
    assert {Path(problem["source"]).parent.name for problem in found} <= DOCUMENTS.keys()
    assert [problem for problem in found if problem["severity"] == 0] == []


def test_prism_answers_every_operation_with_its_example(tmp_path: Path) -> None:
    with mocked(DOCUMENTS[PREVIEW.name], tmp_path) as url, httpx.Client(base_url=url) as client:
        answers = {operation.id: client.send(request_of(operation, client)) for operation in PREVIEW.operations()}
        app = PREVIEW.client(url, ApiToken(TOKEN))
        device = app.devices.get("thermostat-01")
        app.close()
    wanted = {operation.id: operation.success[0] for operation in PREVIEW.operations()}
    assert {id: answer.status_code for id, answer in answers.items()} == wanted
    assert device.to_dict() == answers["Devices_Get"].json()


@contextmanager
def mocked(document: Path, folder: Path) -> Iterator[str]:
    """Have a mock server within the block; yield its address, which it tells when it is ready."""
    command = [program("prism"), "mock", "--port", "0", "--host", "127.0.0.1", str(document)]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            ready = next(line for line in process.stdout if "listening on " in line)
            Thread(target=process.stdout.read, daemon=True).start()  # what it logs must not fill the pipe
            yield ready.partition("listening on ")[2].strip()
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # the command may have started node in a process of its own


def request_of(operation: DocumentedOperation, client: httpx.Client) -> httpx.Request:
    """Return the request that the examples of an operation make."""
    path = operation.path
    query: dict[str, str] = {}
    headers = {"Authorization": TOKEN}
    for parameter in operation.parameters:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(str(parameter["example"]), safe=""))
        elif parameter.get("required"):
            {"query": query, "header": headers}[parameter["in"]][parameter["name"]] = str(parameter["example"])
    content = None
    if operation.request_media is not None:
        headers["Content-Type"], media = operation.request_media
        content = json.dumps(next(iter(media["examples"].values()))["value"])
    return client.build_request(operation.method, path, params=query, headers=headers, content=content)


@pytest.mark.parametrize("package", [name for name in DOCUMENTS if name != PREVIEW.name])
def test_openapi_generator_has_no_error_to_report(package: str, tmp_path: Path) -> None:
    said_by(program("openapi-generator-cli"), "validate", "-i", DOCUMENTS[package], cwd=tmp_path)


def test_openapi_generator_makes_a_client_that_reads(tmp_path: Path) -> None:
    generator = program("openapi-generator-cli")
    said_by(generator, "generate", "-g", "python", "-i", DOCUMENTS[PREVIEW.name], "-o", "client", cwd=tmp_path)
    example = {"displayName": "Cold room", "template": "dtmi:contoso:Thermostat;1", "simulated": True}
    script = "import sys, openapi_client as made; print(made.Device.from_json(sys.argv[1]).to_json())"
    read = said_by(sys.executable, "-c", script, json.dumps(example), cwd=tmp_path / "client")
    assert json.loads(read) == example
