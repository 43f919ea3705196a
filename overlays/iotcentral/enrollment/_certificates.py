"""Signing certificates and their keys: read in any usual form, checked, and put to use; no network.

Needs the extra `iotcentral[x509]`, which is loaded when it is first used.
"""

from __future__ import annotations

import base64
import binascii
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    SigningKey = RSAPrivateKey | EllipticCurvePrivateKey
    CertificateSource = str | bytes | os.PathLike[str] | Certificate
    KeySource = str | bytes | os.PathLike[str] | RSAPrivateKey | EllipticCurvePrivateKey

__all__ = ["certificate_body", "check_key", "check_signing", "read_certificate", "read_key", "thumbprint"]


def read_certificate(source: CertificateSource) -> Certificate:
    """Read one certificate.

    Args:
        source: PEM (text or bytes), DER (bytes), base64 of either, a path-like object, or the certificate itself.

    Raises:
        ConfigurationError: it cannot be read, or holds several certificates.
    """
    require_x509()
    from cryptography import x509

    if isinstance(source, x509.Certificate):
        return source
    content, place = _content(source, "certificate")
    try:
        if content.startswith(_DER):
            return x509.load_der_x509_certificate(content)
        found = x509.load_pem_x509_certificates(content)
    except ValueError as error:
        raise ConfigurationError(
            f"{place} cannot be read ({error}): give a certificate as PEM, DER or base64 of either"
        ) from None
    if len(found) != 1:
        raise ConfigurationError(f"{place} holds {len(found)} certificates: give the signing certificate alone")
    return found[0]


def read_key(source: KeySource, password: str | bytes | None = None) -> SigningKey:
    """Read a private key, RSA or elliptic curve.

    Args:
        source: PEM (text or bytes), DER (bytes), base64 of either, a path-like object, or the key itself.
        password: what the key is encrypted with; None for a key in clear.

    Raises:
        ConfigurationError: it cannot be read, the password is wrong, missing or not needed, or it is of another kind.
    """
    require_x509()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    key: Any = source
    if isinstance(source, str | bytes | os.PathLike):
        content, place = _content(source, "key")
        secret = password.encode() if isinstance(password, str) else password
        load = serialization.load_der_private_key if content.startswith(_DER) else serialization.load_pem_private_key
        try:
            key = load(content, secret)
        except TypeError:
            fix = "its password is missing" if secret is None else "it is not encrypted, so leave the password out"
            raise ConfigurationError(f"{place} cannot be read: {fix}") from None
        except (ValueError, UnsupportedAlgorithm):  # their messages may quote the content
            raise ConfigurationError(
                f"{place} cannot be read: give a private key as PEM, DER or base64 of either, with its own password"
            ) from None
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise ConfigurationError(
            f"the key is of type {type(key).__name__}: the service takes RSA and elliptic curve keys; use one of these"
        )
    return key


def thumbprint(certificate: CertificateSource) -> str:
    """Return the SHA-1 thumbprint of a certificate as the service shows it: 40 upper-case hexadecimal digits.

    Args:
        certificate: PEM, DER, base64 of either, a path-like object, or the certificate itself.

    Raises:
        ConfigurationError: it cannot be read, or `iotcentral[x509]` is not installed.
    """
    found = read_certificate(certificate)
    from cryptography.hazmat.primitives.hashes import SHA1

    return found.fingerprint(SHA1()).hex().upper()  # noqa: S303  # names a certificate, protects nothing


def certificate_body(certificate: CertificateSource) -> str:
    """Return what request bodies carry: the base64 form of the certificate's PEM file.

    Raises:
        ConfigurationError: it cannot be read.
    """
    return base64.b64encode(pem(read_certificate(certificate))).decode()


def pem(certificate: Certificate) -> bytes:
    """Return the PEM form of a certificate."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)


def check_signing(certificate: Certificate, now: datetime) -> None:
    """Check that device certificates can be issued under the certificate.

    Raises:
        ConfigurationError: it is no CA certificate, or not valid at the time.
    """
    from cryptography import x509

    name = f'the certificate "{certificate.subject.rfc4514_string()}"'
    if now > certificate.not_valid_after_utc:
        raise ConfigurationError(
            f"{name} expired at {certificate.not_valid_after_utc:%Y-%m-%d %H:%M} UTC: renew it, then upload the new one"
        )
    if now < certificate.not_valid_before_utc:
        raise ConfigurationError(
            f"{name} is not valid before {certificate.not_valid_before_utc:%Y-%m-%d %H:%M} UTC: wait, or check the clock"
        )
    try:
        is_ca = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        is_ca = False
    try:
        may_sign = certificate.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    except x509.ExtensionNotFound:
        may_sign = True
    if not (is_ca and may_sign):
        raise ConfigurationError(
            f"{name} is no CA certificate (basic constraints CA:TRUE, and keyCertSign if it names key usages): "
            "give the root or intermediate certificate that signs the devices' certificates"
        )


def check_key(certificate: Certificate, key: SigningKey) -> None:
    """Check that the key belongs to the certificate.

    Raises:
        ConfigurationError: it belongs to another.
    """
    if certificate.public_key() != key.public_key():
        raise ConfigurationError(
            f'the key does not belong to the certificate "{certificate.subject.rfc4514_string()}": '
            "give the private key with which this certificate's requests are signed"
        )


def utc_now() -> datetime:
    """Return the time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def require_x509() -> None:
    """Load cryptography, or say how to get it.

    Raises:
        ConfigurationError: it is not installed.
    """
    try:
        import cryptography.x509  # noqa: F401  # pyright: ignore[reportUnusedImport]
    except ImportError as error:
        raise ConfigurationError(
            'certificates need the package cryptography, which is not installed: pip install "iotcentral[x509]"'
        ) from error


_DER = b"\x30"
"""What DER begins with: the tag of a sequence. Base64 of PEM begins with L, of DER with M."""


def _content(source: object, kind: str) -> tuple[bytes, str]:
    """Return PEM or DER, and words for where it is from."""
    place = f"the {kind}"
    if isinstance(source, os.PathLike):
        path = Path(os.fsdecode(source))  # pyright: ignore[reportUnknownArgumentType]
        place = f'the {kind} in "{path}"'
        try:
            source = path.read_bytes()
        except OSError as error:
            raise ConfigurationError(f"{place} cannot be read: {error.strerror}") from error
    if isinstance(source, str):
        source = source.encode()
    if not isinstance(source, bytes):
        raise ConfigurationError(
            f"{place} is of type {type(source).__name__}: give PEM, DER, base64 of either, a Path, or the {kind} itself"
        )
    if source.startswith(_DER) or b"-----BEGIN" in source:
        return source, place
    try:
        decoded = base64.b64decode(b"".join(source.split()), validate=True)
    except binascii.Error:
        decoded = b""
    if not decoded.startswith(_DER) and b"-----BEGIN" not in decoded:
        raise ConfigurationError(
            f"{place} is neither PEM nor DER nor base64 of either; for the content of a file, give pathlib.Path(…)"
        )
    return decoded, place
