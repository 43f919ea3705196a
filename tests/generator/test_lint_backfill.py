"""Lint of new required members (S161): what an older version stored needs a value for them."""

from __future__ import annotations

import pytest

from .conftest import Small

PUT = """\
    put:
      operationId: Things_Put
      summary: Store a thing
      description: Stores a thing.
      parameters:
      - {"$ref": "#/components/parameters/Version"}
      - {"$ref": "#/components/parameters/ThingId"}
      requestBody:
        description: The thing.
        content:
          application/json:
            schema: {"$ref": "#/components/schemas/Thing"}
            examples: {one: {value: {name: One, weight: 2}}}
      responses:
        "204": {description: It is stored.}
    patch:
"""

REQUIRED = 'required: [name]\n      x-changes: [{x-since: "2", required: [name, weight]}]\n'


@pytest.fixture
def stored(small: Small) -> Small:
    """Return the small document with an operation that stores things, of which `weight` becomes required."""
    small.change("    patch:\n", PUT).change('          x-until: "1"\n', "")
    small.change("{name: One, colour: red,", "{name: One, weight: 1, colour: red,")
    return small.change("required: [name]\n", REQUIRED)


def test_a_new_required_member_of_what_is_stored_needs_a_backfill(stored: Small) -> None:
    (problem,) = stored.lint()
    assert problem.code == "S161"
    assert problem.position == stored.line("        weight:")
    assert "Thing.weight is required in 2, but not in 1" in problem.message
    assert "`x-backfill`" in problem.message


@pytest.mark.parametrize("word", ["x-backfill: 0", "default: 0"])
def test_a_backfill_or_a_default_says_what_older_data_has(stored: Small, word: str) -> None:
    stored.change("          description: Weight in kg.\n", f"          description: Weight in kg.\n          {word}\n")
    assert stored.lint() == []
    name, _, value = word.partition(": ")
    assert stored.project("2")["components"]["schemas"]["Thing"]["properties"]["weight"][name] == int(value)


def test_what_is_required_no_longer_needs_none(stored: Small) -> None:
    stored.change('x-since: "2", required: [name, weight]', 'x-until: "1", required: [name, weight]')
    assert stored.lint() == []
