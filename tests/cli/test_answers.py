"""Answers: the formats, selection, columns, and lists that are shown as they arrive."""

from __future__ import annotations

import csv
import io
from typing import Any

import orjson
import pytest
import yaml
from iotcentral_testkit import Emulator

from iotcentral.cli._answers import show
from tests.cli.shell import Shell

IDS = ["thermostat-000001", "thermostat-000002", "thermostat-000003"]


def test_a_list_is_json_in_a_pipe_and_a_table_on_a_terminal(shell: Shell) -> None:
    assert [device["id"] for device in shell("devices", "list").json] == IDS
    lines = shell("devices", "list", terminal=True).out.splitlines()
    assert lines[0].split()[:2] == ["id", "displayName"]
    assert [line.split()[0] for line in lines[2:]] == IDS


def test_every_format_has_the_whole_list(shell: Shell) -> None:
    listed = shell("devices", "list", "-o", "json").json
    assert [orjson.loads(line) for line in shell("devices", "list", "-o", "jsonl").out.splitlines()] == listed
    assert yaml.safe_load(shell("devices", "list", "-o", "yaml").out) == listed
    rows = [*csv.DictReader(io.StringIO(shell("devices", "list", "-o", "csv").out))]
    assert [row["id"] for row in rows] == IDS
    assert rows[0].keys() == listed[0].keys()


def test_every_format_has_the_whole_object(shell: Shell) -> None:
    device = shell("devices", "get", IDS[0], "-o", "json").json
    assert orjson.loads(shell("devices", "get", IDS[0], "-o", "jsonl").out) == device
    assert yaml.safe_load(shell("devices", "get", IDS[0], "-o", "yaml").out) == device
    (row,) = csv.DictReader(io.StringIO(shell("devices", "get", IDS[0], "-o", "csv").out))
    assert row["id"] == device["id"]
    table = dict(line.split(None, 1) for line in shell("devices", "get", IDS[0], "-o", "table").out.splitlines())
    assert table.keys() == device.keys() - {"etag"}


def test_a_query_selects_from_the_whole_answer(shell: Shell) -> None:
    assert shell("devices", "list", "--query", "[].id").json == IDS
    assert shell("devices", "list", "--query", "length(@)", "-o", "table").out == "3\n"
    assert shell("devices", "get", IDS[0], "--query", "id", "-o", "yaml").out.startswith(IDS[0])
    assert shell("devices", "list", "--query", "[].id", "-o", "csv").out.splitlines() == ["value", *IDS]


def test_a_malformed_query_is_refused(shell: Shell) -> None:
    ran = shell("devices", "list", "--query", "[")
    assert ran.status == 2
    assert '--query "["' in ran.err


def test_columns_are_kept_in_their_order(shell: Shell) -> None:
    ran = shell("devices", "list", "--columns", "enabled,id,no.such", "-o", "csv")
    assert ran.out.splitlines()[0] == "enabled,id,no.such"
    assert shell("devices", "get", IDS[0], "--columns", "id").json == {"id": IDS[0]}


def test_a_dotted_column_leads_into_an_object() -> None:
    out = io.StringIO()
    rows = [{"id": 1, "a": {"b.c": {"d": 2}}}, {"id": 3, "a": 4}]
    show(iter(rows), "jsonl", columns=["a.b.c.d", "id"], out=out)
    assert out.getvalue().splitlines() == ['{"a.b.c.d":2,"id":1}', '{"a.b.c.d":null,"id":3}']


def test_a_limit_ends_a_list_without_requests_for_more(shell: Shell, emulator: Emulator) -> None:
    before = len(emulator.requests)
    assert len(shell("devices", "list", "--limit", "1", "--maxpagesize", "1").json) == 1
    assert len(emulator.requests) - before == 1
    assert shell("devices", "list", "--limit", "0").json == []


@pytest.mark.parametrize("form", ["json", "jsonl", "yaml", "table"])
def test_items_are_shown_before_later_ones_are_asked_for(form: str) -> None:
    out = io.StringIO()
    seen: list[int] = []

    def rows() -> Any:
        for number in range(300):
            seen.append(out.getvalue().count("id0199"))
            yield {"name": f"id{number:04}"}

    show(rows(), form, out=out)
    assert seen[199] == 0
    assert seen[-1] == 1


@pytest.mark.parametrize(("form", "text"), [("json", "[]\n"), ("jsonl", ""), ("yaml", "[]\n"), ("table", "")])
def test_an_empty_list_is_one(form: str, text: str) -> None:
    out = io.StringIO()
    show(iter(()), form, out=out)
    assert out.getvalue() == text


def test_a_late_column_of_csv_is_refused_with_what_to_do(shell: Shell, emulator: Emulator) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    rows = [{"a": 1}] * 1001 + [{"b": 2}]
    with pytest.raises(Exception, match="name the columns that you want with --columns"):
        show(iter(rows), "csv", out=out)


def test_a_removal_shows_nothing(shell: Shell) -> None:
    assert shell("devices", "create", "gone", "--set", "displayName=x").json["id"] == "gone"
    ran = shell("devices", "remove", "gone", "--yes")
    assert (ran.status, ran.out) == (0, "")
