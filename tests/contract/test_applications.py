"""Control plane: the emulator has no deviations, defects are found, and no application is left."""

from __future__ import annotations

from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import CannotRunError, ContractOptions, run_contract
from iotcentral_testkit.contract.assertions.error_envelopes import data_plane_envelope, resource_manager_envelope
from iotcentral_testkit.contract.engine.findings import Verdict
from iotcentral_testkit.contract.engine.long_running import monitor, state
from iotcentral_testkit.contract.schemathesis.request_guard import Guard
from iotcentral_testkit.openapi.api import Api

from iotcentral import ApiToken, BearerToken

from ..mutants.defects import DEFECTS
from .runs import CONTROL, hurried, passed, run_management_rules
from .samples import exchange

PLACE = {"subscriptionId": "s1", "resourceGroupName": "g1"}
APP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.IoTCentral/iotApps/{resourceName}"


def sent(name: str, **place: str) -> str:
    return APP.format(**{**PLACE, "resourceName": name, **place})


def test_the_emulator_keeps_to_the_rules_and_nothing_is_left() -> None:
    result = run_management_rules()
    assert result.findings == []
    assert result.leftovers == []
    assert {f"IC{number}" for number in range(701, 718)} <= passed(result)


def test_a_run_that_only_reads_makes_nothing() -> None:
    with hurried(), Emulator() as emulator:
        result = run_contract(
            ContractOptions(
                emulator.url,
                CONTROL,
                BearerToken(emulator.management_token),
                parts=("rules",),
                quick=True,
                read_only=True,
                throttled=False,
                subscription=emulator.subscription_id,
            )
        )
        methods = {request.method for request in emulator.requests}
    assert result.findings == []
    assert methods == {"GET"}
    skipped = {outcome.rule for outcome in result.outcomes if outcome.verdict is Verdict.SKIPPED}
    assert {"IC703", "IC706"} <= skipped
    assert {"IC701", "IC709", "IC716"} <= passed(result)


def test_an_interrupted_run_removes_its_applications() -> None:
    def stop(_part: str, what: str, _done: int, _total: int) -> None:
        if what.startswith("IC711"):
            raise KeyboardInterrupt

    with hurried(), Emulator() as emulator:
        credential = BearerToken(emulator.management_token)
        options: dict[str, Any] = {"parts": ("rules",), "quick": True, "throttled": False, "only": ("IC709", "IC711")}
        options |= {"subscription": emulator.subscription_id}
        before = set(emulator.applications)
        result = run_contract(ContractOptions(emulator.url, CONTROL, credential, **options), progress=stop)
        assert result.interrupted
        assert any(request.method == "PUT" for request in emulator.requests)
        assert result.leftovers == []
        assert set(emulator.applications) == before


def test_what_is_not_gone_in_time_is_told() -> None:
    with DEFECTS["app-still-there"].switch():
        result = run_management_rules("IC713")
    # it reports that the removal has succeeded, so the run has to assume that
    assert result.leftovers == []
    with DEFECTS["app-never-ends"].switch():
        result = run_management_rules("IC713", patience=0.2)
    (left,) = result.leftovers
    assert "/iotApps/contract-" in left.place
    assert left.reason == "DELETE is answered with 409 AnotherOperationInProgress"


def test_a_subscription_has_to_be_given() -> None:
    options = ContractOptions("http://127.0.0.1:9", CONTROL, BearerToken("any"))
    with pytest.raises(CannotRunError, match="--subscription"):
        run_contract(options)


def test_nothing_of_the_connector_is_served() -> None:
    options = ContractOptions("http://127.0.0.1:9", "v3", BearerToken("any"), parts=("schemathesis",))
    with pytest.raises(
        CannotRunError, match="the connector has nothing for the parts schemathesis; it has rules, clients"
    ):
        run_contract(options)


def test_a_token_of_an_application_is_refused_with_advice() -> None:
    with Emulator() as emulator:
        options = ContractOptions(
            emulator.url, CONTROL, ApiToken(emulator.token), subscription=emulator.subscription_id
        )
        with pytest.raises(CannotRunError, match=r"answers 401 .*Azure Resource Manager"):
            run_contract(options)


