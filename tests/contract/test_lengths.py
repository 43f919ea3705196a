"""Lengths of texts that a document tells: by keywords of schemas, and in the words of descriptions."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.contract.fixtures.alterations import documented_length


@pytest.mark.parametrize(
    ("schema", "length"),
    [
        ({"type": "string"}, None),
        ({"type": "string", "maxLength": 40}, 40),
        ({"type": "string", "description": "Name of the device, at most 148 characters."}, 148),
        ({"type": "string", "maxLength": 40, "description": "At best at most 148 characters."}, 40),
        ({"type": "array", "description": "At most one entry, at most 10 filters."}, None),
        ({"type": "string", "description": "Some 148 characters."}, None),
    ],
)
def test_the_length_of_a_text_is_that_of_its_keyword_or_of_its_description(
    schema: dict[str, Any], length: int | None
) -> None:
    assert documented_length(schema) == length
