"""Expressions of lists: what they say in text, and what they decide about an item."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.contract.judging.expressions import Comparison, Contains, Expression, Junction, comes_before
from iotcentral_testkit.emulator.http.listing import text, truth
from iotcentral_testkit.emulator.languages.odata import parse

_ITEM = {
    "id": "t-1",
    "displayName": "Cedar room's 4",
    "enabled": True,
    "organizations": ["seattle"],
    "capabilityModel": {"@id": "dtmi:contoso:Model;1"},
}


@pytest.mark.parametrize(
    ("expression", "written", "holds"),
    [
        (Comparison("id", "eq", "t-1"), "id eq 't-1'", True),
        (Comparison("id", "ne", "t-1"), "id ne 't-1'", False),
        (Comparison("id", "ge", "t-1"), "id ge 't-1'", True),
        (Comparison("id", "lt", "t-1"), "id lt 't-1'", False),
        (Comparison("id", "lt", "u"), "id lt 'u'", True),
        (Comparison("id", "gt", "t-2"), "id gt 't-2'", False),
        (Comparison("id", "gt", "T-1"), "id gt 'T-1'", None),
        (Comparison("id", "eq", "T-1"), "id eq 'T-1'", None),
        (Comparison("enabled", "eq", True), "enabled eq true", True),
        (Comparison("enabled", "ne", True), "enabled ne true", False),
        (Comparison("displayName", "eq", "Cedar room's 4"), "displayName eq 'Cedar room''s 4'", True),
        (Comparison("scopes", "eq", "seattle"), "scopes eq 'seattle'", True),
        (Comparison("capabilityModelId", "eq", "dtmi:x;1"), "capabilityModelId eq 'dtmi:x;1'", False),
        (Comparison("@id", "eq", "x"), "'@id' eq 'x'", False),
        (Comparison("template", "eq", "x"), "template eq 'x'", False),
        (Comparison("template", "ne", "x"), "template ne 'x'", None),
        (Contains("displayName", "room"), "contains(displayName, 'room')", True),
        (Contains("displayName", "cedar"), "contains(displayName, 'cedar')", None),
        (Contains("template", "a"), "contains(template, 'a')", False),
    ],
)
def test_terms(expression: Expression, written: str, holds: bool | None) -> None:
    assert str(expression) == written
    assert expression.holds(_ITEM) is holds


def test_junctions_know_what_is_open() -> None:
    true, false, open_ = Comparison("id", "eq", "t-1"), Comparison("id", "eq", "x"), Contains("displayName", "cedar")
    assert Junction("and", (true, open_)).holds(_ITEM) is None
    assert Junction("and", (false, open_)).holds(_ITEM) is False
    assert Junction("or", (true, open_)).holds(_ITEM) is True
    assert Junction("or", (false, open_)).holds(_ITEM) is None
    assert Junction("or", (false, false)).holds(_ITEM) is False
    assert str(Junction("or", (true, open_))) == "id eq 't-1' or contains(displayName, 'cedar')"


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [("a", "b", True), ("b", "a", False), ("a", "ab", True), ("a9", "ab", True), ("a", "B", None), ("a-b", "ab", None)],
)
def test_order_of_texts(left: str, right: str, before: bool | None) -> None:
    assert comes_before(left, right) is before


_NAMES = st.sampled_from(["id", "displayName", "template"])
_TEXTS = st.text(alphabet="abT-' 1", max_size=4)
_TERMS = st.one_of(
    st.builds(Comparison, _NAMES, st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]), _TEXTS),
    st.builds(Comparison, st.just("enabled"), st.sampled_from(["eq", "ne"]), st.booleans()),
    st.builds(Contains, _NAMES, _TEXTS),
)
_EXPRESSIONS = st.one_of(
    _TERMS, st.builds(Junction, st.sampled_from(["and", "or"]), st.lists(_TERMS, min_size=2, max_size=4).map(tuple))
)
_ITEMS = st.fixed_dictionaries({"id": _TEXTS, "enabled": st.booleans()}, optional={"displayName": _TEXTS})


@given(_EXPRESSIONS, _ITEMS)
def test_agrees_with_the_grammar_of_the_emulator(expression: Expression, item: dict[str, object]) -> None:
    fields = {name: text(name) for name in ("id", "displayName", "template")} | {"enabled": truth("enabled")}
    holds = parse(str(expression), fields).holds(item)
    assert expression.holds(item) in {holds, None}
