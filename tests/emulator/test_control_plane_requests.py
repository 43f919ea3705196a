"""Tests of requests to the control plane: tokens, versions, addresses, parameters, faults, rates and the request log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from iotcentral_testkit.emulator.clients import EmulatorCredential
from iotcentral_testkit.emulator.control_plane.arm_tokens import arm_token, is_management_scope
from iotcentral_testkit.emulator.control_plane.responses import HANDLERS
from iotcentral_testkit.emulator.http.authentication import bearer_token
from iotcentral_testkit.emulator.http.faults import FaultError, FaultPlan
from iotcentral_testkit.emulator.http.throttling import RateThrottle
from iotcentral_testkit.emulator.rooms import load_rooms
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import World
from iotcentral_testkit.openapi.documents import control_plane

from .conftest import START
from .control_plane_client import PROVIDER, VERSION, Arm, asking

BODY: dict[str, Any] = {"location": "westeurope", "sku": {"name": "ST2"}}
APPS = f"{PROVIDER}/iotApps"


@pytest.fixture
def arm(world: World) -> Iterator[Arm]:
    with asking(world) as arm:
        yield arm


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_every_operation_of_the_document_has_a_handler() -> None:
    load_rooms()
    assert set(control_plane().operations) == HANDLERS.keys() - {"OperationResults_Get"}


def test_without_a_good_token_nothing_is_told(arm: Arm) -> None:
    world = arm.world
    now = int(START.timestamp())
    data_plane = bearer_token(world.applications["emulator"], "creator", now + 60)
    foreign = World(seed=1, clock=world.clock)
    refused = {
        "": "AuthenticationFailed",
        "Basic x": "AuthenticationFailed",
        "Bearer": "AuthenticationFailed",
        world.tokens["emulator"]: "AuthenticationFailed",
        f"Bearer {world.tokens['emulator']}": "InvalidAuthenticationToken",
        f"Bearer {data_plane}": "InvalidAuthenticationTokenAudience",
        "Bearer x": "InvalidAuthenticationToken",
        "Bearer emulator-arm..": "InvalidAuthenticationToken",
        f"Bearer {arm.token}0": "InvalidAuthenticationToken",
        f"Bearer {arm_token(foreign.subscription, now + 60)}": "InvalidAuthenticationToken",
        f"Bearer {arm_token(world.subscription, now)}": "ExpiredAuthenticationToken",
    }
    foreign.store.close()
    paths = [APPS, f"/{PROVIDER}/operations", "/subscriptions/other/resourceGroups", "/providers/nothing"]
    for header, expected in refused.items():
        for path in paths:
            answer = arm.ask("GET", path, headers={"Authorization": header})
            assert code(answer) == (401, expected)
            challenge = answer.headers["www-authenticate"]
            assert challenge.startswith("Bearer authorization_uri=")
            assert world.subscription.tenant_id in challenge
    assert arm.ask("GET", APPS, headers={"Authorization": b"Bearer \xe9"}).status_code == 401
    assert arm.ask("GET", APPS, headers={"Authorization": f"bearer {arm.token}"}).status_code == 200


def test_a_token_is_good_until_it_expires_by_the_emulators_clock(arm: Arm) -> None:
    arm.token = arm_token(arm.world.subscription, int(START.timestamp()) + 3600)
    assert arm.ask("GET", APPS).status_code == 200
    arm.world.clock.advance("PT1H")
    assert code(arm.ask("GET", APPS)) == (401, "ExpiredAuthenticationToken")


def test_management_tokens_are_not_for_the_data_plane(arm: Arm) -> None:
    params = {"api-version": "2022-07-31"}
    answer = arm.http.get("/api/devices", params=params, headers={"Authorization": f"Bearer {arm.token}"})
    assert code(answer) == (401, "Unauthenticated")


@pytest.mark.parametrize(
    ("scope", "management"),
    [
        ("https://management.azure.com/.default", True),
        ("https://management.azure.com//.default", True),
        ("https://management.core.windows.net/.default", True),
        ("https://apps.azureiotcentral.com/.default", False),
        ("https://management.azure.com.example.org/.default", False),
        ("scope", False),
        ("http://[", False),
    ],
)
def test_a_credential_gives_the_token_that_the_scope_is_about(world: World, scope: str, management: bool) -> None:
    assert is_management_scope(scope) is management
    credential = EmulatorCredential(world.applications["emulator"], "creator", world.subscription)
    with asking(world) as arm:
        arm.token = credential.get_token(scope).token
        assert arm.ask("GET", APPS).status_code == (200 if management else 401)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"api-version": None}, "MissingApiVersionParameter"),
        ({"api-version": ""}, "MissingApiVersionParameter"),
        ({"api-version": "latest"}, "InvalidApiVersionParameter"),
        ({"api-version": "2022-07-31"}, "NoRegisteredProviderFound"),
        ({"api-version": "2021-11-01-preview"}, "NoRegisteredProviderFound"),
        ({"$top": "5"}, "InvalidQueryParameter"),
        ({"$filter": "x"}, "InvalidQueryParameter"),
        ({"maxpagesize": "5"}, "InvalidQueryParameter"),
    ],
)
def test_versions_and_parameters_that_the_service_lacks_are_refused(
    arm: Arm, params: dict[str, Any], expected: str
) -> None:
    sent = {name: value for name, value in {"api-version": VERSION, **params}.items() if value is not None}
    answer = arm.http.get(f"{arm.root}/{APPS}", params=sent, headers={"Authorization": f"Bearer {arm.token}"})
    assert code(answer) == (400, expected)
    assert answer.json()["error"]["target"] == next(iter(params))
    if expected == "NoRegisteredProviderFound":
        assert VERSION in answer.json()["error"]["message"]


def test_pages_are_only_asked_of_lists(arm: Arm) -> None:
    for method, path in [("GET", f"/{PROVIDER}/operations"), ("POST", f"{PROVIDER}/appTemplates")]:
        assert code(arm.ask(method, path, params={"$skiptoken": "x"})) == (400, "InvalidQueryParameter")


def test_addresses_that_lead_nowhere(arm: Arm) -> None:
    other = "00000000-0000-4000-a000-000000000000"
    assert code(arm.ask("GET", f"/subscriptions/{other}/{APPS}")) == (404, "SubscriptionNotFound")
    assert code(arm.ask("GET", f"/SUBSCRIPTIONS/{arm.world.subscription.id.upper()}/x")) == (404, "InvalidResourceType")
    assert code(arm.ask("GET", "/subscriptions/")) == (404, "SubscriptionNotFound")
    assert code(arm.ask("GET", "/providers/Microsoft.Storage/operations")) == (404, "InvalidResourceType")
    assert code(arm.ask("GET", f"resourceGroups/{'x' * 91}/{APPS}")) == (400, "InvalidResourceGroup")
    assert code(arm.ask("GET", f"resourceGroups/rg./{APPS}")) == (400, "InvalidResourceGroup")
    assert arm.ask("GET", f"resourceGroups/{'x' * 85}_-(.)/{APPS}").status_code == 200
    wrong = arm.ask("POST", APPS)
    assert (*code(wrong), wrong.headers["allow"]) == (405, "MethodNotAllowed", "GET")
    assert code(arm.ask("GET", f"resourceGroups/%FF/{APPS}"))[0] == 400


def test_bodies_that_are_no_json(arm: Arm) -> None:
    for content, kind, status, expected in [
        (b"", "application/json", 400, "InvalidRequestContent"),
        (b"{", "application/json", 400, "InvalidRequestContent"),
        (b'{"sku": 1, "sku": 2}', "application/json", 400, "InvalidRequestContent"),
        (b"\xff", "application/json", 400, "InvalidRequestContent"),
        (b"[]", "application/json", 400, "InvalidResource"),
        (b"null", "application/json", 400, "InvalidResource"),
        (b"{}", "text/plain", 415, "UnsupportedMediaType"),
        (b"x" * 1_000_001, "application/json", 413, "RequestTooLarge"),
    ]:
        answer = arm.app("PUT", "contoso", content=content, headers={"Content-Type": kind})
        assert code(answer) == (status, expected), content[:30]


def test_a_fault_plan_strikes_the_control_plane_too() -> None:
    plan = FaultPlan.parse(
        """
        [[fault]]
        operation = "Apps_Get"
        status = 503
        retry-after = 2
        count = 1
        [[fault]]
        operation = "OperationResults_Get"
        status = 429
        count = 1
        """
    )
    world = World(seed=0, clock=Clock(START), faults=plan)
    with asking(world) as arm:
        answer = arm.http.get(
            f"{arm.root}/resourceGroups/emulator/{APPS}/emulator",
            params={"api-version": VERSION},
            headers={"Authorization": f"Bearer {arm.token}"},
        )
        assert (*code(answer), answer.headers["retry-after"]) == (503, "ServiceUnavailable", "2")
        assert arm.app("GET", "emulator", group="emulator").status_code == 200
        link = arm.app("PUT", "contoso", BODY).headers["azure-asyncoperation"]
        assert code(arm.ask("GET", link)) == (429, "TooManyRequests")
        assert arm.ask("GET", link).json() == {"status": "Creating"}
    world.store.close()
    with pytest.raises(FaultError, match="no operation is called"):
        FaultPlan.parse('[[fault]]\noperation = "Apps_None"\nstatus = 503')


def test_a_throttle_counts_the_subscription_by_itself() -> None:
    world = World(seed=0, clock=Clock(START), throttle=RateThrottle(2))
    with asking(world) as arm:
        answers = [arm.ask("GET", APPS) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2].headers["retry-after"] == "1"
        assert arm.data_plane("emulator") == 200
        world.clock.advance(timedelta(seconds=1))
        assert arm.ask("GET", APPS).status_code == 200
    world.store.close()


def test_the_log_shows_requests_to_the_control_plane(arm: Arm) -> None:
    link = arm.app("PUT", "contoso", BODY).headers["azure-asyncoperation"]
    arm.ask("GET", link)
    missing = arm.app("GET", "nobody")
    shown = [request.shown() for request in arm.world.requests.latest()]
    assert [(one["application"], one["operationId"], one["status"], one["errorCode"]) for one in shown] == [
        (None, "Apps_CreateOrUpdate", 201, None),
        (None, "OperationResults_Get", 200, None),
        (None, "Apps_Get", 404, "ResourceNotFound"),
    ]
    assert shown[2]["requestId"] == missing.headers["x-ms-request-id"]
    assert "type=createOrUpdateIotApplication&x-iot-region=westeurope" in shown[1]["query"]


def test_every_answer_has_a_request_id_of_its_own(arm: Arm) -> None:
    ids = {arm.ask("GET", path).headers["x-ms-request-id"] for path in (APPS, APPS, "nowhere")}
    assert len(ids) == 3


def test_the_next_link_may_be_given_the_version_once_more(arm: Arm) -> None:
    for number in range(30):
        arm.app("PUT", f"app-{number}", BODY)
    link = arm.ask("GET", APPS).json()["nextLink"]
    assert arm.ask("GET", f"{link}&api-version={VERSION}").status_code == 200
    assert arm.ask("GET", f"{link}&api-version=2020-01-01").status_code == 400
