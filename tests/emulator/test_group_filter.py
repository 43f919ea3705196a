"""Tests of the filters of device groups: valid ones, refused ones, and the devices that they match."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.emulator.languages.group_filter import FilterError, GroupCondition, parse

from tests.support.work import calls_of

HEAD = "SELECT * FROM devices WHERE "


def matches(condition: str, **values: Any) -> bool:
    return parse(HEAD + condition).matches(lambda path: values.get(path.replace("$", "_").replace(".", "_")))


def test_a_documented_filter_is_read() -> None:
    found = parse(HEAD + '$template = "dtmi:modelDefinition:dtdlv2" AND $provisioned = true')
    assert found.conditions == (
        GroupCondition("$template", "=", "dtmi:modelDefinition:dtdlv2"),
        GroupCondition("$provisioned", "=", True),
    )
    assert not found.reads_properties


def test_keywords_are_read_in_any_case_and_spacing() -> None:
    assert parse('select * from devices where\n\ta="x"and b=1').conditions == (
        GroupCondition("a", "=", "x"),
        GroupCondition("b", "=", 1),
    )


def test_a_filter_without_conditions_selects_all() -> None:
    assert parse("SELECT * FROM devices").matches(lambda path: None)


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        ('a = "x"', "x", True),
        ('a == "x"', "X", False),
        ('a != "x"', "y", True),
        ('a <> "x"', "x", False),
        ("a < 3", 2.5, True),
        ("a <= 3", 3, True),
        ("a > -1.5e1", -15, False),
        ("a >= .5", 0.5, True),
        ("a > 1", "2", False),
        ("a = 1", True, False),
        ("a = true", True, True),
        ("a = FALSE", False, True),
        ("a < true", False, False),
        ('a < "b"', "a", True),
        ("a != 1", "1", True),
        ('a != "x"', None, False),
        ('CONTAINS(a, "LO")', "hello", True),
        ('contains(a, "q")', "hello", False),
        ('CONTAINS(a, "1")', 1, False),
        (r'a = "say \"hi\" \\ there"', 'say "hi" \\ there', True),
        ("a = 1", {"a": 1}, False),
    ],
)
def test_a_condition_compares_like_with_like(condition: str, value: Any, expected: bool) -> None:
    assert matches(condition, a=value) is expected


def test_all_conditions_have_to_hold() -> None:
    assert matches('a = 1 AND part.b = "x"', a=1, part_b="x")
    assert not matches('a = 1 AND part.b = "x"', a=1, part_b="y")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "SELECT was expected"),
        ("SELECT id FROM devices", r"\* was expected"),
        ("SELECT * FROM things", "devices was expected"),
        (HEAD, "a property was expected"),
        (HEAD + '$id IN ["a", "b"]', "IN is not supported"),
        (HEAD + '($id = "a" OR $id = "b")', "a property was expected"),
        (HEAD + "a = 1 OR b = 2", "OR is not supported"),
        (HEAD + "NOT a = 1", "comparison operator"),
        (HEAD + "a eq 1", "comparison operator"),
        (HEAD + "a = 'x'", "is not valid"),
        (HEAD + 'a = "x', "is not valid"),
        (HEAD + "a = b", "in double quotes"),
        (HEAD + "a = null", "NULL is not supported"),
        (HEAD + "$color = 1", r"\$color is not one of"),
        (HEAD + "CONTAINS(a, 1)", "in double quotes"),
        (HEAD + "CONTAINS(a)", ", was expected"),
        (HEAD + "a = 1 AND", "a property was expected"),
        (HEAD + "a = 1 b = 2", "AND was expected"),
        (HEAD + " AND ".join(["a = 1"] * 101), "at most 100"),
    ],
)
def test_what_is_not_in_the_language_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(FilterError, match=reason):
        parse(text)


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "SELECT",
                "*",
                "FROM",
                "devices",
                "WHERE",
                "AND",
                "a.b",
                "$id",
                "=",
                "<>",
                "<",
                "1",
                "1.",
                '"x"',
                '"\\',
                "(",
                ")",
                ",",
                "IN",
            ]
        )
    ).map(" ".join)
)
def test_no_text_does_anything_but_parse_or_fail(text: str) -> None:
    for whole in (text, HEAD + text):
        with contextlib.suppress(FilterError):
            parse(whole).matches(lambda path: "x")


@pytest.mark.parametrize("part", ["1", "a.", '"', " ", "\\", '"\\', "1.", "$", "a=1 AND ", "("])
def test_the_work_of_long_filters_does_not_grow_with_them(part: str) -> None:
    def refused(length: int) -> None:
        with pytest.raises(FilterError):
            parse(HEAD + "a = " + part * (length // len(part)) + "!")

    assert calls_of(lambda: refused(500_000)) <= calls_of(lambda: refused(5_000)) + 10
