"""Tests of relationships between gateways and the devices that connect through them."""

from __future__ import annotations

import iotcentral_v2022_10_31_preview
import pytest
from iotcentral_v2022_10_31_preview import models

from iotcentral import NotFoundError, UnprocessableEntityError

App = iotcentral_v2022_10_31_preview.IoTCentral


@pytest.fixture(autouse=True)
def devices(app: App) -> None:
    for id in ("gateway", "sensor", "lamp"):
        app.devices.create(id, models.Device())


def to(target: str, **more: str) -> models.DeviceRelationship:
    return models.DeviceRelationship(target=target, **more)


def test_a_relationship_is_created_replaced_changed_and_removed(app: App) -> None:
    created = app.devices.create_relationship("gateway", "r/1", to("sensor"))
    assert created.to_dict() == {"id": "r/1", "source": "gateway", "target": "sensor"}
    assert app.devices.get_relationship("gateway", "r/1") == created
    assert app.devices.create_relationship("gateway", "r/1", to("lamp", source="gateway")).target == "lamp"
    patch = models.DeviceRelationshipPatch(target="sensor", source=None)
    assert app.devices.update_relationship("gateway", "r/1", patch) == created
    app.devices.remove_relationship("gateway", "r/1")
    with pytest.raises(NotFoundError, match="r/1"):
        app.devices.get_relationship("gateway", "r/1")


def test_relationships_are_listed_page_by_page(app: App) -> None:
    for number in range(30):
        app.devices.create_relationship("gateway", f"r{number}", to("sensor"))
    app.devices.create_relationship("sensor", "r", to("lamp"))
    pages = list(app.devices.list_relationships("gateway", maxpagesize=12).pages())
    assert [len(page.items) for page in pages] == [12, 12, 6]
    assert [item.id for item in app.devices.list_relationships("gateway")] == [f"r{number}" for number in range(30)]
    assert list(app.devices.list_relationships("lamp")) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (models.DeviceRelationship(), "target"),
        (to("nobody"), "nobody"),
        (to("gateway"), "gateway"),
        (to("sensor", source="lamp"), "source"),
    ],
)
def test_a_relationship_leads_from_the_device_of_the_path_to_another(
    app: App, body: models.DeviceRelationship, said: str
) -> None:
    with pytest.raises(UnprocessableEntityError, match=said):
        app.devices.create_relationship("gateway", "r", body)


def test_a_gateway_is_not_reached_through_itself(app: App) -> None:
    app.devices.create_relationship("gateway", "r", to("sensor"))
    app.devices.create_relationship("sensor", "r", to("lamp"))
    with pytest.raises(UnprocessableEntityError, match="gateway"):
        app.devices.create_relationship("lamp", "r", to("gateway"))


def test_what_does_not_exist_is_not_found(app: App) -> None:
    with pytest.raises(NotFoundError):
        list(app.devices.list_relationships("nobody"))
    with pytest.raises(NotFoundError):
        app.devices.create_relationship("nobody", "r", to("sensor"))
    with pytest.raises(NotFoundError):
        app.devices.update_relationship("gateway", "r", models.DeviceRelationshipPatch(target="sensor"))
    with pytest.raises(NotFoundError):
        app.devices.remove_relationship("gateway", "r")
