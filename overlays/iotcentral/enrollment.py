"""X.509 enrollment: upload a CA certificate to an enrollment group and prove that its key is yours, in one call.

    enroll(app, "factory", Path("ca.pem"), Path("ca.key"))

The steps are those of the article "Manage enrollment groups with the REST API". Needs the extra `iotcentral[x509]`,
apart from `derive_device_key`. `iotcentral.aio.enrollment` is the asynchronous twin.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from .certificates import certificate_body, check_key, check_signing, read_certificate, read_key, thumbprint, utc_now
from .device_keys import derive_device_key
from .errors import ConfigurationError, DecodingError, IoTCentralError, NotFoundError
from .package_models import models_of
from .types import Unset
from .verification import verification_certificate

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from .certificates import CertificateSource, KeySource, SigningKey

__all__ = [
    "VerificationError",
    "derive_device_key",
    "enroll",
    "thumbprint",
    "upload",
    "verification_certificate",
    "verify",
]


class VerificationError(IoTCentralError):
    """The service took the verification certificate, but the signing certificate still reads as unverified."""


class CertificateInfo(Protocol):
    """The client's `X509CertificateInfo`."""

    @property
    def sha_1_thumbprint(self) -> str:
        """SHA-1 thumbprint in hexadecimal."""
        ...


class CertificateState(Protocol):
    """The client's `SigningX509Certificate`."""

    @property
    def verified(self) -> bool | Unset:
        """Whether possession of the key is established."""
        ...

    @property
    def info(self) -> CertificateInfo | Unset:
        """What the service read from the certificate."""
        ...


class VerificationCode(Protocol):
    """The client's `X509VerificationCode`."""

    @property
    def verification_code(self) -> str | Unset:
        """The code."""
        ...


State = TypeVar("State", bound=CertificateState)
State_co = TypeVar("State_co", bound=CertificateState, covariant=True)


class EnrollmentGroups(Protocol[State_co]):
    """The client's `enrollment_groups`."""

    def get_x509(self, enrollment_group_id: str, entry: Any, /) -> State_co:
        """EnrollmentGroups_GetX509."""
        ...

    def create_x509(self, enrollment_group_id: str, entry: Any, body: Any, /) -> State_co:
        """EnrollmentGroups_CreateX509."""
        ...

    def generate_verification_code_x509(self, enrollment_group_id: str, entry: Any, /) -> VerificationCode:
        """EnrollmentGroups_GenerateVerificationCodeX509."""
        ...

    def verify_x509(self, enrollment_group_id: str, entry: Any, body: Any, /) -> None:
        """EnrollmentGroups_VerifyX509."""
        ...


class EnrollmentApp(Protocol[State_co]):
    """A client; all data-plane api-versions have enrollment groups."""

    @cached_property  # as the clients do; pyright takes no property for it
    def enrollment_groups(self) -> EnrollmentGroups[State_co]:
        """The operations of enrollment groups."""
        ...


def enroll(
    app: EnrollmentApp[State],
    enrollment_group_id: str,
    certificate: CertificateSource,
    key: KeySource,
    *,
    password: str | bytes | None = None,
    entry: str = "primary",
    replace: bool = False,
) -> State:
    """Upload a CA certificate to an X.509 enrollment group and have it verified.

    What is done already is not done again: a certificate that the entry holds is not uploaded, and if it is verified,
    nothing is changed.

    Args:
        app: the client.
        enrollment_group_id: id of an enrollment group that attests by X.509.
        certificate: the CA certificate: PEM (text or bytes), DER, base64 of either, a path-like object, or a
            cryptography object.
        key: its private key, RSA or elliptic curve, in the same forms; it stays here.
        password: what the key is encrypted with.
        entry: `primary` or `secondary`.
        replace: whether another certificate may be put out of the entry; devices under that one can then no longer
            connect.

    Returns:
        The certificate as the service knows it, verified.

    Raises:
        ConfigurationError: certificate, key or entry are unusable or do not belong together, the entry holds another
            certificate, or `iotcentral[x509]` is not installed.
        VerificationError: it still reads as unverified afterwards.
        iotcentral.IoTCentralError: what the operations raise (EnrollmentGroups_GetX509, _CreateX509,
            _GenerateVerificationCodeX509, _VerifyX509); `NotFoundError` if there is no such group.
    """
    pair = SigningPair.read(certificate, key, password, entry)
    groups = app.enrollment_groups
    try:
        held: State | None = groups.get_x509(enrollment_group_id, entry)
    except NotFoundError:
        held = None
    if pair.must_upload(held, replace=replace):
        held = groups.create_x509(enrollment_group_id, entry, upload_body(app, pair.certificate))
    return _verify(app, enrollment_group_id, entry, pair, held)


def upload(
    app: EnrollmentApp[State],
    enrollment_group_id: str,
    certificate: CertificateSource,
    *,
    entry: str = "primary",
    verified: bool = False,
) -> State:
    """Upload a CA certificate to an X.509 enrollment group, in place of what the entry holds (EnrollmentGroups_CreateX509).

    Args:
        app: the client.
        enrollment_group_id: id of an enrollment group that attests by X.509.
        certificate: the CA certificate: PEM (text or bytes), DER, base64 of either, a path-like object, or a
            cryptography object.
        entry: `primary` or `secondary`.
        verified: whether you vouch for the certificate, so that it needs no verification.

    Returns:
        The certificate as the service knows it: its thumbprint, and whether it is verified.

    Raises:
        ConfigurationError: the certificate cannot be read, is no CA certificate or not valid now, or
            `iotcentral[x509]` is not installed.
        iotcentral.IoTCentralError: what the operation raises.
    """
    check_entry(entry)
    found = read_certificate(certificate)
    check_signing(found, utc_now())
    return app.enrollment_groups.create_x509(enrollment_group_id, entry, upload_body(app, found, verified=verified))


