"""Runs against an api-version of which the kit knows nothing but the document, and faults of the kit itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.cli import main
from iotcentral_testkit.contract.checks.rules import RULES
from iotcentral_testkit.contract.fixtures.body_factories import BODY_FACTORIES
from iotcentral_testkit.contract.runner import Result
from iotcentral_testkit.openapi.mending import Mender

from tests.contract.runs import passed, run_rules, subjects
from tests.mutants.switching import Switch, replaced
from tests.support.fictional import VERSION, fictional_document, fictional_package, served_beside

FAMILY = "iotcentral_testkit.emulator.resources.document_families:DocumentFamily"
STORED = ("IC301", "IC302", "IC303", "IC304", "IC306", "IC309", "IC401", "IC402", "IC403", "IC410", "IC411", "IC412")


@pytest.fixture(scope="module")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("fictional")
    fictional_package(folder)
    with served_beside(folder):
        yield


def run(*rules: str, resource: str, **options: Any) -> Result:
    return run_rules(*rules, resource=resource, version=VERSION, **options)


def test_a_family_that_only_the_document_knows_is_checked_by_every_rule(fictional: None) -> None:
    result = run(resource="Widgets")
    assert (result.findings, result.faults, result.leftovers) == ([], (), [])
    assert {*STORED, "IC224", "IC414", "IC501", "IC504", "IC505"} <= passed(result)
    assert result.coverage.figures()[0].covered


def test_a_family_below_another_that_only_the_document_knows_is_checked(fictional: None) -> None:
    result = run(*STORED, "IC224", "IC501", resource="Parts")
    assert (result.findings, result.faults, result.leftovers) == ([], (), [])
    assert {"IC301", "IC302", "IC303", "IC304", "IC401", "IC501"} <= passed(result)


@pytest.mark.parametrize(
    ("resource", "rules"),
    [
        ("Devices", ("IC302", "IC304", "IC306", "IC401", "IC402", "IC501")),  # with the notes below them
        ("Destinations", ("IC302", "IC309", "IC401")),
        ("DeviceGroups", ("IC302", "IC401", "IC510")),
        ("Organizations", ("IC302", "IC401")),
        ("Dashboards", ("IC225", "IC302")),
        ("Roles", ("IC201", "IC230")),
    ],
)
def test_what_a_version_changes_is_checked_as_its_document_says(
    fictional: None, resource: str, rules: tuple[str, ...]
) -> None:
    result = run(*rules, "IC301", resource=resource)
    assert (result.findings, result.faults) == ([], ())
    assert {*rules} <= passed(result)


def _without_size(rightly: Any) -> Any:
    def wrong(*arguments: Any) -> Any:
        return {name: value for name, value in rightly(*arguments).items() if name != "size"}

    return wrong


def _ignoring(rightly: Any) -> Any:
    return lambda family, call: family._get(call)


def _same_etag(rightly: Any) -> Any:
    return lambda family, call, body, stored: {**rightly(family, call, body, stored), "etag": "same"}


@pytest.mark.parametrize(
    ("switch", "found"),
    [
        (replaced(f"{FAMILY}._get", _without_size), {("IC302", "Widgets_Create", "size")}),
        (replaced(f"{FAMILY}._patch", _ignoring), {("IC401", "Widgets_Update", "displayName")}),
        (replaced(f"{FAMILY}._write", _same_etag), {("IC303", "Widgets_Create", "etag")}),
        (
            replaced(f"{FAMILY}._remove", lambda rightly: lambda family, call: None),
            {("IC306", "Widgets_Remove", "get")},
        ),
    ],
    ids=["a member is dropped", "a patch is ignored", "the etag is another", "nothing is removed"],
)
def test_a_defect_of_such_a_family_is_found(fictional: None, switch: Switch, found: set[tuple[str, str, str]]) -> None:
    with switch():
        result = run(*{rule for rule, _, _ in found}, resource="Widgets")
    assert found <= subjects(result)
    assert result.faults == ()


def test_a_header_that_is_not_required_is_found(fictional: None) -> None:
    check = "iotcentral_testkit.openapi.documents:Route.check_headers"
    with replaced(check, lambda rightly: lambda route, headers: None)():
        result = run("IC225", resource="Dashboards")
    assert subjects(result) == {("IC225", "Dashboards_Create", "x-reason")}


def command(emulator: Emulator, *options: str, parts: str = "rules") -> int:
    return main(["contract", emulator.url, "--no-limit", "--quick", "--parts", parts, *options])


def test_the_rules_of_clients_are_skipped_where_a_package_has_none(
    fictional: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Emulator() as emulator:
        monkeypatch.setenv("IOTCENTRAL_API_TOKEN", emulator.token)
        assert command(emulator, "--api-version", VERSION, parts="clients") == 0
    assert "has a document, but no client" in capsys.readouterr().out


OUTDATED = replace(
    BODY_FACTORIES["Organizations"], bodies=lambda _: [{"displayName": 5, "parent": []}], omits=("parent",)
)


def test_an_outdated_recipe_is_mended_from_the_schema_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    written = BODY_FACTORIES["Organizations"].bodies
    outdated = replace(OUTDATED, bodies=lambda factory: [{**written(factory)[0], "displayName": 5}])
    monkeypatch.setitem(BODY_FACTORIES, "Organizations", outdated)
    result = run_rules("IC302", "IC303", "IC401", resource="Organizations")
    assert (result.findings, result.faults) == ([], ())
    assert {"IC302", "IC303", "IC401"} <= passed(result)
    assert "the recipe of Organizations does not fit Organizations_Create" in result.notes[0]
    assert "(displayName is not valid)" in result.notes[0]


def test_an_outdated_recipe_is_a_fault_of_the_kit_where_nothing_can_be_drawn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(BODY_FACTORIES, "Organizations", OUTDATED)
    monkeypatch.setattr(Mender, "mended", lambda mender, schema, value: value)
    with Emulator() as emulator:
        monkeypatch.setenv("IOTCENTRAL_API_TOKEN", emulator.token)
        assert command(emulator, "--api-version", "2022-07-31", "--resources", "Organizations", "--only", "IC302") == 2
    output, errors = capsys.readouterr()
    assert "this is a fault of the kit, not of the server, in IC302 on Organizations_Create: " in errors
    assert "the recipe of Organizations is outdated, and its schema cannot be drawn from: " in errors
    assert "body 0 is not valid: " in errors
    assert "Traceback" not in errors
    assert "IC302" not in output


def _failing(rightly: Callable[..., None]) -> Callable[..., None]:
    def check(*_: Any, **__: Any) -> None:
        raise KeyError("colour")

    return check


def test_a_check_that_fails_on_valid_responses_is_a_fault_of_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "IC302", replace(RULES["IC302"], check=_failing(RULES["IC302"].check)))
    result = run_rules("IC302", "IC303", resource="Organizations")
    assert result.findings == []
    assert [(fault.rule, fault.operation) for fault in result.faults] == [("IC302", "Organizations_Create")]
    assert "KeyError: 'colour'" in str(result.faults[0])
    assert "IC303" in passed(result)


def test_an_error_of_the_kit_beyond_the_checks_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("iotcentral_testkit.contract.cli.command.run_contract", _failing(lambda: None))
    monkeypatch.setenv("IOTCENTRAL_API_TOKEN", "SharedAccessSignature sr=1")
    with Emulator() as emulator:
        assert command(emulator, "--api-version", "2022-07-31") == 2
    assert "this is a fault of the kit, not of the server: KeyError: 'colour'" in capsys.readouterr().err


def test_a_recipe_does_without_what_a_version_removes_and_with_what_it_requires(tmp_path: Path) -> None:
    document = fictional_document()
    schemas = document["components"]["schemas"]
    for name in ("Organization", "OrganizationPatch"):
        del schemas[name]["properties"]["displayName"]
    fictional_package(tmp_path, orjson.loads(orjson.dumps(document)))
    with served_beside(tmp_path):
        result = run("IC301", "IC302", "IC304", "IC401", resource="Organizations")
    assert (result.findings, result.faults) == ([], ())
