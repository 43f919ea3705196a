"""Contents other than an object of JSON: text, bytes, arrays, several successes; headers and parameters of one text."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from iotcentral import UNSET, ApiError, ConfigurationError
from iotcentral._core.decoding import constant, integer, optional, to_enum, to_list
from iotcentral._core.media_types import BYTES, TEXT, charset, is_json
from iotcentral._core.operation import ANY_SUCCESS, Operation, PreparedRequest, comma_separated, joined
from iotcentral.errors import DecodingError


def operation(body: str | None = None, **results: Any) -> Operation[Any]:
    found = {int(status.removeprefix("s")): result for status, result in results.items()}
    return Operation("Things_Send", "POST", "/things/{ids}", fixed={}, results=found, body=body)


def sent(media_type: str, body: object) -> PreparedRequest:
    return operation(media_type).request({"ids": "a"}, {}, {}, body)


@pytest.mark.parametrize(
    ("media_type", "body", "content"),
    [
        pytest.param("application/json", "a", b'"a"', id="a text as JSON is quoted"),
        pytest.param("application/vnd.things+json; v=1", [1, {"a": None}], b'[1,{"a":null}]', id="an array"),
        pytest.param("application/json", None, b"null", id="null"),
        pytest.param(
            "application/json",
            [2**64, {"a": -(2**70)}],
            b'[18446744073709551616,{"a":-1180591620717411303424}]',
            id="long numbers",
        ),
        pytest.param("application/json", False, b"false", id="a boolean"),
        pytest.param("text/plain", 'é"', b'\xc3\xa9"', id="a text is sent as it is"),
        pytest.param("text/plain; charset=ISO-8859-1", "é", b"\xe9", id="a text in the charset of its media type"),
        pytest.param("text/csv", b"\xff", b"\xff", id="bytes of a text"),
        pytest.param("image/png", b"\x00", b"\x00", id="bytes are sent as they are"),
        pytest.param("application/octet-stream", b"", b"", id="no bytes are content too"),
    ],
)
def test_a_body_is_sent_as_its_media_type_says(media_type: str, body: object, content: bytes) -> None:
    request = sent(media_type, body)
    assert request.content == content
    assert request.headers["Content-Type"] == media_type


@pytest.mark.parametrize(
    ("media_type", "body", "words"),
    [
        pytest.param("application/json", b"{}", "bytes", id="bytes are no JSON"),
        pytest.param("text/plain", {"a": 1}, "type dict is not text or bytes", id="an object is no text"),
        pytest.param("image/png", 3, "type int is not text or bytes, which image/png is", id="a number is no image"),
        pytest.param("text/plain; charset=ascii", "é", "ascii", id="a character that the charset lacks"),
        pytest.param("text/plain; charset=unheard", "é", "unheard", id="a charset that does not exist"),
    ],
)
def test_a_body_that_the_media_type_does_not_have_is_refused(media_type: str, body: object, words: str) -> None:
    with pytest.raises(ConfigurationError, match="Things_Send: ") as refused:
        sent(media_type, body)
    assert words in str(refused.value)


def test_an_absent_body_has_neither_content_nor_media_type() -> None:
    request = sent("application/json", UNSET)
    assert request.content is None
    assert "Content-Type" not in request.headers


@pytest.mark.parametrize(
    ("result", "response", "value"),
    [
        pytest.param(TEXT, httpx.Response(200, content=b"\xc3\xa9"), "é", id="text"),
        pytest.param(
            TEXT,
            httpx.Response(200, content=b"\xe9", headers={"Content-Type": "text/plain; charset=iso-8859-1"}),
            "é",
            id="text in the charset of the answer",
        ),
        pytest.param(BYTES, httpx.Response(200, content=b"\xff{"), b"\xff{", id="bytes"),
        pytest.param(TEXT, httpx.Response(200), "", id="no text"),
        pytest.param(None, httpx.Response(200, content=b"{"), None, id="nothing is read"),
        pytest.param(lambda: optional(integer), httpx.Response(200, content=b"null"), None, id="JSON null"),
    ],
)
def test_an_answer_is_read_as_its_status_says(result: Any, response: httpx.Response, value: object) -> None:
    assert operation(s200=result).parse(response) == value


def test_every_other_success_is_read_alike() -> None:
    some = Operation[Any]("A", "GET", "/", fixed={}, results={204: None, ANY_SUCCESS: TEXT})
    assert some.parse(httpx.Response(299, text="x")) == "x"
    assert some.parse(httpx.Response(204)) is None
    for status in (199, 300, 404, 500):
        assert not some.succeeded(status)
        with pytest.raises(ApiError):
            some.parse(httpx.Response(status, text="x"))


def test_headers_that_never_change_are_sent_beside_those_of_the_caller() -> None:
    headers = {"Accept": "text/plain", "X-Mode": "quiet"}
    fixed = Operation[Any]("A", "GET", "/", fixed={}, results={}, headers=headers)
    given = {"X-Whole": 7, "X-Flag": True, "X-List": comma_separated(["a", 1]), "X-None": comma_separated(UNSET)}
    assert fixed.request({}, {}, {**given, "X-Absent": UNSET}, UNSET).headers == {
        "X-Whole": "7",
        "X-Flag": "true",
        "X-List": "a,1",
        **headers,
    }


@pytest.mark.parametrize("value", ["é", "a\r\nX-Other: b", "\x00", ["a"], None, {"a": 1}])
def test_a_header_that_cannot_be_sent_is_refused_by_name(value: object) -> None:
    with pytest.raises(ConfigurationError, match="Things_Send: X-Text is "):
        operation().request({"ids": "a"}, {}, {"X-Text": value}, UNSET)


@pytest.mark.parametrize(
    ("values", "target"),
    [
        pytest.param(
            comma_separated(["a", "b,c"]), "/things/a,b%2Cc", id="commas between values stay, those in them not"
        ),
        pytest.param(comma_separated([".."]), "/things/%2E%2E", id="a dot segment"),
        pytest.param(comma_separated(["", "a"]), "/things/,a", id="one of them empty"),
        pytest.param(comma_separated([1, True]), "/things/1,true", id="numbers and booleans"),
    ],
)
def test_an_array_in_the_path_is_one_segment(values: object, target: str) -> None:
    assert operation().request({"ids": values}, {}, {}, UNSET).target == target


@pytest.mark.parametrize("values", [comma_separated([]), comma_separated([""]), comma_separated(UNSET)])
def test_an_array_that_would_leave_the_segment_empty_is_refused(values: object) -> None:
    with pytest.raises(ConfigurationError, match="must not be empty"):
        operation().request({"ids": values}, {}, {}, UNSET)


@pytest.mark.parametrize(
    ("delimiter", "values", "query"),
    [
        ("|", ["a", "b"], "?q=a%7Cb"),
        (" ", ("a", 1), "?q=a%201"),
        (",", "ab", "?q=ab"),
        ("|", [], ""),
        ("|", UNSET, ""),
    ],
)
def test_values_of_one_text_are_joined_with_their_delimiter(delimiter: str, values: Any, query: str) -> None:
    request = operation().request({"ids": "a"}, {"q": joined(delimiter, values)}, {}, UNSET)
    assert request.target == f"/things/a{query}"


@pytest.mark.parametrize(
    ("expected", "right", "wrong"),
    [
        ("a", ["a"], ["b", None, 1]),
        (1, [1, 1.0], [True, 2, "1"]),
        (0, [0], [False, None]),
        (1.5, [1.5], [1, True]),
        (True, [True], [1, "true", None]),
        (None, [None], [False, 0, ""]),
    ],
)
def test_a_constant_is_that_value_alone(expected: Any, right: list[Any], wrong: list[Any]) -> None:
    decode = constant(expected)
    assert [decode(value) for value in right] == [expected] * len(right)
    for value in wrong:
        with pytest.raises(DecodingError):
            decode(value)


def test_an_item_that_is_no_constant_is_named_by_its_place() -> None:
    with pytest.raises(DecodingError) as error:
        to_list(constant("a"))(["a", "b"])
    assert error.value.path == "[1]"


@pytest.mark.parametrize("value", [2.0**53, -(2.0**53), 1e300, 123456789012345678901234567890.0])
def test_a_float_that_may_have_been_another_whole_number_is_no_whole_number(value: float) -> None:
    with pytest.raises(DecodingError, match="64 bits"):
        integer(value)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"1e3", 1000),
        (b"9007199254740991.0", 2**53 - 1),
        (b"-0.0", 0),
        (b"18446744073709551616", 2**64),
        (b"-9223372036854775809", -(2**63) - 1),
        (b"123456789012345678901234567890", 123456789012345678901234567890),
        (b"1e400", 10**400),
    ],
)
def test_a_whole_number_is_read_however_it_is_written(content: bytes, value: int) -> None:
    assert operation(s200=lambda: integer).parse(httpx.Response(200, content=content)) == value


@pytest.mark.parametrize("content", [b"1e30", b"1e5000", b"1.5"])
def test_a_number_that_is_no_whole_number_is_an_error(content: bytes) -> None:
    with pytest.raises(DecodingError):
        operation(s200=lambda: integer).parse(httpx.Response(200, content=content))


def test_an_enumeration_of_whole_numbers_takes_no_booleans() -> None:
    from enum import IntEnum

    decode = to_enum(IntEnum("Legs", {"ONE": 1, "MINUS_2": -2}))
    assert [decode(1), decode(-2)] == [1, -2]
    with pytest.raises(DecodingError, match="one of 1, -2, found true"):
        decode(True)


@pytest.mark.parametrize(
    ("media_type", "json"),
    [
        ("application/json", True),
        ("APPLICATION/JSON ; charset=utf-8", True),
        ("application/problem+json", True),
        ("text/json", True),
        ("application/jsonl", False),
        ("application/json-seq", False),
        ("text/plain", False),
        ("application/xml", False),
    ],
)
def test_what_is_json_is_told_by_the_media_type(media_type: str, json: bool) -> None:
    assert is_json(media_type) is json


def test_a_text_has_the_charset_that_its_media_type_names() -> None:
    assert [charset("text/plain"), charset('text/plain; Charset="latin-1"')] == ["utf-8", "latin-1"]
