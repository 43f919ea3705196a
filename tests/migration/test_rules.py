"""The rules of a migration: what a template says, twins, limits, models, enrollments, routes."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from ssl import DER_cert_to_PEM_cert
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from iotcentral.errors import ConfigurationError
from iotcentral.migration._capabilities import TemplateScope, scope_of_template
from iotcentral.migration._certificates import certificates_in
from iotcentral.migration._devices import moved_device
from iotcentral.migration._enrollments import enrollment_group, individual_enrollment
from iotcentral.migration._hub_devices import authentication_of, initial_twin
from iotcentral.migration._keys import KeySource
from iotcentral.migration._models import model_path, models_of_templates
from iotcentral.migration._report import NotMoved, Tally
from iotcentral.migration._twin_limits import DESIRED_BYTES, TAG_BYTES, fitting
from iotcentral.migration._twins import SplitTwin, twin_of

from .contents import KEY, TEMPLATE

SCOPE = scope_of_template(TEMPLATE)


def test_a_template_tells_cloud_writable_and_read_only_properties_apart() -> None:
    assert (SCOPE.cloud, SCOPE.writable, SCOPE.read_only) == ({"customer"}, {"targetTemperature"}, {"serialNumber"})
    assert SCOPE.components["fan"].writable == {"maximum"}
    assert [*SCOPE.telemetry] == ["temperature", "humidity", "place", "door"]


def test_an_interface_has_the_contents_of_those_that_it_extends_also_if_these_go_in_a_circle() -> None:
    def interface(name: str, property: str, base: str) -> dict[str, Any]:
        contents = [{"@type": "Property", "name": property, "schema": "string"}]
        return {"@id": f"dtmi:x:{name};1", "@type": "Interface", "contents": contents, "extends": f"dtmi:x:{base};1"}

    inner = interface("B", "b", "A")
    component = {"@type": "Component", "name": "part", "schema": inner}
    outer = interface("A", "a", "B")
    outer["contents"].append(component)
    scope = scope_of_template({"capabilityModel": outer})
    assert scope.read_only >= {"a", "b"}
    assert scope.components["part"].read_only >= {"b"}


def test_a_twin_has_each_property_where_it_belongs() -> None:
    properties = {
        "customer": "Fabrikam",
        "serialNumber": "CR-1",
        "targetTemperature": 5,
        "fan": {"$metadata": {"maximum": {"desiredValue": 40, "desiredVersion": 2}}},
        "$metadata": {
            "customer": {"lastUpdateTime": "2026-03-01T00:00:00Z"},
            "targetTemperature": {"desiredValue": 6, "ackCode": 200, "ackVersion": 3, "ackDescription": "done"},
        },
    }
    twin = twin_of(properties, SCOPE)
    assert twin.cloud == {"customer": "Fabrikam"}
    assert twin.desired == {"targetTemperature": 6, "fan": {"__t": "c", "maximum": 40}}
    assert twin.reported == {
        "serialNumber": "CR-1",
        "targetTemperature": {"value": 5, "ac": 200, "av": 3, "ad": "done"},
    }


def test_without_a_template_what_has_a_desired_value_is_desired() -> None:
    properties = {"a": 1, "b": 2, "$metadata": {"b": {"desiredValue": 3}}, "part": {"c": 4, "$metadata": {}}}
    twin = twin_of(properties, TemplateScope())
    assert twin == SplitTwin({}, {"b": 3}, {"a": 1, "b": 2, "part": {"__t": "c", "c": 4}})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a.b", 1),
        ("$a", 1),
        ("a b", 1),
        ("a\x07", 1),
        ("k" * 1025, 1),
        ("long", "x" * 4097),
        ("large", 2**52),
        ("list", [{"a.b": 1}]),
        ("deep", {"2": {"3": {"4": {"5": {"6": {"7": {"8": {"9": {"10": {"11": {"12": 1}}}}}}}}}}}),
    ],
)
def test_what_a_hub_does_not_take_is_left_out_and_told(name: str, value: Any) -> None:
    kept, left = fitting({name: value, "fine": True}, DESIRED_BYTES)
    assert kept == {"fine": True}
    assert [path for path, _ in left] == [name]


def test_a_member_of_a_component_is_left_out_alone() -> None:
    kept, left = fitting({"fan": {"__t": "c", "fine": 1, "large": 2**60}}, DESIRED_BYTES)
    assert kept == {"fan": {"__t": "c", "fine": 1}}
    assert [path for path, _ in left] == ["fan.large"]


def test_the_largest_cloud_properties_are_left_out_of_tags_that_are_too_large() -> None:
    cloud = {f"p{number}": "x" * 3000 for number in range(3)} | {"small": "y"}
    begins_with, left = initial_twin({"id": "d", "displayName": "D"}, SplitTwin(cloud, {}, {}))
    assert begins_with["tags"]["displayName"] == "D"
    assert begins_with["tags"]["cloudProperties"].keys() == {"p1", "p2", "small"}
    assert [path for path, _ in left] == ["tags.cloudProperties.p0"]
    assert len(str(begins_with["tags"])) <= TAG_BYTES


def test_a_model_is_plain_and_each_interface_has_a_file_of_its_own() -> None:
    models, left = models_of_templates([TEMPLATE])
    room = {content["name"]: content for content in models["dtmi:contoso:RoomModel;1"]["contents"]}
    assert models.keys() == {"dtmi:contoso:RoomModel;1", "dtmi:contoso:Fan;1"}
    assert "customer" not in room
    assert room["fan"]["schema"] == "dtmi:contoso:Fan;1"
    assert room["temperature"] == {
        "@type": ["Telemetry", "Temperature"],
        "name": "temperature",
        "schema": "double",
        "unit": "degreeCelsius",
    }
    assert room["humidity"]["@type"] == ["Telemetry", "RelativeHumidity"]
    assert [field["name"] for field in room["place"]["schema"]["fields"]] == ["lat", "lon", "alt"]
    assert [thing.id.partition(" ")[2] for thing in left] == [
        "temperature (decimalPlaces)",
        "place (Location)",
        "door (State)",
        "customer",
    ]


def test_a_unit_without_its_semantic_type_is_left_out() -> None:
    contents = [{"@type": ["Telemetry", "Temperature"], "name": "t", "schema": "double", "unit": "percent"}]
    model = {"@id": "dtmi:x:M;1", "@type": "Interface", "contents": contents}
    models, left = models_of_templates([{"@id": "dtmi:x:T;1", "capabilityModel": model}])
    assert models["dtmi:x:M;1"]["contents"] == [{"@type": "Telemetry", "name": "t", "schema": "double"}]
    assert [thing.id for thing in left] == ["dtmi:x:T;1 t (Temperature, unit)"]


def test_interfaces_that_differ_under_one_id_and_those_without_a_valid_one_are_told() -> None:
    def template(name: str, display: str) -> dict[str, Any]:
        interface = {"@id": "dtmi:x:M;1", "@type": "Interface", "displayName": display}
        return {"@id": f"dtmi:x:{name};1", "capabilityModel": interface}

    old = {"@id": "dtmi:x:Old;1", "capabilityModel": {"@id": "urn:x:m:1", "@type": "Interface"}}
    models, left = models_of_templates([template("A", "one"), template("B", "other"), template("C", "one"), old])
    assert models["dtmi:x:M;1"]["displayName"] == "one"
    assert [thing.id for thing in left] == ["dtmi:x:B;1", "dtmi:x:Old;1"]


def test_the_path_of_a_model_is_that_of_the_convention() -> None:
    assert model_path("dtmi:com:Example:Thermostat;1") == "dtmi/com/example/thermostat-1.json"


SYMMETRIC = {"type": "symmetricKey", "symmetricKey": {"primaryKey": KEY, "secondaryKey": KEY}}


def test_keys_are_written_on_demand_alone() -> None:
    group = {"id": "g", "type": "iotEdge", "enabled": False, "attestation": SYMMETRIC}
    with_keys, without = (enrollment_group(group, with_keys=each, certificates={}) for each in (True, False))
    assert isinstance(with_keys, dict)
    assert isinstance(without, dict)
    assert with_keys["attestation"] == SYMMETRIC
    assert without == {**with_keys, "attestation": {"type": "symmetricKey"}}
    assert (without["capabilities"], without["provisioningStatus"]) == ({"iotEdge": True}, "disabled")
    own = individual_enrollment({"id": "d"}, SYMMETRIC, {}, with_keys=False)
    assert KEY not in str(own)


def test_a_device_with_a_certificate_is_known_to_a_hub_by_its_thumbprint_and_has_no_enrollment() -> None:
    info = {"info": {"sha1Thumbprint": "ab" * 20}}
    attestation = {"type": "x509", "x509": {"clientCertificates": {"primary": info}}}
    assert authentication_of(attestation) == {
        "type": "selfSigned",
        "x509Thumbprint": {"primaryThumbprint": "AB" * 20},
    }
    assert isinstance(individual_enrollment({"id": "d"}, attestation, {}, with_keys=True), NotMoved)


def certificate(name: str) -> bytes:
    """Return a certificate that signs itself, in DER."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime(2026, 3, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number(), now, now)
    return made.sign(key, SHA256()).public_bytes(Encoding.DER)


