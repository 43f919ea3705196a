"""Tests of the file upload configuration: applied, changed and deleted with a delay."""

from __future__ import annotations

import httpx
import pytest
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import ApiError, ConflictError, NotFoundError, PreconditionFailedError

STABLE = {"api-version": "2022-07-31"}
CONNECTION = "DefaultEndpointsProtocol=https;AccountName=contosouploads;AccountKey=bm90LWEtcmVhbC1rZXktMQ=="


def _body(**members) -> models.FileUpload:
    return models.FileUpload(**{"connection_string": CONNECTION, "container": "files", **members})


def test_there_is_none_in_the_beginning(app: IoTCentral) -> None:
    for call in (
        app.file_uploads.get,
        app.file_uploads.remove,
        lambda: app.file_uploads.update(models.FileUploadPatch(container="x")),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_it_is_pending_until_it_is_applied(app: IoTCentral, world) -> None:
    made = app.file_uploads.create(_body())
    assert made.to_dict() == {
        "connectionString": CONNECTION,
        "container": "files",
        "sasTtl": "PT1H",
        "readAccess": False,
        "state": "pending",
        "etag": made.etag,
    }
    assert app.file_uploads.get() == made
    world.clock.advance("PT5S")
    assert app.file_uploads.get().to_dict() == made.to_dict() | {"state": "succeeded"}


def test_what_is_no_connection_string_fails(app: IoTCentral, world) -> None:
    app.file_uploads.create(_body(connection_string="nonsense"))
    world.clock.advance("PT5S")
    assert app.file_uploads.get().state == "failed"


def test_a_change_is_updating_until_it_is_applied(app: IoTCentral, world) -> None:
    app.file_uploads.create(_body(account="contosouploads"))
    world.clock.advance("PT5S")
    changed = app.file_uploads.update(models.FileUploadPatch(sas_ttl="PT4H", account=None, read_access=True))
    assert (changed.state, changed.sas_ttl, changed.read_access) == ("updating", "PT4H", True)
    assert "account" not in changed.to_dict()
    world.clock.advance("PT5S")
    assert app.file_uploads.get().state == "succeeded"


def test_a_removed_one_is_deleting_and_then_gone(app: IoTCentral, world) -> None:
    app.file_uploads.create(_body())
    app.file_uploads.remove()
    assert app.file_uploads.get().state == "deleting"
    for call in (
        lambda: app.file_uploads.create(_body()),
        lambda: app.file_uploads.update(models.FileUploadPatch(container="x")),
    ):
        with pytest.raises(ConflictError):
            call()
    app.file_uploads.remove()
    world.clock.advance("PT5S")
    with pytest.raises(NotFoundError):
        app.file_uploads.get()
    assert app.file_uploads.create(_body()).state == "pending"
    world.clock.advance("PT1H")
    assert app.file_uploads.get().state == "succeeded"


def test_etags_are_checked(app: IoTCentral) -> None:
    made = app.file_uploads.create(_body())
    changed = app.file_uploads.update(models.FileUploadPatch(container="two"), if_match=made.etag)
    for call in (
        lambda: app.file_uploads.update(models.FileUploadPatch(container="three"), if_match=made.etag),
        lambda: app.file_uploads.create(_body(etag=made.etag)),
    ):
        with pytest.raises(PreconditionFailedError):
            call()
    assert app.file_uploads.create(_body(etag=changed.etag)).container == "files"


@pytest.mark.parametrize("ttl", ["", "1h", "PT0S", "P1Y", f"P{'9' * 400}D", "PT"])
def test_a_time_that_is_none_is_refused(app: IoTCentral, ttl: str) -> None:
    with pytest.raises(ApiError) as caught:
        app.file_uploads.create(_body(sas_ttl=ttl))
    assert caught.value.status_code == 422


@pytest.mark.parametrize("patch", [{"container": None}, {"connectionString": None}])
def test_what_is_needed_cannot_be_removed(app: IoTCentral, patch: dict) -> None:
    app.file_uploads.create(_body())
    with pytest.raises(ApiError) as caught:
        app.file_uploads.update(models.FileUploadPatch.from_dict(patch))
    assert caught.value.status_code == 422


def test_read_access_is_a_word_of_the_preview(app: IoTCentral, raw: httpx.Client) -> None:
    app.file_uploads.create(_body(read_access=True))
    assert "readAccess" not in raw.get("/api/fileUploads", params=STABLE).json()
    assert app.file_uploads.get().read_access is True
