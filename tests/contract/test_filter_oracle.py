"""Filter oracle: text and result of expressions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.contract.assertions.filter_oracle import (
    ComparisonTerm,
    ContainsTerm,
    Expression,
    JoinedTerms,
    MixedTerms,
    comes_before,
)
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
        (ComparisonTerm("id", "eq", "t-1"), "id eq 't-1'", True),
        (ComparisonTerm("id", "ne", "t-1"), "id ne 't-1'", False),
        (ComparisonTerm("id", "ge", "t-1"), "id ge 't-1'", True),
        (ComparisonTerm("id", "lt", "t-1"), "id lt 't-1'", False),
        (ComparisonTerm("id", "lt", "u"), "id lt 'u'", True),
        (ComparisonTerm("id", "gt", "t-2"), "id gt 't-2'", False),
        (ComparisonTerm("id", "gt", "T-1"), "id gt 'T-1'", None),
        (ComparisonTerm("id", "eq", "T-1"), "id eq 'T-1'", None),
        (ComparisonTerm("enabled", "eq", True), "enabled eq true", True),
        (ComparisonTerm("enabled", "ne", True), "enabled ne true", False),
        (ComparisonTerm("displayName", "eq", "Cedar room's 4"), "displayName eq 'Cedar room''s 4'", True),
        (ComparisonTerm("scopes", "eq", "seattle"), "scopes eq 'seattle'", True),
        (ComparisonTerm("capabilityModelId", "eq", "dtmi:x;1"), "capabilityModelId eq 'dtmi:x;1'", False),
        (ComparisonTerm("@id", "eq", "x"), "'@id' eq 'x'", False),
        (ComparisonTerm("template", "eq", "x"), "template eq 'x'", False),
        (ComparisonTerm("template", "ne", "x"), "template ne 'x'", None),
        (ContainsTerm("displayName", "room"), "contains(displayName, 'room')", True),
        (ContainsTerm("displayName", "cedar"), "contains(displayName, 'cedar')", None),
        (ContainsTerm("template", "a"), "contains(template, 'a')", False),
    ],
)
def test_terms(expression: Expression, written: str, holds: bool | None) -> None:
    assert str(expression) == written
    assert expression.holds(_ITEM) is holds


def test_junctions_know_what_is_open() -> None:
    true, false, open_ = (
        ComparisonTerm("id", "eq", "t-1"),
        ComparisonTerm("id", "eq", "x"),
        ContainsTerm("displayName", "cedar"),
    )
    assert JoinedTerms("and", (true, open_)).holds(_ITEM) is None
    assert JoinedTerms("and", (false, open_)).holds(_ITEM) is False
    assert JoinedTerms("or", (true, open_)).holds(_ITEM) is True
    assert JoinedTerms("or", (false, open_)).holds(_ITEM) is None
    assert JoinedTerms("or", (false, false)).holds(_ITEM) is False
    assert str(JoinedTerms("or", (true, open_))) == "id eq 't-1' or contains(displayName, 'cedar')"


def test_and_binds_closer_than_or_unless_it_is_grouped() -> None:
    true, false = ComparisonTerm("id", "eq", "t-1"), ComparisonTerm("id", "eq", "x")
    assert MixedTerms(true, false, false).holds(_ITEM) is True
    assert MixedTerms(true, false, false, grouped=True).holds(_ITEM) is False
    assert MixedTerms(true, false, ComparisonTerm("id", "gt", "T-1")).holds(_ITEM) is None
    assert str(MixedTerms(true, false, false)) == "id eq 't-1' or id eq 'x' and id eq 'x'"
    assert str(MixedTerms(true, false, true, grouped=True)) == "(id eq 't-1' or id eq 'x') and id eq 't-1'"


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [("a", "b", True), ("b", "a", False), ("a", "ab", True), ("a9", "ab", True), ("a", "B", None), ("a-b", "ab", None)],
)
def test_order_of_texts(left: str, right: str, before: bool | None) -> None:
    assert comes_before(left, right) is before


_NAMES = st.sampled_from(["id", "displayName", "template"])
_TEXTS = st.text(alphabet="abT-' 1", max_size=4)
_COMPARISONS = st.builds(ComparisonTerm, _NAMES, st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]), _TEXTS)
_TERMS = st.one_of(
    _COMPARISONS,
    st.builds(ComparisonTerm, st.just("enabled"), st.sampled_from(["eq", "ne"]), st.booleans()),
    st.builds(ContainsTerm, _NAMES, _TEXTS),
)
_EXPRESSIONS = st.one_of(
    _TERMS,
    st.builds(MixedTerms, _COMPARISONS, _COMPARISONS, _COMPARISONS, st.booleans()),
    st.builds(JoinedTerms, st.sampled_from(["and", "or"]), st.lists(_TERMS, min_size=2, max_size=4).map(tuple)),
)
_ITEMS = st.fixed_dictionaries({"id": _TEXTS, "enabled": st.booleans()}, optional={"displayName": _TEXTS})


@given(_EXPRESSIONS, _ITEMS)
def test_agrees_with_the_grammar_of_the_emulator(expression: Expression, item: dict[str, object]) -> None:
    fields = {name: text(name) for name in ("id", "displayName", "template")} | {"enabled": truth("enabled")}
    holds = parse(str(expression), fields).holds(item)
    assert expression.holds(item) in {holds, None}
