"""X.509 certificates of enrollment groups: reading them, and verifying the possession of a root's key.

Each function loads `cryptography` when it is called: an emulator that meets no certificate starts without it.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509

__all__ = ["CertificateError", "check_proof", "common_name", "read", "read_authority", "thumbprint"]


class CertificateError(ValueError):
    """A certificate is not acceptable; the text says why."""


def read(text: str) -> x509.Certificate:
    """Read a certificate.

    Args:
        text: base64 of a PEM file; if the file holds a chain, its first certificate counts.

    Raises:
        CertificateError: it is not a certificate.
    """
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        pem = base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        raise CertificateError("is not base64") from None
    try:
        return x509.load_pem_x509_certificate(pem)
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
        raise CertificateError("is not the base64 form of a PEM file with a certificate") from None


def read_authority(text: str, now: datetime) -> x509.Certificate:
    """Read a root or intermediate certificate.

    Raises:
        CertificateError: it is not a certificate, may not sign certificates, or has expired.
    """
    from cryptography import x509

    certificate = read(text)
    _check_expiry(certificate, now)
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return certificate  # test certificates often lack them, and so do roots of X.509 version 1
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        raise CertificateError("has extensions that cannot be read") from None
    if not constraints.ca:
        raise CertificateError("is not the certificate of a certification authority")
    return certificate


def common_name(name: x509.Name) -> str:
    """Return the common name of a subject or an issuer; empty if there is none.

    Raises:
        ValueError: it cannot be read.
    """
    from cryptography.x509.oid import NameOID

    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else ""


def thumbprint(certificate: x509.Certificate) -> str:
    """Return the SHA-1 thumbprint, in upper-case hexadecimal."""
    from cryptography.hazmat.primitives.hashes import SHA1

    return certificate.fingerprint(SHA1()).hex().upper()  # noqa: S303  # what the API calls for


def check_proof(proof: x509.Certificate, authority: x509.Certificate, code: str, now: datetime) -> None:
    """Check that a verification certificate proves the possession of an authority's key.

    Args:
        proof: the verification certificate.
        authority: the certificate that was uploaded.
        code: the verification code, which the proof must carry as its common name.
        now: the time; a proof that has expired is not valid.

    Raises:
        CertificateError: the proof is not valid.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.x509.oid import NameOID

    _check_expiry(proof, now)
    try:
        names = [name.value for name in proof.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    except ValueError:
        names = []
    if names != [code]:
        raise CertificateError("does not carry the verification code as its common name")
    try:
        proof.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        raise CertificateError("is not signed with the key of the uploaded certificate") from None


def _check_expiry(certificate: x509.Certificate, now: datetime) -> None:
    # the start of validity is not checked: certificates come from the machine's clock, and the emulator's may be behind it
    try:
        ends = certificate.not_valid_after_utc
    except ValueError:
        raise CertificateError("has no readable time of expiry") from None
    if ends <= now:
        raise CertificateError("has expired")
