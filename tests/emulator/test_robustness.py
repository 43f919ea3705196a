"""Tests of malformed requests: a documented 4xx, never a 5xx or a hang, and the next request is answered."""

from __future__ import annotations

import base64
import re
import socket
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from iotcentral_testkit import Emulator
from iotcentral_testkit.openapi.documents import documents

from .bridge import check_response

VERSION = "api-version=2022-10-31-preview"
DEVICE = f"/api/devices/t1?{VERSION}"
JSON = {"Content-Type": "application/json"}
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def http(free: Emulator) -> Iterator[httpx.Client]:
    hooks = {"response": [lambda response: check_response(response.request, response)]}
    headers = {"Authorization": free.token}
    with httpx.Client(base_url=free.url, headers=headers, timeout=600, event_hooks=hooks) as client:
        yield client


def refused(answer: httpx.Response, status: int) -> str:
    """Check that a response is the documented envelope, and return its message."""
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert answer.headers["x-ms-error-code"] == error["code"]
    assert error.keys() == {"code", "message", "requestId", "time"}
    assert error["message"].endswith(f"Request ID: {error['requestId']}, Time: {error['time']}.")
    return str(error["message"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "not valid JSON"),
        (b"nul", "not valid JSON"),
        (b'{"a": NaN}', "not valid JSON"),
        (b'{"displayName": "\xff"}', "not valid UTF-8"),
        (b'\xef\xbb\xbf{"displayName": "x"}', "not valid JSON"),
        (b'{"displayName": "\\ud800"}', "not valid JSON"),
        (b"", "needs a body"),
        (b'{"displayName": "a", "displayName": "b"}', 'names the member "displayName" twice'),
        (b'{"displayName"\n: "a", "displayName"\t  : "b"}', 'names the member "displayName" twice'),
        (b'{"displayName": "a", "display\\u004eame": "b"}', 'names the member "displayName" twice'),
        (b'{"x": {"y": [{"z": 1, "z": 2}]}}', 'names the member "z" twice'),
        (b'{"x": ' + b"[" * 200 + b"]" * 200 + b"}", "nested more than 100 levels deep"),
        (b"[" * 100_000 + b"]" * 100_000, "not valid JSON"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "nested more than 100 levels deep"),
    ],
)
def test_bodies_that_are_no_json_are_refused(http: httpx.Client, body: bytes, said: str) -> None:
    assert said in refused(http.put(DEVICE, content=body, headers=JSON), 400)


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"x"', b'{"displayName": 1}', b'{"organizations": "x"}'])
def test_bodies_that_the_document_does_not_know_are_refused(http: httpx.Client, body: bytes) -> None:
    refused(http.put(DEVICE, content=body, headers=JSON), 422)


def test_colons_within_strings_are_no_members(http: httpx.Client) -> None:
    body = b'{"displayName": "a: \\"displayName\\": b"}'
    assert http.put(DEVICE, content=body, headers=JSON).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "", "application/xml", "json", "application/json-patch+json", "\x80"])
def test_other_media_types_are_refused(http: httpx.Client, kind: str) -> None:
    headers = {b"Content-Type": kind.encode("latin-1")}
    refused(http.put(DEVICE, content=b"{}", headers=headers), 415)


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON"])
def test_media_types_are_read_as_http_says(http: httpx.Client, kind: str) -> None:
    assert http.put(DEVICE, content=b"{}", headers={"Content-Type": kind}).status_code == 200


def test_a_body_that_is_too_long_is_refused_and_the_connection_goes_on(http: httpx.Client) -> None:
    refused(http.put(DEVICE, content=b" " * 1_000_001, headers=JSON), 413)
    assert http.get(f"/api/roles?{VERSION}").status_code == 200


def test_a_body_without_end_is_cut_off(http: httpx.Client) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b" " * 65_536

    with suppress(httpx.TransportError):  # whoever goes on sending sees the connection end
        refused(http.put(DEVICE, content=endless(), headers=JSON), 413)
    assert 1_000_000 < sent < 100_000_000


