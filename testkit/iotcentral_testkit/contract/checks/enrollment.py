"""Checks of enrollment: keys of enrollment groups, certificates and their verification, credentials of devices."""

from __future__ import annotations

import base64
import hmac
from typing import Any

from ...openapi.json_places import ABSENT, at
from ...openapi.json_types import is_object
from ..assertions.json_comparison import same, unequal
from ..assertions.rejections import expect_rejected
from ..engine.exchange import Exchange
from ..fixtures.certificates import Authority, device_certificate, thumbprint_of
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .list_lookup import expect_no_differences
from .rules import once, rule

_AUTHENTICATION = "article Device authentication concepts"
_X509 = "article How to connect devices with X.509 certificates; the document: EnrollmentGroups"
_BUILT_IN = "SAS-IoT-Devices"
"""Name of the built-in enrollment group of every application."""


def _decoded(text: Any) -> bytes | None:
    """Decode base64; return None if it is not valid."""
    try:
        return base64.b64decode(text, validate=True)
    except (TypeError, ValueError):
        return None


_KEYS = ("primaryKey", "secondaryKey")
_NO_KEY = "no key: it is not base64!"


def _keys(content: dict[str, Any]) -> dict[str, Any]:
    """Return the symmetric keys of an attestation or of credentials; empty if there are none.

    What else a server has beside them says nothing about the keys.
    """
    keys = content.get("symmetricKey")
    return {name: keys[name] for name in _KEYS if name in keys} if is_object(keys) else {}


def _attestation(exchange: Exchange) -> dict[str, Any]:
    found = exchange.content.get("attestation")
    return found if is_object(found) else {}


def _expect_keys(context: CheckContext, keys: dict[str, Any], *exchanges: Exchange) -> list[Any]:
    """Expect two keys that differ; return them."""
    found = [keys.get(name) for name in _KEYS]
    for name, key in zip(_KEYS, found, strict=True):
        context.expect(
            bool(_decoded(key)), f"{name} is {key!r}, which is not a key in base64", *exchanges, subject=name
        )
    context.expect(found[0] != found[1], "the primary and the secondary key are the same", *exchanges, subject="same")
    return found


@rule(
    "IC620",
    "An enrollment group has the keys that are given, and generated ones otherwise",
    source=f"{_AUTHENTICATION}; the document: the service generates the keys that are not given",
    over=once("EnrollmentGroups_Create", "EnrollmentGroups_Get"),
)
def keys_generated(context: CheckContext, _: None) -> None:
    """Create groups without keys, and one with keys."""
    seen: list[Any] = []
    for _round in range(2):
        made = context.create("EnrollmentGroups", _group(context, {"type": "symmetricKey"}))
        read = context.read(made)
        keys = _expect_keys(context, _keys(_attestation(made.exchange)), made.exchange)
        context.expect(
            _keys(_attestation(read)) == _keys(_attestation(made.exchange)),
            "the keys that were generated are not those that are read",
            made.exchange,
            read,
            subject="kept",
        )
        context.expect(not set(seen) & set(keys), "two groups have the same key", made.exchange, subject="shared")
        seen += keys
    given = {name: base64.b64encode(context.random.randbytes(32)).decode() for name in _KEYS}
    made = context.create("EnrollmentGroups", _group(context, {"type": "symmetricKey", "symmetricKey": given}))
    read = context.read(made)
    context.expect(
        _keys(_attestation(read)).items() >= given.items(),
        f"the keys {given} were given, and {_keys(_attestation(read))} are read",
        made.exchange,
        read,
        subject="given",
    )
    body = _group(context, {"type": "symmetricKey", "symmetricKey": {**given, "primaryKey": _NO_KEY}})
    wrong = context.send(made.family.create, made.path, body=body)
    expect_rejected(context, wrong, "a key that is not base64", "no base64")


def _group(context: CheckContext, attestation: dict[str, Any]) -> dict[str, Any]:
    return {"displayName": context.factory.title(), "type": "iot", "attestation": attestation}


