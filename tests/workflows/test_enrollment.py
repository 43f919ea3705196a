"""X.509 enrollment against a server that really checks the proof, with real certificates and keys."""

from __future__ import annotations

import base64
import inspect
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import httpx
import iotcentral_v2022_07_31 as stable
import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from iotcentral_v2022_07_31 import IoTCentral

from iotcentral import ApiToken, ConfigurationError, DecodingError, NotFoundError, UnprocessableEntityError
from iotcentral import enrollment as sync_enrollment
from iotcentral.aio import enrollment as aio_enrollment
from iotcentral.enrollment import VerificationError, derive_device_key, thumbprint, verification_certificate
from iotcentral.enrollment._steps import verification_body
from iotcentral.errors import IoTCentralError
from tests.support.loopback import Answer, LoopbackServer, Received

from .conftest import TOKEN, run_with

CODE = "1A2B3C4D5E6F708192A3B4C5D6E7F8091A2B3C4D5E6F7081"
NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)

RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEYS = {curve.name: ec.generate_private_key(curve) for curve in (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1())}
EC_KEY = EC_KEYS["secp256r1"]
KEYS = {"rsa": RSA_KEY, **EC_KEYS}


def authority(key, name="Contoso Root", *, ca=True, start=NOW - DAY, end=NOW + 365 * DAY, usage=None, identifier=True):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), 1, start, end)
    if ca is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    if usage is not None:
        flags = dict.fromkeys(
            ["content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "crl_sign"], False
        )
        builder = builder.add_extension(
            x509.KeyUsage(
                digital_signature=True, key_cert_sign=usage, encipher_only=False, decipher_only=False, **flags
            ),
            critical=True,
        )
    if identifier:
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    return builder.sign(key, SHA256())


CERTIFICATES = {name: authority(key) for name, key in KEYS.items()}
CA = CERTIFICATES["secp256r1"]
OTHER_KEY = ec.generate_private_key(ec.SECP256R1())
OTHER_CA = authority(OTHER_KEY, "Fabrikam Root")


class Service:
    """The enrollment group `factory`, as the service keeps it: a proof counts only if chain and common name are right."""

    def __init__(self):
        self.certificates: dict[str, x509.Certificate] = {}
        self.verified: dict[str, bool] = {}
        self.code: str | None = None
        self.calls: list[str] = []
        self.forgetful = False

    def answer(self, request: Received) -> Answer:
        path = request.target.partition("?")[0].removeprefix("/api/enrollmentGroups/")
        group, _, rest = path.partition("/certificates/")
        entry, _, action = rest.partition("/")
        self.calls.append(f"{request.method} {entry}{'/' if action else ''}{action}")
        if group != "factory" or (request.method != "PUT" and entry not in self.certificates):
            return self._error(404, "NotFound")
        if request.method == "PUT":
            self.certificates[entry] = self._certificate(request)
            self.verified[entry] = request.json["verified"]
            return self._state(entry)
        if request.method == "GET":
            return self._state(entry)
        if action == "generateVerificationCode":
            self.code = CODE
            return Answer(200, {"verificationCode": self.code})
        if not self._proves(self._certificate(request), self.certificates[entry]):
            return self._error(422, "InvalidBody")
        self.verified[entry] = not self.forgetful
        return Answer(204)

    def _state(self, entry: str) -> Answer:
        shown = self.certificates[entry].fingerprint(SHA1()).hex().upper()
        return Answer(200, {"verified": self.verified[entry], "info": {"sha1Thumbprint": shown}, "etag": '"1"'})

    def _proves(self, proof: x509.Certificate, signer: x509.Certificate) -> bool:
        try:
            proof.verify_directly_issued_by(signer)
        except (ValueError, TypeError, InvalidSignature):
            return False
        (name,) = proof.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        valid = proof.not_valid_before_utc <= datetime.now(UTC) <= proof.not_valid_after_utc
        return valid and self.code is not None and name.value == self.code

    @staticmethod
    def _certificate(request: Received) -> x509.Certificate:
        content = base64.b64decode(request.json["certificate"], validate=True)
        assert content.startswith(b"-----BEGIN CERTIFICATE-----\n")
        return x509.load_pem_x509_certificate(content)

    @staticmethod
    def _error(status: int, code: str) -> Answer:
        return Answer(status, {"error": {"code": code, "message": "no"}})


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def server(service):
    with LoopbackServer(lambda request: service.answer(request)) as running:
        yield running


@pytest.fixture
def workflow(mode, server):
    """Call a function of the mode's module by name with a client of the mode."""
    module = sync_enrollment if mode == "sync" else aio_enrollment

    def call(name, *args, **keywords):
        action = getattr(module, name)
        return run_with(stable, mode, server.url, lambda app: action(app, *args, **keywords))

    return call


WHOLE = ["GET primary", "PUT primary", "POST primary/generateVerificationCode", "POST primary/verify", "GET primary"]


@pytest.mark.parametrize("kind", KEYS)
def test_a_certificate_is_enrolled_in_one_call(workflow, service, kind):
    state = workflow("enroll", "factory", CERTIFICATES[kind], KEYS[kind])
    assert state.verified is True
    assert state.info.sha_1_thumbprint == thumbprint(CERTIFICATES[kind])
    assert service.calls == WHOLE
    assert service.certificates["primary"] == CERTIFICATES[kind]


def test_the_secondary_entry_is_enrolled(workflow, service):
    assert workflow("enroll", "factory", CA, EC_KEY, entry="secondary").verified is True
    assert service.calls[1] == "PUT secondary"
    assert "primary" not in service.certificates


def test_a_verified_certificate_is_left_alone(workflow, service):
    service.certificates["primary"], service.verified["primary"] = CA, True
    assert workflow("enroll", "factory", CA, EC_KEY).verified is True
    assert workflow("verify", "factory", CA, EC_KEY).verified is True
    assert service.calls == ["GET primary", "GET primary"]


def test_an_uploaded_certificate_is_not_uploaded_again(workflow, service):
    service.certificates["primary"], service.verified["primary"] = CA, False
    assert workflow("enroll", "factory", CA, EC_KEY).verified is True
    assert service.calls == [call for call in WHOLE if not call.startswith("PUT")]


def test_another_certificate_is_not_replaced_unasked(workflow, service):
    service.certificates["primary"], service.verified["primary"] = OTHER_CA, True
    with pytest.raises(ConfigurationError, match=f"{thumbprint(OTHER_CA)}.*{thumbprint(CA)}.*replace=True"):
        workflow("enroll", "factory", CA, EC_KEY)
    assert service.calls == ["GET primary"]
    assert workflow("enroll", "factory", CA, EC_KEY, replace=True).verified is True
    assert service.certificates["primary"] == CA


def test_the_steps_work_alone(workflow, service):
    assert workflow("upload", "factory", CA).verified is False
    assert workflow("verify", "factory", CA, EC_KEY).verified is True
    assert service.calls == WHOLE[1:2] + WHOLE[:1] + WHOLE[2:]


def test_a_certificate_can_be_vouched_for(workflow, service):
    assert workflow("upload", "factory", CA, verified=True).verified is True
    assert service.calls == ["PUT primary"]


def test_verifying_another_certificate_than_the_uploaded_one_is_refused(workflow, service):
    service.certificates["primary"], service.verified["primary"] = OTHER_CA, False
    with pytest.raises(ConfigurationError, match=r"holds another certificate.*upload this certificate first"):
        workflow("verify", "factory", CA, EC_KEY)
    assert service.calls == ["GET primary"]


def test_a_missing_group_is_not_found(workflow):
    with pytest.raises(NotFoundError, match="EnrollmentGroups_CreateX509"):
        workflow("enroll", "elsewhere", CA, EC_KEY)


def test_a_proof_that_does_not_count_is_an_error(workflow, service):
    service.forgetful = True
    with pytest.raises(VerificationError, match=f"{thumbprint(CA)} still reads as unverified"):
        workflow("enroll", "factory", CA, EC_KEY)
    assert issubclass(VerificationError, IoTCentralError)


def test_the_service_of_this_test_refuses_a_wrong_code(service, server):
    service.code = "another"
    proof = verification_certificate(CODE, CA, EC_KEY)
    service.certificates["primary"], service.verified["primary"] = CA, False
    with (
        IoTCentral(server.url, ApiToken(TOKEN), transport=httpx.HTTPTransport(verify=False)) as app,
        pytest.raises(UnprocessableEntityError),
    ):
        app.enrollment_groups.verify_x509("factory", "primary", verification_body(app, proof))


def test_an_answer_without_a_code_is_a_decoding_error(workflow, service, monkeypatch):
    plain = service.answer
    monkeypatch.setattr(
        service, "answer", lambda request: Answer(200, {}) if "generate" in request.target else plain(request)
    )
    with pytest.raises(DecodingError, match="verificationCode"):
        workflow("enroll", "factory", CA, EC_KEY)


UNUSABLE = {
    "wrong key": ((CA, OTHER_KEY), "key does not belong to the certificate .*Contoso Root"),
    "expired": ((authority(EC_KEY, start=NOW - 9 * DAY, end=NOW - DAY), EC_KEY), "expired at .* UTC: renew"),
    "early": ((authority(EC_KEY, start=NOW + DAY), EC_KEY), "not valid before"),
    "no CA": ((authority(EC_KEY, ca=False), EC_KEY), "is not a CA certificate"),
    "no constraints": ((authority(EC_KEY, ca=None), EC_KEY), "is not a CA certificate"),
    "may not sign": ((authority(EC_KEY, usage=False), EC_KEY), "keyCertSign"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_an_unusable_pair_is_refused_before_anything_is_sent(workflow, service, case):
    pair, message = UNUSABLE[case]
    for name in ("enroll", "verify"):
        with pytest.raises(ConfigurationError, match=message):
            workflow(name, "factory", *pair)
    if case != "wrong key":
        with pytest.raises(ConfigurationError, match=message):
            workflow("upload", "factory", pair[0])
    assert service.calls == []


def test_an_unknown_entry_is_refused(workflow, service):
    for call in (
        partial(workflow, "upload", "factory", CA),
        partial(workflow, "enroll", "factory", CA, EC_KEY),
    ):
        with pytest.raises(ConfigurationError, match=r'"third" is not an entry.*"primary" or "secondary"'):
            call(entry="third")
    assert service.calls == []


def pem_of(key, password=None, form=PrivateFormat.PKCS8):
    return key.private_bytes(
        Encoding.PEM, form, NoEncryption() if password is None else BestAvailableEncryption(password)
    )


def der_of(key):
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


PEM, DER = CA.public_bytes(Encoding.PEM), CA.public_bytes(Encoding.DER)
FORMS = {
    "PEM text": (PEM.decode(), pem_of(EC_KEY).decode()),
    "PEM bytes": (PEM, pem_of(EC_KEY)),
    "PEM after other text": (b"subject=CN\n" + PEM, b"\n" + pem_of(EC_KEY, form=PrivateFormat.TraditionalOpenSSL)),
    "DER": (DER, der_of(EC_KEY)),
    "base64 of PEM": (base64.b64encode(PEM).decode(), base64.b64encode(pem_of(EC_KEY))),
    "base64 of DER, in lines": (base64.encodebytes(DER), base64.encodebytes(der_of(EC_KEY)).decode()),
    "objects": (CA, EC_KEY),
}


@pytest.mark.parametrize("form", FORMS)
def test_certificate_and_key_are_read_in_every_form(form):
    certificate, key = FORMS[form]
    proof = x509.load_pem_x509_certificate(verification_certificate(CODE, certificate, key))
    proof.verify_directly_issued_by(CA)
    assert thumbprint(certificate) == thumbprint(CA)


def test_files_are_read(workflow, service, tmp_path):
    (tmp_path / "ca.pem").write_bytes(PEM + pem_of(EC_KEY))  # the key beside the certificate is not sent
    (tmp_path / "ca.key").write_bytes(pem_of(EC_KEY, b"secret"))
    state = workflow("enroll", "factory", tmp_path / "ca.pem", tmp_path / "ca.key", password="secret")
    assert state.verified is True


@pytest.mark.parametrize("password", ["hidden", b"hidden"])
def test_an_encrypted_key_is_opened(password):
    assert verification_certificate(CODE, CA, pem_of(EC_KEY, b"hidden"), password=password)


UNREADABLE = {
    "the key of another": ((CA, OTHER_KEY), {}, "key does not belong to the certificate"),
    "no password": ((CA, pem_of(EC_KEY, b"hidden")), {}, "password is missing"),
    "wrong password": ((CA, pem_of(EC_KEY, b"hidden")), {"password": "x"}, "key cannot be read.*own password"),
    "needless password": ((CA, pem_of(EC_KEY)), {"password": "x"}, "leave the password out"),
    "another kind of key": ((CA, ed25519.Ed25519PrivateKey.generate()), {}, "Ed25519PrivateKey: .*RSA and elliptic"),
    "a public key": ((CA, EC_KEY.public_key()), {}, "of type .*PublicKey"),
    "a path as text": (("ca.pem", EC_KEY), {}, r"certificate is neither PEM.*pathlib\.Path"),
    "no such file": ((Path("/nowhere/ca.pem"), EC_KEY), {}, '"/nowhere/ca.pem" cannot be read'),
    "a number": ((CA, 5), {}, "key is of type int"),
    "two certificates": ((PEM + PEM, EC_KEY), {}, "holds 2 certificates"),
    "a key for a certificate": ((pem_of(EC_KEY), EC_KEY), {}, "certificate cannot be read"),
    "broken DER": ((DER[:-9], EC_KEY), {}, "certificate cannot be read"),
    "a certificate for a key": ((CA, PEM), {}, "key cannot be read"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_said_clearly(case):
    args, keywords, message = UNREADABLE[case]
    with pytest.raises(ConfigurationError, match=message):
        verification_certificate(CODE, *args, **keywords)


def test_errors_do_not_show_the_key():
    secret = pem_of(EC_KEY).decode().replace("PRIVATE", "PRIVATR")
    with pytest.raises(ConfigurationError) as caught:
        verification_certificate(CODE, CA, secret)
    assert secret.splitlines()[1] not in repr(caught.value)


def test_a_verification_certificate_says_what_it_must_and_no_more():
    proof = x509.load_pem_x509_certificate(
        verification_certificate(CODE, CERTIFICATES["rsa"], RSA_KEY, now=NOW, serial=77)
    )
    assert proof.subject.rfc4514_string() == f"CN={CODE}"
    assert proof.serial_number == 77
    assert proof.not_valid_before_utc == NOW - timedelta(minutes=15)
    assert proof.not_valid_after_utc == NOW + DAY
    assert proof.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    own = CERTIFICATES["rsa"].extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    assert proof.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier == own
    assert proof.public_key() != RSA_KEY.public_key()


def test_a_verification_certificate_does_not_outlive_its_issuer():
    short = authority(EC_KEY, start=NOW, end=NOW + timedelta(hours=1), identifier=False)
    proof = x509.load_pem_x509_certificate(verification_certificate(CODE, short, EC_KEY, now=NOW))
    assert proof.not_valid_before_utc == NOW
    assert proof.not_valid_after_utc == NOW + timedelta(hours=1)
    proof.verify_directly_issued_by(short)


def test_a_verification_certificate_is_the_same_for_the_same_clock_serial_and_public_key():
    make = partial(
        verification_certificate, CODE, CERTIFICATES["rsa"], RSA_KEY, now=NOW, public_key=EC_KEY.public_key()
    )
    assert make(serial=1) == make(serial=1)
    assert make(serial=1) != make(serial=2)
    assert make() != make()


@pytest.mark.parametrize("code", ["", "x" * 65])
def test_a_code_that_is_no_common_name_is_refused(code):
    with pytest.raises(ConfigurationError, match="is not a common name"):
        verification_certificate(code, CA, EC_KEY)


def test_a_clock_without_time_zone_is_refused():
    with pytest.raises(ConfigurationError, match="has no time zone"):
        verification_certificate(CODE, CA, EC_KEY, now=datetime(2026, 1, 1))


def test_the_thumbprint_is_written_as_the_service_writes_it():
    assert thumbprint(CA) == CA.fingerprint(SHA1()).hex().upper()
    assert len(thumbprint(DER)) == 40


def test_without_cryptography_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setitem(sys.modules, "cryptography.x509", None)
    for call in (partial(thumbprint, PEM), partial(verification_certificate, CODE, PEM, pem_of_text())):
        with pytest.raises(ConfigurationError, match=r'pip install "iotcentral\[x509\]"'):
            call()


def pem_of_text():
    return "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"


def test_a_device_key_is_derived_as_documented():
    group_key = "8isrFI1sGsIlvvFSSFRiMfCNzv21fjbE/+ah/lSh3lF8e2YG1Te7w1KpZhJFFXJrqYKi9yegxkqIChbqOS9Egw=="
    device_id = "sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6"  # the example of the provisioning service's documentation
    assert derive_device_key(group_key, device_id) == "Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc="
    assert derive_device_key(f" {group_key}\n", device_id) == derive_device_key(group_key, device_id)


@pytest.mark.parametrize("key", ["", "not base64!", "AA!AA", "abc", "ключ"])
def test_a_group_key_that_is_no_base64_is_refused(key):
    with pytest.raises(ConfigurationError, match="group key is not base64 text") as caught:
        derive_device_key(key, "t1")
    assert not key or key not in str(caught.value)


def test_a_device_key_needs_a_device():
    with pytest.raises(ConfigurationError, match="device id is empty"):
        derive_device_key("AAAA", "")


def test_both_twins_have_the_same_names_and_signatures():
    assert aio_enrollment.__all__ == sync_enrollment.__all__
    for name in sync_enrollment.__all__:
        one, two = getattr(sync_enrollment, name), getattr(aio_enrollment, name)
        if inspect.iscoroutinefunction(two):
            assert inspect.signature(one) == inspect.signature(two)
        else:
            assert one is two
