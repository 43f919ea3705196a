"""Every operation of every installed client package is a command, and its worked example sends what the document says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from urllib.parse import quote

import orjson
import pytest

from iotcentral._core.installed import client_packages
from iotcentral.cli._documents import ClientDocument, OperationEntry, _document, kebab
from iotcentral.cli._operation_command import worked_example
from tests.cli.shell import Shell

DOCUMENTS = [
    document
    for folder in client_packages()
    for document in [_document(folder)]
    if document.plane in {"", "management", "connector"}
]


def operations(document: ClientDocument) -> Iterator[OperationEntry]:
    for group in document.groups or {"": ""}:
        for name in document.commands(group):
            entry = document.operation(group, kebab(name))
            assert entry is not None
            yield entry


def prefix(document: ClientDocument, entry: OperationEntry) -> str:
    return " ".join(filter(None, ["iotcentral", document.plane, kebab(entry.group)]))


def raw_operation_ids(document: ClientDocument) -> list[str]:
    items = document.content["paths"].values()
    return [operation["operationId"] for item in items for operation in item.values() if isinstance(operation, dict)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.package)
def test_every_operation_has_a_name_of_its_own(document: ClientDocument) -> None:
    entries = [*operations(document)]
    assert sorted(entry.id for entry in entries) == sorted(raw_operation_ids(document))
    assert len({(kebab(entry.group), kebab(entry.name)) for entry in entries}) == len(entries)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.package)
def test_the_worked_example_of_each_command_sends_the_request_of_its_operation(
    document: ClientDocument, bare_shell: Shell
) -> None:
    address = ["--subscription", "s"] if document.plane == "management" else ["--app", "contoso"]
    if document.plane == "":
        address += ["--api-version", document.api_version]
    for entry in operations(document):
        if entry.trigger:
            continue
        words = shlex.split(worked_example(entry, prefix(document, entry)))[1:]
        ran = bare_shell(*words, *address, "--dry-run")
        assert ran.status == 0, (words, ran.err)
        assert "note:" not in ran.err, (words, ran.err)
        method, url = ran.out.splitlines()[0].split(" ")
        if document.plane != "connector":  # an operation of the data plane carries out those of the connector
            assert method == entry.method
            assert re.fullmatch(f"https://[^/]+{pattern(entry)}", url.partition("?")[0]), (url, entry.path)
        if entry.body is not None and not entry.body.flattened:
            sent = orjson.loads(ran.out.partition("\n\n")[2])
            assert sent.keys() <= next(iter(entry.body.examples.values())).keys()


def pattern(entry: OperationEntry) -> str:
    examples = {each.name: quote(str(each.example), safe="") for each in entry.parameters if each.place == "path"}
    return "".join(
        re.escape(examples[part[1:-1]])
        if part[1:-1] in examples
        else "[^/]+"
        if part.startswith("{")
        else re.escape(part)
        for part in re.split(r"({[^}]+})", entry.path)
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.package)
def test_the_help_of_a_command_explains_its_parameters_and_shows_the_example(
    document: ClientDocument, bare_shell: Shell
) -> None:
    entry = next(entry for entry in operations(document) if entry.body is not None and not entry.trigger)
    words = [*prefix(document, entry).split()[1:], kebab(entry.name), "--help"]
    version = ["--api-version", document.api_version] if document.plane == "" else []
    ran = bare_shell(*words, *version)
    assert ran.status == 0
    for expected in (
        entry.summary,
        "--body",
        "--set",
        "--dry-run",
        "Example:",
        worked_example(entry, prefix(document, entry)),
    ):
        assert expected in ran.out


def test_the_help_names_resources_workflows_and_other_apis(bare_shell: Shell) -> None:
    out = bare_shell("--help").out
    sections = [out.index(text) for text in ("Resources of 2022-10-31-preview", "Workflows", "Other APIs")]
    assert sections == sorted(sections)
    assert all(f"\n  {name} " in out for name in ("devices", "query", "fleet", "export", "management", "connector"))


def test_an_api_version_decides_on_the_commands(bare_shell: Shell) -> None:
    assert "dashboards" in bare_shell("--help").out
    refused = bare_shell("dashboards", "list", "--api-version", "2022-07-31", "--app", "contoso", "--dry-run")
    assert refused.status == 2
    assert "No such command 'dashboards'" in refused.err
    bare_shell.patch.setenv("IOTCENTRAL_API_VERSION", "2022-07-31")
    assert "dashboards" not in bare_shell("--help").out


def test_an_api_version_that_is_not_installed_is_refused_with_those_that_are(bare_shell: Shell) -> None:
    ran = bare_shell("devices", "list", "--api-version=2099-01-01")
    assert ran.status == 2
    assert 'api-version "2099-01-01" is not installed (installed: 2022-07-31, 2022-10-31-preview)' in ran.err
    assert "pip install iotcentral-v2099-01-01" in ran.err


def test_the_operation_that_subscribes_is_no_command(bare_shell: Shell) -> None:
    """It needs a receiver that goes on running, which is a program."""
    assert bare_shell("connector", "when-a-rule-is-fired", "--app", "contoso").status == 2