@rule(
    "IC621",
    "A certificate is verified by a proof signed with its key or by the caller at its upload, and by nothing else",
    source=_X509,
    over=once(
        "EnrollmentGroups_VerifyX509",
        "EnrollmentGroups_GenerateVerificationCodeX509",
        "EnrollmentGroups_CreateX509",
        "EnrollmentGroups_GetX509",
        "EnrollmentGroups_RemoveX509",
    ),
)
def certificates_verified(context: CheckContext, _: None) -> None:
    """Upload both certificates, verify one with wrong proofs and a right one, remove it, and upload a verified one.

    None of it changes the other one.
    """
    group = context.create("EnrollmentGroups", _group(context, {"type": "x509"}))
    places = [{"enrollmentGroupId": group.id, "entry": entry} for entry in ("primary", "secondary")]
    for place, beside in (places, places[::-1]):
        authority, other = (Authority.create(context.factory.word()) for _ in range(2))
        unverified = {"certificate": authority.text, "verified": False}
        stored = context.require("EnrollmentGroups_CreateX509", place, body=unverified)
        context.require("EnrollmentGroups_CreateX509", beside, body={**unverified, "certificate": other.text})
        before = context.require("EnrollmentGroups_GetX509", beside)
        _expect_verified(context, place, False, "upload", stored)
        _expect_thumbprint(context, stored, authority)
        proved = _expect_proof_needed(context, place, authority)
        _expect_unchanged(context, before, proved)
        removed = _expect_removable(context, place, group.id)
        _expect_unchanged(context, before, removed)
        vouched = {"certificate": Authority.create(context.factory.word()).text, "verified": True}
        stored = context.require("EnrollmentGroups_CreateX509", place, body=vouched)
        _expect_verified(context, place, True, "vouched", stored)
        _expect_unchanged(context, before, stored)
        if context.quick:
            _prove_second(context, place, beside, other)
            break
    _expect_none_anew(context, group, places)


def _expect_none_anew(context: CheckContext, group: CreatedItem, places: list[dict[str, str]]) -> None:
    """Remove a group with its certificates, and expect none of them in one that is created under its id."""
    if group.family.remove is None:
        return
    removed = context.require(group.family.remove, group.path)
    anew = context.factory.create(group.family, group.sent, path=group.path)
    for place in places:
        left = context.send("EnrollmentGroups_GetX509", place)
        message = f"the group was removed with its certificates, and in a new one of its id GET is answered with {left.status}"
        context.expect(
            left.status == 404, message, removed, anew.exchange, left, subject="new group", operation=left.operation
        )


def _prove_second(context: CheckContext, first: dict[str, str], second: dict[str, str], authority: Authority) -> None:
    """Verify the second certificate while the first one is not verified, which stays as it is."""
    unverified = {"certificate": Authority.create(context.factory.word()).text, "verified": False}
    context.require("EnrollmentGroups_CreateX509", first, body=unverified)
    before = context.require("EnrollmentGroups_GetX509", first)
    verified = before.content.get("verified", False)
    message = f"another certificate was uploaded instead of a verified one, and verified is {verified!r}"
    context.expect(verified is False, message, before, subject="verified after another upload")
    asked = context.require("EnrollmentGroups_GenerateVerificationCodeX509", second)
    proof = {"certificate": authority.proof(str(asked.content.get("verificationCode")))}
    proved = context.require("EnrollmentGroups_VerifyX509", second, body=proof)
    _expect_verified(context, second, True, "proof of the second", asked, proved)
    _expect_unchanged(context, before, proved)


def _expect_unchanged(context: CheckContext, before: Exchange, cause: Exchange) -> None:
    """Expect that a certificate is as it was after a request about the other one."""
    after = context.send("EnrollmentGroups_GetX509", before.path)
    context.expect(
        after.succeeded,
        f"{cause.operation} is about the other certificate, and after it this one is answered with {after.status}",
        before,
        cause,
        after,
        subject="the other certificate",
        operation=cause.operation,
    )
    expect_no_differences(
        context, unequal(before.json, after.json, leave=("etag",)), before, cause, after, operation=cause.operation
    )


def _expect_verified(
    context: CheckContext, place: dict[str, str], wanted: bool, subject: str, *exchanges: Exchange
) -> None:
    read = context.require("EnrollmentGroups_GetX509", place)
    found = read.content.get("verified", False)
    context.expect(
        found is wanted,
        f"verified should be {str(wanted).lower()} now, and is {found!r}",
        *exchanges,
        read,
        subject=f"verified after {subject}",
        operation="EnrollmentGroups_GetX509",
    )


