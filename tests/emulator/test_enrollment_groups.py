"""Tests of enrollment groups: symmetric keys, and certificates with proof of possession."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import httpx
import iotcentral_v2022_07_31
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import UNSET, ApiError, ConflictError, NotFoundError, PreconditionFailedError

from .authority import Authority, encoded

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
STABLE = {"api-version": "2022-07-31"}
KEY = base64.b64encode(b"not-a-real-key-3").decode()


def _refusal(call) -> tuple[int, str]:
    with pytest.raises(ApiError) as caught:
        call()
    return caught.value.status_code, caught.value.message or ""


def _group(attestation: models.GroupAttestation, name: str = "G") -> models.EnrollmentGroup:
    return models.EnrollmentGroup(display_name=name, type="iot", attestation=attestation)


def _upload(certificate: x509.Certificate, **members) -> models.SigningX509Certificate:
    return models.SigningX509Certificate(certificate=encoded(certificate), **members)


class TestSymmetricKeys:
    def test_the_default_group_is_there_and_devices_derive_their_keys_from_it(self, app: IoTCentral) -> None:
        (group,) = app.enrollment_groups.list()
        assert (group.id, group.enabled, group.type) == ("SAS-IoT-Devices", True, "iot")
        app.devices.create("d1", models.Device())

        def derived(key: str) -> str:
            return base64.b64encode(hmac.digest(base64.b64decode(key), b"d1", hashlib.sha256)).decode()

        credentials = app.devices.get_credentials("d1")
        assert credentials.id_scope == group.id_scope
        assert credentials.symmetric_key.primary_key == derived(group.attestation.symmetric_key.primary_key)
        patch = {"attestation": {"type": "symmetricKey", "symmetricKey": {"primaryKey": None}}}
        rolled = app.enrollment_groups.update(group.id, models.EnrollmentGroupPatch.from_dict(patch))
        assert rolled.attestation.symmetric_key.primary_key != group.attestation.symmetric_key.primary_key
        assert rolled.attestation.symmetric_key.secondary_key == group.attestation.symmetric_key.secondary_key
        credentials = app.devices.get_credentials("d1")
        assert credentials.symmetric_key.primary_key == derived(rolled.attestation.symmetric_key.primary_key)

    def test_the_default_group_stays_and_keeps_its_kind(self, app: IoTCentral) -> None:
        with pytest.raises(ConflictError):
            app.enrollment_groups.remove("SAS-IoT-Devices")
        with pytest.raises(ConflictError):
            app.enrollment_groups.create("SAS-IoT-Devices", _group(models.GroupX509Attestation()))

    def test_keys_are_made_where_none_are_given(self, app: IoTCentral) -> None:
        made = app.enrollment_groups.create("g", _group(models.GroupSymmetricKeyAttestation()))
        keys = made.attestation.symmetric_key
        assert len({keys.primary_key, keys.secondary_key}) == 2
        assert len(base64.b64decode(keys.primary_key)) == 32
        assert made.enabled is True
        assert app.enrollment_groups.get("g") == made

    def test_a_group_that_is_written_again_keeps_keys_that_are_not_given(self, app: IoTCentral) -> None:
        made = app.enrollment_groups.create("g", _group(models.GroupSymmetricKeyAttestation()))
        again = app.enrollment_groups.create("g", _group(models.GroupSymmetricKeyAttestation(), "Other"))
        assert again.attestation == made.attestation
        assert again.etag != made.etag

    def test_own_keys_are_taken(self, app: IoTCentral) -> None:
        keys = models.SymmetricKey(primary_key=KEY, secondary_key=KEY)
        made = app.enrollment_groups.create("g", _group(models.GroupSymmetricKeyAttestation(symmetric_key=keys)))
        assert made.attestation.symmetric_key == keys

    @pytest.mark.parametrize("key", ["", "no base64", "c2hvcnQ=", base64.b64encode(bytes(65)).decode(), "é" * 24])
    def test_keys_that_are_none_are_refused(self, app: IoTCentral, key: str) -> None:
        keys = models.SymmetricKey(primary_key=KEY, secondary_key=key)
        group = _group(models.GroupSymmetricKeyAttestation(symmetric_key=keys))
        assert _refusal(lambda: app.enrollment_groups.create("g", group))[0] == 422

    def test_the_id_scope_is_in_the_preview_alone(
        self, app: IoTCentral, stable: iotcentral_v2022_07_31.IoTCentral, raw: httpx.Client
    ) -> None:
        assert app.enrollment_groups.get("SAS-IoT-Devices").id_scope.startswith("0ne")
        content = raw.get("/api/enrollmentGroups", params=STABLE).json()["value"][0]
        assert "idScope" not in content
        assert stable.enrollment_groups.get("SAS-IoT-Devices").id == "SAS-IoT-Devices"

    def test_a_group_has_no_certificates(self, app: IoTCentral) -> None:
        body = _upload(Authority().certificate)
        with pytest.raises(ConflictError):
            app.enrollment_groups.create_x509("SAS-IoT-Devices", "primary", body)


class TestChanges:
    def test_etags_are_checked_in_header_and_body(self, app: IoTCentral) -> None:
        made = app.enrollment_groups.create("g", _group(models.GroupSymmetricKeyAttestation()))
        patch = models.EnrollmentGroupPatch(display_name="Two")
        changed = app.enrollment_groups.update("g", patch, if_match=made.etag)
        assert (changed.display_name, changed.attestation) == ("Two", made.attestation)
        for call in (
            lambda: app.enrollment_groups.update("g", patch, if_match=made.etag),
            lambda: app.enrollment_groups.update("g", models.EnrollmentGroupPatch(etag=made.etag)),
            lambda: app.enrollment_groups.create("g", made),
        ):
            with pytest.raises(PreconditionFailedError):
                call()

    def test_a_patch_may_echo_the_group(self, raw: httpx.Client, app: IoTCentral) -> None:
        app.enrollment_groups.create("g", _group(models.GroupX509Attestation()))
        app.enrollment_groups.create_x509("g", "primary", _upload(Authority().certificate))
        content = raw.get("/api/enrollmentGroups/g", params=STABLE).json()
        headers = {"Content-Type": "application/merge-patch+json"}
        answer = raw.patch("/api/enrollmentGroups/g", params=STABLE, json=content, headers=headers)
        assert answer.status_code == 200
        assert answer.json() | {"etag": ""} == content | {"etag": ""}

    @pytest.mark.parametrize(
        "patch",
        [{"displayName": None}, {"type": None}, {"attestation": None}, {"attestation": {"type": "tpm"}}],
    )
    def test_a_patch_that_spoils_the_group_is_refused(self, app: IoTCentral, patch: dict) -> None:
        app.enrollment_groups.create("g", _group(models.GroupSymmetricKeyAttestation()))
        body = models.EnrollmentGroupPatch.from_dict(patch)
        assert _refusal(lambda: app.enrollment_groups.update("g", body))[0] == 422

    def test_a_group_can_change_its_attestation(self, app: IoTCentral) -> None:
        app.enrollment_groups.create("g", _group(models.GroupSymmetricKeyAttestation()))
        patch = models.EnrollmentGroupPatch(attestation=models.GroupAttestationPatch(type="x509"), enabled=False)
        changed = app.enrollment_groups.update("g", patch)
        assert changed.attestation.to_dict() == {"type": "x509", "x509": {"signingCertificates": {}}}
        assert changed.enabled is False

    def test_what_is_deleted_is_gone(self, app: IoTCentral) -> None:
        app.enrollment_groups.create("g", _group(models.GroupSymmetricKeyAttestation()))
        app.enrollment_groups.remove("g")
        for call in (app.enrollment_groups.get, app.enrollment_groups.remove):
            with pytest.raises(NotFoundError):
                call("g")


class TestCertificates:
    @pytest.fixture(autouse=True)
    def group(self, app: IoTCentral) -> None:
        app.enrollment_groups.create("g", _group(models.GroupX509Attestation()))

    def test_an_upload_gives_the_thumbprint_and_shows_no_certificate(self, app: IoTCentral) -> None:
        authority = Authority()
        made = app.enrollment_groups.create_x509("g", "primary", _upload(authority.certificate))
        assert made.verified is False
        assert made.info.sha_1_thumbprint == authority.certificate.fingerprint(SHA1()).hex().upper()
        assert made.certificate is UNSET
        assert sorted(made.to_dict()) == ["etag", "info", "verified"]
        assert app.enrollment_groups.get_x509("g", "primary") == made
        shown = app.enrollment_groups.get("g").attestation.x509.signing_certificates
        assert shown.to_dict() == {"primary": made.to_dict()}
        with pytest.raises(NotFoundError):
            app.enrollment_groups.get_x509("g", "secondary")

    def test_the_caller_may_vouch(self, app: IoTCentral) -> None:
        body = _upload(Authority().certificate, verified=True)
        assert app.enrollment_groups.create_x509("g", "secondary", body).verified is True

    def test_a_proof_verifies(self, app: IoTCentral) -> None:
        authority = Authority()
        made = app.enrollment_groups.create_x509("g", "primary", _upload(authority.certificate))
        code = app.enrollment_groups.generate_verification_code_x509("g", "primary").verification_code
        assert len(code) == 48
        body = models.X509VerificationCertificate(certificate=authority.proof(code))
        app.enrollment_groups.verify_x509("g", "primary", body)
        verified = app.enrollment_groups.get_x509("g", "primary")
        assert (verified.verified, verified.info) == (True, made.info)
        assert verified.etag != made.etag

    def test_what_proves_nothing_is_refused(self, app: IoTCentral) -> None:
        authority, stranger = Authority(), Authority()
        app.enrollment_groups.create_x509("g", "primary", _upload(authority.certificate))
        old = app.enrollment_groups.generate_verification_code_x509("g", "primary").verification_code
        code = app.enrollment_groups.generate_verification_code_x509("g", "primary").verification_code
        for text, word in {
            authority.proof(old): "common name",
            stranger.proof(code): "signed",
            authority.proof(code, issuer="somebody"): "signed",
            authority.proof(code, days=-1): "expired",
            "%%%": "base64",
            base64.b64encode(b"-----BEGIN CERTIFICATE-----\nfake-1\n").decode(): "PEM",
        }.items():
            body = models.X509VerificationCertificate(certificate=text)
            status, message = _refusal(lambda given=body: app.enrollment_groups.verify_x509("g", "primary", given))
            assert (status, word in message) == (422, True), message
        assert app.enrollment_groups.get_x509("g", "primary").verified is False

    def test_a_proof_needs_a_code_and_a_code_is_good_once(self, app: IoTCentral) -> None:
        authority = Authority()
        app.enrollment_groups.create_x509("g", "primary", _upload(authority.certificate))
        body = models.X509VerificationCertificate(certificate=authority.proof("x"))
        with pytest.raises(ConflictError):
            app.enrollment_groups.verify_x509("g", "primary", body)
        code = app.enrollment_groups.generate_verification_code_x509("g", "primary").verification_code
        body = models.X509VerificationCertificate(certificate=authority.proof(code))
        app.enrollment_groups.verify_x509("g", "primary", body)
        with pytest.raises(ConflictError):
            app.enrollment_groups.verify_x509("g", "primary", body)

    def test_another_upload_voids_code_and_verification(self, app: IoTCentral) -> None:
        app.enrollment_groups.create_x509("g", "primary", _upload(Authority().certificate, verified=True))
        app.enrollment_groups.generate_verification_code_x509("g", "primary")
        authority = Authority()
        assert app.enrollment_groups.create_x509("g", "primary", _upload(authority.certificate)).verified is False
        body = models.X509VerificationCertificate(certificate=authority.proof("x"))
        with pytest.raises(ConflictError):
            app.enrollment_groups.verify_x509("g", "primary", body)

    @pytest.mark.parametrize(
        ("authority", "accepted"),
        [({}, True), ({"ca": None}, True), ({"ca": False}, False), ({"days": 0}, False), ({"days": -9}, False)],
    )
    def test_authorities_alone_are_taken(self, app: IoTCentral, authority: dict, accepted: bool) -> None:
        body = _upload(Authority(**authority).certificate)
        if accepted:
            app.enrollment_groups.create_x509("g", "primary", body)
        else:
            assert _refusal(lambda: app.enrollment_groups.create_x509("g", "primary", body))[0] == 422

    @pytest.mark.parametrize("body", [{}, {"certificate": "x"}, {"certificate": "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURQ=="}])
    def test_what_is_no_certificate_is_refused(self, raw: httpx.Client, body: dict) -> None:
        answer = raw.put("/api/enrollmentGroups/g/certificates/primary", params=STABLE, json=body)
        assert answer.status_code == 422

    def test_the_etag_of_a_certificate_is_checked(self, app: IoTCentral) -> None:
        made = app.enrollment_groups.create_x509("g", "primary", _upload(Authority().certificate))
        app.enrollment_groups.create_x509("g", "primary", _upload(Authority().certificate, etag=made.etag))
        with pytest.raises(PreconditionFailedError):
            app.enrollment_groups.create_x509("g", "primary", _upload(Authority().certificate, etag=made.etag))

    def test_removing_one_keeps_the_group_and_the_other(self, app: IoTCentral) -> None:
        for entry in ("primary", "secondary"):
            app.enrollment_groups.create_x509("g", entry, _upload(Authority().certificate))
        app.enrollment_groups.remove_x509("g", "primary")
        assert list(app.enrollment_groups.get("g").attestation.x509.signing_certificates.to_dict()) == ["secondary"]
        with pytest.raises(NotFoundError):
            app.enrollment_groups.remove_x509("g", "primary")
        patch = {"attestation": {"type": "x509", "x509": {"signingCertificates": {"secondary": None}}}}
        changed = app.enrollment_groups.update("g", models.EnrollmentGroupPatch.from_dict(patch))
        assert changed.attestation.x509.signing_certificates.to_dict() == {}

    def test_a_code_needs_a_certificate(self, app: IoTCentral) -> None:
        with pytest.raises(NotFoundError):
            app.enrollment_groups.generate_verification_code_x509("g", "primary")
        with pytest.raises(NotFoundError):
            app.enrollment_groups.generate_verification_code_x509("none", "primary")

    def test_an_entry_has_one_of_two_names(self, raw: httpx.Client) -> None:
        assert raw.get("/api/enrollmentGroups/g/certificates/third", params=STABLE).status_code == 400

    def test_certificates_may_come_with_the_group(self, app: IoTCentral) -> None:
        certificates = {"primary": {"certificate": encoded(Authority().certificate), "verified": True}}
        attestation = {"type": "x509", "x509": {"signingCertificates": certificates}}
        made = app.enrollment_groups.create("two", _group(models.GroupAttestation.from_dict(attestation)))
        assert made.attestation.x509.signing_certificates.primary.verified is True
