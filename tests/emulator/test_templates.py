"""Tests of device templates over HTTP: the envelope, the model, etags, lists and deletion."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import ConflictError, NotFoundError, PreconditionFailedError, UnprocessableEntityError

from .models_of_devices import ROOM, TEMPLATE, interface, prop, telemetry, template

STABLE = {"api-version": "2022-07-31"}


def created(app: IoTCentral, template_id: str = TEMPLATE, **more: Any) -> models.DeviceTemplate:
    return app.device_templates.create(template_id, models.DeviceTemplate.from_dict({**ROOM, **more}))


def test_a_template_is_published_as_it_is_created(app: IoTCentral) -> None:
    made = created(app)
    found = app.device_templates.get(TEMPLATE)
    assert found == made
    assert found.id == TEMPLATE
    assert found.etag


def test_properties_with_bounds_come_back_as_numbers(app: IoTCentral) -> None:
    contents = created(app).to_dict()["capabilityModel"]["contents"]
    types = {content["name"]: content["@type"] for content in contents}
    assert types["target"] == ["Property", "NumberValue"]
    assert types["serialNumber"] == ["Property"]


def test_the_stable_version_answers_alike(stable: Any, app: IoTCentral) -> None:
    created(app)
    assert stable.device_templates.get(TEMPLATE).to_dict() == app.device_templates.get(TEMPLATE).to_dict()
    assert [found.id for found in stable.device_templates.list()] == [TEMPLATE]


def test_a_template_takes_its_name_from_its_model(app: IoTCentral) -> None:
    body = {**template(), "displayName": None}
    del body["displayName"]
    body["capabilityModel"]["displayName"] = {"de": "Raum", "en": "Room"}
    assert app.device_templates.create("t", models.DeviceTemplate.from_dict(body)).display_name == "Room"


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        (interface("Room"), "capabilityModel"),
        ({**ROOM, "@type": ["DeviceModel"]}, "ModelDefinition"),
        ({**ROOM, "@type": "ModelDefinition"}, "@type"),
        ({**ROOM, "@id": "dtmi:contoso:Other;1"}, "should equal the id in the path"),
        ({**ROOM, "capabilityModel": {**ROOM["capabilityModel"], "@id": TEMPLATE}}, "should differ"),
        (template(telemetry("t", "number")), "capabilityModel.contents[0].schema"),
    ],
)
def test_what_is_no_template_is_refused(raw: httpx.Client, body: Any, clause: str) -> None:
    response = raw.put(f"/api/deviceTemplates/{TEMPLATE}", params=STABLE, json=body)
    assert response.status_code == 422, response.text
    assert response.json()["error"]["code"] == "InvalidBody"
    assert clause in response.json()["error"]["message"]


def test_updates_merge_and_replace_arrays(app: IoTCentral) -> None:
    made = created(app)
    renamed = app.device_templates.update(TEMPLATE, models.DeviceTemplatePatch(display_name="Hall"))
    assert renamed.display_name == "Hall"
    assert renamed.capability_model == made.capability_model
    assert renamed.etag != made.etag
    contents = [*made.to_dict()["capabilityModel"]["contents"], telemetry("more", "double")]
    patch = models.DeviceTemplatePatch(capability_model={"contents": contents})
    assert app.device_templates.update(TEMPLATE, patch).to_dict()["capabilityModel"]["contents"] == contents


def test_an_update_may_not_break_the_model(app: IoTCentral) -> None:
    created(app)
    patch = models.DeviceTemplatePatch(capability_model={"contents": [prop("p", "nothing")]})
    with pytest.raises(UnprocessableEntityError, match="should be the name of a schema"):
        app.device_templates.update(TEMPLATE, patch)


def test_stale_etags_are_refused(app: IoTCentral) -> None:
    made = created(app)
    app.device_templates.update(TEMPLATE, models.DeviceTemplatePatch(display_name="Hall"))
    with pytest.raises(PreconditionFailedError):
        app.device_templates.update(TEMPLATE, models.DeviceTemplatePatch(display_name="Attic", etag=made.etag))
    with pytest.raises(PreconditionFailedError):
        created(app, etag=made.etag)


def test_templates_that_devices_use_stay(app: IoTCentral) -> None:
    created(app)
    app.devices.create("d1", models.Device(template=TEMPLATE))
    with pytest.raises(ConflictError):
        app.device_templates.remove(TEMPLATE)
    app.devices.remove("d1")
    app.device_templates.remove(TEMPLATE)
    with pytest.raises(NotFoundError):
        app.device_templates.get(TEMPLATE)


def test_what_is_not_there_is_not_found(app: IoTCentral) -> None:
    for call in (app.device_templates.get, app.device_templates.remove):
        with pytest.raises(NotFoundError):
            call("dtmi:contoso:None;1")
    with pytest.raises(NotFoundError):
        app.device_templates.update("dtmi:contoso:None;1", models.DeviceTemplatePatch())


def test_lists_are_filtered_and_sorted(app: IoTCentral) -> None:
    for name in ("B", "A", "C"):
        body = models.DeviceTemplate.from_dict(template(template_id=f"dtmi:contoso:{name};1"))
        app.device_templates.create(f"dtmi:contoso:{name};1", body)

    def names(**query: Any) -> list[str]:
        return [found.display_name for found in app.device_templates.list(**query)]

    assert names() == ["B", "A", "C"]
    assert names(orderby="displayName desc", maxpagesize=1) == ["C", "B", "A"]
    assert names(filter="'@id' eq 'dtmi:contoso:A;1'") == ["A"]
    assert names(filter="capabilityModelId eq 'dtmi:contoso:CModel;1'") == ["C"]
    assert names(filter="contains(displayName, 'B') or displayName eq 'A'") == ["B", "A"]


def test_bodies_of_any_depth_get_an_answer(raw: httpx.Client) -> None:
    url = f"/api/deviceTemplates/{TEMPLATE}"
    for depth in (100, 240, 300, 600, 900, 2000):
        model = '{"@id":"dtmi:a:b;1","@type":"Interface","deep":' + '{"a":' * depth + "1" + "}" * depth + "}"
        body = '{"@type":["ModelDefinition"],"capabilityModel":' + model + "}"
        response = raw.put(url, params=STABLE, content=body, headers={"content-type": "application/json"})
        assert response.status_code in {200, 400, 422}, depth
