"""Baselines: known deviations with reason and expiry; a run fails on new, expired and gone ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from iotcentral_testkit.contract.engine.findings import Finding, RuleOutcome, Verdict
from iotcentral_testkit.contract.report.baseline import (
    Baseline,
    BaselineComparison,
    BaselineError,
    accept,
    compare,
    load,
    save,
)

TODAY = date(2026, 3, 1)
FINDING = Finding("IC302", "Devices_Create", "displayName is lost", "displayName")
OTHER = Finding("IC306", "Jobs_Create", "it is still there")


def outcomes(*verdicts: Verdict) -> list[RuleOutcome]:
    return [RuleOutcome("IC302", "Devices_Create", verdict) for verdict in verdicts]


def accepted(*findings: Finding, until: date = date(2026, 4, 1), **options: Any) -> Baseline:
    return accept(Baseline([]), BaselineComparison(new=findings), "to be mended", until, TODAY, **options)


def entry(**changes: Any) -> dict[str, Any]:
    made = {
        "operation": "Devices_Create",
        "check": "IC302",
        "failure": "ContractDeviation",
        "signature": "displayName",
        "expires": "2026-04-01",
        "reason": "to be mended",
    }
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


def written(path: Path, *entries: Any) -> Path:
    path.write_text(json.dumps({"format_version": 1, "entries": entries}))
    return path


def test_without_a_baseline_everything_is_new() -> None:
    comparison = compare(Baseline([]), [FINDING], outcomes(Verdict.DEVIATES), TODAY)
    assert comparison == BaselineComparison(new=(FINDING,))
    assert not comparison.conforms
    assert compare(Baseline([]), [], [], TODAY).conforms


def test_what_is_accepted_is_known_until_its_last_day() -> None:
    baseline = accepted(FINDING, until=TODAY)
    comparison = compare(baseline, [FINDING, OTHER], [], TODAY)
    assert comparison.new == (OTHER,)
    assert [finding for finding, _ in comparison.known] == [FINDING]
    assert comparison.state(FINDING)[0] == "known"
    assert comparison.state(OTHER) == ("new", None)
    comparison = compare(baseline, [FINDING], [], date(2026, 3, 2))
    assert [finding for finding, _ in comparison.expired] == [FINDING]
    assert comparison.state(FINDING)[0] == "expired"
    assert not comparison.conforms


def test_another_subject_is_another_deviation() -> None:
    other = Finding("IC302", "Devices_Create", "enabled is lost", "enabled")
    assert compare(accepted(FINDING), [other], [], TODAY).new == (other,)


@pytest.mark.parametrize(
    ("checked", "gone"),
    [
        (outcomes(Verdict.PASSED), 1),
        (outcomes(Verdict.DEVIATES), 1),  # for another reason
        (outcomes(Verdict.SKIPPED), 0),
        ([], 0),
        (
            [
                RuleOutcome("IC302", "Jobs_Create", Verdict.PASSED),
                RuleOutcome("IC303", "Devices_Create", Verdict.PASSED),
            ],
            0,
        ),
    ],
)
def test_entries_are_gone_only_where_it_was_looked(checked: list[RuleOutcome], gone: int) -> None:
    comparison = compare(accepted(FINDING), [], checked, TODAY)
    assert len(comparison.gone) == gone
    assert comparison.conforms == (gone == 0)


def test_a_quick_run_does_not_miss_what_a_full_one_found() -> None:
    checked = outcomes(Verdict.PASSED)
    assert compare(accepted(FINDING), [], checked, TODAY, quick=True).conforms
    assert not compare(accepted(FINDING), [], checked, TODAY).conforms
    assert not compare(accepted(FINDING, quick=True), [], checked, TODAY, quick=True).conforms


def test_an_entry_for_another_api_version_does_not_count() -> None:
    baseline = accepted(FINDING, api_version="2022-07-31")
    preview = "2022-10-31-preview"
    assert compare(baseline, [FINDING], [], TODAY, api_version=preview).new == (FINDING,)
    assert compare(baseline, [], outcomes(Verdict.PASSED), TODAY, api_version=preview).conforms
    both = accept(baseline, BaselineComparison(new=(FINDING,)), "as well", TODAY, TODAY, api_version=preview)
    for version in ("2022-07-31", preview):
        assert compare(both, [FINDING], [], TODAY, api_version=version).conforms


def test_the_file_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "one.json", tmp_path / "two.json"
    save(accepted(FINDING, OTHER), first)
    save(accepted(OTHER, FINDING), second)
    assert first.read_bytes() == second.read_bytes()
    save(load(first), second)
    assert first.read_bytes() == second.read_bytes()
    assert compare(load(first), [FINDING, OTHER], [], TODAY).conforms


def test_what_is_accepted_again_gets_the_new_day_and_reason() -> None:
    baseline = accepted(FINDING, OTHER, until=date(2026, 2, 1))
    expired = compare(baseline, [FINDING], [], TODAY)
    renewed = accept(baseline, expired, "still waiting", date(2026, 5, 1), TODAY)
    assert len(renewed.entries) == 2
    comparison = compare(renewed, [FINDING], [], TODAY)
    assert comparison.known[0][1].extra["reason"] == "still waiting"
    assert comparison.known[0][1].expires == "2026-05-01"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([entry(), entry(reason=None)], "entries[1] of the baseline {path} (IC302 Devices_Create) has no reason"),
        ([entry(reason="  ")], "has no reason"),
        ([entry(reason=3)], "has no reason"),
        ([entry(expires=None)], "entries[0] of the baseline {path} (IC302 Devices_Create) has no expiry"),
        ([entry(expires="soon")], "YYYY-MM-DD"),
        ([entry(check=None)], "check"),
        ([3], "object"),
    ],
)
def test_entries_say_why_and_until_when(tmp_path: Path, entries: list[Any], said: str) -> None:
    path = written(tmp_path / "known.json", *entries)
    with pytest.raises(BaselineError) as error:
        load(path)
    assert said.format(path=path) in str(error.value)
    assert str(path) in str(error.value)


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    with pytest.raises(BaselineError, match="there is no baseline"):
        load(path)
    assert load(path, creating=True).entries == []
    for text in ("", "[]", '{"format_version": 9, "entries": []}', '{"format_version": 1}'):
        path.write_text(text)
        with pytest.raises(BaselineError, match="cannot be read"):
            load(path, creating=True)
    with pytest.raises(BaselineError, match="cannot be written"):
        save(Baseline([]), path / "below.json")


def test_a_file_written_by_hand_works(tmp_path: Path) -> None:
    baseline = load(written(tmp_path / "known.json", entry()))
    assert compare(baseline, [FINDING], [], TODAY).conforms