def test_chunked_bodies_are_read(http: httpx.Client) -> None:
    parts = iter([b'{"display', b"", b'Name": "chunked"}'])
    assert http.put(DEVICE, content=parts, headers=JSON).json()["displayName"] == "chunked"


@pytest.mark.parametrize("query", ["", "api-version=", "api-version=1.0", "api-version=2022-07-31%20", "API-VERSION=x"])
def test_wrong_and_missing_versions_are_not_found(http: httpx.Client, query: str) -> None:
    assert "is not a valid API version." in refused(http.get(f"/api/devices?{query}"), 404)


def test_a_version_that_is_said_twice_is_one(http: httpx.Client) -> None:
    assert http.get(f"/api/devices?{VERSION}&{VERSION}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/nothing", "/api/devices/a/b", "/api/devices/", "/favicon", "//"]
)
def test_unknown_routes_are_not_found(http: httpx.Client, path: str) -> None:
    if path == "/api/devices/":
        assert http.get(f"{path}?{VERSION}").status_code == 200
    else:
        refused(http.get(f"{http.base_url}{path}?{VERSION}"), 404)


@pytest.mark.parametrize("id", ["a%0Ab", "%0A", "a%0D%0Ab", "a%00", "%3F", "%23"])
def test_ids_may_have_any_character(http: httpx.Client, id: str) -> None:
    refused(http.get(f"{http.base_url}/api/devices/{id}?{VERSION}"), 404)


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_are_not_allowed(http: httpx.Client, method: str) -> None:
    answer = http.request(method, DEVICE)
    refused(answer, 405)
    assert answer.headers["allow"] == "DELETE, GET, PATCH, PUT"


def test_head_is_not_allowed_and_has_no_body(http: httpx.Client) -> None:
    answer = http.head(DEVICE)
    assert (answer.status_code, answer.content) == (405, b"")
    assert http.get(f"/api/roles?{VERSION}").status_code == 200


@pytest.mark.parametrize("size", ["0", "101", "-1", "x", "1.5", "--5", "٣", "9" * 5000, "1e2", ""])
def test_page_sizes_that_are_none_are_refused(http: httpx.Client, size: str) -> None:
    answer = http.get("/api/devices", params={"api-version": "2022-10-31-preview", "maxpagesize": size})
    refused(answer, 400)


def test_a_query_that_is_no_utf8_is_refused(http: httpx.Client) -> None:
    assert "not valid UTF-8" in refused(http.get(f"/api/devices?{VERSION}&filter=%ff"), 400)


def test_a_path_that_is_no_utf8_is_refused(http: httpx.Client) -> None:
    assert "not valid UTF-8" in refused(http.get(f"/api/devices/%ff?{VERSION}"), 400)


def _token(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "é",
        "=",
        _token(b"0" * 12),
        _token(b"0" * 12 + b'{"of":"Devices_List","size":1,"after":"x"}'),
        "A" * 9000,
    ],
)
def test_continuation_tokens_of_others_are_refused(http: httpx.Client, token: str) -> None:
    params = {"api-version": "2022-10-31-preview", "$skiptoken": token}
    assert "continuation token" in refused(http.get("/api/devices", params=params), 400)


def test_a_continuation_token_belongs_to_its_list(http: httpx.Client) -> None:
    for name in ("page-1", "page-2"):
        assert http.put(f"/api/devices/{name}?{VERSION}", json={}).status_code == 200
    link = http.get(f"/api/devices?{VERSION}&maxpagesize=1").json()["nextLink"]
    assert http.get(link).status_code == 200
    refused(http.get(link.replace("/api/devices", "/api/users")), 400)


@SHARED
@given(body=st.binary(max_size=200))
def test_any_bytes_as_a_body_get_an_answer(http: httpx.Client, body: bytes) -> None:
    answer = http.put(DEVICE, content=body, headers=JSON)
    assert answer.status_code < 500


_TEXT = st.text(max_size=20)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)
_OPERATIONS = sorted(
    (operation for document in documents().values() for operation in document.operations.values()),
    key=lambda operation: (operation.version, operation.id),
)
_MEMBERS = sorted(
    {
        name
        for document in documents().values()
        for schema in document.content["components"]["schemas"].values()
        for name in schema.get("properties", {})
    }
)


