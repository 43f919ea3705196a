"""A secret that the service has masked is never stored in place of the secret."""

from __future__ import annotations

import pytest
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import ApiToken, ConfigurationError
from iotcentral.patches import diff
from tests.support.loopback import Answer

BLOB = {
    "id": "b",
    "status": "waiting",
    "displayName": "B",
    "type": "blobstorage@v1",
    "authorization": {
        "type": "connectionString",
        "connectionString": "DefaultEndpointsProtocol=https;AccountKey=*****;EndpointSuffix=core.windows.net",
        "containerName": "c",
    },
}
WEBHOOK = {
    "id": "w",
    "displayName": "W",
    "type": "webhook@v1",
    "url": "https://w.example",
    "headerCustomizations": {"x-key": {"value": "*****", "secret": True}},
    "authorization": {
        "type": "oauth", "tokenUrl": "https://t.example", "clientId": "c", "clientSecret": "*****",
    },
}  # fmt: skip
FILES = {"connectionString": "AccountKey=*****", "container": "c"}


@pytest.fixture
def preview(server, token):
    with IoTCentral(server.url, ApiToken(token), limiter=None) as client:
        yield client


@pytest.mark.parametrize(
    ("call", "place"),
    [
        (lambda app: app.destinations.create("b", models.Destination.from_dict(BLOB)), "authorization.connectionString"),
        (lambda app: app.destinations.create("b", models.Destination.from_dict(BLOB).content()), "authorization.connectionString"),
        (lambda app: app.destinations.create("w", models.Destination.from_dict(WEBHOOK)), "x-key.value"),
        (lambda app: app.destinations.update("b", models.DestinationPatch.from_dict({"authorization": BLOB["authorization"]})), "connectionString"),
        (lambda app: app.file_uploads.create(models.FileUpload.from_dict(FILES)), "FileUpload.connectionString"),
        (lambda app: app.file_uploads.update(models.FileUploadPatch(connection_string="a=*****")), "FileUploadPatch.connectionString"),
        (lambda app: app.destinations.create("b", BLOB), "authorization.connectionString"),
        (lambda app: app.destinations.create("w", WEBHOOK), "x-key.value"),
        (lambda app: app.destinations.update("b", {"authorization": BLOB["authorization"]}), "connectionString"),
        (lambda app: app.file_uploads.create(FILES), "FileUpload.connectionString"),
        (lambda app: app.destinations.create("b", {"copied": [models.Destination.from_dict(BLOB)]}), "connectionString"),
    ],
)  # fmt: skip
def test_a_masked_secret_is_refused_by_the_name_of_its_member(preview, server, call, place):
    with pytest.raises(ConfigurationError, match=r"\*\*\*\*\*") as refused:
        call(preview)
    assert f"{place} is masked" in str(refused.value)
    assert "give the secret itself" in str(refused.value)
    assert server.received == []


def test_a_given_secret_is_sent(preview, server):
    server.will_answer(Answer(200, BLOB))
    authorization = {**BLOB["authorization"], "connectionString": "AccountKey=abc*d**="}
    preview.destinations.create("b", models.Destination.from_dict({**BLOB, "authorization": authorization}))
    assert server.received[0].json["authorization"] == authorization


def test_a_mask_in_a_member_that_is_no_secret_is_text(preview, server):
    server.will_answer(Answer(200, {"id": "d"}))
    preview.devices.create("d", models.Device(display_name="*****", additional_properties={"x": "*****"}))
    assert server.received[0].json == {"displayName": "*****", "x": "*****"}


@pytest.mark.parametrize(
    "body",
    [
        {"displayName": "*****", "x": "*****", "properties": {"clientSecret": "*****"}},
        {"displayName": 5, "x": "*****"},
    ],
    ids=["another member", "no device"],
)
def test_a_mask_in_a_mapping_that_is_no_secret_of_its_model_is_sent(preview, server, body):
    server.will_answer(Answer(200, {"id": "d"}))
    preview.devices.create("d", body)
    assert server.received[0].json == body


def test_a_patch_leaves_out_what_stays_masked(preview, server):
    old, new = models.Destination.from_dict(BLOB), models.Destination.from_dict({**BLOB, "displayName": "C"})
    server.will_answer(Answer(200, BLOB))
    preview.destinations.update("b", diff(old, new))
    assert server.received[0].json == {"displayName": "C"}
