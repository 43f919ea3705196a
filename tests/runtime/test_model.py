"""Models lose nothing, send only what may be sent, and show no secrets."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from iotcentral_v2022_07_31 import models

from iotcentral import UNSET, DecodingError

USER = {"id": "u1", "type": "email", "email": "a@contoso.com", "roles": [{"role": "r1"}]}
JOB = {
    "status": "complete",
    "x-odata": {"kept": [1, None]},
    "data": [{"type": "property", "target": "dtmi:t;1", "path": "speed", "value": None, "x-extra": True}],
    "group": "g1",
    "batch": {"value": 25.5, "type": "percentage", "x-deep": "kept"},
    "start": "2026-01-31T08:30:15.1234567Z",
    "progress": {"total": 3},
    "id": "j1",
}
CERTIFICATES = {
    "type": "x509",
    "x509": {"clientCertificates": {"primary": {"certificate": "MII", "info": {"sha1Thumbprint": "ab"}}}},
}
UNKNOWN = [
    (models.User, models.UnknownUser, {"type": "robot", "serial": {"n": 1}, "id": "u", "roles": []}),
    (models.JobData, models.UnknownJobData, {"x": [1], "type": "firmware"}),
    (models.Attestation, models.UnknownAttestation, {"type": "quantum", "key": "s3cr3t"}),
]


def refusal(model, content) -> DecodingError:
    with pytest.raises(DecodingError) as caught:
        model.from_dict(content)
    return caught.value


@pytest.mark.parametrize(
    ("model", "content"),
    [
        (models.Job, JOB),
        (models.User, USER),
        (models.Attestation, CERTIFICATES),
        (models.DeviceProperties, {"b": {"a": 1}}),
    ],
)
def test_content_comes_out_as_it_went_in_in_the_same_order(model, content):
    written = model.from_dict(content).to_dict()
    assert written == content
    assert [*written] == [*content]


def test_nested_members_keep_their_order_and_their_unknown_members():
    written = models.Job.from_dict(JOB).to_body()
    assert [*written["batch"]] == ["value", "type", "x-deep"]
    assert written["data"][0]["x-extra"] is True
    assert written["x-odata"] == {"kept": [1, None]}


def test_members_set_later_follow_those_received():
    device = models.Device.from_dict({"x-new": 1, "template": "dtmi:t;1"})
    device.display_name = "T1"
    device.additional_properties["x-later"] = 2
    assert [*device.to_dict()] == ["x-new", "template", "displayName", "x-later"]


def test_absent_and_null_are_different():
    patch = models.DevicePatch(display_name=None, enabled=False)
    assert patch.template is UNSET
    assert patch.to_body() == {"displayName": None, "enabled": False}
    assert models.DevicePatch().to_body() == {}
    assert models.DevicePatch.from_dict({"displayName": None}).display_name is None


def test_a_received_member_is_withdrawn_by_unset_and_cleared_by_none():
    patch = models.DevicePatch.from_dict({"displayName": "T1", "template": "dtmi:t;1"})
    patch.display_name, patch.template = UNSET, None
    assert patch.to_body() == {"template": None}


def test_null_survives_where_any_value_is_allowed():
    assert models.PropertyJobData(target="t", path="p", value=None).to_body()["value"] is None
    assert "value" not in models.PropertyJobData(target="t", path="p").to_body()


@pytest.mark.parametrize("name", ["id", "start", "end", "progress", "status"])
def test_read_only_members_are_no_constructor_arguments(name):
    with pytest.raises(TypeError, match=name):
        models.Job(group="g", data=[], **{name: "x"})
    assert getattr(models.Job(group="g", data=[]), name) is UNSET


def test_constructors_take_keywords_only():
    with pytest.raises(TypeError):
        models.Device("etag")


@pytest.mark.parametrize(
    ("model", "content", "body"),
    [
        (models.Device, {"id": "d", "provisioned": True, "enabled": True}, {"enabled": True}),
        (models.User, USER, {key: value for key, value in USER.items() if key != "id"}),
        (
            models.DeviceCollection,
            {"value": [{"id": "d", "template": "t"}, {"provisioned": False}]},
            {"value": [{"template": "t"}, {}]},
        ),
        (
            models.Attestation,
            CERTIFICATES,
            {"type": "x509", "x509": {"clientCertificates": {"primary": {"certificate": "MII"}}}},
        ),
    ],
)
def test_a_body_leaves_read_only_members_out_at_every_depth(model, content, body):
    assert model.from_dict(content).to_body() == body


def test_an_unchanged_date_time_keeps_its_seven_digits():
    telemetry = models.DeviceTelemetry.from_dict({"value": 1, "timestamp": "2026-01-31T08:30:15.1234567Z"})
    assert telemetry.timestamp == datetime(2026, 1, 31, 8, 30, 15, 123456, tzinfo=UTC)
    assert telemetry.to_body()["timestamp"] == "2026-01-31T08:30:15.1234567Z"


def test_a_changed_date_time_is_written_anew():
    telemetry = models.DeviceTelemetry.from_dict({"timestamp": "2026-01-31T08:30:15.1234567Z"})
    telemetry.timestamp += timedelta(days=1)
    assert telemetry.to_body()["timestamp"] == "2026-02-01T08:30:15.123456Z"


def test_a_date_time_in_place_of_other_text_is_written_anew():
    telemetry = models.DeviceTelemetry.from_dict({"value": "never"})
    telemetry.value = datetime(2026, 1, 31, tzinfo=UTC)
    assert telemetry.to_body() == {"value": "2026-01-31T00:00:00Z"}


def test_a_date_time_without_zone_is_local_time():
    local = datetime(2026, 1, 31, 8, 30)
    written = models.DeviceTelemetry(timestamp=local).to_body()["timestamp"]
    assert datetime.fromisoformat(written) == local.astimezone()


def test_python_values_in_free_form_content_are_written_as_json():
    content = {
        "when": datetime(2026, 1, 31, tzinfo=UTC),
        "day": date(2026, 1, 31),
        "who": UUID(int=1),
        "kind": models.JobBatchType.PERCENTAGE,
        "model": models.Device.from_dict({"id": "d", "template": "t"}),
        "tuple": (1, [date(2026, 1, 31)]),
    }
    assert models.DeviceProperties(additional_properties=content).to_body() == {
        "when": "2026-01-31T00:00:00Z",
        "day": "2026-01-31",
        "who": "00000000-0000-0000-0000-000000000001",
        "kind": "percentage",
        "model": {"template": "t"},
        "tuple": [1, ["2026-01-31"]],
    }


@pytest.mark.parametrize("value", [timedelta(hours=1), object(), {1, 2}, float("nan"), float("inf")])
def test_a_value_without_json_form_is_refused_with_advice(value):
    with pytest.raises(TypeError, match=r"has no JSON form; (write|use) "):
        models.DeviceTelemetry(value={"deep": [value]}).to_body()


@pytest.mark.parametrize(
    "model",
    [
        models.SymmetricKey(primary_key="s3cr3t", secondary_key="s3cr3t"),
        models.DeviceCredentials(
            id_scope="0ne",
            symmetric_key=models.SymmetricKey.from_dict({"primaryKey": "s3cr3t", "secondaryKey": "s3cr3t"}),
        ),
        models.ApiToken.from_dict({"roles": [], "token": "s3cr3t"}),
        models.FileUpload(connection_string="s3cr3t", container="c"),
        models.Device(additional_properties={"key": "s3cr3t"}),
        models.DeviceProperties.from_dict({"nested": {"key": "s3cr3t"}}),
        models.Attestation.from_dict({"type": "quantum", "key": "s3cr3t"}),
    ],
    ids=lambda model: type(model).__name__,
)
def test_repr_hides_secrets_and_the_values_of_unknown_members(model):
    assert "s3cr3t" not in repr(model)
    assert repr(model).startswith(f"{type(model).__name__}(")
    assert "s3cr3t" in str(model.to_dict())


def test_repr_shows_members_and_the_names_of_unknown_ones():
    device = models.Device.from_dict({"displayName": "T1", "x-new": 5})
    assert repr(device) == "Device(display_name='T1', additional_properties=<x-new>)"


def test_models_are_equal_by_content():
    one = models.Device.from_dict({"displayName": "T1", "x-new": 5})
    other = models.Device(display_name="T1", additional_properties={"x-new": 5})
    assert one == other
    other.additional_properties["x-new"] = 6
    assert one != other
    other.additional_properties["x-new"] = 5
    other.display_name = None
    assert one != other


def test_models_of_different_classes_are_not_equal():
    assert models.Device(template="t") != models.DevicePatch(template="t")
    assert models.Device() != {}


def test_additional_properties_can_be_added_changed_and_removed():
    properties = models.DeviceProperties.from_dict({"speed": 1, "mode": "auto", "$metadata": {}})
    properties.additional_properties["speed"] = 2
    properties.additional_properties["light"] = True
    del properties.additional_properties["$metadata"]
    assert properties.to_body() == {"speed": 2, "mode": "auto", "light": True}


def test_the_mapping_that_a_model_was_made_from_stays_as_it_was():
    content = {"displayName": "T1", "x-new": 5}
    device = models.Device.from_dict(content)
    device.display_name = "T2"
    device.additional_properties["x-new"] = 6
    assert content == {"displayName": "T1", "x-new": 5}


@pytest.mark.parametrize(
    "clone",
    [copy.copy, copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))],
    ids=["copy", "deepcopy", "pickle"],
)
@pytest.mark.parametrize(
    ("model", "content"), [(models.Job, JOB), (models.User, USER), (models.Attestation, CERTIFICATES)]
)
def test_copies_are_equal_and_write_the_same(clone, model, content):
    original = model.from_dict(content)
    copied = clone(original)
    assert copied == original
    assert copied.to_dict() == content


def test_a_deep_copy_shares_nothing():
    original = models.Job.from_dict(JOB)
    copied = copy.deepcopy(original)
    copied.batch.value = 1
    copied.additional_properties["x-odata"]["kept"].clear()
    assert original.to_dict() == JOB


@pytest.mark.parametrize(
    ("model", "content", "path", "expected", "found"),
    [
        (models.Device, {"id": 5}, "Device.id", "a string", "the number 5"),
        (models.Job, {**JOB, "group": None}, "Job.group", "a string", "null"),
        (models.Device, {"organizations": ["a", 1]}, "Device.organizations[1]", "a string", "the number 1"),
        (models.Device, [], "Device", "an object", "an array"),
        (models.Device, "device", "Device", "an object", 'the string "device"'),
        (models.Device, None, "Device", "an object", "null"),
        (models.Job, {"data": []}, "Job.group", "a string", "nothing"),
        (models.Job, {"group": "g"}, "Job.data", "an array", "nothing"),
        (models.Job, {**JOB, "batch": {"type": "number"}}, "Job.batch.value", "a number", "nothing"),
        (models.Job, {**JOB, "batch": {"type": "all", "value": 1}}, "Job.batch.type", 'one of "number", "percentage"', 'the string "all"'),
        (models.Job, {**JOB, "batch": []}, "Job.batch", "an object", "an array"),
        (models.Job, {**JOB, "progress": {"total": 1.5}}, "Job.progress.total", "a whole number", "the number 1.5"),
        (models.Job, {**JOB, "data": [JOB["data"][0], {}]}, "Job.data[1].type", "a string", "nothing"),
        (models.Job, {**JOB, "data": [{"type": "property", "path": "p"}]}, "Job.data[0].target", "a string", "nothing"),
        (models.DeviceCollection, {"value": [{}, {"id": 1}]}, "DeviceCollection.value[1].id", "a string", "the number 1"),
        (models.User, {"roles": []}, "User.type", "a string", "nothing"),
        (models.User, {"type": "email", "roles": []}, "User.email", "a string", "nothing"),
        (models.EmailUser, {**USER, "type": "adGroup"}, "EmailUser.type", '"email"', 'the string "adGroup"'),
    ],
)  # fmt: skip
def test_wrong_content_is_refused_with_model_and_place(model, content, path, expected, found):
    error = refusal(model, content)
    assert (error.path, error.expected, error.found) == (path, expected, found)
    assert str(error) == f"{path}: expected {expected}, found {found}"


def test_a_wrong_date_time_names_its_place():
    error = refusal(models.Job, {**JOB, "start": "2026-01-31T08:30:15"})
    assert error.path == "Job.start"
    assert "time zone" in error.expected


@pytest.mark.parametrize(
    ("model", "content", "path"),
    [
        (models.SymmetricKey, {"primaryKey": 31337}, "SymmetricKey.primaryKey"),
        (models.ApiToken, {"roles": [], "token": ["31337"]}, "ApiToken.token"),
        (models.FileUpload, {"container": "c", "connectionString": {"a": 31337}}, "FileUpload.connectionString"),
    ],
)
def test_a_secret_of_the_wrong_form_is_not_shown(model, content, path):
    error = refusal(model, content)
    assert error.path == path
    assert "secret" in error.found
    assert "31337" not in repr(error) + str(error)


def test_a_missing_secret_is_said_to_be_missing():
    assert refusal(models.SymmetricKey, {"primaryKey": "a"}).found == "nothing"


def test_a_union_gives_the_variant_of_its_tag():
    user = models.User.from_dict(USER)
    assert type(user) is models.EmailUser
    assert isinstance(user, models.User)
    assert user.email == "a@contoso.com"
    assert models.EmailUser(email="b@contoso.com", roles=[]).to_body()["type"] == "email"


@pytest.mark.parametrize(("base", "unknown", "content"), UNKNOWN)
def test_an_unknown_tag_keeps_everything(base, unknown, content):
    model = base.from_dict(content)
    assert type(model) is unknown
    assert isinstance(model, base)
    assert model.type == content["type"]
    assert model.to_dict() == content
    assert [*model.to_dict()] == [*content]
    assert copy.deepcopy(model) == model
