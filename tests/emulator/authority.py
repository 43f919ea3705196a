"""A certification authority, and certificates as the API takes them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

__all__ = ["Authority", "encoded"]

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


class Authority:
    """A certification authority."""

    def __init__(self, name: str = "root", *, ca: bool | None = True, days: int = 365) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self.signed(name, self.key, name, ca=ca, days=days)
        self.name = name

    def signed(
        self, subject: str, key: ec.EllipticCurvePrivateKey, issuer: str, *, ca: bool | None = None, days: int = 365
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(subject))
            .issuer_name(_name(issuer))
            .public_key(key.public_key())
            .serial_number(7)
            .not_valid_before(START - timedelta(days=1000))
            .not_valid_after(START + timedelta(days=days))
        )
        if ca is not None:
            builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        return builder.sign(self.key, SHA256())

    def proof(self, code: str, issuer: str | None = None, *, days: int = 1) -> str:
        key = ec.generate_private_key(ec.SECP256R1())
        return encoded(self.signed(code, key, issuer or self.name, days=days))


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def encoded(certificate: x509.Certificate) -> str:
    """Return base64 of the PEM."""
    return base64.b64encode(certificate.public_bytes(Encoding.PEM)).decode()