def verify(
    app: EnrollmentApp[State],
    enrollment_group_id: str,
    certificate: CertificateSource,
    key: KeySource,
    *,
    password: str | bytes | None = None,
    entry: str = "primary",
) -> State:
    """Prove that the key of an uploaded CA certificate is yours; does nothing if it is verified already.

    Args:
        app: the client.
        enrollment_group_id: id of an enrollment group that attests by X.509.
        certificate: the CA certificate that the entry holds, in the forms that `upload` takes.
        key: its private key, RSA or elliptic curve, in the same forms; it stays here.
        password: what the key is encrypted with.
        entry: `primary` or `secondary`.

    Returns:
        The certificate as the service knows it, verified.

    Raises:
        ConfigurationError: certificate, key or entry are unusable or do not belong together, the entry holds another
            certificate, or `iotcentral[x509]` is not installed.
        VerificationError: it still reads as unverified afterwards.
        iotcentral.IoTCentralError: what the operations raise (EnrollmentGroups_GetX509,
            _GenerateVerificationCodeX509, _VerifyX509); `NotFoundError` if there is no such group or certificate.
    """
    pair = SigningPair.read(certificate, key, password, entry)
    held = app.enrollment_groups.get_x509(enrollment_group_id, entry)
    return _verify(app, enrollment_group_id, entry, pair, held)


def _verify(
    app: EnrollmentApp[State], enrollment_group_id: str, entry: str, pair: SigningPair, held: State | None
) -> State:
    if held is not None and pair.is_verified(held):
        return held
    groups = app.enrollment_groups
    code = groups.generate_verification_code_x509(enrollment_group_id, entry)
    groups.verify_x509(enrollment_group_id, entry, verification_body(app, pair.proof(code)))
    return pair.settled(groups.get_x509(enrollment_group_id, entry))


class SigningPair(NamedTuple):
    """A certificate and the key that belongs to it, with every decision of the workflow that they take part in."""

    certificate: Certificate
    key: SigningKey
    entry: str

    @classmethod
    def read(
        cls, certificate: CertificateSource, key: KeySource, password: str | bytes | None, entry: str
    ) -> SigningPair:
        """Read and check both, before anything is sent."""
        check_entry(entry)
        pair = cls(read_certificate(certificate), read_key(key, password), entry)
        check_key(pair.certificate, pair.key)
        check_signing(pair.certificate, utc_now())
        return pair

    def must_upload(self, held: CertificateState | None, *, replace: bool) -> bool:
        """Decide whether the certificate is not there yet."""
        if held is None:
            return True
        if self._is_held(held):
            return False
        if not replace:
            raise self._other(held, 'use entry="secondary" (or "primary"), or replace it with replace=True')
        return True

    def is_verified(self, held: CertificateState) -> bool:
        """Decide whether nothing is left to do; an answer without a thumbprint is taken for this certificate."""
        if _thumbprint_of(held) and not self._is_held(held):
            raise self._other(held, "upload this certificate first")
        return held.verified is True

    def proof(self, code: VerificationCode) -> bytes:
        """Make the verification certificate."""
        if not code.verification_code:
            raise DecodingError("X509VerificationCode.verificationCode", "a string", "nothing")
        return verification_certificate(code.verification_code, self.certificate, self.key)

    def settled(self, state: State) -> State:
        """Check that the service took the proof."""
        if not self.is_verified(state):
            raise VerificationError(
                f"the {self.entry} certificate {thumbprint(self.certificate)} still reads as unverified, although the "
                "service took the verification certificate: read it again later (EnrollmentGroups_GetX509), then verify"
            )
        return state

    def _is_held(self, held: CertificateState) -> bool:
        return _thumbprint_of(held).upper() == thumbprint(self.certificate)

    def _other(self, held: CertificateState, fix: str) -> ConfigurationError:
        return ConfigurationError(
            f"the {self.entry} entry of the enrollment group holds another certificate "
            f"({_thumbprint_of(held) or 'without a thumbprint'}) than the given one ({thumbprint(self.certificate)}): {fix}"
        )


def upload_body(app: object, certificate: Certificate, *, verified: bool = False) -> Any:
    """Return the client's own `SigningX509Certificate`."""
    return models_of(app).SigningX509Certificate(certificate=certificate_body(certificate), verified=verified)


def verification_body(app: object, certificate: bytes) -> Any:
    """Return the client's own `X509VerificationCertificate`."""
    return models_of(app).X509VerificationCertificate(certificate=certificate_body(certificate))


def check_entry(entry: str) -> None:
    """Check that the entry is one of the two.

    Raises:
        ConfigurationError: it is neither.
    """
    if entry not in ("primary", "secondary"):
        raise ConfigurationError(f'"{entry}" is no entry of an enrollment group: give "primary" or "secondary"')


def _thumbprint_of(held: CertificateState) -> str:
    return "" if isinstance(held.info, Unset) else held.info.sha_1_thumbprint
