"""Rules of tokens, roles and organizations find defects, and nothing without one."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from iotcentral_testkit.contract.fixtures.restricted_tokens import invalid_authorizations
from iotcentral_testkit.emulator.http.authorization import OPERATOR, Caller
from iotcentral_testkit.emulator.http.errors import ServiceError

from tests.contract.runs import PREVIEW, STABLE, passed, run_rules, subjects
from tests.mutants.switching import instead, replaced

_SECRET = "SharedAccessSignature sr=0a1b&sig=YWJj%2FZGVm%3D&skn=reader&se=1800000000000"


def test_forged_tokens_differ_in_what_they_say() -> None:
    found = invalid_authorizations(Random(1), _SECRET)
    assert len(set(found.values())) == len(found)
    assert _SECRET not in found.values()
    assert found["another signature"].startswith("SharedAccessSignature sr=0a1b&sig=")
    assert len(found["another signature"]) == len(_SECRET)
    assert "sig=" not in found["no signature"]
    assert found["another expiry"].endswith("&se=11800000000000")


def test_forged_tokens_without_a_good_one() -> None:
    assert not [value for value in invalid_authorizations(Random(1), None).values() if "sig=" in value]


@pytest.mark.parametrize(
    ("resource", "rules"),
    [("ApiTokens", {"IC203", "IC204"}), ("Devices", {"IC201", "IC202", "IC205", "IC206", "IC207"})],
)
def test_correct_server(resource: str, rules: set[str]) -> None:
    result = run_rules(*rules, resource=resource, version=STABLE)
    assert subjects(result) == set()
    assert passed(result) == rules


def test_signature_that_is_not_checked() -> None:
    def unsigned(_: Any) -> Any:
        return lambda _app, secret: (secret.split("skn=")[1].split("&")[0], secret.split("se=")[1])

    with replaced("iotcentral_testkit.emulator.http.authentication:_signed", unsigned)():
        result = run_rules("IC202", resource="Roles", quick=False, version=STABLE)
    assert ("IC202", "Roles_List", "") in subjects(result)


def test_wrong_status_without_token() -> None:
    def forbidden(_: Any) -> Any:
        def refuse() -> ServiceError:
            return ServiceError(403, "Forbidden", "no")

        return refuse

    with replaced("iotcentral_testkit.emulator.http.authentication:_unauthenticated", forbidden)():
        result = run_rules("IC201", resource="Roles", version=STABLE)
    assert subjects(result) == {("IC201", "Roles_List", ""), ("IC201", "Roles_Get", "")}


def _operators(may: bool, resource: str) -> Any:
    """Grant operators a resource, or revoke it."""

    def by(right: Any) -> Any:
        def wrong(caller: Caller, permission: str) -> bool:
            operator = any(role == OPERATOR for role, _ in caller.roles)
            return may if operator and permission.startswith(resource) else bool(right(caller, permission))

        return wrong

    return replaced("iotcentral_testkit.emulator.http.authorization:Caller.may", by)


def test_role_that_is_too_strong() -> None:
    with _operators(True, "DeviceTemplates.")():
        result = run_rules("IC206", resource="DeviceTemplates", version=STABLE)
    assert {operation for _, operation, subject in subjects(result) if subject == "operator"} == {
        "DeviceTemplates_Create",
        "DeviceTemplates_Update",
        "DeviceTemplates_Remove",
    }


def test_role_that_is_too_weak() -> None:
    with _operators(False, "DeviceGroups.change")():
        result = run_rules("IC205", resource="DeviceGroups", version=STABLE)
    assert {operation for _, operation, _ in subjects(result)} == {
        "DeviceGroups_Create",
        "DeviceGroups_Update",
        "DeviceGroups_Remove",
    }


def test_organizations_that_are_not_apart() -> None:
    def everywhere(call: Any, rightly: Any) -> Any:
        call.caller = Caller(call.caller.name, call.caller.roles)
        return rightly(call)

    with instead("Devices_Get", do=everywhere)():
        result = run_rules("IC207", resource="Devices", version=PREVIEW)
    assert subjects(result) == {("IC207", "Devices_Get", "of another organization")}
