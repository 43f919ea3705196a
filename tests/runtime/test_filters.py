"""Filters and orders: the text that they give, what they refuse, and which fields a list knows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_v2022_10_31_preview import IoTCentral

from iotcentral import ApiToken, ConfigurationError
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


def test_a_field_that_the_list_does_not_know_is_refused_before_anything_is_sent(preview, server):
    with pytest.raises(
        ConfigurationError, match='Devices_List: filter does not support the field "serial"; use one of id, '
    ):
        preview.devices.list(filter=ENABLED & (field("serial") == "1"))
    with pytest.raises(ConfigurationError, match='orderby does not support the field "id"; use one of displayName'):
        preview.devices.list(orderby=field("id").descending)
    assert server.received == []


def test_a_list_whose_fields_are_not_documented_takes_any(preview, server):
    list(preview.dashboards.list(filter=field("anything") == "x"))
    assert "filter=anything%20eq%20%27x%27" in server.received[0].target


def test_text_is_taken_as_it_is(preview, server):
    list(preview.devices.list(filter="whatever (the caller) says"))
    assert "filter=whatever%20%28the%20caller%29%20says" in server.received[0].target
