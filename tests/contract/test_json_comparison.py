"""Comparison of JSON values: missing members and unexpected changes."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.contract.assertions.json_comparison import leftovers, missing, same, unequal, untouched
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.json_places import ABSENT, at

_API = Api("2022-10-31-preview")


def _places(kind: str, sent: Any, read: Any, **options: Any) -> list[str]:
    schema = {"$ref": f"#/components/schemas/{kind}"}
    return [difference.place for difference in missing(_API, schema, sent, read, **options)]


@pytest.mark.parametrize(
    ("kind", "sent", "read", "places"),
    [
        ("Device", {"displayName": "a"}, {"id": "d", "displayName": "a", "etag": "e"}, []),
        ("Device", {"displayName": "a"}, {"id": "d"}, ["displayName"]),
        ("Device", {"enabled": True}, {"enabled": 1}, ["enabled"]),
        ("Device", {"id": "x", "provisioned": True}, {"id": "d", "provisioned": False}, []),
        ("Device", {"organizations": ["a"]}, {"organizations": ["a", "b"]}, ["organizations"]),
        ("Device", {"organizations": ["a"]}, {"organizations": ["b"]}, ["organizations/*"]),
        ("JobBatch", {"type": "number", "value": 5}, {"type": "number", "value": 5.0}, []),
        ("JobBatch", {"type": "number", "value": 5}, {"type": "number", "value": True}, ["value"]),
        ("JobSchedule", {"start": "2030-01-01T01:00:00+01:00"}, {"start": "2030-01-01T00:00:00.000Z"}, []),
        ("JobSchedule", {"start": "2030-01-01T00:00:00Z"}, {"start": "2030-01-01T00:00:01Z"}, ["start"]),
        ("JobData", {"type": "command", "target": "t", "path": "p", "value": None}, {"type": "command"}, ["target", "path"]),
        (
            "Dashboard",
            {"tiles": [{"id": "mine", "configuration": {"type": "label", "text": "a"}}]},
            {"tiles": [{"id": "other", "configuration": {"type": "markdown", "text": "a"}}]},
            ["tiles/*/configuration/type"],
        ),
    ],
)  # fmt: skip
def test_missing(kind: str, sent: Any, read: Any, places: list[str]) -> None:
    assert _places(kind, sent, read) == places


@pytest.mark.parametrize(
    ("read", "agrees"),
    [
        ("AccountName=a;AccountKey=secret", True),
        ("AccountName=a;AccountKey=*****", True),
        ("*****", True),
        ("AccountName=b;AccountKey=*****", False),
        ("AccountName=a;AccountKey=other", False),
        (None, False),
    ],
)
def test_what_a_mask_leaves_of_a_secret_has_to_agree(read: Any, agrees: bool) -> None:
    sent = {"connectionString": "AccountName=a;AccountKey=secret"}
    assert _places("FileUpload", sent, {"connectionString": read}) == ([] if agrees else ["connectionString"])
    assert _places("FileUpload", sent, {}) == []


@pytest.mark.parametrize(
    ("key", "agrees"), [("[hidden]", True), ("c2VjcmV0", False), ("c2VjcmV0LCB3aGljaCBub2JvZHkga25vd3M=", False)]
)
def test_a_key_may_be_masked_by_a_word_that_is_no_part_of_it_and_no_key(key: str, agrees: bool) -> None:
    sent = {"connectionString": "AccountName=a;AccountKey=c2VjcmV0LCB3aGljaCBpcyBsb25nLCBvZiBhbGw="}
    read = {"connectionString": f"AccountName=a;AccountKey={key}"}
    assert _places("FileUpload", sent, read) == ([] if agrees else ["connectionString"])
    assert _places("FileUpload", sent, {"connectionString": f"AccountName=b;AccountKey={key}"}) == ["connectionString"]


def test_places_that_are_not_read_as_sent() -> None:
    sent = {"x509": {"clientCertificates": {"primary": {"certificate": "text"}}}, "type": "x509"}
    read = {"x509": {"clientCertificates": {"primary": {}}}, "type": "x509"}
    assert _places("Attestation", sent, read) == ["x509/clientCertificates/primary/certificate"]
    assert _places("Attestation", sent, read, unread=["x509/clientCertificates/*/certificate"]) == []


def test_arrays_that_may_grow() -> None:
    read = {"@type": ["DeviceModel", "Added", "ModelDefinition"]}
    assert _places("DeviceTemplate", {"@type": ["ModelDefinition"]}, read) == ["@type"]
    assert _places("DeviceTemplate", {"@type": ["ModelDefinition"]}, read, grows=["*@type"]) == []
    assert _places("DeviceTemplate", {"@type": ["Lost"]}, read, grows=["*@type"]) == ["@type"]
    assert _places("DeviceTemplate", {"@type": "ModelDefinition"}, read, grows=["*@type"]) == []
    assert _places("DeviceTemplate", {"@type": "Lost"}, read, grows=["*@type"]) == ["@type"]


@pytest.mark.parametrize(
    ("before", "patch", "after", "places"),
    [
        ({"a": 1, "b": 2}, {"a": 3}, {"a": 3, "b": 2}, []),
        ({"a": 1, "b": 2}, {"a": 3}, {"a": 3}, ["b"]),
        ({"a": 1}, {"a": 3}, {"a": 3, "b": 2}, ["b"]),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}, {"a": {"b": 3}}, ["a/c"]),
        ({"a": {"b": 1, "c": 2}}, {"a": None}, {}, []),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}, []),
        ({"a": 1, "etag": "x"}, {"a": 2}, {"a": 2, "etag": "y"}, []),
    ],
)
def test_untouched(before: Any, patch: Any, after: Any, places: list[str]) -> None:
    assert [difference.place for difference in untouched(before, patch, after, leave=["etag"])] == places


@pytest.mark.parametrize(
    ("first", "second", "read", "places"),
    [
        ({"displayName": "a", "template": "t"}, {"displayName": "b"}, {"displayName": "b"}, []),
        ({"displayName": "a", "template": "t"}, {"displayName": "b"}, {"template": "t"}, ["template"]),
        ({"enabled": True}, {}, {"enabled": True}, []),
        ({"enabled": False}, {}, {"enabled": False}, ["enabled"]),
    ],
)
def test_leftovers(first: Any, second: Any, read: Any, places: list[str]) -> None:
    schema = {"$ref": "#/components/schemas/Device"}
    found = leftovers(_API, schema, first, second, read, defaults={"enabled": True})
    assert [difference.place for difference in found] == places


def test_leftovers_in_the_elements_of_an_array() -> None:
    schema = {"$ref": "#/components/schemas/Export"}
    first, second = ({"destinations": [{"id": "d", **more}]} for more in ({"transform": "."}, {}))
    assert [found.place for found in leftovers(_API, schema, first, second, first, defaults={})] == [
        "destinations/*/transform"
    ]
    assert list(leftovers(_API, schema, first, second, second, defaults={})) == []


def test_leftovers_know_the_defaults_of_the_schema() -> None:
    schema = {"$ref": "#/components/schemas/EnrollmentGroup"}
    assert list(leftovers(_API, schema, {"enabled": True}, {}, {"enabled": True}, defaults={})) == []


def test_unequal() -> None:
    first, second = {"a": [{"b": 1}], "c": 1}, {"a": [{"b": 2}], "c": 1, "d": None}
    assert [difference.place for difference in unequal(first, second)] == ["a/*/b", "d"]
    assert list(unequal(first, second, leave=["a/*/b", "d"])) == []
    assert str(next(unequal({"a": "x" * 500}, {}))).startswith("a should be 'xxx")


def test_same() -> None:
    assert same([{"a": 1}], [{"a": 1.0}])
    assert not same([True], [1])
    assert not same("no date", "other", "date-time")


def test_at() -> None:
    assert at({"a": [{"b": 1}]}, ("a", 0, "b")) == 1
    assert at({"a": [{"b": 1}]}, ("a", 1, "b")) is ABSENT
    assert at(None, ("a",)) is ABSENT
