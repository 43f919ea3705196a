"""Operations on the two signing certificates of an enrollment group: uploading, verifying and removing them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from ..http.calls import Call, handles
from ..http.errors import conflict, not_found, unprocessable
from ..http.etags import check_etag, renewed
from ..state.identity import EtagForm
from .x509 import CertificateError, check_proof, read, read_authority, thumbprint

__all__ = ["ENTRIES", "generate_code", "get", "put", "remove", "shown", "uploaded", "verify"]

ENTRIES = ("primary", "secondary")

_GROUP = "enrollmentGroup"
_MEMBERS = ("verified", "info", "etag")
"""Members that responses show; the certificate itself and the code stay in the emulator."""


@handles("EnrollmentGroups_GetX509")
def get(call: Call) -> Any:
    """Return the state of a certificate."""
    return shown(_entry(call, _group(call)))


@handles("EnrollmentGroups_CreateX509", keeps=("certificate", *_MEMBERS))
def put(call: Call) -> Any:
    """Upload a certificate, or replace it."""
    group = _group(call)
    check_etag(call, _entries(group).get(call.path["entry"]))
    entry = uploaded(call, call.body)
    _keep(call, group, entry)
    return shown(entry)


@handles("EnrollmentGroups_RemoveX509")
def remove(call: Call) -> Any:
    """Delete a certificate; the group stays."""
    group = _group(call)
    _entry(call, group)
    _keep(call, group, None)


@handles("EnrollmentGroups_GenerateVerificationCodeX509")
def generate_code(call: Call) -> Any:
    """Generate a verification code; an earlier one becomes invalid."""
    group = _group(call)
    entry = _entry(call, group)
    code = hashlib.sha256(call.app.identity.key().encode()).hexdigest()[:48].upper()
    _keep(call, group, {**renewed(call.app, entry, EtagForm.ENCODED), "_code": code})
    return {"verificationCode": code}


@handles("EnrollmentGroups_VerifyX509")
def verify(call: Call) -> Any:
    """Accept a certificate that carries the code and is signed with the uploaded one's key as proof of that key."""
    group = _group(call)
    entry = _entry(call, group)
    code = entry.get("_code")
    if code is None:
        raise conflict("The certificate has no verification code yet: generate one first.")
    try:
        check_proof(read(call.body["certificate"]), read(entry["_certificate"]), code, call.now)
    except CertificateError as error:
        raise unprocessable(f"certificate {error}") from None
    proved = {name: value for name, value in entry.items() if name != "_code"}
    _keep(call, group, renewed(call.app, {**proved, "verified": True}, EtagForm.ENCODED))


def uploaded(call: Call, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the stored form of a certificate that comes with a request.

    Raises:
        ServiceError: 422: it is missing, or not the certificate of an authority.
    """
    text = body.get("certificate")
    if text is None:
        raise unprocessable("should have required property 'certificate'")
    try:
        certificate = read_authority(text, call.now)
    except CertificateError as error:
        raise unprocessable(f"certificate {error}") from None
    content = {"verified": bool(body.get("verified")), "info": {"sha1Thumbprint": thumbprint(certificate)}}
    return renewed(call.app, {**content, "_certificate": text}, EtagForm.ENCODED)


def shown(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a certificate as responses show it."""
    return {name: entry[name] for name in _MEMBERS}


def _group(call: Call) -> dict[str, Any]:
    group: dict[str, Any] = call.get(_GROUP, call.path["enrollmentGroupId"], "Enrollment group")
    if group["attestation"]["type"] != "x509":
        raise conflict(f'The enrollment group "{group["id"]}" attests by symmetric keys and has no certificates.')
    return group


def _entries(group: Mapping[str, Any]) -> dict[str, Any]:
    entries: dict[str, Any] = group["attestation"]["x509"]["signingCertificates"]
    return entries


def _entry(call: Call, group: Mapping[str, Any]) -> dict[str, Any]:
    name = call.path["entry"]
    entry: dict[str, Any] | None = _entries(group).get(name)
    if entry is None:
        raise not_found(f'The {name} certificate of the enrollment group "{group["id"]}"')
    return entry


def _keep(call: Call, group: Mapping[str, Any], entry: dict[str, Any] | None) -> None:
    """Store a group with another certificate, which changes the group too."""
    entries = {**_entries(group), call.path["entry"]: entry}
    present = {name: entries[name] for name in ENTRIES if entries.get(name) is not None}
    attestation = {"type": "x509", "x509": {"signingCertificates": present}}
    call.app.put(_GROUP, group["id"], renewed(call.app, {**group, "attestation": attestation}, EtagForm.ENCODED))
