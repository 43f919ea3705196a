"""Wording: descriptions with their limits, as sentences."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_generator.plan.wording import about, describe, first_sentence, limits, summary


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({}, []),
        ({"minimum": 1, "maximum": 5}, ["1 to 5"]),
        ({"minimum": 0}, ["at least 0"]),
        ({"maximum": 2.5}, ["at most 2.5"]),
        ({"minLength": 3, "maxLength": 3}, ["exactly 3 characters"]),
        ({"minLength": 1}, ["at least 1 character"]),
        ({"minLength": 1, "maxLength": 200}, ["1 to 200 characters"]),
        ({"maxItems": 10, "uniqueItems": True}, ["at most 10 items", "each item once"]),
        ({"minProperties": 1}, ["at least 1 member"]),
        ({"pattern": "^a$"}, ["matches `^a$`"]),
        ({"default": "é"}, ['default: `"é"`']),
        ({"default": None}, ["default: `null`"]),
        ({"default": False}, ["default: `false`"]),
        ({"type": "string", "format": "date"}, []),
    ],
)
def test_limits_are_told_in_a_few_words(schema: dict[str, Any], told: list[str]) -> None:
    assert limits(schema) == told


@pytest.mark.parametrize(
    ("description", "schema", "options", "text"),
    [
        ("A name.", {}, {}, "A name."),
        ("A\n  name.", {"maxLength": 5}, {}, "A name. At most 5 characters."),
        ("Seconds, from 0 to 30.", {"minimum": 0, "maximum": 30}, {}, "Seconds, from 0 to 30."),
        ("Seconds, at most 300.", {"maximum": 30}, {}, "Seconds, at most 300. At most 30."),
        ("On or off; `true` by default.", {"default": True}, {}, "On or off; `true` by default. Default: `true`."),
        ("A code.", {}, {"known": "Codes"}, "A code. Known values: see `Codes`."),
        ("An id.", {}, {"read_only": True}, "An id. Read-only."),
        ("", {"minimum": 1}, {"read_only": True}, "At least 1. Read-only."),
    ],
)
def test_a_description_tells_the_limits_that_it_does_not_name_already(
    description: str, schema: dict[str, Any], options: dict[str, Any], text: str
) -> None:
    assert describe(description, schema, **options) == text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("One\n  and a half. Two.", "One and a half."),
        ("Only one.", "Only one."),
        ("Version 1.5 of it. More.", "Version 1.5 of it."),
        ("", ""),
    ],
)
def test_the_first_sentence_introduces_a_module(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("operation", "text"),
    [
        ({"summary": "List the posts"}, "List the posts"),
        ({"summary": "List\n  the posts."}, "List the posts"),
        ({"summary": " "}, "List posts"),
        ({}, "List posts"),
    ],
)
def test_a_summary_has_no_full_stop_and_is_never_empty(operation: dict[str, Any], text: str) -> None:
    assert summary(operation, "list_posts") == text


def test_what_is_not_described_has_a_sentence_all_the_same() -> None:
    assert about({"description": "A post."}, "Otherwise.") == "A post."
    assert about({}, "Otherwise.") == "Otherwise."
