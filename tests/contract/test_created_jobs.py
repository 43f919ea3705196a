"""The ledger knows the jobs that came about without a PUT of their own, so that a run can list them as left over."""

from __future__ import annotations

from typing import Any

import orjson
from iotcentral_testkit.contract.engine.created_resources import Ledger
from iotcentral_testkit.contract.engine.exchange import Exchange
from iotcentral_testkit.openapi.api import Api

_API = Api("2022-07-31")


def _exchange(operation: str, path: dict[str, str], answer: Any) -> Exchange:
    found = _API.operations[operation]
    url = f"http://localhost{found.url(path)}?api-version=2022-07-31"
    return Exchange(operation, found.method, url, {}, b"", 200, {}, orjson.dumps(answer), 0.1, path)


def _places(ledger: Ledger) -> set[str]:
    return {str(made) for made in ledger.present()}


def test_reruns() -> None:
    ledger = Ledger(_API.families)
    ledger.note(_exchange("Jobs_Rerun", {"jobId": "first", "rerunId": "second"}, {"id": "second"}))
    assert _places(ledger) == {"/api/jobs/second"}


def test_jobs_of_schedules() -> None:
    ledger = Ledger(_API.families)
    page = {"value": [{"id": "made-by-schedule"}]}
    ledger.note(_exchange("ScheduledJobs_ListJobs", {"scheduledJobId": "somebody-elses"}, page))
    assert _places(ledger) == set()
    ledger.note(_exchange("ScheduledJobs_Create", {"scheduledJobId": "ours"}, {"id": "ours"}))
    ledger.note(_exchange("ScheduledJobs_ListJobs", {"scheduledJobId": "ours"}, page))
    assert _places(ledger) == {"/api/scheduledJobs/ours", "/api/jobs/made-by-schedule"}
