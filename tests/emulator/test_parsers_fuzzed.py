"""Fuzz tests of the languages and of all other text in requests: any text is answered, and quickly."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from iotcentral_testkit.emulator.languages import export_filter, group_filter, odata, query_language
from iotcentral_testkit.emulator.languages.scanner import StatementSyntaxError
from iotcentral_testkit.openapi.documents import documents

from tests.support.work import calls_of

from .bridge import Bridge
from .conftest import URL
from .models_of_devices import ROOM, TEMPLATE

pytestmark = pytest.mark.slow  # examples are drawn

VERSION = "2022-10-31-preview"
V = {"api-version": VERSION}
SHARED = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
LONG = 60_000
"""Characters; no server takes a longer line of a request."""

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
WORDS = (
    "SELECT * FROM devices WHERE AND OR IN AS TOP GROUP BY WINDOW ORDER DESC WITHIN_WINDOW CONTAINS STARTS_WITH AVG "
    "COUNT LAST and or eq ne lt ge contains null true FALSE asc desc displayName id '@id' enabled $id $ts $simulated "
    f"$nothing temperature target left.temperature {TEMPLATE} dtmi:a:b;1 PT1H P1D P9999999999D 1 -1.5 1e999 +.5 "
    "99999999999999999999999999 ( ) [ ] , = != <> == < >= 'a' \"a\" 'it''s' \"\\\"\" ' \" \\ ; . % ٣ é 😀 \x00"
).split(" ")
PHRASES = st.builds(
    lambda words, glue: glue.join(words),
    st.lists(st.sampled_from(WORDS) | TEXT, max_size=16),
    st.sampled_from([" ", ""]),
)
BEGINNINGS = st.sampled_from(
    [
        "",
        "SELECT * FROM devices ",
        "SELECT * FROM devices WHERE $id = 'a' AND ",
        "SELECT * FROM devices WHERE ",
        f"SELECT temperature, $ts FROM {TEMPLATE} ",
        f"SELECT AVG(temperature) FROM {TEMPLATE} WHERE ",
        f"SELECT target FROM {TEMPLATE} WHERE target ",
        "displayName eq 'a' and (",
        "contains(displayName, ",
    ]
)
EXPRESSIONS = st.builds(lambda begin, rest: begin + rest, BEGINNINGS, PHRASES)

FIELDS = {
    "displayName": odata.ListField(str, lambda item: item.get("displayName")),
    "@id": odata.ListField(str, lambda item: item.get("@id")),
    "enabled": odata.ListField(bool, lambda item: item.get("enabled")),
}
ITEMS: list[dict[str, Any]] = [{}, {"displayName": "a", "@id": "x", "enabled": True}]
VALUES: tuple[Any, ...] = (None, True, 1, 1.5, "a", [], {})


def read_filter(text: str) -> None:
    tree = odata.parse(text, FIELDS)
    assert all(isinstance(tree.holds(item), bool) for item in ITEMS)


def read_order(text: str) -> None:
    odata.parse_order(text, FIELDS, ("displayName",))


def read_group(text: str) -> None:
    found = group_filter.parse(text)
    assert all(isinstance(found.matches(lambda _, value=value: value), bool) for value in VALUES)  # type: ignore[misc]


def read_export(text: str) -> None:
    found = export_filter.parse(text)
    for value in VALUES:
        found.passes(TEMPLATE, dict.fromkeys(WORDS, value))


def read_query(text: str) -> None:
    query_language.parse(text)


LANGUAGES: dict[str, tuple[Callable[[str], None], type[Exception]]] = {
    "filter": (read_filter, odata.ExpressionError),
    "orderby": (read_order, odata.ExpressionError),
    "group": (read_group, group_filter.FilterError),
    "export": (read_export, StatementSyntaxError),
    "query": (read_query, StatementSyntaxError),
}


@pytest.mark.parametrize("language", LANGUAGES)
@SHARED
@given(text=TEXT | EXPRESSIONS)
def test_any_text_is_read_or_refused(language: str, text: str) -> None:
    read, problem = LANGUAGES[language]
    try:
        read(text)
    except problem as refused:
        assert str(refused)


PIECES = [
    " ", "\t\n", "'", "''", '"', "\\", '\\"', "(", "((", ")", "[", ",", "a", "a.", "1", "1.", "1e", "-", "$", "=", "<", "é",
    "\u2003", "\x00", "displayName eq 'a' and ", "(displayName eq 'a') or ", "' ", "a ",
]  # fmt: skip


SURROUNDINGS = (("", ""), ("SELECT * FROM devices WHERE $id = ", ""), ("displayName eq '", ""), ("", "x"))
"""What stands before and behind the pieces of a long text."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_the_work_of_long_texts_grows_no_faster_than_they(language: str, piece: str) -> None:
    read, problem = LANGUAGES[language]

    def work(text: str) -> None:
        with suppress(problem):
            read(text)

    for before, after in SURROUNDINGS:
        half, whole = (before + piece * (length // len(piece)) + after for length in (LONG // 2, LONG))
        assert calls_of(lambda text=whole: work(text)) <= 2 * calls_of(lambda text=half: work(text)) + 50


LISTS = sorted(
    operation.path
    for operation in documents()[VERSION].operations.values()
    if operation.method == "GET" and "maxpagesize" in operation._query
)


@SHARED
@given(path=st.sampled_from(LISTS), filter=EXPRESSIONS | TEXT, orderby=TEXT | PHRASES, size=st.just("2") | TEXT)
def test_any_filter_and_order_get_an_answer(raw: httpx.Client, path: str, filter: str, orderby: str, size: str) -> None:
    url = re.sub(r"\{\w+\}", "a", path)
    for query in (
        {"filter": filter},
        {"orderby": orderby},
        {"filter": filter, "orderby": orderby, "maxpagesize": size},
    ):
        assert raw.get(url, params={**V, **query}).status_code in {200, 400, 404}


@SHARED
@given(text=EXPRESSIONS | TEXT)
def test_any_group_filter_and_query_get_an_answer(raw: httpx.Client, text: str) -> None:
    raw.put(f"/api/deviceTemplates/{TEMPLATE}", params=V, json=ROOM)
    raw.put("/api/devices/a", params=V, json={"template": TEMPLATE, "simulated": True})
    group = raw.put("/api/deviceGroups/g", params=V, json={"displayName": "G", "filter": text})
    assert group.status_code in {200, 422}
    assert raw.get("/api/deviceGroups/g/devices", params=V).status_code in {200, 404}
    assert raw.post("/api/query", params=V, json={"query": text}).status_code in {200, 400, 422}


def spoiled(data: st.DataObject, text: str) -> str:
    """Return a text that is changed at one or several places."""
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :]
    return text


@SHARED
@given(data=st.data())
def test_any_authorization_gets_an_answer(bridge: Bridge, token: str, data: st.DataObject) -> None:
    scheme = data.draw(st.sampled_from(["", "Bearer ", "SharedAccessSignature ", "SharedAccessSignature sr=x&sig="]))
    header = data.draw(
        st.builds(lambda text: (scheme + text).encode(), TEXT) | st.binary(max_size=60) | st.just(spoiled(data, token).encode(errors="replace"))
    )  # fmt: skip
    request = httpx.Request("GET", f"{URL}/api/roles", params=V, headers=[(b"authorization", header)])
    answer = bridge.handle_request(request)
    assert answer.status_code == 401 or (answer.status_code == 200 and header.startswith(b"Shared"))


@SHARED
@given(data=st.data())
def test_any_continuation_gets_an_answer(raw: httpx.Client, data: st.DataObject) -> None:
    for id in "abc":
        raw.put(f"/api/devices/{id}", params=V, json={})
    query = data.draw(st.sampled_from([{"orderby": "displayName desc"}, {}]))
    link = httpx.URL(raw.get("/api/devices", params={**V, "maxpagesize": "1", **query}).json()["nextLink"])
    token = link.params["$skiptoken"]
    other = data.draw(TEXT) if data.draw(st.booleans()) else spoiled(data, token).encode(errors="replace").decode()
    answer = raw.get(link.copy_set_param("$skiptoken", other))
    assert answer.status_code == 400 or (answer.status_code == 200 and other.rstrip("=")[:-1] == token[:-1])
    assert raw.get(link).json()["value"], "the link itself goes on"


@SHARED
@given(data=st.data(), id=TEXT.filter(bool))
def test_any_id_in_a_path_gets_an_answer(raw: httpx.Client, data: st.DataObject, id: str) -> None:
    operations = [one for one in documents()[VERSION].operations.values() if "{" in one.path]
    operation = data.draw(st.sampled_from(sorted(operations, key=lambda one: one.id)))
    path = re.sub(r"\{\w+\}", lambda _: quote(id, safe=""), operation.path)
    answer = raw.request(operation.method, path, params=V)
    assert answer.status_code < 500


@SHARED
@given(path=st.binary(max_size=30), query=st.binary(max_size=60))
def test_any_bytes_as_target_get_an_answer(bridge: Bridge, token: str, path: bytes, query: bytes) -> None:
    url = httpx.URL(f"{URL}/api/devices")
    for raw_path in (b"/api/" + path, b"/api/devices/" + path, b"/api/devices"):
        safe = quote(raw_path, safe="/%").encode()
        target = url.copy_with(
            raw_path=safe + b"?api-version=" + VERSION.encode() + b"&" + quote(query, safe="=&%+").encode()
        )
        answer = bridge.handle_request(httpx.Request("GET", target, headers={"Authorization": token}))
        assert answer.status_code in {200, 400, 404}
