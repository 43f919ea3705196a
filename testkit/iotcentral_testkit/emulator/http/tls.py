"""TLS certificates for a run: a self-signed one for the emulator's names, and others signed by it for later names.

Applications that are added later get certificates of their own, which clients trust with the first: no client accepts
a wildcard for the names below `localhost`, a domain of one label.
"""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

__all__ = ["Certificate", "make_certificate", "server_context"]

_LIFE = timedelta(days=30)
_LATER = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.localhost")


class Certificate(NamedTuple):
    """PEM files of a certificate and its key; clients trust the certificate."""

    file: Path
    key: Path


def make_certificate(names: Iterable[str], folder: Path) -> Certificate:
    """Create a self-signed certificate.

    Args:
        names: host names and addresses that it is for.
        folder: where its files are written; the key is readable only for its owner.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _signed(names, "IoT Central emulator", key)
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    made.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    made.key.touch(mode=0o600)
    made.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return made


def server_context(certificate: Certificate) -> ssl.SSLContext:
    """Return the TLS context of a server with a certificate, and with others for names that are added later."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.file, certificate.key)
    _certify_later_names(context, certificate)
    return context


def _certify_later_names(context: ssl.SSLContext, authority: Certificate) -> None:
    """Serve names below `localhost` that the certificate does not cover with certificates of their own.

    Args:
        context: TLS context of the server.
        authority: the certificate that signs them; their files are written beside it.
    """
    key = serialization.load_pem_private_key(authority.key.read_bytes(), None)
    issuer = x509.load_pem_x509_certificate(authority.file.read_bytes())
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"the key in {authority.key} is not one of an elliptic curve")
    covered = issuer.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    known = frozenset(covered.get_values_for_type(x509.DNSName))

    @lru_cache(maxsize=256)
    def context_for(name: str) -> ssl.SSLContext:
        certificate = _signed([name], name[:64], key, issuer)
        file = authority.file.with_name(f"{name}.pem")
        file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(file, authority.key)
        return made

    def choose(connection: ssl.SSLSocket | ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name is not None and name not in known and _LATER.fullmatch(name):
            connection.context = context_for(name)

    context.sni_callback = choose


def _signed(
    names: Iterable[str], subject: str, key: ec.EllipticCurvePrivateKey, issuer: x509.Certificate | None = None
) -> x509.Certificate:
    """Return a certificate; without an issuer it is self-signed, and may sign others."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    now = datetime.now(UTC)  # clients check it against their own clock, not the emulator's
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    constraints = x509.BasicConstraints(ca=issuer is None, path_length=0 if issuer is None else None)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LIFE)
        .add_extension(x509.SubjectAlternativeName([_name(text) for text in names]), critical=False)
        .add_extension(constraints, critical=True)
        .add_extension(_usage(signs=issuer is None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(identifier, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
