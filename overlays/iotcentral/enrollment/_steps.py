"""Steps of X.509 enrollment, without I/O: the remaining ones, and their request bodies."""

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
    """Signing certificate that still reads as unverified, although the service accepted the verification certificate."""


class CertificateInfo(Protocol):
    """Certificate as the service reads it; the client's `X509CertificateInfo`."""

    @property
    def sha_1_thumbprint(self) -> str:
        """SHA-1 thumbprint in hexadecimal."""
        ...


class CertificateState(Protocol):
    """State of an entry; the client's `SigningX509Certificate`."""

    @property
    def verified(self) -> bool | Unset:
        """Whether possession of the key is established."""
        ...

    @property
    def info(self) -> CertificateInfo | Unset:
        """The certificate's properties as the service reads them."""
        ...


class VerificationCode(Protocol):
    """Verification code; the client's `X509VerificationCode`."""

    @property
    def verification_code(self) -> str | Unset:
        """The code."""
        ...


State = TypeVar("State", bound=CertificateState)


class SigningPair(NamedTuple):
    """Certificate and its key, with the decisions of the workflow about them."""

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
        """Return whether the certificate has to be uploaded.

        Raises:
            ConfigurationError: the entry holds another certificate, which may not be replaced.
        """
        if held is None:
            return True
        if self._is_held(held):
            return False
        if not replace:
            raise self._other(held, 'use entry="secondary" (or "primary"), or replace it with replace=True')
        return True

    def is_verified(self, held: CertificateState) -> bool:
        """Return whether nothing is left to do; a response without a thumbprint is taken for this certificate."""
        if _thumbprint_of(held) and not self._is_held(held):
            raise self._other(held, "upload this certificate first")
        return getattr(held, "verified", False) is True

    def proof(self, code: VerificationCode) -> bytes:
        """Return the verification certificate."""
        text = getattr(code, "verification_code", None)
        if not text:
            raise DecodingError("X509VerificationCode.verificationCode", "a string", "nothing")
        return verification_certificate(text, self.certificate, self.key)

    def settled(self, state: State) -> State:
        """Return the state if the service accepted the proof.

        Raises:
            VerificationError: it still reads as unverified.
        """
        if not self.is_verified(state):
            raise VerificationError(
                f"the {self.entry} certificate {thumbprint(self.certificate)} still reads as unverified, although the "
                "service accepted the verification certificate: read it again later (EnrollmentGroups_GetX509), then verify"
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
        raise ConfigurationError(f'"{entry}" is not an entry of an enrollment group: pass "primary" or "secondary"')


def _thumbprint_of(held: CertificateState) -> str:
    info: CertificateInfo | None = getattr(held, "info", None) or None  # an answer can leave it out
    return info.sha_1_thumbprint if info else ""
