"""Certificates for enrollment groups, made as they are needed; no authority stands behind them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

__all__ = ["Authority", "device_certificate", "signing_certificate"]

_LIFE = timedelta(days=2)


class Authority(NamedTuple):
    """A self-signed certificate of an authority, with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def make(cls, name: str) -> Authority:
        """Make one."""
        key = ec.generate_private_key(ec.SECP256R1())
        return cls(_certificate(name, key, name, key, authority=True), key)

    @property
    def text(self) -> str:
        """The certificate as requests carry it: base64 of its PEM form."""
        return _text(self.certificate)

    def proof(self, code: str) -> str:
        """Return a certificate that carries a verification code, signed with the authority's key, as requests carry it."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        return _text(_certificate(code, key, str(issuer), self.key, authority=False))


def signing_certificate(name: str) -> str:
    """Return the certificate of a new authority as requests carry it: base64 of its PEM form."""
    return Authority.make(name).text


def device_certificate(device_id: str) -> str:
    """Return a self-signed certificate that names a device, as requests carry it: base64 of its PEM form."""
    key = ec.generate_private_key(ec.SECP256R1())
    return _text(_certificate(device_id, key, device_id, key, authority=False))


def _certificate(
    subject: str, key: ec.EllipticCurvePrivateKey, issuer: str, signer: ec.EllipticCurvePrivateKey, *, authority: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + _LIFE)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .sign(signer, hashes.SHA256())
    )


def _text(certificate: x509.Certificate) -> str:
    return base64.b64encode(certificate.public_bytes(serialization.Encoding.PEM)).decode()
