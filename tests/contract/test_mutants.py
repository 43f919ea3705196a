"""Some deliberate defects, and their switches; `python -m tests.mutants` tries all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.emulator.control_plane.responses import HANDLERS as CONTROL_HANDLERS
from iotcentral_testkit.emulator.http.calls import HANDLERS
from iotcentral_testkit.emulator.state.timers import ACTIONS

from tests.contract.defective_emulator import broken

from ..mutants.defect import PREVIEW, STABLE
from ..mutants.defects import DEFECTS, MODULES
from ..mutants.derived import KINDS, drawn
from ..mutants.lawful import VARIATIONS
from ..mutants.switching import Wire, answers, instead, on_wire, replaced, timed, together
from ..mutants.table import BEGIN, DERIVED, END, table, write, write_derived
from ..mutants.trial import Trial, attempt, findings, vary

_ROLES = "/api/roles"


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as served:
        yield served


def _get(emulator: Emulator, path: str) -> httpx.Response:
    return httpx.get(
        emulator.url + path, params={"api-version": PREVIEW}, headers={"authorization": emulator.token}, trust_env=False
    )


def _bindings() -> dict[str, Any]:
    """Return everything in the emulator that a switch could leave changed."""
    found: dict[str, Any] = {f"handler {name}": handler for name, handler in HANDLERS.items()}
    found |= {f"control plane handler {name}": handler for name, handler in CONTROL_HANDLERS.items()}
    found |= {f"action {name}": action for name, action in ACTIONS.items()}
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith("iotcentral_testkit.emulator"):
            for name, value in vars(module).items():
                if callable(value) or name.isupper():
                    found[f"{module_name}.{name}"] = value
                if isinstance(value, type):
                    found |= {
                        f"{module_name}.{name}.{key}": part for key, part in vars(value).items() if callable(part)
                    }
    return found


@pytest.mark.parametrize("name", ["error-without-code", "unknown-role-200", "group-of-all-devices"])
def test_defect_is_found(name: str) -> None:
    trial = attempt(name)
    assert trial.found, trial
    assert trial.replayed, trial


@pytest.mark.parametrize("name", ["manifest-put-merges"])
def test_defect_is_found_by_its_rules_alone(name: str) -> None:
    defect = DEFECTS[name]
    defect = replace(defect, options={**defect.options, "only": tuple(defect.codes)})
    assert {finding.rule for finding in findings(defect, "rules")} & defect.codes


@pytest.mark.parametrize("name", DEFECTS)
def test_switch_is_taken_back(name: str) -> None:
    before = _bindings()
    with DEFECTS[name].switch():
        changed = _bindings()
    after = _bindings()
    assert {key for key in before if changed.get(key) is not before[key]}, "the switch changes nothing"
    assert [key for key in before if after[key] is not before[key]] == []
    assert after.keys() == before.keys()


def test_switch_is_taken_back_after_an_error() -> None:
    before = _bindings()
    switch = together(
        answers("Roles_List", change=lambda call, page: page),
        replaced("iotcentral_testkit.emulator.http.etags:check_etag", lambda rightly: lambda *_: None),
    )
    with pytest.raises(RuntimeError), switch():
        raise RuntimeError
    after = _bindings()
    assert all(after[key] is value for key, value in before.items())


def test_replaced_reaches_every_module_that_names_the_function() -> None:
    from iotcentral_testkit.emulator.devices import devices
    from iotcentral_testkit.emulator.http import etags
    from iotcentral_testkit.emulator.jobs import jobs
    from iotcentral_testkit.emulator.resources import device_templates as templates

    right = etags.check_etag
    with replaced("iotcentral_testkit.emulator.http.etags:check_etag", lambda rightly: lambda *_: None)():
        assert devices.check_etag is templates.check_etag is etags.check_etag
        assert etags.check_etag is not right
        assert not hasattr(jobs, "check_etag")
    assert devices.check_etag is templates.check_etag is etags.check_etag is right


def test_answers_change_what_is_sent_and_no_longer_behind_the_block(emulator: Emulator) -> None:
    with broken("Roles_List", lambda call, page: {**page, "value": []}):
        assert _get(emulator, _ROLES).json()["value"] == []
    assert _get(emulator, _ROLES).json()["value"] != []


def test_instead_may_pass_over_the_right_handler(emulator: Emulator) -> None:
    with instead("Roles_List", do=lambda call, rightly: {"value": [{"id": call.operation.id}]})():
        assert _get(emulator, _ROLES).json() == {"value": [{"id": "Roles_List"}]}


def test_on_wire_sees_successes_and_refusals_of_its_operations_alone(emulator: Emulator) -> None:
    seen: list[int] = []

    def change(answer: Wire) -> None:
        seen.append(answer.status)
        answer.status = 418

    with on_wire(change, "Roles_Get")():
        assert _get(emulator, f"{_ROLES}/nobody").status_code == 418
        assert _get(emulator, f"{_ROLES}/ca310b8d-2f4a-44e0-a36e-957c202cd8d4").status_code == 418
        assert _get(emulator, _ROLES).status_code == 200
    assert seen == [404, 200]


def test_timed_replaces_what_is_due() -> None:
    right = ACTIONS["job.begin"]
    with timed("job.begin", lambda app, id: None)():
        assert ACTIONS["job.begin"] is not right
    assert ACTIONS["job.begin"] is right


def test_derived_defects_are_the_same_for_a_seed_and_of_every_kind() -> None:
    first, again = drawn(32, 5), drawn(32, 5)
    assert [defect.title for _, defect in first] == [defect.title for _, defect in again]
    assert {kind for kind, _ in first} == set(KINDS)
    assert {defect.version for _, defect in first} == {STABLE, PREVIEW}
    assert [defect.title for _, defect in drawn(32, 6)] != [defect.title for _, defect in first]


def test_there_are_lawful_variations_of_most_resources_and_each_is_taken_back() -> None:
    assert len({variation.resource for variation in VARIATIONS}) >= 15
    before = _bindings()
    for variation in VARIATIONS:
        with variation.switch():
            pass
    after = _bindings()
    assert all(after[key] is value for key, value in before.items())


def test_nothing_is_reported_of_a_lawful_variation() -> None:
    number = next(n for n, variation in enumerate(VARIATIONS) if variation.resource == "Organizations")
    found, _ = vary(number)
    assert found == []


def test_shares_of_derived_defects_are_written_by_kind(tmp_path: Path) -> None:
    page = tmp_path / "contract-mutants.md"
    page.write_text("\n".join(["above", *DERIVED, "below", ""]))
    outcomes = [
        ("drop", Trial("drop a is dropped", ("IC302",), (), 1.0)),
        ("drop", Trial("drop b is dropped", (), (), 1.0)),
    ]
    write_derived(page, outcomes, 7)
    text = page.read_text()
    assert "1 of 2 derived defects, drawn with the seed 7, are found." in text
    assert "| drop | 2 | 1 |" in text
    assert "- b is dropped" in text


def test_defects_are_spread_over_everything() -> None:
    for version in (STABLE, PREVIEW):
        assert sum(defect.version == version for defect in DEFECTS.values()) >= 40
    assert len({defect.resource for defect in DEFECTS.values()}) == 17


def test_table_is_written_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "contract-mutants.md"
    page.write_text(f"above\n\n{BEGIN}\nold\n{END}\n\nbelow\n")
    trials = [Trial("unknown-role-200", ("IC230",), (), 1.0), Trial("filter-ignored", (), ("IC105",), 1.0)]
    write(page, trials)
    text = page.read_text()
    assert text.startswith("above\n")
    assert text.endswith("below\n")
    assert "old" not in text
    assert table(trials) in text
    assert "1 of 2 defects are found" in text
    assert "| Roles | 2022-10-31-preview | a role that does not exist is answered with 200 | IC230 |" in text
    assert "**not found**" in text
    write(page, trials)
    assert page.read_text() == text


def test_page_without_marks_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "contract-mutants.md"
    page.write_text("above\n")
    with pytest.raises(ValueError, match="has no place for the table"):
        write(page, [])


def test_a_defect_has_its_name_to_itself() -> None:
    """One of the same name would take its place, and never be tried."""
    assert len(DEFECTS) == sum(len(module.DEFECTS) for module in MODULES)


def test_the_page_has_the_defects_that_there_are() -> None:
    page = (Path(__file__).parents[2] / "docs" / "contract-mutants.md").read_text(encoding="utf-8")
    rows = page.partition(BEGIN)[2].partition(END)[0].splitlines()
    shown = {tuple(cell.strip() for cell in row.strip("|").split(" | ")[:3]) for row in rows if row.startswith("| ")}
    present = {(defect.resource, defect.version, defect.title) for defect in DEFECTS.values()}
    assert shown - {("Resource", "API version", "Defect")} == present, (
        "nox -s mutants -- --output docs/contract-mutants.md"
    )
