"""Rules for every response, each with responses that break it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson
import pytest
from iotcentral_testkit.contract import checks  # noqa: F401  # registers the rules
from iotcentral_testkit.contract.assertions.error_envelopes import time_apart
from iotcentral_testkit.contract.engine.exchange import Exchange
from iotcentral_testkit.contract.engine.response_rules import RESPONSE_RULES
from iotcentral_testkit.openapi.api import Api

_API = Api("2022-10-31-preview")
_ERROR = {
    "code": "NotFound",
    "message": "It is not there.",
    "requestId": "4kq7w2ma",
    "time": "Mon, 02 Mar 2026 08:15:30 GMT",
}


def _answer(status: int, body: Any = None, operation: str | None = "Roles_Get", **members: Any) -> Exchange:
    headers = {"content-type": "application/json; charset=utf-8"}
    if status >= 400 and isinstance(body, dict) and isinstance(body.get("error"), dict):
        headers["x-ms-error-code"] = str(body["error"].get("code"))
    given: dict[str, Any] = {
        "operation": operation,
        "method": "GET",
        "url": "https://app.example/api/roles/r",
        "request_headers": {},
        "request_body": b"",
        "status": status,
        "headers": headers,
        "body": b"" if body is None else orjson.dumps(body),
        "seconds": 0.1,
        "limit": 1.0,
    }
    return Exchange(**{**given, **members})


def _found(exchange: Exchange) -> set[tuple[str, str]]:
    """Return the (rule, subject) pairs that a response breaks."""
    return {
        (code, subject)
        for code, rule in RESPONSE_RULES.items()
        if code in {"IC102", "IC103", "IC104", "IC105", "IC106", "IC107"} and rule.concerns(exchange)
        for subject, _ in rule.check(_API, exchange)
    }


_ROLE = {"id": "r", "displayName": "Role"}


@pytest.mark.parametrize(
    "exchange",
    [
        _answer(200, _ROLE),
        _answer(404, {"error": _ERROR}),
        _answer(404, {"error": {"code": "NotFound", "message": "no"}}, operation=None),
        _answer(204, operation="Devices_Remove", headers={}),
        _answer(405, method="HEAD"),
    ],
)
def test_right_answers_break_nothing(exchange: Exchange) -> None:
    assert _found(exchange) == set()


@pytest.mark.parametrize(
    ("error", "subject"),
    [
        ({**_ERROR, "code": 404}, "code"),
        ({"message": "no"}, "code"),
        ({"code": "NotFound"}, "message"),
        ({**_ERROR, "requestId": 7}, "requestId"),
        ({**_ERROR, "time": "2026-03-02T08:15:30Z"}, "time"),
        ("NotFound", "error"),
    ],
)
@pytest.mark.parametrize("operation", ["Roles_Get", None])
def test_envelope(error: Any, subject: str, operation: str | None) -> None:
    assert ("IC102", subject) in _found(_answer(404, {"error": error}, operation))


def test_time_of_an_error_is_that_of_its_response() -> None:
    right = _answer(404, {"error": _ERROR})
    dated = replace(right, headers={**right.headers, "date": "Mon, 02 Mar 2026 10:17:30 GMT"})
    assert time_apart(dated) == timedelta(hours=2, minutes=2)
    assert time_apart(replace(right, headers={**right.headers, "date": "yesterday"})) is None
    assert time_apart(_answer(404, {"error": {"code": "NotFound", "message": "no"}})) is None


def test_error_header() -> None:
    right = _answer(404, {"error": _ERROR})
    missing = replace(right, headers={"content-type": "application/json"})
    assert _found(missing) == {("IC103", "missing")}
    assert _found(replace(right, headers={**right.headers, "x-ms-error-code": "Gone"})) == {("IC103", "differs")}


def test_undocumented_success() -> None:
    assert _found(_answer(201, _ROLE)) == {("IC104", "201")}
    assert ("IC104", "302") in _found(_answer(302, operation="Devices_Remove", headers={}))


def test_body_beside_its_schema() -> None:
    (broken,) = _found(_answer(200, {"value": [{"id": 7}]}, operation="Roles_List"))
    assert broken[0] == "IC105"
    assert broken[1].startswith("value/*/id")


def test_body_that_is_no_json() -> None:
    assert _found(replace(_answer(200, _ROLE), body=b"<html>")) == {("IC105", "no JSON")}


@pytest.mark.parametrize(
    ("content_type", "subject"),
    [("text/html", "type"), ("", "type"), ("application/json; charset=latin-1", "charset")],
)
def test_media_type(content_type: str, subject: str) -> None:
    assert _found(_answer(200, _ROLE, headers={"content-type": content_type})) == {("IC106", subject)}


def test_body_of_204() -> None:
    assert _found(_answer(204, {}, operation="Devices_Remove")) == {("IC106", "204")}


def test_slow_answer() -> None:
    assert _found(_answer(200, _ROLE, seconds=1.5)) == {("IC107", "")}


def test_command_may_take_the_time_of_its_device() -> None:
    command = _answer(201, {}, "Devices_RunCommand", method="POST", seconds=9.0, request_body=b'{"responseTimeout": 5}')
    assert ("IC107", "") in _found(command)
    assert ("IC107", "") not in _found(replace(command, seconds=5.5))
    assert ("IC107", "") not in _found(replace(command, seconds=30.5, request_body=b"{}"))
