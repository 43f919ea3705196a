"""JSON of the contract kit keeps all digits of its numbers."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from iotcentral_testkit.contract.assertions.exact_json import exactly


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"999999999999999999999999999999", 999999999999999999999999999999),
        (b"-9223372036854775809", -9223372036854775809),
        (b"1e400", 10**400),
        (b"-12e399", -12 * 10**399),
        (b'[{"a":1e400},0.1,1E5,1e30]', [{"a": 10**400}, 0.1, 100000.0, 1e30]),
        (b"9" * 400, 10**400 - 1),
        (b'"1e400"', "1e400"),
    ],
)
def test_numbers_keep_their_value(content: bytes, value: Any) -> None:
    found = exactly(content)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"NaN", b"01", b'{"a":1e400', b'"\\ud800"', b"[" * 2000, b"1e9999", b"9" * 5000]
)
def test_what_is_not_json_is_refused(content: bytes) -> None:
    with pytest.raises(orjson.JSONDecodeError):
        exactly(content)


def test_what_python_does_not_read_is_rounded() -> None:
    assert exactly(b"1" + b"0" * 300) == 10**300
    value, depth = exactly(b"[" * 1000 + b"]" * 1000), 0
    while value:
        (value,), depth = value, depth + 1
    assert depth == 999
