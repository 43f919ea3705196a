"""Each decoder takes what the document allows and refuses everything else with its place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

import pytest

from iotcentral import UNSET, DecodingError
from iotcentral._core.decoding import (
    anything,
    boolean,
    describe,
    integer,
    mapping,
    member,
    number,
    optional,
    sequence,
    text,
    texts,
    to_date,
    to_datetime,
    to_enum,
    to_list,
    to_map,
    to_uuid,
)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


colour = to_enum(Colour)
uuid = "0b9c4a43-3a8c-4d6e-9d0c-6f6f0a6d3a11"


def refusal(decode, value) -> DecodingError:
    with pytest.raises(DecodingError) as caught:
        decode(value)
    return caught.value


@pytest.mark.parametrize(
    ("decode", "value", "expected"),
    [
        (anything, None, None),
        (anything, {"a": [1]}, {"a": [1]}),
        (text, "", ""),
        (boolean, False, False),
        (integer, 7, 7),
        (integer, 7.0, 7),
        (number, 7, 7),
        (number, 0.5, 0.5),
        (mapping, {}, {}),
        (sequence, [1, None], [1, None]),
        (texts, ["a", "b"], ["a", "b"]),
        (texts, [], []),
        (colour, "red", Colour.RED),
        (to_date, "2026-01-31", date(2026, 1, 31)),
        (to_uuid, uuid, UUID(uuid)),
        (to_list(integer), [1, 2.0], [1, 2]),
        (to_map(to_list(text)), {"a": ["b"], "c": []}, {"a": ["b"], "c": []}),
        (optional(text), None, None),
        (optional(text), "a", "a"),
        (to_list(optional(integer)), [None, 1], [None, 1]),
    ],
)
def test_decoders_accept(decode, value, expected):
    decoded = decode(value)
    assert decoded == expected
    assert type(decoded) is type(expected)


@pytest.mark.parametrize(
    ("decode", "value", "expected", "found"),
    [
        (anything, UNSET, "a value", "nothing"),
        (text, None, "a string", "null"),
        (text, 5, "a string", "the number 5"),
        (boolean, 1, "true or false", "the number 1"),
        (boolean, "true", "true or false", 'the string "true"'),
        (integer, True, "a whole number", "true"),
        (integer, 7.5, "a whole number", "the number 7.5"),
        (integer, float("inf"), "a whole number", "the number inf"),
        (integer, "7", "a whole number", 'the string "7"'),
        (number, True, "a number", "true"),
        (number, "0.5", "a number", 'the string "0.5"'),
        (mapping, [], "an object", "an array"),
        (sequence, {}, "an array", "an object"),
        (texts, "ab", "an array", 'the string "ab"'),
        (colour, "green", 'one of "red", "blue"', 'the string "green"'),
        (colour, ["red"], 'one of "red", "blue"', "an array"),
        (to_date, "2026-02-30", "a date (2026-01-31)", 'the string "2026-02-30"'),
        (to_date, 20260131, "a string", "the number 20260131"),
        (to_uuid, "0b9c", "a UUID", 'the string "0b9c"'),
        (to_list(text), {}, "an array", "an object"),
        (to_map(text), [], "an object", "an array"),
        (optional(text), UNSET, "a string", "nothing"),
    ],
)
def test_decoders_refuse(decode, value, expected, found):
    error = refusal(decode, value)
    assert (error.path, error.expected, error.found) == ("", expected, found)


@pytest.mark.parametrize(
    ("decode", "value", "path"),
    [
        (texts, ["a", "b", 3], "[2]"),
        (to_list(text), ["a", None], "[1]"),
        (to_list(to_list(integer)), [[1], [2, "x"]], "[1][1]"),
        (to_map(text), {"a": "b", "c": 1}, "c"),
        (to_map(to_list(text)), {"a": ["b", 1]}, "a[1]"),
        (lambda value: member("value", to_list(text), value), ["a", 1], "value[1]"),
        (lambda value: member("outer", lambda inner: member("inner", text, inner), value), 1, "outer.inner"),
    ],
)
def test_refusals_name_the_place(decode, value, path):
    assert refusal(decode, value).path == path


@pytest.mark.parametrize("digits", range(1, 10))
def test_a_date_time_has_up_to_nine_fraction_digits_of_which_six_are_kept(digits):
    fraction = "123456789"[:digits]
    expected = datetime(2026, 1, 31, 8, 30, 15, int(fraction[:6].ljust(6, "0")), tzinfo=UTC)
    assert to_datetime(f"2026-01-31T08:30:15.{fraction}Z") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-01-31T08:30:15Z", datetime(2026, 1, 31, 8, 30, 15, tzinfo=UTC)),
        ("2026-01-31t08:30:15z", datetime(2026, 1, 31, 8, 30, 15, tzinfo=UTC)),
        ("2026-01-31T08:30:15+00:00", datetime(2026, 1, 31, 8, 30, 15, tzinfo=UTC)),
        ("2026-01-31T08:30:15+05:30", datetime(2026, 1, 31, 3, 0, 15, tzinfo=UTC)),
        ("2026-01-31T08:30:15.5-08:00", datetime(2026, 1, 31, 16, 30, 15, 500000, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2016-12-31T23:59:60.1234567z", datetime(2016, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2017-01-01T00:59:60+01:00", datetime(2016, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_a_date_time_has_a_zone_and_may_be_a_leap_second(value, expected):
    decoded = to_datetime(value)
    assert decoded == expected
    assert decoded.tzinfo is not None


def test_a_date_time_keeps_its_offset():
    assert to_datetime("2026-01-31T08:30:15+05:30").tzinfo == timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-31T08:30:15",
        "2016-12-31T23:59:60",
        "2026-01-31",
        "2026-02-30T08:30:15Z",
        "2026-01-31T25:30:15Z",
        "2026-01-31T08:30:15+25:00",
        "Tue, 25 Apr 2023 11:24:53 GMT",
        "1682421893",
        "",
    ],
)
def test_a_date_time_without_zone_or_outside_the_calendar_is_refused(value):
    error = refusal(to_datetime, value)
    assert "date-time with its time zone" in error.expected
    assert error.found == f'the string "{value}"'


@pytest.mark.parametrize("value", [None, 1682421893, UNSET, {}])
def test_a_date_time_is_a_string(value):
    with pytest.raises(DecodingError, match="expected a string"):
        to_datetime(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (UNSET, "nothing"),
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (1.5, "the number 1.5"),
        ("a", 'the string "a"'),
        ("a" * 61, f'the string "{"a" * 60}…"'),
        ([], "an array"),
        ({}, "an object"),
    ],
)
def test_values_are_described_in_few_words(value, words):
    assert describe(value) == words