@settings(SHARED, max_examples=300)
@given(data=st.data())
def test_any_json_to_any_operation_gets_an_answer(http: httpx.Client, data: st.DataObject) -> None:
    operation = data.draw(st.sampled_from(_OPERATIONS))
    path = re.sub(
        r"\{\w+\}", lambda _: data.draw(st.sampled_from(["t1", "creator", "a", "dtmi:a:b;1"])), operation.path
    )
    members = st.dictionaries(st.sampled_from(_MEMBERS), _JSON, max_size=5)
    body = data.draw(_JSON | members | st.dictionaries(st.sampled_from(_MEMBERS), members | _JSON, max_size=5))
    headers = {"Content-Type": (operation.media_types or ("application/json",))[0]}
    url = f"{path}?api-version={operation.version}"
    try:
        answer = http.request(operation.method, url, json=body, headers=headers)
    except UnicodeEncodeError:
        return
    assert answer.status_code < 500, (operation.id, body)


@SHARED
@given(pairs=st.lists(st.tuples(st.sampled_from(["filter", "orderby", "maxpagesize", "expand", "$skiptoken"]), _TEXT)))
def test_any_query_gets_an_answer(http: httpx.Client, pairs: list[tuple[str, str]]) -> None:
    try:
        params = httpx.QueryParams([("api-version", "2022-10-31-preview"), *pairs])
        answer = http.get("/api/devices", params=params)
    except UnicodeEncodeError:
        return
    assert answer.status_code < 500


def exchange(emulator: Emulator, content: bytes) -> bytes:
    """Send raw bytes, and return everything that is received until the end."""
    port = int(emulator.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=600) as connection:
        connection.sendall(content)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while part := connection.recv(65_536):
                received += part
        except ConnectionResetError:
            pass
        return received


@SHARED
@given(content=st.binary(min_size=1, max_size=300))
def test_any_bytes_on_the_wire_harm_nobody(free: Emulator, http: httpx.Client, content: bytes) -> None:
    received = exchange(free, content + b"\r\n\r\n")
    assert not received or received.startswith(b"HTTP/1.1 4")
    assert http.get(f"/api/roles?{VERSION}").status_code == 200


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET {0} HTTP/1.0\r\n{1}\r\n", b"200"),
        ("GET http://elsewhere{0} HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", b"400"),
        ("GET {0} HTTP/1.1\r\nHost: x.nobody.localhost\r\n{1}\r\n", b"404"),
        ("GET {0} HTTP/1.1\r\nHost: [::1]:80\r\n{1}\r\n", b"200"),
        ("GET {0} HTTP/1.1\r\nHost: localhost\r\nAuthorization: \xe9\r\n\r\n", b"401"),
        (
            "GET {0} HTTP/1.1\r\nHost: localhost\r\nAuthorization: SharedAccessSignature sr=%ff&sig=\xe9&se=x\r\n\r\n",
            b"401",
        ),
        ("GET {0} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{1}\r\n", b"200"),
        ("GET * HTTP/1.1\r\nHost: localhost\r\n{1}\r\n", b"404"),
    ],
)
def test_odd_requests_are_answered(free: Emulator, head: str, status: bytes) -> None:
    token = f"Authorization: {free.token}\r\n"
    received = exchange(free, head.format(f"/api/roles?{VERSION}", token).encode("latin-1"))
    assert received.split(b" ")[1] == status, received


def test_a_client_that_goes_in_the_middle_of_a_body_changes_nothing(free: Emulator, http: httpx.Client) -> None:
    port = int(free.url.rpartition(":")[2])
    request = f"PUT /api/devices/gone?{VERSION} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {free.token}\r\n"
    request += "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{}"
    with socket.create_connection(("127.0.0.1", port), timeout=600) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65_536):  # until the server has seen the end
            pass
    assert http.get(f"/api/devices/gone?{VERSION}").status_code == 404
