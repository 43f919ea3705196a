"""Sample exchanges, deviations and results for reports, without a server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
from iotcentral_testkit.contract.engine.coverage import Coverage
from iotcentral_testkit.contract.engine.evidence import Evidence
from iotcentral_testkit.contract.engine.exchange import Exchange
from iotcentral_testkit.contract.engine.findings import Finding, RuleOutcome, Verdict
from iotcentral_testkit.contract.engine.options import ContractOptions
from iotcentral_testkit.contract.fixtures.cleanup import Leftover
from iotcentral_testkit.contract.runner import Result
from iotcentral_testkit.openapi.api import Api

from iotcentral import ApiToken

VERSION = "2022-10-31-preview"
URL = "https://contoso.azureiotcentral.com"
SECRET = "U2VjcmV0IHRva2VuIG9mIHRoZSBydW4="
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"


def exchange(
    operation: str | None = "Devices_Get",
    method: str = "GET",
    path: str = "/api/devices/d1",
    *,
    sent: Any = None,
    answered: Any = None,
    status: int = 200,
    **changes: Any,
) -> Exchange:
    """Create an exchange; bodies are given as parsed JSON."""
    body = b"" if sent is None else orjson.dumps(sent)
    found = Exchange(
        operation=operation,
        method=method,
        url=f"{URL}{path}?api-version={VERSION}",
        request_headers={
            "host": "contoso.azureiotcentral.com",
            **({"content-type": "application/json"} if body else {}),
        },
        request_body=body,
        status=status,
        headers={"content-type": "application/json; charset=utf-8"},
        body=b"" if answered is None else orjson.dumps(answered),
        seconds=0.01,
        path={"deviceId": path.rsplit("/", 1)[-1]} if operation and operation.startswith("Devices_") else {},
    )
    return replace(found, **changes)


def options(**changes: Any) -> ContractOptions:
    """Create the options of a run."""
    credential = ApiToken(f"SharedAccessSignature sr=app&sig={SECRET}&skn=me&se=1")
    return replace(ContractOptions(URL, VERSION, credential, prefix="contractabc123", seed=42), **changes)


def hostile_finding() -> Finding:
    """Return a deviation of a malicious server."""
    created = exchange(
        "Devices_Create", "PUT", sent={"displayName": "One"}, answered={"id": "d1", "displayName": "One"}
    )
    read = exchange(answered={"id": "d1", "displayName": HOSTILE})
    message = f"displayName was sent as 'One' and is read as {HOSTILE!r}"
    return Finding("IC302", "Devices_Create", message, "displayName", (created, read), 42)


def result(*findings: Finding, outcomes: list[RuleOutcome] | None = None, **changes: Any) -> Result:
    """Create the result of a run."""
    api = Api(VERSION)
    coverage = Coverage(api)
    for finding in findings:
        for each in finding.exchanges:
            coverage.add(each)
    if outcomes is None:
        others = [
            RuleOutcome(
                "IC302", "DeviceGroups_Create", Verdict.PASSED, evidence=Evidence(values=4, requests=6, changes=2)
            ),
            RuleOutcome("IC302", "FileUploads_Create", Verdict.SKIPPED, "a storage account is configured already"),
            RuleOutcome("IC101", "Devices_Get", Verdict.PASSED),
            RuleOutcome("IC101", "Jobs_List", Verdict.PASSED),
        ]
        deviating = {(finding.rule, finding.operation) for finding in findings}
        outcomes = [RuleOutcome(*each, Verdict.DEVIATES) for each in deviating]
        outcomes += [other for other in others if (other.rule, other.operation) not in deviating]
        outcomes.sort(key=lambda it: (it.rule, it.operation))
    made = Result(
        options=options(),
        findings=list(findings),
        outcomes=outcomes,
        coverage=coverage,
        leftovers=[Leftover("/api/jobs/contractabc123-birch7", "the API has no operation that removes it")],
        requests=2,
        started=datetime(2026, 3, 1, 8, tzinfo=UTC),
        seconds=1.25,
        evidence={"IC101": Evidence(values=2, requests=2), "IC302": Evidence(values=5, requests=8, changes=3)},
    )
    return replace(made, **changes)
