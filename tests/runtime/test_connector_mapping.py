"""Requests are put together from the caller's arguments, and answers are given under the caller's names."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import httpx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iotcentral import UNSET, ApiError, ConfigurationError, DecodingError, NotFoundError
from iotcentral._core.decoding import mapping
from iotcentral.connector._mapping import CarriedOperation, Carrier
from tests.support import sample_connector as sample
from tests.support.sample_connector import Device, Job, JobData

NAMES = st.text("abcdefgh_", min_size=1, max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def asked(operation: Any, path: Mapping[str, object], query: Mapping[str, object] = {}, body: Any = UNSET) -> Any:
    """The request of an operation, at the application `contoso`."""
    return operation.request({"application": "contoso", **path}, query, {}, body)


def sent(operation: Any, path: Mapping[str, object], query: Mapping[str, object] = {}, body: Any = UNSET) -> Any:
    """The body of the request of an operation."""
    return orjson.loads(asked(operation, path, query, body).content)


def job(body: Any, **query: object) -> Any:
    return sent(sample.CREATE_A_JOB, {"job_id": "j1"}, query, body)


def refusal(call: Any, *arguments: Any, **named: Any) -> str:
    with pytest.raises(ConfigurationError) as caught:
        call(*arguments, **named)
    return str(caught.value)


def device(**members: object) -> Any:
    return sent(sample.CREATE_OR_UPDATE_A_DEVICE, {"device_id": "d1"}, body=members)


def parsed(operation: Any, content: Any, status: int = 200) -> Any:
    return operation.parse(httpx.Response(status, content=orjson.dumps(content)))


def test_arguments_go_to_their_places_at_the_carrying_operation():
    request = asked(
        sample.CREATE_OR_UPDATE_A_DEVICE, {"device_id": "a/b"}, body={"displayName": "Door", "instanceOf": "dtmi:t;1"}
    )
    assert request.method == "PUT"
    assert request.target == "/api/devices/a%2Fb?api-version=2022-07-31"
    assert request.headers["Content-Type"] == "application/json"
    assert orjson.loads(request.content) == {"displayName": "Door", "template": "dtmi:t;1"}


def test_query_parameters_are_renamed_and_left_out_when_unset():
    assert asked(sample.LIST_DEVICES, {}, {"top": 5}).target == "/api/devices?api-version=2022-07-31&maxpagesize=5"
    assert asked(sample.LIST_DEVICES, {}, {"top": UNSET}).target == "/api/devices?api-version=2022-07-31"


def test_arguments_that_are_only_for_a_designer_are_not_sent():
    request = asked(sample.DELETE_A_DEVICE, {"device_id": "d1"}, {"template": "dtmi:t;1"})
    assert request.target == "/api/devices/d1?api-version=2022-07-31"
    assert request.content is None


def test_members_that_are_unset_are_left_out_and_null_is_sent():
    assert device(displayName=None, instanceOf=UNSET) == {"displayName": None}
    assert device(displayName=UNSET, instanceOf=UNSET) == {}


@given(names=st.dictionaries(NAMES, NAMES, max_size=5), values=st.dictionaries(NAMES, JSON, max_size=8))
def test_the_body_has_each_given_member_under_its_name_there_and_nothing_else(names, values):
    operation = CarriedOperation(
        "Do",
        "PUT",
        "/it",
        fixed={},
        results={204: None},
        body="application/json",
        carrier=Carrier("X", host="application", members=names),
    )
    expected = {there: values[here] for there, here in names.items() if here in values}
    assert sent(operation, {}, body=values) == expected


@pytest.mark.parametrize("value", ["", UNSET, None, ["d1"]])
def test_a_bad_path_parameter_is_refused_under_the_caller_s_name(value):
    message = refusal(asked, sample.DELETE_A_DEVICE, {"device_id": value})
    assert message.startswith("DeleteADevice: device_id is ")


def test_an_argument_that_says_the_same_may_be_left_out_or_repeated():
    assert device(id="d1", displayName="Door") == {"displayName": "Door"}
    assert device(id=UNSET) == {}


@pytest.mark.parametrize("value", ["d2", "", None, 1])
def test_an_argument_that_contradicts_another_is_refused(value):
    message = refusal(device, id=value)
    assert message.startswith("CreateOrUpdateADevice: id is ")
    assert 'but device_id is the string "d1"' in message
    assert "leave id out" in message


def test_a_tag_is_filled_in_where_it_is_missing_and_left_where_it_is_the_same():
    body = {"data": [{"value": 1}, {"type": "property", "value": 2}]}
    before = copy.deepcopy(body)
    assert job(body, job_type="property")["data"] == [
        {"value": 1, "type": "property"},
        {"type": "property", "value": 2},
    ]
    assert body == before


def test_a_tag_deep_in_the_body_is_filled_in():
    body = {"data": [], "schedule": {"end": {"date": "2026-01-31"}}}
    assert job(body, end_type="date")["schedule"] == {"end": {"date": "2026-01-31", "type": "date"}}


def test_tags_are_written_into_the_content_of_a_model_not_into_the_model():
    body = Job(data=[], schedule={"end": {}})
    assert job(body, end_type="date") == {"data": [], "schedule": {"end": {"type": "date"}}}
    assert body.schedule == {"end": {}}


@pytest.mark.parametrize("tags", [{}, {"job_type": UNSET, "end_type": UNSET}])
def test_without_a_tag_the_body_goes_as_it_is(tags):
    body = {"data": [{"type": "property", "x": [1]}], "more": None}
    assert job(body, **tags) == body


def test_a_tag_that_differs_is_refused_with_the_place_and_both_values():
    message = refusal(job, {"data": [{"type": "property"}, {"type": "command"}]}, job_type="property")
    assert message == (
        'CreateAJob: job_type is the string "property", but body.data[1].type is the string "command"; '
        "leave job_type out, or give it that value"
    )


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"data": []}, "body.schedule is nothing"),
        ({"data": [], "schedule": {}}, "body.schedule.end is nothing"),
        ({"data": [], "schedule": {"end": None}}, "body.schedule.end is null"),
        ({"data": [], "schedule": []}, "body.schedule is an array"),
    ],
)
def test_a_tag_of_something_that_is_not_there_is_refused(body, place):
    message = refusal(job, body, end_type="date")
    assert message.startswith(f'CreateAJob: end_type is the string "date", but {place}, so there is no ')
    assert "leave end_type out" in message


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "body.data is nothing"),
        ({"data": {"type": "property"}}, "body.data is an object"),
        ({"data": [1]}, "body.data[0] is the number 1"),
        ([], "body is an array"),
    ],
)
def test_a_tag_of_items_that_are_none_is_refused(body, place):
    assert f"but {place}, so" in refusal(job, body, job_type="property")


@given(items=st.lists(st.dictionaries(NAMES, JSON, max_size=3), max_size=4), tag=st.sampled_from(["property", "cloud"]))
def test_tagged_items_keep_everything_else(items, tag):
    operation = sample.CREATE_A_JOB
    unchecked = CarriedOperation(
        operation.id, "PUT", operation.path, fixed={}, results={}, body=operation.body, carrier=operation.carrier
    )
    body = {"data": items}
    before = copy.deepcopy(body)
    content = sent(unchecked, {"job_id": "j1"}, {"job_type": tag}, body)
    assert content == {"data": [{**item, "type": tag} for item in items]}
    assert body == before


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"data": [{"type": "property", "value": "x"}]}, 'body.data[0].value: expected a number, found the string "x"'),
        ({"group": "g"}, "body.data: expected an array, found nothing"),
        ({"data": [], "group": None}, "body.group: expected a string, found null"),
        ([], "body: expected an object, found an array"),
        ("text", 'body: expected an object, found the string "text"'),
    ],
)
def test_a_body_that_is_not_what_the_carrying_operation_takes_is_refused_with_its_place(body, said):
    message = refusal(job, body)
    assert message == f"CreateAJob: {said}; Jobs_Create takes no other"


def test_a_body_is_checked_with_its_tags():
    assert job({"data": [{"value": 1}]}, job_type="property") == {"data": [{"value": 1, "type": "property"}]}
    assert "body.data[0].type: expected a string, found nothing" in refusal(job, {"data": [{"value": 1}]})


def test_the_refusal_of_a_body_shows_no_secret():
    message = refusal(job, {"data": [{"type": "property", "password": {"s3cr3t": 1}}]})
    assert "body.data[0].password: expected a string, found a secret of the wrong form" in message
    assert "s3cr3t" not in message


def test_a_model_is_sent_as_it_is():
    assert job(Job(data=[JobData(type="property", value=1)], group="g")) == {
        "data": [{"type": "property", "value": 1}],
        "group": "g",
    }


@pytest.mark.parametrize("body", [{"data": [object()]}, Job(data=[], schedule={"x": {1, 2}})])
def test_a_body_without_a_json_form_is_refused(body):
    assert refusal(job, body).startswith("CreateAJob: the body cannot be sent: ")


def test_a_body_that_is_not_given_is_not_sent():
    assert asked(sample.CREATE_A_JOB, {"job_id": "j1"}).content is None


def test_the_members_of_an_answer_get_their_names_here():
    got = parsed(sample.CREATE_OR_UPDATE_A_DEVICE, {"id": "d1", "template": "dtmi:t;1", "etag": "kept"})
    assert got.instance_of == "dtmi:t;1"
    assert got.to_dict() == {"id": "d1", "instanceOf": "dtmi:t;1", "etag": "kept"}


def test_the_first_item_of_an_answer_is_the_result_or_none():
    first = {"value": [{"id": "new", "template": "dtmi:t;1"}, {"id": "old"}]}
    assert parsed(sample.GET_COMMAND_RESPONSE, first) == Device(id="new", instance_of="dtmi:t;1")
    assert parsed(sample.GET_COMMAND_RESPONSE, {"value": []}) is None


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({}, "body.value: expected an array, found nothing"),
        ({"value": {}}, "body.value: expected an array, found an object"),
        ([], "body: expected an object, found an array"),
        ({"value": [{"id": 1}]}, "body.id: expected a string, found the number 1"),
        ({"value": ["x"]}, 'body: expected an object, found the string "x"'),
    ],
)
def test_an_answer_of_another_form_is_a_decoding_error(content, place):
    with pytest.raises(DecodingError) as caught:
        parsed(sample.GET_COMMAND_RESPONSE, content)
    assert str(caught.value) == place
    assert caught.value.response is not None


def test_pages_are_read_as_those_of_any_list():
    page = parsed(sample.LIST_DEVICES, {"value": [{"id": "a"}], "nextLink": "/api/devices?page=2"})
    assert page.items == [Device(id="a")]
    assert page.next_link == "/api/devices?page=2"


def test_an_error_of_the_service_names_the_action():
    content = {"error": {"code": "NotFound", "message": "no such device"}}
    with pytest.raises(NotFoundError) as caught:
        parsed(sample.CREATE_OR_UPDATE_A_DEVICE, content, 404)
    assert caught.value.operation == "CreateOrUpdateADevice"
    assert str(caught.value).startswith("CreateOrUpdateADevice: the service answered 404 NotFound")


def test_an_answer_without_content_is_none():
    assert sample.DELETE_A_DEVICE.parse(httpx.Response(204)) is None
    with pytest.raises(ApiError):
        sample.DELETE_A_DEVICE.parse(httpx.Response(200))


def test_an_operation_shows_itself_with_the_path_of_its_carrier():
    assert repr(sample.LIST_DEVICES) == "<CarriedPagedOperation ListDevices: GET /api/devices>"


def test_free_content_that_is_renamed_keeps_its_order():
    operation = CarriedOperation(
        "Get",
        "GET",
        "/it",
        fixed={},
        results={200: lambda: mapping},
        carrier=Carrier("X", host="app", returns={"b": "z"}),
    )
    assert [*parsed(operation, {"c": 1, "b": 2, "a": 3})] == ["c", "z", "a"]
