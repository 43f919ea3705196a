"""Whole numbers beyond 64 bits keep all of their digits, on both ways."""

from __future__ import annotations

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_v2022_10_31_preview import models

from iotcentral import DecodingError
from iotcentral._core.json_text import dumps, loads
from iotcentral.export._rows import json_line
from tests.support.loopback import Answer

LONG = [2**64, -(2**63) - 1, 10**30, -(10**30), 2**64 - 1, 2**63, -(2**63), 10**18, 12345678901234567890123]

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**90), 2**90)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("number", LONG)
@pytest.mark.parametrize("before", range(4))
def test_a_long_number_is_found_wherever_it_begins(number, before):
    text = f'{{{" " * before}"a":[{number}]}}'.encode()
    assert loads(text) == {"a": [number]}
    assert type(loads(text)["a"][0]) is int


@given(value=values)
def test_what_is_written_is_read_again(value):
    assert loads(dumps(value)) == value
    assert loads(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    "text",
    [b'"12345678901234567890123"', b"1.2345678901234567890123", b"12345678901234567890123e5", b"[1234567890123456789]"],
)
def test_what_only_looks_like_one_is_read_as_ever(text):
    assert loads(text) == orjson.loads(text)


def test_a_number_that_python_does_not_read_is_the_nearest_float_that_there_is():
    text = b"[1" + b"0" * 300 + b", 1." + b"0" * 5000 + b"]"
    assert loads(text) == [10**300, 1.0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (b"1e400", 10**400),
        (b"-1.5E+400", -15 * 10**399),
        (b"1" * 400, int("1" * 400)),
        (b"[1e400, 0.1, 1e308, 12345678901234567890123]", [10**400, 0.1, 1e308, 12345678901234567890123]),
    ],
)
def test_a_number_that_is_larger_than_any_float_is_a_whole_number(text, number):
    assert loads(text) == number
    assert loads(b'{"a": "1e400", "b": ' + text + b"}") == {"a": "1e400", "b": number}


@pytest.mark.parametrize("text", [b"1e5000", b"-1e5000", b"1" * 5000, b'{"a": [1e400, 1e5000]}'])
def test_a_number_that_neither_a_float_nor_python_holds_is_refused(text):
    with pytest.raises(orjson.JSONDecodeError):
        loads(text)


@pytest.mark.parametrize("text", [rb'[1e400, "\ud800"]', b'[1e400, "\xff"]', b"[1e400, NaN]", b"[1e400", b"[1e400,]"])
def test_beside_a_large_number_everything_else_is_as_strict(text):
    with pytest.raises(orjson.JSONDecodeError):
        loads(text)


def test_a_large_number_of_an_answer_is_kept_and_sent_again(app, server):
    raw = b'{"value": {"n": 1e400, "pad": "' + b"x" * 100_000 + b'"}}'
    server.will_answer(Answer(200, raw), Answer(202, raw))
    properties = app.devices.get_properties("t1")
    assert properties["value"]["n"] == 10**400
    app.devices.replace_properties("t1", properties)
    assert json.loads(server.received[-1].body)["value"]["n"] == 10**400


@pytest.mark.parametrize("text", [b"", b"{", b"[NaN, 12345678901234567890123]", b"12345678901234567890123x"])
def test_what_is_no_json_is_refused_with_or_without_long_numbers(text):
    with pytest.raises(orjson.JSONDecodeError):
        loads(text)


@pytest.mark.parametrize("value", [{1: 2**64}, [2**64, {1}], [2**64, "\ud800"], [2**64, object()]])
def test_beside_a_long_number_everything_else_is_as_strict(value):
    with pytest.raises(TypeError):
        dumps(value)


def test_numbers_of_an_answer_are_kept_and_sent_again(app, server):
    content = {"serial": 2**70, "deep": [{"n": -(2**80)}], "$metadata": {"serial": {"desiredValue": 2**70}}}
    raw = json.dumps(content).encode()
    server.will_answer(Answer(200, raw), Answer(202, raw))
    properties = app.devices.get_properties("t1")
    assert (properties.to_dict(), properties["serial"]) == (content, 2**70)
    app.devices.replace_properties("t1", properties)
    assert json.loads(server.received[-1].body) == content
    assert json.loads(json_line(properties)) == content


def test_an_unknown_member_and_a_typed_one_are_exact_too(app, server):
    content = {"id": "j", "group": "g", "data": [], "progress": {"total": 2**65}, "x-new": 2**66}
    server.will_answer(Answer(200, json.dumps(content).encode()))
    job = app.jobs.get("j")
    assert (job.progress.total, job.additional_properties) == (2**65, {"x-new": 2**66})


def test_the_common_answer_is_parsed_once(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a slower parser was called")

    monkeypatch.setattr("iotcentral._core.json_text.json.loads", refuse)
    devices = [
        {"id": f"d-{n}", "etag": '"7502ac89-0000-0300-0000-627eaf100000"', "displayName": "1" * 18} for n in range(100)
    ]
    content = loads(orjson.dumps({"value": devices}))
    assert len(models.DeviceCollection.decode(content)) == len(devices)


def test_a_long_page_is_exact_where_values_have_any_form_or_are_whole_numbers(app, server):
    data = [{"type": "property", "target": "t", "path": "p", "value": 2**70}]
    jobs = [{"id": f"j{n}", "group": "g" * 100, "data": []} for n in range(100)]
    jobs += [{"id": "last", "group": "g", "data": data, "progress": {"total": 2**65}}]
    server.will_answer(*[Answer(200, json.dumps({"value": jobs}).encode())] * 2)
    last = [*app.jobs.list()][-1]
    assert (last.data[0].value, last.progress.total) == (2**70, 2**65)


def test_a_long_page_of_typed_members_is_read_again_for_a_long_number(app, server):
    statuses = [{"id": f"d{n}", "status": "completed" * 20} for n in range(100)]
    server.will_answer(Answer(200, json.dumps({"value": [*statuses, {"id": 2**70}]}).encode()))
    with pytest.raises(
        DecodingError, match=r"value\[100\].id: expected a string, found the number 1180591620717411303424"
    ):
        [*app.jobs.get_devices("j")]
