"""Tests of merge patches (RFC 7396), and of etags in headers and bodies."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from iotcentral_testkit.emulator.http.errors import ServiceError
from iotcentral_testkit.emulator.http.etags import check_etag
from iotcentral_testkit.emulator.state.merge_patch import merged


@pytest.mark.parametrize(
    ("stored", "patch", "result"),
    [  # the examples of RFC 7396, appendix A
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_a_patch_is_merged_as_the_rfc_says(stored: Any, patch: Any, result: Any) -> None:
    before = repr(stored)
    assert merged(stored, patch) == result
    assert repr(stored) == before


def _call(header: str | None = None, body: Any = None) -> Any:
    headers = {} if header is None else {"if-match": header}
    return SimpleNamespace(headers=headers, body=body, operation=SimpleNamespace(roles={}))


@pytest.mark.parametrize("header", [None, "*", "e1", '"e1"', '"e0", "e1"', " e1 "])
@pytest.mark.parametrize("body", [None, {}, {"etag": "e1"}, {"etag": "*"}, {"etag": None}, [], "e2"])
def test_the_present_etag_and_the_star_pass(header: str | None, body: Any) -> None:
    check_etag(_call(header, body), {"etag": "e1"})


@pytest.mark.parametrize(("header", "body"), [("e2", None), ("", None), (None, {"etag": "e2"}), ("e1", {"etag": "e2"})])
def test_another_etag_is_refused(header: str | None, body: Any) -> None:
    with pytest.raises(ServiceError) as caught:
        check_etag(_call(header, body), {"etag": "e1"})
    assert (caught.value.status, caught.value.code) == (412, "PreconditionFailed")


def test_what_is_not_there_has_no_etag() -> None:
    check_etag(_call(), None)
    for call in (_call("*"), _call(body={"etag": "e1"})):
        with pytest.raises(ServiceError):
            check_etag(call, None)


def test_what_has_no_etag_says_so() -> None:
    check_etag(_call("*"), {})
    with pytest.raises(ServiceError, match="has no etag, so none can be named: leave the etag out"):
        check_etag(_call("e1"), {})


def test_etags_that_have_quotes_of_their_own_may_be_sent_as_they_are() -> None:
    check_etag(_call('"e1"', {"etag": '"e1"'}), {"etag": '"e1"'})
