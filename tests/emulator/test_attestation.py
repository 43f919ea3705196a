"""Tests of the attestation of single devices, and of their credentials."""

from __future__ import annotations

import base64
import hmac
from datetime import UTC, datetime
from typing import Any

import httpx
import iotcentral_v2022_10_31_preview
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from iotcentral_testkit.emulator.enrollment.group_keys import group_keys
from iotcentral_testkit.emulator.state.application import Application
from iotcentral_testkit.emulator.world import DEFAULT_APP, World
from iotcentral_v2022_10_31_preview import models

from iotcentral import NotFoundError, UnprocessableEntityError

App = iotcentral_v2022_10_31_preview.IoTCentral

PATH = "/api/devices/d1/attestation?api-version=2022-10-31-preview"
KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(4)]


@pytest.fixture(autouse=True)
def device(app: App) -> None:
    app.devices.create("d1", models.Device())


def certificate(common_name: str = "d1", issuer: str | None = None) -> tuple[str, str]:
    """Create a certificate, and return it as the API takes it, with its thumbprint."""

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        x509.CertificateBuilder()
        .subject_name(name(common_name))
        .issuer_name(name(issuer or common_name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    thumbprint = made.fingerprint(hashes.SHA1()).hex().upper()  # as the service gives it
    return base64.b64encode(made.public_bytes(serialization.Encoding.PEM)).decode(), thumbprint


def symmetric(primary: str = KEYS[0], secondary: str = KEYS[1]) -> models.Attestation:
    return models.SymmetricKeyAttestation(
        symmetric_key=models.SymmetricKey(primary_key=primary, secondary_key=secondary)
    )


def test_credentials_derive_from_the_built_in_group(app: App, world: World) -> None:
    application: Application = world.applications[DEFAULT_APP]
    found = app.devices.get_credentials("d1").to_dict()
    for name, group_key in group_keys(application).items():
        expected = hmac.digest(base64.b64decode(group_key), b"d1", "sha256")
        assert base64.b64decode(found["symmetricKey"][name]) == expected
    assert found["idScope"] == application.id_scope
    assert found["idScope"].startswith("0ne")


def test_keys_of_the_device_come_before_those_of_the_group(app: App) -> None:
    derived = app.devices.get_credentials("d1")
    assert app.devices.create_attestation("d1", symmetric()) == symmetric()
    assert app.devices.get_attestation("d1") == symmetric()
    assert app.devices.get_credentials("d1").to_dict()["symmetricKey"] == symmetric().to_dict()["symmetricKey"]
    app.devices.remove_attestation("d1")
    assert app.devices.get_credentials("d1") == derived


def test_a_patch_rolls_one_key(app: App, raw: httpx.Client) -> None:
    app.devices.create_attestation("d1", symmetric())
    answer = raw.patch(PATH, json={"symmetricKey": {"secondaryKey": KEYS[2]}})
    assert answer.json() == symmetric(KEYS[0], KEYS[2]).to_dict()
    assert raw.patch(PATH, json={"symmetricKey": {"secondaryKey": None}}).status_code == 422
    assert app.devices.get_attestation("d1") == symmetric(KEYS[0], KEYS[2])


def test_a_patch_may_turn_to_another_kind(app: App, raw: httpx.Client) -> None:
    app.devices.create_attestation("d1", symmetric())
    assert raw.patch(PATH, json={"type": "tpm"}).status_code == 422
    answer = raw.patch(PATH, json={"type": "tpm", "tpm": {"endorsementKey": KEYS[3]}})
    assert answer.json() == {"type": "tpm", "tpm": {"endorsementKey": KEYS[3]}}
    assert app.devices.get_credentials("d1").to_dict()["tpm"] == {"endorsementKey": KEYS[3]}


def test_certificates_are_answered_with_their_thumbprints(app: App, raw: httpx.Client) -> None:
    (first, first_thumbprint), (second, second_thumbprint) = certificate(), certificate()
    body: dict[str, Any] = {"type": "x509", "x509": {"clientCertificates": {"primary": {"certificate": first}}}}
    shown = {"primary": {"info": {"sha1Thumbprint": first_thumbprint}}}
    answer = raw.put(PATH, json=body).json()
    assert answer == {"type": "x509", "x509": {"clientCertificates": shown}}
    assert raw.put(PATH, json=answer).json() == answer
    added = {"x509": {"clientCertificates": {**shown, "secondary": {"certificate": second}}}}
    both = {**shown, "secondary": {"info": {"sha1Thumbprint": second_thumbprint}}}
    assert raw.patch(PATH, json=added).json()["x509"]["clientCertificates"] == both
    assert app.devices.get_credentials("d1").to_dict()["x509"] == {"clientCertificates": both}
    removed = raw.patch(PATH, json={"x509": {"clientCertificates": {"secondary": None}}}).json()
    assert removed == answer
    assert raw.patch(PATH, json={"x509": {"clientCertificates": {"primary": None}}}).status_code == 422


@pytest.mark.parametrize("named", [("other", None), ("d1", "other"), ("", None)])
def test_a_certificate_is_made_out_to_the_device(raw: httpx.Client, named: tuple[str, str | None]) -> None:
    content = certificate(named[0] or "x", named[1])[0]
    body = {"type": "x509", "x509": {"clientCertificates": {"primary": {"certificate": content}}}}
    response = raw.put(PATH, json=body)
    assert response.status_code == 422
    assert "common name" in response.json()["error"]["message"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"type": "password", "password": "x"},
        {"type": "symmetricKey"},
        {"type": "symmetricKey", "symmetricKey": {"primaryKey": KEYS[0]}},
        {"type": "symmetricKey", "symmetricKey": {"primaryKey": KEYS[0], "secondaryKey": "not base64!"}},
        {"type": "symmetricKey", "symmetricKey": {"primaryKey": KEYS[0], "secondaryKey": "c2hvcnQ="}},
        {"type": "symmetricKey", "symmetricKey": {"primaryKey": KEYS[0], "secondaryKey": "ä" * 32}},
        {"type": "tpm", "tpm": {"endorsementKey": ""}},
        {"type": "x509", "x509": {}},
        {"type": "x509", "x509": {"clientCertificates": {"primary": {}}}},
        {"type": "x509", "x509": {"clientCertificates": {"primary": {"certificate": "bm9uZQ=="}}}},
        {"type": "x509", "x509": {"clientCertificates": {"primary": {"certificate": "???"}}}},
    ],
)
def test_a_bad_attestation_is_refused_and_changes_nothing(app: App, raw: httpx.Client, body: dict[str, Any]) -> None:
    assert raw.put(PATH, json=body).status_code == 422
    with pytest.raises(NotFoundError):
        app.devices.get_attestation("d1")


def test_what_was_not_set_is_not_found(app: App, raw: httpx.Client) -> None:
    for absent in (app.devices.get_attestation, app.devices.remove_attestation):
        for id in ("d1", "nobody"):
            with pytest.raises(NotFoundError, match=id):
                absent(id)
    assert raw.patch(PATH, json={"type": "tpm", "tpm": {"endorsementKey": KEYS[0]}}).status_code == 404
    with pytest.raises(NotFoundError):
        app.devices.get_credentials("nobody")
    with pytest.raises(NotFoundError):
        app.devices.create_attestation("nobody", symmetric())


def test_a_short_key_is_named_in_the_answer(app: App) -> None:
    with pytest.raises(UnprocessableEntityError, match="secondaryKey should be the base64 text of 16 to 64 bytes"):
        app.devices.create_attestation("d1", symmetric(secondary="c2hvcnQ="))
