"""Findings of the rules about round trips, and variants of unions in the body factories."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from random import Random
from typing import Any

import pytest
from iotcentral_testkit import Emulator
from iotcentral_testkit.contract import ContractOptions
from iotcentral_testkit.contract.engine.http_client import HttpClient
from iotcentral_testkit.contract.fixtures.factory import Factory
from iotcentral_testkit.contract.fixtures.recipes import body_factory_of
from iotcentral_testkit.emulator.http.calls import Call
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.planes import DATA
from iotcentral_testkit.openapi.schema_facts import tagged

from iotcentral import ApiToken
from tests.contract.defective_emulator import broken
from tests.contract.runs import PREVIEW, STABLE, run_rules

_NUMBERS = count()
_RULES = ("IC302", "IC303", "IC304", "IC305", "IC306", "IC307", "IC308", "IC309", "IC310")


@pytest.mark.parametrize("version", DATA.versions)
def test_recipes_have_every_kind_of_every_union(version: str) -> None:
    api = Api(version)
    with Emulator() as emulator:
        options = ContractOptions(emulator.url, version, ApiToken(emulator.token), throttled=False)
        server = HttpClient(options, api)
        factory = Factory(server, Random(0), body_factory_of)
        seen = {
            value.kind
            for family in api.families
            for body in factory.bodies(family)
            for value in tagged(api, family.create.body_schema or {}, body)
        }
        server.close()
    schemas = api.content["components"]["schemas"].values()
    kinds = {kind for schema in schemas for kind in schema.get("discriminator", {}).get("mapping", {})}
    assert kinds - seen == set()


@pytest.mark.parametrize("version", DATA.versions)
@pytest.mark.parametrize("resource", ["DeviceTemplates", "EnrollmentGroups"])
def test_emulator_has_no_deviation(version: str, resource: str) -> None:
    assert run_rules(*_RULES, "IC301", resource=resource, version=version).findings == []


def _without(name: str) -> Callable[[Call, Any], Any]:
    return lambda _, answer: {key: value for key, value in answer.items() if key != name}


def _with_another_address(_: Call, user: Any) -> Any:
    return {**user, "email": f"u{next(_NUMBERS)}@contract.example"}


def _with_sent_status(call: Call, answer: Any) -> Any:
    return {**answer, "status": call.body.get("status", answer["status"])}


def _with_key(call: Call, answer: Any) -> Any:
    stored = call.app.get("destination", call.path["destinationId"])
    return {**answer, **({"authorization": stored["authorization"]} if "authorization" in stored else {})}


@pytest.mark.parametrize(
    ("rule", "resource", "version", "operation", "change", "subject"),
    [
        ("IC302", "DeviceGroups", STABLE, "DeviceGroups_Get", _without("description"), "description"),
        ("IC303", "Dashboards", PREVIEW, "Dashboards_Create", _without("tiles"), "tiles"),
        ("IC305", "Exports", PREVIEW, "Exports_Create", _with_sent_status, "status"),
        ("IC307", "Users", STABLE, "Users_Get", _with_another_address, "email"),
        ("IC308", "Destinations", PREVIEW, "Destinations_Get", _with_key, "authorization/value"),
        (
            "IC309",
            "Users",
            STABLE,
            "Users_Get",
            lambda _, user: {**user, "type": "email"},
            "servicePrincipal",
        ),
    ],
)
def test_deviation_is_found(
    rule: str, resource: str, version: str, operation: str, change: Callable[[Call, Any], Any], subject: str
) -> None:
    with broken(operation, change):
        found = run_rules(rule, resource=resource, version=version).findings
    assert [(finding.rule, finding.subject) for finding in found] == [(rule, subject)]
    assert found[0].exchanges
    assert found[0].operation.startswith(resource)


def test_put_that_keeps_what_it_leaves_out_is_found() -> None:
    def keep(call: Call, answer: Any) -> Any:
        known = call.app.get("kept", call.path["organizationId"]) or {}
        whole = {**known, **answer}
        call.app.put("kept", call.path["organizationId"], whole)
        call.app.put("organization", call.path["organizationId"], whole)
        return whole

    with broken("Organizations_Create", keep):
        found = run_rules("IC304", resource="Organizations").findings
    assert [(finding.rule, finding.subject) for finding in found] == [("IC304", "displayName")]


def test_delete_that_does_nothing_is_found() -> None:
    def restore(call: Call, answer: Any) -> Any:
        id = call.path["scheduledJobId"]
        call.app.put("scheduledJob", id, {"id": id, "schedule": {}, "group": "g", "data": [], "etag": "e"})
        return answer

    with broken("ScheduledJobs_Remove", restore):
        found = run_rules("IC306", resource="ScheduledJobs", version=STABLE).findings
    assert {finding.rule for finding in found} == {"IC306"}
