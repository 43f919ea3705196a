"""The steps of X.509 enrollment, without I/O: which are left to do, and what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from .._core.package_models import models_of
from .._core.types import Unset
from ..errors import ConfigurationError, DecodingError, IoTCentralError
from ._certificates import (
    certificate_body,
    check_key,
    check_signing,
    read_certificate,
    read_key,
    thumbprint,
    utc_now,
)
from ._verification import verification_certificate

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from ._certificates import CertificateSource, KeySource, SigningKey

__all__ = [
    "CertificateState",
    "SigningPair",
    "VerificationCode",
    "VerificationError",
    "check_entry",
    "upload_body",
    "verification_body",
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
