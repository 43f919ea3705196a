"""Filters and orders: the text that they give, what they refuse, and which fields a list knows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_v2022_10_31_preview import IoTCentral

from iotcentral import ApiToken, ConfigurationError, UndocumentedWarning
from iotcentral.filters import field
from tests.support.loopback import Answer

ENABLED = field("enabled") == True  # noqa: E712  # builds a condition


@pytest.fixture
def preview(server, token):
    server.will_answer(Answer(200, {"value": []}))
    with IoTCentral(server.url, ApiToken(token), limiter=None) as client:
        yield client


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (field("id") == "device1", "id eq 'device1'"),
        (field("enabled") != False, "enabled ne false"),  # noqa: E712
        (field("id") <= "a", "id le 'a'"),
        (field("id") < "a", "id lt 'a'"),
        (field("id") >= "a", "id ge 'a'"),
        (field("id") > "a", "id gt 'a'"),
        (field("size") == 5, "size eq 5"),
        (field("size") == 2.5, "size eq 2.5"),
        (field("displayName") == "O'Hara's", "displayName eq 'O''Hara''s'"),
        (field("displayName").contains("50%"), "contains(displayName, '50%')"),
        (field("@id") == "dtmi:a;1", "'@id' eq 'dtmi:a;1'"),
        (ENABLED & (field("id") == "a"), "enabled eq true and id eq 'a'"),
        (ENABLED | (field("id") == "a"), "enabled eq true or id eq 'a'"),
        ((ENABLED | (field("id") == "a")) & ENABLED, "(enabled eq true or id eq 'a') and enabled eq true"),
        ((ENABLED & (field("id") == "a")) | ENABLED, "enabled eq true and id eq 'a' or enabled eq true"),
        (field("displayName"), "displayName"),
        (field("displayName").descending, "displayName desc"),
    ],
)
def test_expressions_have_the_documented_form(expression, text):
    assert str(expression) == text


@given(value=st.text())
def test_no_text_escapes_its_quotes(value):
    text = str(field("displayName") == value)
    literal = text.removeprefix("displayName eq ")
    assert re.fullmatch(r"'(?:[^']|'')*'", literal, re.DOTALL)
    assert literal[1:-1].replace("''", "'") == value


@pytest.mark.parametrize("name", ["", "display name", "a'b", "1st", "a..b"])
def test_what_is_no_field_is_refused(name):
    with pytest.raises(ConfigurationError, match="is not a valid field name"):
        field(name)


@pytest.mark.parametrize("value", [None, ["a"], {"a": 1}, object()])
def test_what_has_no_literal_is_refused(value):
    with pytest.raises(ConfigurationError, match="displayName is compared with"):
        field("displayName") == value  # noqa: B015


def test_python_s_and_is_refused_rather_than_taken_for_the_last_condition():
    with pytest.raises(ConfigurationError, match="combine conditions with & and"):
        ENABLED and field("id") == "a"


def test_a_list_takes_expressions(preview, server):
    list(preview.devices.list(filter=ENABLED & field("displayName").contains("a b"), orderby=field("displayName")))
    query = server.received[0].target.partition("?")[2]
    assert "filter=enabled%20eq%20true%20and%20contains%28displayName%2C%20%27a%20b%27%29" in query
    assert "orderby=displayName" in query


def test_a_field_that_is_not_documented_is_sent_with_a_warning(preview, server):
    for options, told in (
        ({"filter": ENABLED & (field("serial") == "1")}, 'filter does not support the field "serial"; use one of id, '),
        ({"orderby": field("id").descending}, 'orderby does not support the field "id"; use one of displayName'),
    ):
        with pytest.warns(UndocumentedWarning, match=f"Devices_List: {told}") as caught:
            list(preview.devices.list(**options))
        assert caught[0].filename == __file__, "the warning points at the caller"
    assert "serial%20eq%20%271%27" in server.received[0].target
    assert "orderby=id%20desc" in server.received[1].target
    with pytest.raises(ConfigurationError, match="serial"):  # warnings are errors in these tests
        preview.devices.list(filter=field("serial") == "1")


def test_the_type_of_a_device_can_be_filtered_by(preview, server):
    list(preview.devices.list(filter=field("type").contains("iotEdge")))
    assert "filter=contains%28type%2C%20%27iotEdge%27%29" in server.received[0].target


def test_a_list_whose_fields_are_not_documented_takes_any(preview, server):
    list(preview.dashboards.list(filter=field("anything") == "x"))
    assert "filter=anything%20eq%20%27x%27" in server.received[0].target


def test_text_is_taken_as_it_is(preview, server):
    list(preview.devices.list(filter="whatever (the caller) says"))
    assert "filter=whatever%20%28the%20caller%29%20says" in server.received[0].target
