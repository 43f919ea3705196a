"""Operations on enrollment groups, whose devices attest by keys derived from the group's or by certificates."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..http.bodies import check_whole
from ..http.calls import Call, handles
from ..http.errors import conflict, unprocessable
from ..http.etags import check_etag, renewed
from ..http.pagination import stored_page
from ..state.identity import EtagForm
from ..state.merge_patch import merged
from .certificates import ENTRIES, shown, uploaded
from .group_keys import SAS_GROUP

if TYPE_CHECKING:
    pass

__all__ = ["create", "get", "list_groups", "remove", "update"]

_KIND = "enrollmentGroup"
_MEMBERS = ("id", "etag", "displayName", "enabled", "type", "attestation", "idScope")
_KEYS = ("primaryKey", "secondaryKey")
_KEY_BYTES = range(16, 65)
"""Lengths of a symmetric key that the provisioning service takes."""


@handles("EnrollmentGroups_List")
def list_groups(call: Call) -> Any:
    """Return a page of the groups."""
    return stored_page(call, _KIND, lambda stored: _shown(call, stored.content))


@handles("EnrollmentGroups_Get")
def get(call: Call) -> Any:
    """Return a group."""
    return _shown(call, _stored(call))


@handles("EnrollmentGroups_Create", keeps=_MEMBERS)
def create(call: Call) -> Any:
    """Create a group, or replace it; keys that the request leaves out stay, or are generated."""
    stored = call.app.get(_KIND, call.path["enrollmentGroupId"])
    check_etag(call, stored)
    return _put(call, call.body, stored)


@handles("EnrollmentGroups_Update")
def update(call: Call) -> Any:
    """Change a group; a key set to null is generated again, a certificate set to null is removed."""
    stored = _stored(call)
    check_etag(call, stored)
    return _put(call, merged(_patchable(stored), call.body), stored)


@handles("EnrollmentGroups_Remove")
def remove(call: Call) -> Any:
    """Delete a group."""
    id = _stored(call)["id"]
    if id == SAS_GROUP:
        raise conflict(f'The enrollment group "{id}" belongs to the application and cannot be deleted.')
    call.app.delete(_KIND, id)


def _put(call: Call, body: Mapping[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
    absent = [
        f"should have required property '{name}'"
        for name in ("displayName", "type", "attestation")
        if body.get(name) is None
    ]
    if absent:
        raise unprocessable(*absent)
    id, enabled = call.path["enrollmentGroupId"], body.get("enabled")
    content = {
        "id": id,
        "displayName": body["displayName"],
        "enabled": True if enabled is None else enabled,
        "type": body["type"],
        "attestation": _attestation(call, body["attestation"], stored),
    }
    content = renewed(call.app, content, EtagForm.ENCODED)
    call.app.put(_KIND, id, content)
    return _shown(call, content)


def _attestation(call: Call, given: Mapping[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
    kind = given.get("type")
    before: dict[str, Any] = {}
    if stored is not None and stored["attestation"]["type"] == kind:
        before = stored["attestation"]
    if kind == "symmetricKey":
        return {"type": kind, kind: _keys(call, given, before)}
    if kind == "x509":
        if call.path["enrollmentGroupId"] == SAS_GROUP:
            raise conflict(f'The enrollment group "{SAS_GROUP}" always attests by symmetric keys.')
        return {"type": kind, kind: {"signingCertificates": _certificates(call, given, before)}}
    check_whole(call, {"displayName": "", "type": "iot", "attestation": given})
    return dict(given)


def _keys(call: Call, given: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, str]:
    keys = given.get("symmetricKey")
    if keys is None:
        keys = before.get("symmetricKey", {})
    for name in _KEYS:
        if keys.get(name) is not None:
            _check_key(name, keys[name])
    return {name: keys.get(name) or call.app.identity.key() for name in _KEYS}


def _check_key(name: str, key: str) -> None:
    try:
        length = len(base64.b64decode(key, validate=True))
    except ValueError:
        length = 0
    if length not in _KEY_BYTES:
        raise unprocessable(f"attestation.symmetricKey.{name} is not the base64 form of 16 to 64 bytes")


def _certificates(call: Call, given: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the certificates: those that come with content are read, those that are only named stay."""
    present = before.get("x509", {}).get("signingCertificates", {})
    own: dict[str, Any] = given.get("x509") or {}
    entries = own.get("signingCertificates")
    if entries is None:
        return dict(present) if call.operation.method == "PUT" else {}
    result: dict[str, Any] = {}
    for name in ENTRIES:
        entry = entries.get(name)
        if entry is None:
            continue
        if entry.get("certificate") is None and name in present:
            result[name] = present[name]
        else:
            result[name] = uploaded(call, entry)
    return result


def _patchable(stored: dict[str, Any]) -> dict[str, Any]:
    """Return a group as responses show it, so that a patch may echo it."""
    return {**stored, "attestation": _open(stored["attestation"])}


def _open(attestation: dict[str, Any]) -> dict[str, Any]:
    if attestation["type"] != "x509":
        return attestation
    entries = attestation["x509"]["signingCertificates"]
    return {"type": "x509", "x509": {"signingCertificates": {name: shown(entries[name]) for name in entries}}}


def _stored(call: Call) -> dict[str, Any]:
    content: dict[str, Any] = call.get(_KIND, call.path["enrollmentGroupId"], "Enrollment group")
    return content


def _shown(call: Call, content: dict[str, Any]) -> dict[str, Any]:
    return {**_patchable(content), "idScope": call.app.id_scope}
