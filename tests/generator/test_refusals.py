"""Refusals: what the generator does not carry out is refused, with place, rule and mend, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from iotcentral_generator.document.grammar import GRAMMAR
from iotcentral_generator.lint import lint
from iotcentral_generator.lint.gate.vocabulary import VOCABULARY
from iotcentral_generator.lint.rulebook import rulebook
from iotcentral_generator.load import load

from .conftest import REPOSITORY
from .refused_documents import CASES, FOLDER, expected, found


def test_the_document_below_all_cases_has_no_problems() -> None:
    assert lint(load(FOLDER / "base.yaml")) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_case_is_refused_in_these_words(case: Path) -> None:
    assert expected(case), "the case names no problem; run `python -m tests.generator.refused_documents`"
    assert found(case) == expected(case)


def test_the_documentation_lists_what_is_carried_out() -> None:
    page = (REPOSITORY / "docs/generator-rules.md").read_text(encoding="utf-8")
    assert page == rulebook(), "run python -m iotcentral_generator.lint.rulebook docs/generator-rules.md"


def test_every_field_of_the_grammar_is_carried_out_kept_or_refused() -> None:
    undecided = {
        (kind, name)
        for kind, fields in GRAMMAR.items()
        for name in fields
        if not name.startswith("x-") and name not in VOCABULARY[kind]
    }
    assert undecided == set()
