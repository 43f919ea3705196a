"""Arguments become the right request, and answers become the right value or error; without any I/O."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import orjson
import pytest
from iotcentral_v2022_07_31 import models

from iotcentral import UNSET, ApiError, ConfigurationError, DecodingError, NotFoundError, Page
from iotcentral._core.decoding import text, to_list
from iotcentral._core.operation import Operation, PagedOperation, comma_separated

GET = Operation(
    "Things_Get",
    "GET",
    "/api/things/{thingId}/parts/{partId}",
    fixed={"api-version": "1"},
    results={200: lambda: models.Device.decode, 202: None, 203: lambda: to_list(text), 204: None},
)
UPDATE = Operation(
    "Things_Update",
    "PATCH",
    "/api/things",
    fixed={},
    results={200: lambda: models.Job.decode},
    body="application/merge-patch+json",
)
LIST = PagedOperation(
    "Things_List",
    "GET",
    "/api/things",
    fixed={},
    results={200: lambda: models.DeviceCollection.decode},
    items="value",
    next_link="next_link",
)


def target(thing="t", part="p", **query) -> str:
    return GET.request({"thingId": thing, "partId": part}, query, {}, UNSET).target


def query(**values) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(target(**values)).query, keep_blank_values=True, strict_parsing=True)


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ("thermostat-1", "thermostat-1"),
        ("a/b", "a%2Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("100%25", "100%2525"),
        (".", "%2E"),
        ("..", "%2E%2E"),
        ("a.b", "a.b"),
        ("a b+c", "a%20b%2Bc"),
        ("dtmi:contoso:T;1", "dtmi%3Acontoso%3AT%3B1"),
        ("dé€😀", "d%C3%A9%E2%82%AC%F0%9F%98%80"),
        ("{partId}", "%7BpartId%7D"),
        ("\r\n", "%0D%0A"),
        (5, "5"),
    ],
)
def test_a_path_parameter_stays_one_segment(value, encoded):
    path = urlsplit(target(thing=value)).path
    assert path == f"/api/things/{encoded}/parts/p"
    assert unquote(path.split("/")[3]) == str(value)


@pytest.mark.parametrize(("value", "found"), [("", '""'), (None, "None"), (UNSET, "UNSET"), (["a"], "an array")])
def test_a_path_parameter_without_text_is_refused_by_name(value, found):
    with pytest.raises(ConfigurationError) as caught:
        target(part=value)
    assert str(caught.value).startswith(f"Things_Get: partId is {found}, but ")


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (True, ["true"]),
        (False, ["false"]),
        (0, ["0"]),
        (25, ["25"]),
        (0.5, ["0.5"]),
        ("", [""]),
        ("a&b=c+d e#f?g/h%20", ["a&b=c+d e#f?g/h%20"]),
        ("contains(displayName, 'dé€😀')", ["contains(displayName, 'dé€😀')"]),
        (["a,b", "c&d"], ["a,b", "c&d"]),
        ((1, True), ["1", "true"]),
        ([], []),
        (datetime(2026, 1, 31, 8, 30, tzinfo=UTC), ["2026-01-31T08:30:00Z"]),
        (date(2026, 1, 31), ["2026-01-31"]),
        (models.JobBatchType.NUMBER, ["number"]),
        (UNSET, []),
    ],
)
def test_query_parameters_arrive_as_they_were_meant(value, sent):
    assert query(value=value) == [("api-version", "1"), *(("value", item) for item in sent)]


def test_a_plus_and_a_space_are_not_mixed_up():
    assert target(value="a+b c").endswith("value=a%2Bb%20c")


@pytest.mark.parametrize("value", [None, {"a": 1}, [None], [["a"]]])
def test_a_query_parameter_without_text_form_is_refused_by_name(value):
    with pytest.raises(ConfigurationError, match=r"^Things_Get: value is "):
        target(value=value)


def test_a_target_without_query_has_no_question_mark():
    assert LIST.request({}, {}, {}, UNSET).target == "/api/things"


def test_headers_are_sent_as_text_and_absent_ones_are_not():
    request = GET.request({"thingId": "t", "partId": "p"}, {}, {"If-Match": '"1"', "X-Many": 3, "X-Not": UNSET}, UNSET)
    assert request.headers == {"If-Match": '"1"', "X-Many": "3", "Accept": "application/json"}


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        (models.DevicePatch(display_name="é", enabled=None), {"displayName": "é", "enabled": None}),
        (models.Device.from_dict({"id": "d", "template": "t"}), {"template": "t"}),
        ({"anything": [1]}, {"anything": [1]}),
    ],
)
def test_a_body_is_sent_with_its_media_type(body, sent):
    request = UPDATE.request({}, {}, {}, body)
    assert orjson.loads(request.content) == sent
    assert request.headers["Content-Type"] == "application/merge-patch+json"
    assert request.method == "PATCH"


def test_without_a_body_there_is_neither_content_nor_media_type():
    request = UPDATE.request({}, {}, {}, UNSET)
    assert request.content is None
    assert "Content-Type" not in request.headers


@pytest.mark.parametrize(
    ("values", "sent"), [(["a", 1, True], [("ids", "a,1,true")]), ("abc", [("ids", "abc")]), ([], []), (UNSET, [])]
)
def test_comma_separated_values_are_one_text(values, sent):
    assert query(ids=comma_separated(values)) == [("api-version", "1"), *sent]


def test_a_refused_value_among_comma_separated_ones_names_operation_and_parameter():
    with pytest.raises(ConfigurationError, match="Things_Get: ids is None"):
        query(ids=comma_separated(["a", None]))


def test_text_that_is_no_unicode_is_refused_in_a_path():
    with pytest.raises(ConfigurationError, match="thingId is no Unicode text"):
        target(thing="\ud800")


def test_a_body_of_plain_values_is_encoded_like_a_model():
    sent = UPDATE.request(
        {}, {}, {}, {"at": date(2026, 1, 31), "batch": models.JobBatch(type=models.JobBatchType.NUMBER, value=1)}
    )
    assert orjson.loads(sent.content) == {"at": "2026-01-31", "batch": {"type": "number", "value": 1}}


def test_a_body_that_has_no_json_form_is_refused():
    with pytest.raises(ConfigurationError, match="Things_Update: the body cannot be sent: nan"):
        UPDATE.request({}, {}, {}, {"value": float("nan")})


def test_a_documented_success_gives_the_typed_value():
    assert GET.parse(httpx.Response(200, json={"id": "d"})).id == "d"
    assert GET.parse(httpx.Response(203, json=["a"])) == ["a"]


@pytest.mark.parametrize("response", [httpx.Response(204), httpx.Response(202, content=b"<not read>")])
def test_a_success_without_body_gives_none(response):
    assert GET.parse(response) is None


@pytest.mark.parametrize("status", [201, 206, 302, 304, 418])
def test_an_undocumented_status_is_an_api_error(status):
    response = httpx.Response(status, json={"id": "d"})
    with pytest.raises(ApiError, match=f"^Things_Get: the service answered {status}") as caught:
        GET.parse(response)
    assert caught.value.response is response


def test_a_documented_failure_is_the_error_of_its_status():
    with pytest.raises(NotFoundError):
        GET.parse(httpx.Response(404))


@pytest.mark.parametrize(
    ("response", "found"),
    [
        (httpx.Response(200), "nothing"),
        (httpx.Response(200, html="<html>sign in</html>"), "text/html; charset=utf-8, 20 bytes"),
        (httpx.Response(200, content=b'{"id": '), "no content type, 7 bytes"),
        (httpx.Response(200, content=b'{"id": NaN}'), "no content type, 11 bytes"),
        (httpx.Response(200, content=b'{"id": "\xff"}'), "no content type, 11 bytes"),
    ],
    ids=["empty", "html", "cut", "nan", "utf8"],
)
def test_an_answer_that_is_no_json_is_a_decoding_error_with_the_response(response, found):
    with pytest.raises(DecodingError) as caught:
        GET.parse(response)
    assert caught.value.response is response
    assert caught.value.path == "Device"
    assert caught.value.expected == "JSON"
    assert caught.value.found.startswith(found)


@pytest.mark.parametrize(
    ("operation", "status", "content", "path"),
    [
        (GET, 200, {"id": 1}, "Device.id"),
        (GET, 203, ["a", 1], "body[1]"),
        (UPDATE, 200, {"group": "g", "data": [], "batch": {"type": "number"}}, "Job.batch.value"),
        (LIST, 200, {"value": [{}, {"id": 1}]}, "DeviceCollection.value[1].id"),
        (LIST, 200, {}, "DeviceCollection.value"),
        (LIST, 200, [], "DeviceCollection"),
    ],
)
def test_wrong_content_is_a_decoding_error_with_place_and_response(operation, status, content, path):
    response = httpx.Response(status, json=content)
    with pytest.raises(DecodingError) as caught:
        operation.parse(response)
    assert caught.value.path == path
    assert caught.value.response is response


@pytest.mark.parametrize(
    ("content", "ids", "link"),
    [
        ({"value": [{"id": "a"}, {"id": "b"}], "nextLink": "/more"}, ["a", "b"], "/more"),
        ({"value": [], "nextLink": ""}, [], None),
        ({"value": []}, [], None),
    ],
)
def test_a_page_holds_items_link_and_response(content, ids, link):
    response = httpx.Response(200, json=content)
    page = LIST.parse(response)
    assert isinstance(page, Page)
    assert [item.id for item in page.items] == ids
    assert page.next_link == link
    assert page.response is response


def test_an_operation_says_what_it_is():
    assert repr(GET) == "<Operation Things_Get: GET /api/things/{thingId}/parts/{partId}>"
