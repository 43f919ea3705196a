"""X.509 enrollment: upload a CA certificate to an enrollment group and prove that its key is yours, in one call.

Reading files, and making keys and signatures, happens in worker threads.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from .._core.aio.concurrency import in_thread
from ..errors import NotFoundError
from ._certificates import check_signing, read_certificate, utc_now
from ._steps import (
    CertificateState,
    SigningPair,
    VerificationCode,
    check_entry,
    upload_body,
    verification_body,
)

if TYPE_CHECKING:
    from ._certificates import CertificateSource, KeySource

__all__ = ["enroll", "upload", "verify"]


State = TypeVar("State", bound=CertificateState)
State_co = TypeVar("State_co", bound=CertificateState, covariant=True)


class EnrollmentGroups(Protocol[State_co]):
    """The client's `enrollment_groups`."""

    async def get_x509(self, enrollment_group_id: str, entry: Any, /) -> State_co:
        """EnrollmentGroups_GetX509."""
        ...

    async def create_x509(self, enrollment_group_id: str, entry: Any, body: Any, /) -> State_co:
        """EnrollmentGroups_CreateX509."""
        ...

    async def generate_verification_code_x509(self, enrollment_group_id: str, entry: Any, /) -> VerificationCode:
        """EnrollmentGroups_GenerateVerificationCodeX509."""
        ...

    async def verify_x509(self, enrollment_group_id: str, entry: Any, body: Any, /) -> None:
        """EnrollmentGroups_VerifyX509."""
        ...


class EnrollmentApp(Protocol[State_co]):
    """An asynchronous client; all data-plane api-versions have enrollment groups."""

    @cached_property  # as the clients do; pyright takes no property for it
    def enrollment_groups(self) -> EnrollmentGroups[State_co]:
        """The operations of enrollment groups."""
        ...


async def enroll(
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
    pair = await in_thread(SigningPair.read, certificate, key, password, entry)
    groups = app.enrollment_groups
    try:
        held: State | None = await groups.get_x509(enrollment_group_id, entry)
    except NotFoundError:
        held = None
    if pair.must_upload(held, replace=replace):
        held = await groups.create_x509(enrollment_group_id, entry, upload_body(app, pair.certificate))
    return await _verify(app, enrollment_group_id, entry, pair, held)


async def upload(
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
    found = await in_thread(read_certificate, certificate)
    check_signing(found, utc_now())
    body = upload_body(app, found, verified=verified)
    return await app.enrollment_groups.create_x509(enrollment_group_id, entry, body)


async def verify(
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
    pair = await in_thread(SigningPair.read, certificate, key, password, entry)
    held = await app.enrollment_groups.get_x509(enrollment_group_id, entry)
    return await _verify(app, enrollment_group_id, entry, pair, held)


async def _verify(
    app: EnrollmentApp[State], enrollment_group_id: str, entry: str, pair: SigningPair, held: State | None
) -> State:
    if held is not None and pair.is_verified(held):
        return held
    groups = app.enrollment_groups
    code = await groups.generate_verification_code_x509(enrollment_group_id, entry)
    proof = await in_thread(pair.proof, code)
    await groups.verify_x509(enrollment_group_id, entry, verification_body(app, proof))
    return pair.settled(await groups.get_x509(enrollment_group_id, entry))