def test_certificates_find_their_groups_by_their_thumbprints(tmp_path: Path) -> None:
    ders = [certificate(name) for name in ("first", "second", "other")]
    (tmp_path / "bundle.pem").write_text("".join(map(DER_cert_to_PEM_cert, ders[:2])))
    (tmp_path / "other.der").write_bytes(ders[2])
    found = certificates_in([tmp_path / "bundle.pem", tmp_path / "other.der"])
    prints = [hashlib.sha1(der).hexdigest() for der in ders]
    assert found == {each: base64.b64encode(der).decode() for each, der in zip(prints, ders, strict=True)}
    slots = {
        slot: {"verified": True, "info": {"sha1Thumbprint": each.upper()}}
        for slot, each in zip(("primary", "secondary"), prints, strict=False)
    }
    group = {"id": "g", "attestation": {"type": "x509", "x509": {"signingCertificates": slots}}}
    made = enrollment_group(group, with_keys=False, certificates=found)
    assert isinstance(made, dict)
    assert made["attestation"] == {
        "type": "x509",
        "x509": {
            "signingCertificates": {
                slot: {"certificate": found[each]} for slot, each in zip(slots, prints, strict=False)
            }
        },
    }
    del found[prints[1]]
    assert isinstance(enrollment_group(group, with_keys=False, certificates=found), NotMoved)