def _expect_thumbprint(context: CheckContext, stored: Exchange, authority: Authority) -> None:
    info = stored.content.get("info")
    found = str(info.get("sha1Thumbprint")) if is_object(info) else None
    wanted = thumbprint_of(authority.text)
    context.expect(
        found is None or found.lower() == wanted,
        f"sha1Thumbprint is {found}, and the certificate's is {wanted}",
        stored,
        subject="sha1Thumbprint",
        operation="EnrollmentGroups_CreateX509",
    )


def _expect_proof_needed(context: CheckContext, place: dict[str, str], authority: Authority) -> Exchange:
    """Send invalid proofs, which have to be rejected, and then the right one; return the response to that."""
    asked = context.require("EnrollmentGroups_GenerateVerificationCodeX509", place)
    code = asked.content.get("verificationCode")
    context.expect(
        isinstance(code, str) and bool(code),
        f"verificationCode is {code!r}, which is not a code",
        asked,
        subject="code",
        operation="EnrollmentGroups_GenerateVerificationCodeX509",
    )
    wrong = {
        "another code": authority.proof("000000"),
        "another key": Authority.create(context.factory.word()).proof(str(code)),
    }
    for what, proof in wrong.items():
        rejected = context.send("EnrollmentGroups_VerifyX509", place, body={"certificate": proof})
        context.expect(
            400 <= rejected.status < 500,
            f"a proof with {what} is answered with {rejected.status}",
            asked,
            rejected,
            subject=what,
        )
        _expect_verified(context, place, False, what, asked, rejected)
    proved = context.require("EnrollmentGroups_VerifyX509", place, body={"certificate": authority.proof(str(code))})
    _expect_verified(context, place, True, "proof", asked, proved)
    return proved


def _expect_removable(context: CheckContext, place: dict[str, str], group_id: str) -> Exchange:
    """Remove a certificate, which leaves its group; return the response to the removal."""
    removed = context.require("EnrollmentGroups_RemoveX509", place)
    gone = context.send("EnrollmentGroups_GetX509", place)
    context.expect(
        gone.status == 404,
        f"the certificate was removed, and GET is answered with {gone.status}",
        removed,
        gone,
        subject="removed",
        operation="EnrollmentGroups_RemoveX509",
    )
    group = context.send("EnrollmentGroups_Get", {"enrollmentGroupId": group_id})
    context.expect(
        group.succeeded,
        f"the group was removed with its certificate: GET is answered with {group.status}",
        removed,
        group,
        subject="group",
        operation="EnrollmentGroups_RemoveX509",
    )
    return removed


@rule(
    "IC622",
    "A device's credentials are its own: its keys, or those derived from the group's keys",
    source=f"{_AUTHENTICATION}: HMAC-SHA256 of the device id with the group's key; the document: DeviceCredentials",
    over=once("Devices_GetCredentials"),
)
def credentials(context: CheckContext, _: None) -> None:
    """Read the credentials of two devices whose ids differ in case, and of one with keys of its own, other ones, and none."""
    family = context.factory.family("Devices")
    id = context.factory.new_id(family)
    places = ({**context.factory.place(family), str(family.id_parameter): f"{id}-{end}"} for end in ("MiXed", "mixed"))
    devices = [context.factory.create(family, {"displayName": id}, path=place) for place in places]
    first, second = (context.require("Devices_GetCredentials", {"deviceId": device.id}) for device in devices)
    scope = first.content.get("idScope")
    context.expect(isinstance(scope, str) and bool(scope), f"idScope is {scope!r}", first, subject="idScope")
    context.expect(
        second.content.get("idScope") == scope, "two devices have different ID scopes", first, second, subject="idScope"
    )
    if "symmetricKey" in first.content and "symmetricKey" in second.content:
        keys = _expect_keys(context, _keys(first.content), first)
        other = _expect_keys(context, _keys(second.content), second)
        context.expect(not set(keys) & set(other), "two devices have the same key", first, second, subject="shared")
    for subject in ("own keys", "other keys of its own"):
        given = {name: base64.b64encode(context.random.randbytes(32)).decode() for name in _KEYS}
        body = {"type": "symmetricKey", "symmetricKey": given}
        attested = context.require("Devices_CreateAttestation", devices[0].path, body=body)
        own = context.require("Devices_GetCredentials", devices[0].path)
        context.expect(
            _keys(own.content).items() >= given.items(),
            f"the device has the keys {given} of its own, and its credentials are {_keys(own.content)}",
            attested,
            own,
            subject=subject,
        )
    body = {"type": "symmetricKey", "symmetricKey": {**given, "secondaryKey": _NO_KEY}}
    wrong = context.send("Devices_CreateAttestation", devices[0].path, body=body)
    expect_rejected(context, wrong, "a key that is not base64", "no base64")
    tpm = _expect_endorsement(context, devices[0], attested)
    _expect_thumbprints(context, devices[1])
    removed = context.require("Devices_RemoveAttestation", {"deviceId": devices[0].id})
    last = context.require("Devices_GetCredentials", {"deviceId": devices[0].id})
    keeps_keys = not set(given.values()).isdisjoint(_keys(last.content).values())
    keeps_tpm = tpm is not None and same(tpm.sent["tpm"], last.content.get("tpm"))
    context.expect(
        not keeps_keys and not keeps_tpm,
        "the attestation of a device's own was removed, and is in its credentials",
        attested,
        *(() if tpm is None else (tpm,)),
        removed,
        last,
        subject="removed keys",
    )
    if "symmetricKey" in first.content:
        _expect_derived(context, devices[0].id, first)


