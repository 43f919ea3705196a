"""Summary of a run: deviations, reproduction, skipped checks and next steps."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from iotcentral_testkit.contract.cli.progress import shown
from iotcentral_testkit.contract.engine.findings import Finding
from iotcentral_testkit.contract.report.baseline import Baseline, BaselineComparison, accept, compare
from iotcentral_testkit.contract.report.masking import Mask
from iotcentral_testkit.contract.report.summary import print_summary
from iotcentral_testkit.contract.runner import Result
from iotcentral_testkit.openapi.api import Api
from rich.console import Console

from .samples import VERSION, exchange, hostile_finding, result

TODAY = date(2026, 3, 1)
MASK = Mask(Api(VERSION).content["components"]["schemas"])


def said(found: Result, baseline: Baseline | None = None, *, terminal: bool = False) -> str:
    comparison = compare(baseline or Baseline([]), found.findings, found.outcomes, TODAY)
    output = io.StringIO()
    print_summary(
        Console(file=output, force_terminal=terminal, width=80), found, comparison, MASK, Path("out/index.html")
    )
    return output.getvalue()


def test_a_deviation_is_told_with_all_that_helps() -> None:
    text = said(result(hostile_finding()))
    assert "\x1b" not in text
    for part in (
        "IC302 ",
        "Devices_Create [",
        "displayName was sent as 'One'",
        "curl -sS",
        "1 x a storage account is configured already",
        "/api/jobs/contractabc123-birch7",
        "does not conform to api-version 2022-10-31-preview: 1 deviation",
        "out/index.html",
        "--seed 42",
    ):
        assert part in text


def test_a_run_without_deviations_is_short() -> None:
    text = said(replace(result(), leftovers=[]))
    assert "conforms to api-version 2022-10-31-preview: no deviation." in text
    assert "Again" not in text
    assert "Left on the server" not in text


def test_many_deviations_from_a_rule_are_counted() -> None:
    findings = [Finding("IC101", "Jobs_List", "500", str(number), (exchange(),)) for number in range(12)]
    assert "  and 7 more\n" in said(result(*findings))


def test_nothing_of_the_server_is_markup_or_moves_the_cursor() -> None:
    finding = replace(hostile_finding(), message="[bold]x[/bold] \x1b[2J\x07 [/nothing]\nnext")
    text = said(result(finding))
    assert "[bold]x[/bold] \\x1b[2J\\x07 [/nothing]\\nnext" in text


def test_secrets_are_not_told() -> None:
    secret = "c2VjcmV0LWtleQ=="
    read = exchange(answered={"symmetricKey": {"primaryKey": secret}})
    text = said(result(Finding("IC308", "Devices_Get", f"primaryKey is {secret}", "", (read,))))
    assert secret not in text
    assert "primaryKey is ***" in text


def test_what_is_known_is_only_counted_and_what_is_gone_is_told() -> None:
    finding = hostile_finding()
    other = Finding("IC101", "Jobs_List", "500", "500")
    baseline = accept(Baseline([]), BaselineComparison(new=(finding, other)), "so it is", date(2026, 4, 1), TODAY)
    text = said(result(finding), baseline)
    assert "displayName was sent" not in text
    assert "IC101 Jobs_List 500\n  It no longer occurs" in text
    assert "1 known deviation" in text


def test_a_terminal_gets_colours() -> None:
    assert "\x1b[" in said(result(hostile_finding()), terminal=True)


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_bars_on_a_terminal_and_lines_elsewhere(terminal: bool) -> None:
    output = io.StringIO()
    with shown(Console(file=output, force_terminal=terminal, force_interactive=terminal, width=120)) as progress:
        progress("rules", "IC302 [bold]", 1, 3)
        progress("rules", "IC303", 3, 3)
        progress("something else", "", 0, 0)
    assert "Rules" in output.getvalue()
    assert ("\x1b[" in output.getvalue()) == terminal


def test_a_pipe_gets_a_line_at_each_tenth() -> None:
    output = io.StringIO()
    with shown(Console(file=output)) as progress:
        for done in range(251):
            progress("rules", "IC302 Devices_Create", done, 250)
        progress("cleanup", "", 0, 0)
    lines = output.getvalue().splitlines()
    assert lines[:2] == ["Rules: 0 of 250, IC302 Devices_Create", "Rules: 25 of 250, IC302 Devices_Create"]
    assert len(lines) == 12
    assert lines[-1] == "Clean-up: 0 of 0"
