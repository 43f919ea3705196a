"""Tests of the expressions of lists: the items that they match, and the errors of those that are not valid."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from iotcentral_testkit.emulator.http.listing import text, truth
from iotcentral_testkit.emulator.languages.odata import ExpressionError, parse, parse_order

from tests.support.work import calls_of

FIELDS = {"id": text("id"), "displayName": text("displayName"), "@id": text("@id"), "enabled": truth("enabled")}
ITEMS: list[dict[str, Any]] = [
    {"id": "a", "displayName": "Room Thermostat", "enabled": True, "@id": "dtmi:x:A;1"},
    {"id": "b", "displayName": "O'Hara's pump", "enabled": False, "@id": "dtmi:x:B;1"},
    {"id": "c", "enabled": True, "@id": "dtmi:x:C;1"},
]


def passing(expression: str) -> str:
    tree = parse(expression, FIELDS)
    return "".join(item["id"] for item in ITEMS if tree.holds(item))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("id eq 'a'", "a"),
        ("id ne 'a'", "bc"),
        ("id lt 'b'", "a"),
        ("id le 'b'", "ab"),
        ("id gt 'b'", "c"),
        ("id ge 'b'", "bc"),
        ("enabled eq true", "ac"),
        ("Enabled ne true", "b"),
        ("enabled eq false or id eq 'c'", "bc"),
        ("id eq 'a' or id eq 'b' and enabled eq true", "a"),
        ("(id eq 'a' or id eq 'b') and enabled eq false", "b"),
        ("contains(displayName, 'thermostat')", "a"),
        ("contains ( displayName ,'O''HARA')", "b"),
        ("contains(displayName,'') and id ne 'a'", "bc"),
        ("'@id' eq 'dtmi:x:B;1'", "b"),
        ("contains('@id', ':c;')", "c"),
        ("displayName eq null", "c"),
        ("displayName ne null", "ab"),
        ("displayName lt 'Z'", "ab"),
        ("  ( ( id eq 'a' ) )  ", "a"),
    ],
)
def test_a_filter_lets_the_documented_items_through(expression: str, expected: str) -> None:
    assert passing(expression) == expected


@pytest.mark.parametrize(
    ("expression", "place"),
    [
        ("id eq", "at position 6 it ends"),
        ("id is 'a'", 'at position 4 it has "is"'),
        ("id eq 'a' und id eq 'b'", 'at position 11 it has "und"'),
        ("colour eq 'red'", 'at position 1 it has "colour"'),
        ("id eq 5", 'at position 7 it has "5"'),
        ("id eq true", 'at position 7 it has "true"'),
        ("enabled eq 'true'", "at position 12 it has \"'true'\""),
        ("enabled lt true", 'at position 9 it has "lt"'),
        ("contains(enabled, 'x')", 'at position 10 it has "enabled"'),
        ("contains(displayName 'x')", "at position 22 it has \"'x'\""),
        ("(id eq 'a'", "at position 11 it ends"),
        ("id eq 'a", 'at position 7 it has "\'"'),
        ("not id eq 'a'", 'at position 1 it has "not"'),
        ("", "at position 1 it ends"),
        ("(" * 40 + "id eq 'a'" + ")" * 40, "at most 200 conditions and 32 nested parentheses"),
    ],
)
def test_a_filter_that_cannot_be_read_is_refused_with_its_place(expression: str, place: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(expression, FIELDS)
    assert place in str(caught.value)


@pytest.mark.parametrize(
    ("expression", "descending"), [("displayName", False), ("displayName asc", False), (" displayname  DESC ", True)]
)
def test_an_orderby_names_a_field_and_a_direction(expression: str, descending: bool) -> None:
    order = parse_order(expression, FIELDS, {"displayName"})
    assert order == (FIELDS["displayName"], descending)


@pytest.mark.parametrize(
    "expression", ["id", "displayName up", "displayName, id", "displayName desc desc", " ", "desc"]
)
def test_an_orderby_that_cannot_be_read_is_refused(expression: str) -> None:
    with pytest.raises(ExpressionError, match="expected"):
        parse_order(expression, FIELDS, {"displayName"})


WORDS = st.sampled_from(
    [
        "id",
        "enabled",
        "'@id'",
        "eq",
        "ne",
        "lt",
        "and",
        "or",
        "(",
        ")",
        ",",
        "contains",
        "'x'",
        "''",
        "'",
        "null",
        "true",
    ]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS).map("".join)))
def test_any_text_is_a_filter_or_is_refused(expression: str) -> None:
    try:
        tree = parse(expression, FIELDS)
    except ExpressionError as error:
        assert str(error)
    else:
        assert all(tree.holds(item) in {True, False} for item in ITEMS)


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 1_000_000,
        "'" * 1_000_001,
        "id eq 'a' and " * 70_000,
        "x" * 1_000_000,
        "' '" * 350_000,
        " " * 1_000_000 + "x",
    ],
    ids=["parentheses", "quotes", "conditions", "word", "texts", "blanks"],
)
def test_long_filters_take_a_step_a_token_at_most(expression: str) -> None:
    def refused() -> None:
        with pytest.raises(ExpressionError):
            parse(expression, FIELDS)

    assert calls_of(refused) <= 2 * len(expression)