def _expect_thumbprints(context: CheckContext, device: CreatedItem) -> None:
    """Set two certificates of a device's own, which a server may refuse, and read the thumbprint of each."""
    made = {slot: device_certificate(device.id) for slot in ("primary", "secondary")}
    slots = {slot: {"certificate": text} for slot, text in made.items()}
    body = {"type": "x509", "x509": {"clientCertificates": slots}}
    stored = context.send("Devices_CreateAttestation", device.path, body=body)
    if not stored.succeeded:
        return
    for operation in ("Devices_GetAttestation", "Devices_GetCredentials"):
        read = context.require(operation, device.path)
        for slot, text in made.items():
            found = at(read.json, ("x509", "clientCertificates", slot, "info", "sha1Thumbprint"))
            wanted = thumbprint_of(text)
            message = f"the thumbprint of the {slot} certificate is {found!r}, and should be {wanted!r}"
            right = found in (ABSENT, None) or str(found).lower() == wanted
            untold = "the certificates name the device, which has another id in a program"
            context.expect(right, message, stored, read, subject=slot, operation=operation, untold=untold)
    _expect_kind(context, "x509", stored, read)


def _expect_endorsement(context: CheckContext, device: CreatedItem, keys: Exchange) -> Exchange | None:
    """Set the TPM of a device that had keys of its own, and read it with no keys beside it.

    Returns:
        The request that set it; None: the server refuses it.
    """
    body = {"type": "tpm", "tpm": {"endorsementKey": base64.b64encode(context.random.randbytes(32)).decode()}}
    stored = context.send("Devices_CreateAttestation", device.path, body=body)
    if not stored.succeeded:
        return None
    read = context.require("Devices_GetCredentials", device.path)
    _expect_kind(context, "tpm", keys, stored, read)
    message = f"the TPM of the device is {body['tpm']}, and in its credentials {read.content.get('tpm')!r}"
    context.expect(same(body["tpm"], read.content.get("tpm")), message, stored, read, subject="tpm")
    return stored


def _expect_kind(context: CheckContext, kind: str, *exchanges: Exchange) -> None:
    """Expect that the credentials of a device are of the one kind by which it attests."""
    shown = {"symmetricKey", "tpm", "x509"} & exchanges[-1].content.keys()
    message = f"the device attests by its own {kind}, and its credentials are {sorted(shown)}"
    context.expect(shown == {kind}, message, *exchanges, subject=kind, operation="Devices_GetCredentials")


def _expect_derived(context: CheckContext, device_id: str, shown: Exchange) -> None:
    """Expect a key that is derived from one of the built-in group, if that group can be identified."""
    groups = [
        item
        for item in context.items("EnrollmentGroups_List")
        if _BUILT_IN in (item.get("id"), item.get("displayName"))
    ]
    read = (
        context.send("EnrollmentGroups_Get", {"enrollmentGroupId": str(groups[0].get("id"))})
        if len(groups) == 1
        else None
    )
    if read is None or not read.succeeded:
        return
    keys = {name: _decoded(key) for name, key in _keys(_attestation(read)).items()}
    for name, key in keys.items():
        if key:
            wanted = base64.b64encode(hmac.digest(key, device_id.encode(), "sha256")).decode()
            found = _keys(shown.content).get(name)
            context.expect(
                found == wanted,
                f"{name} is {found!r}, and derived from the key of {_BUILT_IN} it is {wanted!r}",
                read,
                shown,
                subject="derived",
                untold="a program derives no key",
            )
