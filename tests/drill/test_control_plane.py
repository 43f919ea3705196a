"""A second version of the control plane goes through the same command, and is served and checked by its document."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import ContractOptions, run_contract
from iotcentral_testkit.openapi.planes import CONTROL, package_of

from iotcentral import BearerToken
from tests.contract.runs import hurried
from tests.drill.test_drill import Drill
from tests.generator.evolution.published_form import swagger_of
from tests.support.fictional import served_beside

pytestmark = pytest.mark.long  # a version is imported, generated and served whole

VERSION = "2031-03-01-preview"
BEFORE = CONTROL.versions[-1]
PACKAGE = f"iotcentral-management-v{VERSION}"

RULES_OF_NETWORKS: dict[str, Any] = {
    "type": "object",
    "description": "Rules of networks.",
    "properties": {
        "applyToDevices": {"type": "boolean", "description": "Whether devices keep to them."},
        "ipRules": {
            "type": "array",
            "description": "The rules.",
            "items": {"type": "object", "properties": {"ipMask": {"type": "string", "description": "A range."}}},
        },
    },
}
ADDED: dict[str, Any] = {
    "networkRuleSets": RULES_OF_NETWORKS,
    "provisioningState": {"type": "string", "readOnly": True, "description": "The state of its creation."},
}
NETWORKS = {"applyToDevices": True, "ipRules": [{"ipMask": "10.0.0.0/8"}]}


def published() -> dict[str, Any]:
    """Return the next version as it would be published: with a member more that is written, and one that is read."""
    text = (package_of(BEFORE).folder / "openapi.json").read_text(encoding="utf-8").replace(BEFORE, VERSION)
    document = swagger_of(json.loads(text))
    document["definitions"]["AppProperties"]["properties"] |= ADDED
    return document


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drill]:
    folder = tmp_path_factory.mktemp("control plane") / "workspace"
    folder.mkdir()
    made = Drill(folder, published(), VERSION)
    with served_beside(folder / "generated" / PACKAGE):
        yield made
    for name in [name for name in sys.modules if name.startswith(PACKAGE.replace("-", "_"))]:
        del sys.modules[name]


def test_the_projection_is_the_published_contract(drill: Drill) -> None:
    assert f"the projection of {VERSION} equals the published document" in drill.output


Arm = Callable[..., httpx.Response]


@pytest.fixture
def arm(drill: Drill) -> Iterator[Arm]:
    """Return the function that sends a request about one application, and ends the operation that it begins."""
    with Emulator() as emulator, httpx.Client() as client:
        place = (
            f"/subscriptions/{emulator.subscription_id}/resourceGroups/rg/providers/Microsoft.IoTCentral/iotApps/a1b"
        )
        headers = {"Authorization": f"Bearer {emulator.management_token}"}

        def send(method: str, version: str, body: Any = None) -> httpx.Response:
            query = {"api-version": version}
            answer = client.request(method, f"{emulator.url}{place}", params=query, headers=headers, json=body)
            emulator.clock.advance("PT5M")
            return answer

        yield send


def test_what_only_the_document_knows_is_stored_shown_and_changed(arm: Arm) -> None:
    body = {"location": "westeurope", "sku": {"name": "ST2"}, "properties": {"networkRuleSets": NETWORKS}}
    assert arm("PUT", VERSION, body).status_code == 201
    assert arm("GET", VERSION).json()["properties"]["networkRuleSets"] == NETWORKS
    assert "networkRuleSets" not in arm("GET", BEFORE).json()["properties"]
    assert arm("PATCH", VERSION, {"properties": {"networkRuleSets": {"applyToDevices": False}}}).status_code == 202
    assert arm("GET", VERSION).json()["properties"]["networkRuleSets"] == {**NETWORKS, "applyToDevices": False}


def test_a_version_that_lacks_a_member_leaves_it_as_it_is(arm: Arm) -> None:
    body = {"location": "westeurope", "sku": {"name": "ST2"}, "properties": {}}
    arm("PUT", VERSION, {**body, "properties": {"networkRuleSets": NETWORKS, "provisioningState": "Failed"}})
    assert arm("PUT", BEFORE, body).status_code == 200
    found = arm("GET", VERSION).json()["properties"]
    assert found["networkRuleSets"] == NETWORKS
    assert "provisioningState" not in found
    assert arm("PUT", VERSION, body).status_code == 200
    assert "networkRuleSets" not in arm("GET", VERSION).json()["properties"]


def test_the_contract_kit_finds_nothing_wrong(drill: Drill) -> None:
    with hurried(), Emulator() as emulator:
        place = {"subscription": emulator.subscription_id, "base_domain": emulator.base_domain}
        credential = BearerToken(emulator.management_token)
        options = ContractOptions(
            emulator.url, VERSION, credential, parts=("rules",), quick=True, throttled=False, slow=120.0, **place
        )
        result = run_contract(options)
    assert (result.findings, result.faults, result.leftovers) == ([], (), [])
