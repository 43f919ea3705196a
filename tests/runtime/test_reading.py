"""Answers are read tolerantly and sent exactly; members that every answer holds are there, or said to be missing."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Mapping

import attrs
import iotcentral_connector_v3 as connector
import iotcentral_management_v2021_06_01 as management
import pytest
from iotcentral_v2022_10_31_preview import models

from iotcentral import UNSET, IoTCentralError, MissingMemberError, UsageError
from iotcentral.patches import diff
from tests.support.packages import PACKAGES

DEVICE = {"id": "t1", "etag": '"1"', "displayName": "T1", "enabled": True, "provisioned": False, "simulated": True}
WEBHOOK = {
    "id": "w",
    "status": "waiting",
    "displayName": "W",
    "type": "webhook@v1",
    "url": "https://w.example?code=s3cr3t",
}


@pytest.mark.parametrize(
    ("model", "content", "attribute"),
    [
        (models.Device, {"template": None}, "template"),
        (models.Device, {"organizations": None}, "organizations"),
        (models.DeviceCollection, {"value": [], "nextLink": None}, "next_link"),
        (models.Job, {"group": "g", "data": [], "progress": None}, "progress"),
        (models.Job, {"group": "g", "data": [], "end": None}, "end"),
        (models.TextFormatConfiguration, {"textSize": None}, "text_size"),
        (models.TextFormatConfiguration, {"wordWrap": None}, "word_wrap"),
    ],
)
def test_null_for_an_optional_member_is_read_as_absent_and_written_again(model, content, attribute):
    read = model.from_dict(content)
    assert getattr(read, attribute) is UNSET
    assert read.to_dict() == content
    assert copy.deepcopy(read).to_dict() == pickle.loads(pickle.dumps(read)).to_dict() == content


def test_null_for_an_absent_member_is_not_sent_and_no_change():
    read, absent = models.Device.from_dict({**DEVICE, "template": None}), models.Device.from_dict(DEVICE)
    assert read.to_body() == absent.to_body()
    assert diff(read, absent).to_body() == diff(absent, read).to_body() == {}
    read.template = "dtmi:t;1"
    assert read.to_dict()["template"] == "dtmi:t;1"


def test_null_stays_null_where_the_document_allows_it():
    assert models.FileUpload.from_dict({"connectionString": "c", "container": "c", "account": None}).account is None
    assert models.DevicePatch.from_dict({"displayName": None}).display_name is None
    assert (
        models.PropertyJobData.from_dict({"type": "property", "target": "t", "path": "p", "value": None}).value is None
    )


@pytest.mark.parametrize("content", [{}, {"id": None, "enabled": None}], ids=["absent", "null"])
@pytest.mark.parametrize(("name", "member"), [("id", "id"), ("enabled", "enabled"), ("display_name", "displayName")])
def test_a_member_that_an_answer_left_out_is_missed_when_it_is_read(name, member, content):
    device = models.Device.from_dict(content)
    with pytest.raises(MissingMemberError) as missed:
        getattr(device, name)
    error = missed.value
    assert isinstance(error, IoTCentralError)
    assert (error.model, error.member, error.name) == ("Device", member, name)
    assert all(word in str(error) for word in (f"Device.{name}", f'"{member}"', "getattr("))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    make, arguments, _ = error.__reduce__()
    assert str(make(*arguments)) == str(error)  # as Dask does it
    assert getattr(device, name, None) is None
    assert not hasattr(device, name)


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_model_without_such_members_is_compared_copied_shown_and_written(clone):
    device = models.Device.from_dict({"template": "dtmi:t;1"})
    assert clone(device) == device == models.Device(template="dtmi:t;1")
    assert repr(device) == "Device(template='dtmi:t;1')"
    assert clone(device).to_dict() == device.to_body() == {"template": "dtmi:t;1"}


def test_an_unknown_attribute_is_a_plain_attribute_error():
    with pytest.raises(AttributeError, match="'Device' object has no attribute 'colour'") as error:
        _ = models.Device().colour  # type: ignore[attr-defined]
    assert not isinstance(error.value, IoTCentralError)


def test_construction_needs_no_member_that_every_answer_holds():
    device = models.Device(display_name="T1", enabled=UNSET)
    assert (device.id, device.enabled) == (UNSET, UNSET)
    assert device.to_body() == {"displayName": "T1"}
    assert attrs.evolve(device, simulated=True).to_body() == {"displayName": "T1", "simulated": True}


@pytest.mark.parametrize("package", PACKAGES, ids=str)
def test_the_marks_are_those_of_the_evidence(package):
    marked = {
        (name, member)
        for name, schema in package.schemas.items()
        for member, part in schema.get("properties", {}).items()
        if part.get("x-always")
    }
    assert marked >= {("Device", name) for name in DEVICE}
    assert marked >= {("EnrollmentGroup", "etag"), ("FileUpload", "state"), ("Job", "status"), ("ApiToken", "id")}
    # published answers of groups have no etag, those of organizations do without a name
    assert marked.isdisjoint({("DeviceGroup", "etag"), ("Organization", "displayName"), ("ApiToken", "token")})


def test_replace_keeps_what_evolve_loses():
    content = {"x-new": {"a": 1}, **DEVICE, "template": None}
    device = models.Device.from_dict(content)
    changed = device.replace(enabled=False)
    assert changed.to_dict() == {**content, "enabled": False}
    assert [*changed.to_dict()] == [*content]
    assert (device.enabled, changed.id) == (True, "t1")
    assert attrs.evolve(device, enabled=False).to_dict() != changed.to_dict()
    changed.additional_properties["x-more"] = 1
    assert "x-more" not in device.additional_properties
    assert device.replace(template=UNSET).to_dict() == {"x-new": {"a": 1}, **DEVICE}
    assert device.replace(additional_properties={"y": 1}).additional_properties == {"y": 1}


def test_replace_of_a_variant_keeps_its_class_and_its_tag():
    user = models.User.from_dict({"id": "u", "type": "email", "email": "a@contoso.com", "roles": []})
    changed = user.replace(email="b@contoso.com")
    assert (type(changed), changed.id, changed.type) == (models.EmailUser, "u", "email")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"id": "x"}, "is set by the service"),
        ({"colour": 1}, "is not an attribute"),
        ({"displayName": 1}, "display_name"),
    ],
)
def test_replace_refuses_what_cannot_be_set(change, word):
    with pytest.raises(UsageError, match=word) as error:
        models.Device.from_dict(DEVICE).replace(**change)
    assert isinstance(error.value, TypeError)
    assert "Device.replace" in str(error.value)


def test_content_is_what_another_application_can_take():
    device = models.Device.from_dict({**DEVICE, "x-new": 1, "template": None})
    content = device.content()
    assert content.to_dict() == {"displayName": "T1", "enabled": True, "simulated": True, "x-new": 1, "template": None}
    assert content.to_body() == {"displayName": "T1", "enabled": True, "simulated": True, "x-new": 1}
    assert device.to_dict()["etag"] == '"1"'


def test_content_has_no_etag_at_any_depth():
    certificate = {"verified": True, "etag": '"c"', "info": {"sha1Thumbprint": "ab"}, "certificate": "MII"}
    group = models.EnrollmentGroup.from_dict(
        {
            "id": "g",
            "etag": '"g"',
            "displayName": "G",
            "enabled": True,
            "type": "iot",
            "attestation": {"type": "x509", "x509": {"signingCertificates": {"primary": certificate}}},
        }
    )
    content = group.content().to_dict()
    assert "etag" not in str(content)
    assert content["attestation"]["x509"]["signingCertificates"]["primary"] == {"verified": True, "certificate": "MII"}


def test_an_etag_that_the_document_does_not_name_is_left_out_but_a_property_of_that_name_is_not():
    assert models.Organization.from_dict({"id": "o", "etag": '"1"'}).content().to_dict() == {}
    assert models.DeviceProperties.from_dict({"etag": 5}).content().to_dict() == {"etag": 5}


def test_a_patch_between_applications_carries_no_etag():
    there = models.Device.from_dict({**DEVICE, "etag": '"other"', "displayName": "T2"})
    assert diff(models.Device.from_dict(DEVICE), there).to_body() == {"displayName": "T2"}
    assert diff(models.Device.from_dict(DEVICE), there.content()).to_body() == {"displayName": "T2"}


def test_properties_read_like_a_mapping():
    properties = models.DeviceProperties.from_dict({"fan": 3, "$metadata": {"fan": {"desiredValue": 3}}})
    assert isinstance(properties, Mapping)
    assert properties["fan"] == properties.get("fan") == 3
    assert (properties.get("light"), properties.get("light", 0)) == (None, 0)
    assert [*properties] == [*properties.keys()] == ["fan", "$metadata"]
    assert ("fan" in properties, "light" in properties, len(properties)) == (True, False, 2)
    assert dict(properties.items())["fan"] == 3
    assert 3 in properties.values()
    with pytest.raises(KeyError, match="light"):
        properties["light"]
    properties.additional_properties["light"] = True
    assert properties["light"] is True
    assert models.DeviceProperties.from_dict(properties) == properties
    assert (
        repr(models.DevicePropertiesPatch(additional_properties={"fan": None}))
        == "DevicePropertiesPatch({'fan': None})"
    )


def test_the_repr_of_a_map_shows_values_but_no_secrets():
    shown = repr(
        models.DeviceProperties.from_dict(
            {"fan": 3, "wifiPassword": "s3cr3t", "deep": [{"apiKey": "s3cr3t", "on": True}]}
        )
    )
    assert shown == "DeviceProperties({'fan': 3, 'wifiPassword': '***', 'deep': [{'apiKey': '***', 'on': True}]})"


def test_a_list_without_pages_reads_like_a_sequence():
    components = models.Collection.from_dict({"value": [{"name": "a"}, {"name": "b"}], "nextLink": None})
    assert [component["name"] for component in components] == ["a", "b"]
    assert (len(components), components[-1], components[:1]) == (2, {"name": "b"}, [{"name": "a"}])
    with pytest.raises(IndexError):
        components[2]
    assert [device.id for device in models.DeviceCollection.from_dict({"value": [DEVICE]})] == ["t1"]


@pytest.mark.parametrize(
    ("model", "attribute"),
    [
        (models.WebhookV1Destination.from_dict(WEBHOOK), "url"),
        (models.Destination.from_dict(WEBHOOK), "url"),
        (models.DestinationPatch(url="https://w.example?code=s3cr3t"), "url"),
        (models.ExternalContentTileConfiguration(source_url="https://w.example?code=s3cr3t"), "source_url"),
        (models.WebhookV1DestinationCustomization(value="s3cr3t"), "value"),
        (connector.models.RuleSubscription(callback_url="https://w.example?sig=s3cr3t"), "callback_url"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_an_address_that_can_hold_a_key_is_not_shown(model, attribute):
    assert f"{attribute}='" not in repr(model)
    assert "s3cr3t" not in repr(model) + model._repr_html_()
    assert "s3cr3t" in getattr(model, attribute)


@pytest.mark.parametrize(
    "name",
    ["app", "credential", "base_domain", "scope", "timeout", "retry", "limiter", "hooks", "transport"],
)
def test_help_lists_the_arguments_of_a_data_plane_client(name):
    for package in PACKAGES:
        for client in (package.client, package.async_client):
            assert f"\n    {name}: " in (inspect.getdoc(client) or "")


def test_help_lists_the_arguments_of_every_other_client():
    for client in (connector.Connector, connector.AsyncConnector):
        assert "\n    base_domain: " in (inspect.getdoc(client) or "")
    for client in (management.IoTCentralManagement, management.AsyncIoTCentralManagement):
        assert "\n    subscription_id: " in (inspect.getdoc(client) or "")
    for own in (type("Own", (connector.Connector,), {"__doc__": "Mine."}), type("Own", (connector.Connector,), {})):
        assert own.__doc__ is None or (inspect.getdoc(own) or "").startswith("Mine.\n\nArgs:")
