"""What follows from a difference for a release: the version of the distribution, and the page for its users."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from iotcentral_generator.evolution.difference import ContractDifference, difference
from iotcentral_generator.evolution.migration_page import migration_page
from iotcentral_generator.evolution.releases import proposed_version
from iotcentral_generator.problems import GenerationError

from .test_kinds import contract

PROSE = {"schemas Item": {"description": "A thing."}}
ADDITION = {"schemas Receipt.change": {"description": "The change.", "type": "number"}}
SILENT = {"schemas Item.size": {"default": 4}}
BREAK = {"schemas Receipt.paid": None}


def between(new: dict[str, Any]) -> ContractDifference:
    return difference(contract({}), contract(new))


@pytest.mark.parametrize(
    ("released", "changes", "preview", "files_changed", "expected"),
    [
        ("1.2.3", {}, False, False, None),
        ("1.2.3", {}, False, True, "1.2.4"),
        ("1.2.3", PROSE, False, True, "1.2.4"),
        ("1.2.3", {**PROSE, **ADDITION}, False, True, "1.3.0"),
        ("1.2.3", SILENT, False, True, "2.0.0"),
        ("1.2.3", {**ADDITION, **BREAK}, False, True, "2.0.0"),
        ("1.2.0b2", {}, True, False, None),
        ("1.2.0b2", PROSE, True, True, "1.2.0b3"),
        ("1.2.0b2", ADDITION, True, True, "1.3.0b1"),
        ("1.2.0b2", BREAK, True, True, "2.0.0b1"),
        ("1.2.0", PROSE, True, True, "1.2.1b1"),
        ("1.2.0b2", PROSE, False, True, "1.2.0"),
    ],
)
def test_the_next_version_follows_from_what_changed(
    released: str, changes: dict[str, Any], preview: bool, files_changed: bool, expected: str | None
) -> None:
    found = proposed_version(released, between(changes), preview=preview, files_changed=files_changed)
    assert found == expected


def test_a_version_of_another_form_is_refused() -> None:
    with pytest.raises(GenerationError, match=r'S194 "1\.2" is not the version of a release'):
        proposed_version("1.2", between({}), preview=False, files_changed=True)


def test_the_page_has_calls_before_and_after_from_the_worked_examples() -> None:
    example = {"one": {"value": {"item": "book", "count": 2, "express": True}}}
    body = {"Orders_Create requestBody content application/json": {"examples": example}}
    ids = {"Orders_Create(shopId)": {"example": "s1"}, "Orders_Create(orderId)": {"example": "o1"}}
    renamed = {"one": {"value": {"item": "book", "count": 2, "fast": True}}}
    fast = {"description": "Whether it is in a hurry.", "type": "boolean", "x-renamed-from": "express"}
    new = {
        **ids,
        "Orders_Create requestBody content application/json": {"examples": renamed},
        "schemas Order": {"properties": {"express": None, "fast": fast}},
        "Orders_Create": {"operationId": "Orders_Place", "x-renamed-from": "Orders_Create"},
        **SILENT,
        **ADDITION,
    }
    old = replace(contract({**ids, **body}), package="shop_v1", version="v1")
    page = migration_page(difference(old, replace(contract(new), package="shop_v2", version="v2")))
    assert page.startswith("# From v1 to v2\n\nThere is 1 silent break, and 2 changes that a type checker shows.\n")
    assert "iotcentral-generator upgrade v1 v2 src/" in page
    assert (
        '-app.orders.begin_create("s1", "o1", models.Order(item="book", count=2, express=True))\n'
        '+app.orders.begin_place("s1", "o1", models.Order(item="book", count=2, fast=True))\n' in page
    )
    assert (
        page.index("Silent breaks") < page.index("Breaks that") < page.index("Calls before") < page.index("Additions")
    )


def test_a_page_without_breaks_is_short() -> None:
    page = migration_page(between(ADDITION))
    assert "need another import, and no other change" in page
    assert "Calls" not in page