@pytest.mark.parametrize(
    ("error", "subjects"),
    [
        ({"code": "NotFound", "message": "It is not there."}, set()),
        ({"code": "A", "message": "B", "target": "sku", "details": [{"code": "C", "message": "D"}]}, set()),
        ({"code": "A", "message": "B", "requestId": "1", "time": "now"}, {"requestId", "time"}),
        ({"code": "A"}, {"message"}),
        ({"code": "A", "message": "B", "details": {}}, {"details"}),
        ({"code": "A", "message": "B", "details": ["x"]}, {"details"}),
        ({"code": "A", "message": "B", "details": [{"code": 1, "message": "D"}]}, {"code"}),
        ({"code": "A", "message": "B", "target": 1}, {"target"}),
        ("text", {"error"}),
    ],
)
def test_errors_of_azure_resource_manager(error: Any, subjects: set[str]) -> None:
    found = list(resource_manager_envelope(exchange(status=404, answered={"error": error})))
    assert {subject for subject, _ in found} == subjects


def test_errors_of_an_application() -> None:
    error = {"code": "A", "message": "B", "requestId": "1", "time": "yesterday"}
    found = list(data_plane_envelope(exchange(status=404, answered={"error": error})))
    assert [subject for subject, _ in found] == ["time"]


def test_the_state_of_an_operation() -> None:
    assert state(exchange(answered={"status": "Creating"})) == "creating"
    assert state(exchange(status=202)) == "running"
    assert state(exchange(status=204)) == "succeeded"
    assert state(exchange(status=409, answered={"error": {}})) == "failed"


def test_the_preferred_address_is_asked() -> None:
    both = {"location": "http://x/1", "azure-asyncoperation": "http://x/2"}
    assert monitor(exchange(headers=both)) == "http://x/2"
    assert monitor(exchange(headers={"location": "http://x/1"})) == "http://x/1"
    assert monitor(exchange(headers={})) is None


def test_applications_are_a_family_that_lasts() -> None:
    (family,) = Api(CONTROL).families
    assert family.name == "Apps"
    assert family.id_parameter == "resourceName"
    assert family.lasts
    assert not family.stores
    assert family.list is not None
    assert family.list.id == "Apps_ListByResourceGroup"


def test_generated_requests_stay_in_the_place_of_the_run() -> None:
    guard = Guard(Api(CONTROL), "contract", places=PLACE)
    values = {"subscriptionId": "other", "resourceGroupName": "x", "resourceName": "contoso"}
    assert guard.path("DELETE", APP, values) == {**PLACE, "resourceName": "contract-contoso"}
    assert guard.permits("DELETE", APP, sent("contract-contoso"))
    assert not guard.permits("DELETE", APP, sent("contoso"))
    assert not guard.permits("DELETE", APP, sent("contract-contoso", subscriptionId="s2"))
    assert not guard.permits("DELETE", APP, sent("contract-contoso", resourceGroupName="production"))


def test_generated_applications_take_no_address_of_others() -> None:
    guard = Guard(Api(CONTROL), "contract", places=PLACE)
    body = {"properties": {"subdomain": "contoso", "displayName": "Contoso"}}
    made = guard.body("PUT", APP, body)
    assert made == {"properties": {"subdomain": "contract-contoso", "displayName": "Contoso"}}
    assert guard.body("PUT", APP, {"sku": {}}) == {"sku": {}}
    assert guard.body("PATCH", APP, {"properties": {"subdomain": 1}}) == {"properties": {"subdomain": 1}}


def test_questions_are_harmless() -> None:
    api = Api(CONTROL)
    guard = Guard(api, "contract", places=PLACE)
    questions = [operation for operation in api.operations.values() if operation.method == "POST"]
    assert len(questions) == 3
    for operation in questions:
        assert guard.allows(operation)
        assert guard.permits("POST", operation.path, operation.path.replace("{subscriptionId}", "s1"))
        assert not guard.permits("PUT", operation.path, operation.path.replace("{subscriptionId}", "s1"))