def test_a_file_without_a_certificate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ca.key").write_text("-----BEGIN PRIVATE KEY-----")
    with pytest.raises(ConfigurationError, match=r"ca\.key holds no certificate"):
        certificates_in([tmp_path / "ca.key"])


def test_a_key_source_knows_the_group_after_one_device_or_that_there_is_none() -> None:
    from iotcentral.enrollment import derive_device_key

    groups = [{"id": "x", "attestation": {"type": "x509"}}, {"id": "g", "attestation": SYMMETRIC}]
    keys = KeySource(groups)
    assert keys.is_unknown
    keys.learn("d", {"idScope": "0ne", "symmetricKey": {"primaryKey": derive_device_key(KEY, "d")}})
    assert (keys.group, keys.derives) == ("g", True)
    other = KeySource(groups)
    credentials = {"symmetricKey": {"primaryKey": KEY, "secondaryKey": KEY}}
    other.learn("d", credentials)
    assert (other.is_unknown, other.derives) == (False, False)
    assert other.read_of(credentials) == {"credentials": SYMMETRIC}


def test_a_tally_counts_all_and_names_the_first_ten() -> None:
    tally = Tally()
    tally.add(NotMoved("devices", f"d{number}", "why", "what") for number in range(25))
    tally.add([NotMoved("rules", "", "why", "what")])
    assert [(each["kind"], each["count"], len(each["ids"])) for each in tally.reasons] == [
        ("devices", 25, 10),
        ("rules", 1, 0),
    ]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"device": {"id": "d", "simulated": True}}, "it is simulated"),
        ({"device": {"id": "d"}, "gone": True}, "it was deleted while it was being read"),
        ({"device": {"id": "d"}, "failed": "500 InternalError"}, "it could not be read: 500 InternalError"),
    ],
)
def test_a_device_that_stays_is_told_with_its_reason(record: dict[str, Any], reason: str) -> None:
    moved = moved_device(record, {}, {}, with_keys=True)
    assert moved.identity is None
    assert [thing.reason.partition(",")[0] for thing in moved.left] == [reason]


def test_an_edge_device_is_one_in_the_hub_and_its_modules_come_with_a_deployment() -> None:
    credentials = {"type": "symmetricKey", "symmetricKey": {"primaryKey": KEY, "secondaryKey": KEY}}
    device = {"id": "d", "type": ["iotEdge"]}
    record = {"device": device, "properties": {}, "credentials": credentials}
    moved = moved_device(record, {}, {}, with_keys=True)
    assert moved.identity is not None
    assert moved.identity["capabilities"] == {"iotEdge": True}
    assert moved.identity["authentication"] == {"type": "sas", "symmetricKey": credentials["symmetricKey"]}
    assert [thing.reason for thing in moved.left] == ["its modules and their twins come with a deployment"]
    assert "authentication" not in (moved_device(record, {}, {}, with_keys=False).identity or {})
