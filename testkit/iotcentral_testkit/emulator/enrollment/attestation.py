"""Operations on the attestation of single devices, by keys, certificates or TPM, and their credentials."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from ..http.bodies import check_whole
from ..http.calls import Call, handles
from ..http.errors import not_found, unprocessable
from ..state.merge_patch import merged
from .group_keys import derived_key, group_keys
from .x509 import CertificateError, common_name, read, thumbprint

__all__ = ["credentials"]

_KEY_BYTES = range(16, 65)
"""Lengths of a symmetric key that the provisioning service takes."""

_ENDORSEMENT_BYTES = range(1, 4097)


@handles("Devices_GetAttestation")
def get(call: Call) -> Any:
    """Return the attestation of a device."""
    return _stored(call)


@handles("Devices_CreateAttestation", keeps=("type", "symmetricKey", "tpm", "x509"))
def create(call: Call) -> Any:
    """Set the attestation of a device."""
    device_id = _device(call)
    return _write(call, device_id, call.body, call.app.get("attestation", device_id))


@handles("Devices_UpdateAttestation")
def update(call: Call) -> Any:
    """Change members of the attestation of a device."""
    stored = _stored(call)
    return _write(call, call.path["deviceId"], merged(stored, call.body), stored)


@handles("Devices_RemoveAttestation")
def remove(call: Call) -> None:
    """Delete the attestation of a device: it belongs to the built-in group again."""
    _stored(call)
    call.app.delete("attestation", call.path["deviceId"])


@handles("Devices_GetCredentials")
def credentials(call: Call) -> Any:
    """Return the credentials that a device needs to connect."""
    device_id = _device(call)
    own: dict[str, Any] | None = call.app.get("attestation", device_id)
    if own is None:
        keys = {name: derived_key(key, device_id) for name, key in group_keys(call.app).items()}
        own = {"type": "symmetricKey", "symmetricKey": keys}
    return {"idScope": call.app.id_scope, own["type"]: own[own["type"]]}


def _device(call: Call) -> str:
    device_id: str = call.get("device", call.path["deviceId"], "Device")["id"]
    return device_id


def _stored(call: Call) -> Any:
    device_id = _device(call)
    stored = call.app.get("attestation", device_id)
    if stored is None:
        raise not_found(f'An individual attestation of device "{device_id}"')
    return stored


def _write(call: Call, device_id: str, wanted: Mapping[str, Any], stored: Mapping[str, Any] | None) -> Any:
    kind = wanted["type"]
    check = _KINDS.get(kind)
    if check is None:
        check_whole(call, wanted)
        attestation = dict(wanted)
    elif kind not in wanted:
        raise unprocessable(f"should have required property '{kind}'")
    else:
        attestation = {"type": kind, kind: check(device_id, wanted[kind], (stored or {}).get(kind) or {})}
    call.app.put("attestation", device_id, attestation)
    return attestation


def _symmetric_key(_device_id: str, wanted: Mapping[str, Any], _stored: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _base64(wanted, name, f"symmetricKey.{name}", _KEY_BYTES) for name in ("primaryKey", "secondaryKey")}


def _tpm(_device_id: str, wanted: Mapping[str, Any], _stored: Mapping[str, Any]) -> dict[str, Any]:
    return {"endorsementKey": _base64(wanted, "endorsementKey", "tpm.endorsementKey", _ENDORSEMENT_BYTES)}


def _x509(device_id: str, wanted: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    named = wanted.get("clientCertificates")
    if named is None or named.get("primary") is None:
        raise unprocessable("x509.clientCertificates should have required property 'primary'")
    present = stored.get("clientCertificates", {})
    slots = {}
    for slot in ("primary", "secondary"):
        if named.get(slot) is None:
            continue
        place = f"x509.clientCertificates.{slot}"
        content = named[slot].get("certificate")
        if content is not None:
            slots[slot] = {"info": {"sha1Thumbprint": _thumbprint(content, device_id, place)}}
        elif slot in present:  # the body repeats what a read returns, which lacks the certificate
            slots[slot] = {"info": present[slot]["info"]}
        else:
            raise unprocessable(f"{place} should have required property 'certificate'")
    return {"clientCertificates": slots}


_KINDS: dict[str, Callable[[str, Mapping[str, Any], Mapping[str, Any]], dict[str, Any]]] = {
    "symmetricKey": _symmetric_key,
    "tpm": _tpm,
    "x509": _x509,
}
"""Kind of attestation → function from device id, requested content and stored content to what is stored."""


def _base64(wanted: Mapping[str, Any], name: str, place: str, lengths: range) -> str:
    value = wanted.get(name)
    if value is None:
        raise unprocessable(f"{place.partition('.')[0]} should have required property '{name}'")
    try:
        decoded = base64.b64decode(value, validate=True)
    except ValueError:
        decoded = b""
    if len(decoded) not in lengths:
        raise unprocessable(f"{place} should be the base64 text of {lengths[0]} to {lengths[-1]} bytes")
    return str(value)


def _thumbprint(content: str, device_id: str, place: str) -> str:
    """Return the thumbprint of a certificate, which must be issued to the device, by its id."""
    try:
        certificate = read(content)
        names = {"subject": common_name(certificate.subject), "issuer": common_name(certificate.issuer)}
    except CertificateError as error:
        raise unprocessable(f"{place}.certificate {error}") from None
    except ValueError:
        raise unprocessable(f"{place}.certificate has names that cannot be read") from None
    for role, name in names.items():
        if name != device_id:
            raise unprocessable(f"{place}.certificate should have the device id as the common name of its {role}")
    return thumbprint(certificate)
