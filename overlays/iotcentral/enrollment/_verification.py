"""Proof of possession: a certificate that carries the service's verification code, signed with the CA's key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ..errors import ConfigurationError
from ._certificates import check_key, check_signing, pem, read_certificate, read_key, utc_now

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from ._certificates import CertificateSource, KeySource, SigningKey

__all__ = ["verification_certificate"]

_LIFETIME = timedelta(days=1)
_CLOCK_SKEW = timedelta(minutes=15)


def verification_certificate(
    code: str,
    certificate: CertificateSource,
    key: KeySource,
    *,
    password: str | bytes | None = None,
    now: datetime | None = None,
    serial: int | None = None,
    public_key: RSAPublicKey | EllipticCurvePublicKey | None = None,
) -> bytes:
    """Make a verification certificate: its common name is the code, its issuer the signing certificate.

    With an RSA key, `now`, `serial` and `public_key`, the result depends on nothing else.

    Args:
        code: what the service gave (EnrollmentGroups_GenerateVerificationCodeX509), at most 64 characters.
        certificate: the uploaded CA certificate: PEM, DER, base64 of either, a path-like object, or the object.
        key: its private key, RSA or elliptic curve, in the same forms.
        password: what the key is encrypted with.
        now: when it is made, with a time zone; None: the clock. It is valid from a quarter of an hour before to a
            day after, but not beyond the signing certificate.
        serial: its serial number, 1 up to 159 bits; None: a random one.
        public_key: whose certificate it is; None: a fresh key's, which is thrown away.

    Returns:
        The certificate in PEM.

    Raises:
        ConfigurationError: certificate or key cannot be read, do not belong together or cannot sign now, or the code
            is no common name.
    """
    authority = read_certificate(certificate)
    signing_key = read_key(key, password)
    moment = utc_now() if now is None else _in_utc(now)
    check_key(authority, signing_key)
    check_signing(authority, moment)
    from cryptography import x509

    return pem(
        _builder(_common_name(code), authority, moment)
        .serial_number(x509.random_serial_number() if serial is None else serial)
        .public_key(_fresh_key(signing_key).public_key() if public_key is None else public_key)
        .sign(signing_key, _hash(signing_key))
    )


def _builder(subject: x509.Name, authority: x509.Certificate, moment: datetime) -> x509.CertificateBuilder:
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(authority.subject)
        .not_valid_before(max(moment - _CLOCK_SKEW, authority.not_valid_before_utc))
        .not_valid_after(min(moment + _LIFETIME, authority.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_authority_key_identifier(authority), critical=False)
    )


def _authority_key_identifier(authority: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    from cryptography import x509

    try:
        own = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    except x509.ExtensionNotFound:
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())  # type: ignore[arg-type]
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def _common_name(code: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    if not 1 <= len(code) <= 64:  # older releases of cryptography only warn
        raise ConfigurationError(
            f'the verification code "{code}" is no common name, which has 1 to 64 characters: give the code as the '
            "service gave it"
        )
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, code)])


def _fresh_key(like: SigningKey) -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(like, rsa.RSAPrivateKey):
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(like.curve)


def _hash(key: SigningKey) -> hashes.SHA256 | hashes.SHA384 | hashes.SHA512:
    from cryptography.hazmat.primitives import hashes

    if key.key_size in (384, 521):
        return hashes.SHA384() if key.key_size == 384 else hashes.SHA512()
    return hashes.SHA256()


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ConfigurationError(f"{moment.isoformat()} has no time zone: give it with one, such as datetime.UTC")
    return moment.astimezone(UTC).replace(microsecond=0)
