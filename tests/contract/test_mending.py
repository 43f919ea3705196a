"""Mending of values: what a schema does not allow is replaced, place by place, and everything else stays."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.openapi.documents import Document
from iotcentral_testkit.openapi.mending import Mender
from iotcentral_testkit.openapi.samples import Samples

DRAWN = "drawn"

LIMIT: dict[str, Any] = {
    "type": "object",
    "required": ["unit"],
    "properties": {
        "unit": {"type": "string", "enum": ["days", "weeks"]},
        "span": {"type": "string"},
        "note": {"type": "string"},
    },
}
THING: dict[str, Any] = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "count": {"type": "integer"},
        "colour": {"type": "string", "enum": ["red", "blue"]},
        "limit": {"$ref": "#/components/schemas/Limit"},
        "limits": {"type": "array", "items": {"$ref": "#/components/schemas/Limit"}},
    },
}
DOCUMENT = Document(
    {"info": {"version": "1"}, "components": {"schemas": {"Limit": LIMIT, "Thing": THING}}, "paths": {}}
)

GOOD = {"unit": "weeks", "span": "P1W"}
LOST = {"unit": "years", "span": "P1Y"}
REDRAWN = {"unit": "days", "span": DRAWN}


def mended(value: Any, *, response: bool = False) -> Any:
    mender = Mender(DOCUMENT, Samples(DOCUMENT, lambda: DRAWN), response=response)
    return mender.mended({"$ref": "#/components/schemas/Thing"}, value)


def test_a_value_that_fits_is_returned_itself() -> None:
    value = {"name": "One", "limit": GOOD, "limits": [GOOD]}
    assert mended(value) is value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"limit": GOOD}, {"name": DRAWN, "limit": GOOD}),
        ({"name": "One", "count": "5"}, {"name": "One", "count": 5}),
        ({"name": 5, "count": 5}, {"name": "5", "count": 5}),
        ({"name": "One", "limit": {**GOOD, "note": []}}, {"name": "One", "limit": {**GOOD, "note": DRAWN}}),
        ({"name": "One", "colour": "green", "limit": GOOD}, {"name": "One", "colour": "red", "limit": GOOD}),
    ],
)
def test_only_what_does_not_fit_is_replaced(value: Any, expected: Any) -> None:
    assert mended(value) == expected


def test_what_stands_beside_a_lost_choice_is_drawn_too_and_nothing_is_added() -> None:
    assert mended({"name": "One", "limit": LOST}) == {"name": "One", "limit": REDRAWN}


def test_an_item_that_has_lost_its_choice_is_drawn_and_its_neighbours_stay() -> None:
    assert mended({"name": "One", "limits": [GOOD, LOST]}) == {"name": "One", "limits": [GOOD, REDRAWN]}


def test_in_an_answer_only_the_choice_is_replaced() -> None:
    expected = {"name": "One", "limit": {**LOST, "unit": "days"}, "limits": [{**LOST, "unit": "days"}]}
    assert mended({"name": "One", "limit": LOST, "limits": [LOST]}, response=True) == expected
