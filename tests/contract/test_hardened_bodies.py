"""Hardened bodies: numbers at their limits, members that are missing, second elements, references to nothing."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any, cast

from iotcentral_testkit.contract.engine.http_client import HttpClient
from iotcentral_testkit.contract.fixtures.factory import Factory
from iotcentral_testkit.contract.fixtures.free_content import free_bodies
from iotcentral_testkit.contract.fixtures.hard_values import free_object
from iotcentral_testkit.contract.fixtures.hardened_bodies import (
    absent_bodies,
    limit_bodies,
    prose_bodies,
)
from iotcentral_testkit.contract.fixtures.recipes import body_factory_of
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.families import Family
from iotcentral_testkit.openapi.json_places import at, place_name

from tests.contract.runs import PREVIEW

_API = Api(PREVIEW)
_OPERATOR = "ae2c9854-393b-4f97-8c42-479d70ce626e"


def _factory() -> Factory:
    """Return a factory without a server: what needs no item is made all the same."""
    http = SimpleNamespace(api=_API, options=SimpleNamespace(prefix="unit"))
    return Factory(cast("HttpClient", http), Random(1), body_factory_of)


def _family(name: str) -> Family:
    return next(family for family in _API.families if family.name == name)


def _dashboard(**configuration: Any) -> dict[str, Any]:
    tiles = [
        {"configuration": {"type": "image", **configuration}, "x": x, "y": 0, "width": 1, "height": 1} for x in (0, 2)
    ]
    return {"displayName": "a board", "tiles": tiles}


def test_the_last_of_several_numbers_is_at_its_limit() -> None:
    ((whole, _),) = limit_bodies(_factory(), _family("Dashboards"), _dashboard())
    assert {place_name(keys): value for keys, value in whole.values}["tiles/*/x"] == 100
    assert [tile["x"] for tile in whole.body["tiles"]] == [0, 100]  # 0 is the least, and is there


def test_each_number_is_at_its_limit_alone() -> None:
    ((whole, alone),) = limit_bodies(_factory(), _family("Dashboards"), _dashboard())
    assert [each.values for each in alone] == [(value,) for value in whole.values]
    assert all(at(each.body, keys) == limit for each in alone for keys, limit in each.values)


def test_members_that_are_missing_are_added_within_objects() -> None:
    body = _dashboard(format={"fitImage": False})
    *_, (filled, alone) = prose_bodies(_factory(), _family("Dashboards"), body)
    size = at(filled.body, ("tiles", 1, "configuration", "format", "textSize"))
    assert size != int(size)
    assert len(alone) == len(filled.values)


def test_what_a_second_element_refers_to_is_another_one() -> None:
    body = {"roles": [{"role": _OPERATOR}]}
    found = [each for each, _ in prose_bodies(_factory(), _family("ApiTokens"), body)]
    (keys, roles) = found[-1].values[0]
    assert keys == ("roles",)
    assert body["roles"][0] in roles
    assert len({each["role"] for each in roles}) == 2
    assert [each["role"] for each in roles] == sorted((each["role"] for each in roles), reverse=True)


def _values(name: str, body: dict[str, Any], keys: tuple[str | int, ...]) -> list[Any]:
    return [at(whole.body, keys) for whole, _ in prose_bodies(_factory(), _family(name), body)]


def test_times_have_another_offset_and_a_part_of_a_second() -> None:
    body = {"roles": [{"role": _OPERATOR}], "expiry": "2030-01-01T00:00:00Z"}
    assert "2030-01-01T05:30:00.375+05:30" in _values("ApiTokens", body, ("expiry",))


def test_addresses_have_capitals_and_a_plus() -> None:
    body = {"type": "email", "email": "a@contract.example", "roles": [{"role": _OPERATOR}]}
    assert "MiXed+Tag.a@contract.example" in _values("Users", body, ("email",))


def test_values_of_a_place_in_an_array_are_in_one_body_and_each_in_its_own() -> None:
    entry = {"type": "property", "target": "dtmi:a:b;1", "path": "p", "value": 1}
    body = {"group": "g", "data": [entry], "schedule": {"start": "2030-01-01T00:00:00Z"}}
    ((whole, alone),) = free_bodies(_factory(), _family("ScheduledJobs"), body)
    values = [each["value"] for each in whole.body["data"]]
    assert values[-5:] == [False, 0, "", [], {}]
    assert free_object() in values
    assert all({**each, "value": 1} == entry for each in whole.body["data"])
    assert [each.body["data"] for each in alone] == [[{**entry, "value": value}] for value in values]


def test_references_lead_to_nothing_one_at_a_time() -> None:
    within = {"role": _OPERATOR, "organization": "north"}
    body = {"type": "email", "email": "a@contract.example", "roles": [within]}
    found = absent_bodies(_factory(), _family("Users"), body)
    assert {each.values for each in found} == {
        ((("roles", 0, "role"), "unit-absent"),),
        ((("roles", 0, "organization"), "unit-absent"),),
    }


def test_texts_that_name_something_stay() -> None:
    body = {"displayName": "a group", "filter": 'SELECT * FROM devices WHERE $template = "dtmi:a:b;1"'}
    assert absent_bodies(_factory(), _family("DeviceGroups"), body) == []
