"""Connector mapping of the document: arguments to requests, and responses to results."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.connector_mapping import ConnectorMapping, mapping_of

CONNECTOR = Api("v3")


def mapping(operation: str) -> ConnectorMapping:
    found = mapping_of(CONNECTOR.operations[operation])
    assert found is not None
    return found


def test_arguments_become_parameters_and_members() -> None:
    given = {"application": "contoso", "device_id": "d 1", "id": "d 1", "display_name": "One", "simulated": True}
    found = mapping("CreateOrUpdateADevice")
    assert found.operation.id == "Devices_Create"
    sent = found.request(given)
    assert sent.path == {"deviceId": "d 1"}
    assert sent.query == {"api-version": "2022-07-31"}
    assert sent.body == {"displayName": "One", "simulated": True}


def test_deprecated_names_are_translated_both_ways() -> None:
    found = mapping("CreateOrUpdateADevicePreviewDeprecated")
    given = {"application": "contoso", "device_id": "d1", "instance_of": "dtmi:a;1", "approved": True}
    assert found.request(given).body == {"template": "dtmi:a;1", "enabled": True}
    assert found.result({"id": "d1", "template": "dtmi:a;1", "enabled": True}) == {
        "id": "d1",
        "instanceOf": "dtmi:a;1",
        "approved": True,
    }


def test_the_first_item_is_the_result() -> None:
    found = mapping("GetDeviceCommandResponse")
    assert found.result({"value": [{"id": "2"}, {"id": "1"}]}) == {"id": "2"}
    assert found.result({"value": []}) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"type": "email"}, {"type": "email"}),
        ({"email": "a@b.example"}, {"email": "a@b.example", "type": "email"}),
    ],
)
def test_tags_are_filled_in_where_they_are_missing(body: Any, expected: Any) -> None:
    given = {"application": "contoso", "user_id": "u1", "user_type": "email", "body": body}
    assert mapping("CreateUser").request(given).body == expected


def test_what_stands_for_itself_is_carried_out_by_nothing() -> None:
    assert mapping_of(Api("2022-07-31").operations["Devices_Get"]) is None
