"""Stateful tests of enrollment groups, certificates, file uploads and the clock, compared with a model."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from .conftest import START
from .machines import PACE, Collection, Machine
from .test_enrollment_groups import KEY, Authority, encoded

pytestmark = pytest.mark.long  # Hypothesis draws sequences of requests

GROUPS = ("SAS-IoT-Devices", "g", "h")
ENTRIES = st.sampled_from(["primary", "secondary"])
LIFE = 10
"""Days until the certificates of the authorities end."""
DELAY = timedelta(seconds=5)
CONNECTION = "DefaultEndpointsProtocol=https;AccountName=contosouploads;AccountKey=bm90LWEtcmVhbC1rZXktMQ=="


@cache
def authorities() -> list[Authority]:
    return [Authority("one", days=LIFE), Authority("two", days=LIFE)]


class Enrolling(Machine):
    """Model of the groups' attestation, the state of their certificates, and the state of the configuration."""

    def __init__(self) -> None:
        super().__init__()
        self.groups = Collection("enrollmentGroups", GROUPS, sizes=False)
        self.collections = [self.groups]
        self.groups.known = {item["id"]: item for item in self.ask("GET", "enrollmentGroups").json()["value"]}
        self.scope = self.groups.known[GROUPS[0]]["idScope"]
        self.codes: dict[tuple[str, str], str] = {}
        self.owners: dict[tuple[str, str], Authority] = {}
        self.upload: dict[str, Any] | None = None
        self.due: datetime | None = None

    def begin_to_walk(self, *_: Any) -> None:
        """The list has no page sizes."""

    def kind(self, id: str) -> str:
        kind: str = self.groups.known[id]["attestation"]["type"]
        return kind

    def expected(self, name: str, enabled: bool) -> dict[str, Any]:
        return {"displayName": name, "enabled": enabled, "type": "iot", "idScope": self.scope}

    def entries(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.groups.known[id]["attestation"]["x509"]["signingCertificates"]
        return found

    def drop_certificates(self, id: str) -> None:
        for kept in (self.codes, self.owners):
            for place in [place for place in kept if place[0] == id]:
                del kept[place]

    @rule(id=st.sampled_from(GROUPS), kind=st.sampled_from(["symmetricKey", "x509"]), key=st.none() | st.just(KEY))
    def write_group(self, id: str, kind: str, key: str | None) -> None:
        attestation: dict[str, Any] = {"type": kind}
        if kind == "symmetricKey" and key is not None:
            attestation["symmetricKey"] = {"primaryKey": key, "secondaryKey": key}
        body = {"displayName": "G", "type": "iot", "attestation": attestation}
        if kind == "x509" and id == GROUPS[0]:
            self.refused(self.ask("PUT", f"enrollmentGroups/{id}", body), 409)
            return
        before = self.groups.known.get(id)
        answer = self.put(self.groups, id, body, self.expected("G", True), attestation=dict)
        same = before is not None and before["attestation"]["type"] == kind
        if kind == "symmetricKey":
            keys = answer["attestation"]["symmetricKey"]
            assert keys.keys() == {"primaryKey", "secondaryKey"}
            assert key is None or keys["primaryKey"] == key
            if before is not None and same and key is None:
                assert keys == before["attestation"]["symmetricKey"]
        elif before is not None and same:
            assert answer["attestation"] == before["attestation"]
        else:
            assert answer["attestation"]["x509"]["signingCertificates"] == {}
        if not same:
            self.drop_certificates(id)

    @precondition(lambda self: self.groups.known)
    @rule(data=st.data(), name=st.sampled_from("xy"), enabled=st.booleans(), echo=st.booleans())
    def change_group(self, data: st.DataObject, name: str, enabled: bool, echo: bool) -> None:
        id = data.draw(st.sampled_from(sorted(self.groups.known)))
        known = self.groups.known[id]
        patch = {**(known if echo else {}), "displayName": name, "enabled": enabled}
        answer = self.patch(self.groups, id, patch, self.expected(name, enabled), attestation=dict)
        assert answer["attestation"] == known["attestation"]

    @rule(id=st.sampled_from(GROUPS))
    def remove_group(self, id: str) -> None:
        self.remove(self.groups, id, conflict=id == GROUPS[0])
        if id not in self.groups.known:
            self.drop_certificates(id)

    def certificate_status(self, id: str, entry: str) -> int:
        """Return how a request for a certificate is answered."""
        if id not in self.groups.known:
            return 404
        if self.kind(id) != "x509":
            return 409
        return 200 if entry in self.entries(id) else 404

    def changed(self, id: str) -> None:
        """Update the model of a group whose certificates were changed."""
        before, after = self.groups.known[id], self.ask("GET", f"enrollmentGroups/{id}").json()
        assert after["etag"] not in self.groups.used, "a change of a certificate changes the group"
        assert {**after, "attestation": 0, "etag": 0} == {**before, "attestation": 0, "etag": 0}
        self.groups.used.add(after["etag"])
        self.groups.outdated[id] = before["etag"]
        self.groups.known[id] = after

    @rule(id=st.sampled_from(GROUPS), entry=ENTRIES, number=st.sampled_from([0, 1]), vouched=st.booleans())
    def upload_certificate(self, id: str, entry: str, number: int, vouched: bool) -> None:
        authority = authorities()[number]
        body = {"certificate": encoded(authority.certificate), "verified": vouched}
        answer = self.ask("PUT", f"enrollmentGroups/{id}/certificates/{entry}", body)
        status = self.certificate_status(id, entry)
        if id not in self.groups.known or self.kind(id) != "x509":
            self.refused(answer, status)
        elif self.world.clock.now() >= START + timedelta(days=LIFE):
            self.refused(answer, 422)
        else:
            before = self.entries(id)
            print_ = authority.certificate.fingerprint(SHA1()).hex().upper()
            made = answer.json()
            assert made == {"verified": vouched, "info": {"sha1Thumbprint": print_}, "etag": made["etag"]}
            assert made["etag"] != before.get(entry, {}).get("etag")
            self.codes.pop((id, entry), None)
            self.owners[id, entry] = authority
            self.changed(id)
            assert self.entries(id) == {**before, entry: made}

    @rule(id=st.sampled_from(GROUPS), entry=ENTRIES)
    def generate_code(self, id: str, entry: str) -> None:
        answer = self.ask("POST", f"enrollmentGroups/{id}/certificates/{entry}/generateVerificationCode")
        assert answer.status_code == self.certificate_status(id, entry)
        if answer.is_success:
            code = answer.json()["verificationCode"]
            assert code != self.codes.get((id, entry))
            self.codes[id, entry] = code
            self.changed(id)

    @rule(id=st.sampled_from(GROUPS), entry=ENTRIES, honest=st.booleans(), days=st.sampled_from([-1, 5]))
    def verify(self, id: str, entry: str, honest: bool, days: int) -> None:
        place = (id, entry)
        owner = self.owners.get(place, authorities()[0])
        signer = owner if honest else authorities()[1 - authorities().index(owner)]
        proof = signer.proof(self.codes.get(place, "none"), days=days)
        url = f"enrollmentGroups/{id}/certificates/{entry}/verify"
        answer = self.ask("POST", url, {"certificate": proof})
        status = self.certificate_status(id, entry)
        if status != 200:
            self.refused(answer, status)
        elif place not in self.codes:
            self.refused(answer, 409)
        elif not honest or self.world.clock.now() >= START + timedelta(days=days):
            self.refused(answer, 422)
        else:
            assert answer.status_code == 204
            del self.codes[place]
            before = self.entries(id)[entry]
            self.changed(id)
            after = self.entries(id)[entry]
            assert after == {**before, "verified": True, "etag": after["etag"]}
            assert after["etag"] != before["etag"]

    @rule(id=st.sampled_from(GROUPS), entry=ENTRIES)
    def remove_certificate(self, id: str, entry: str) -> None:
        answer = self.ask("DELETE", f"enrollmentGroups/{id}/certificates/{entry}")
        status = self.certificate_status(id, entry)
        assert answer.status_code == (204 if status == 200 else status)
        if status == 200:
            self.codes.pop((id, entry), None)
            self.owners.pop((id, entry))
            self.changed(id)

    @rule(time=st.sampled_from([timedelta(seconds=1), timedelta(seconds=4), DELAY, timedelta(days=3)]))
    def wait(self, time: timedelta) -> None:
        self.world.clock.advance(time)
        if self.upload is not None and self.due is not None and self.due <= self.world.clock.now():
            self.due = None
            if self.upload["state"] == "deleting":
                self.upload = None
            else:
                failed = self.upload["connectionString"] == "nonsense"
                self.upload = {**self.upload, "state": "failed" if failed else "succeeded"}

    @rule(
        method=st.sampled_from(["PUT", "PATCH"]),
        connection=st.sampled_from([CONNECTION, "nonsense"]),
        container=st.sampled_from("cd"),
        ttl=st.none() | st.sampled_from(["PT4H", "soon"]),
        outdated=st.booleans(),
    )
    def write_upload(self, method: str, connection: str, container: str, ttl: str | None, outdated: bool) -> None:
        members = {"connectionString": connection, "container": container}
        members |= {} if ttl is None else {"sasTtl": ttl}
        answer = self.ask(method, "fileUploads", members, "outdated" if outdated else None)
        before = self.upload
        if before is None and method == "PATCH":
            self.refused(answer, 404)
        elif before is not None and before["state"] == "deleting":
            self.refused(answer, 409)
        elif outdated:
            self.refused(answer, 412)
        elif ttl == "soon":
            self.refused(answer, 422)
        else:
            state = "pending" if method == "PUT" else "updating"
            base = before if before is not None and method == "PATCH" else {"sasTtl": "PT1H", "readAccess": False}
            found = answer.json()
            assert found == {**base, **members, "state": state, "etag": found["etag"]}
            assert before is None or found["etag"] != before["etag"]
            self.upload, self.due = found, self.world.clock.now() + DELAY

    @rule()
    def remove_upload(self) -> None:
        answer = self.ask("DELETE", "fileUploads")
        assert answer.status_code == (404 if self.upload is None else 204)
        if self.upload is not None and self.upload["state"] != "deleting":
            etag = self.ask("GET", "fileUploads").json()["etag"]
            assert etag != self.upload["etag"]
            self.upload = {**self.upload, "state": "deleting", "etag": etag}
            self.due = self.world.clock.now() + DELAY

    @invariant()
    def the_upload_configuration_is_the_model(self) -> None:
        answer = self.ask("GET", "fileUploads")
        assert answer.status_code == (404 if self.upload is None else 200)
        assert self.upload is None or answer.json() == self.upload

    @invariant()
    def certificates_are_those_of_their_groups(self) -> None:
        for id in self.groups.ids:
            for entry in ("primary", "secondary"):
                answer = self.ask("GET", f"enrollmentGroups/{id}/certificates/{entry}")
                assert answer.status_code == self.certificate_status(id, entry)
                if answer.is_success:
                    assert answer.json() == self.entries(id)[entry]


TestEnrolling = Enrolling.TestCase
TestEnrolling.settings = PACE
