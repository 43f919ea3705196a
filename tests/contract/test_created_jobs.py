"""Created resources include the jobs without a PUT of their own, so that a run can list them as leftovers."""

from __future__ import annotations

from typing import Any

import orjson
from iotcentral_testkit.contract.engine.created_resources import CreatedResources
from iotcentral_testkit.contract.engine.exchange import Exchange
from iotcentral_testkit.openapi.api import Api

_API = Api("2022-07-31")


def _exchange(operation: str, path: dict[str, str], answer: Any) -> Exchange:
    found = _API.operations[operation]
    url = f"http://localhost{found.url(path)}?api-version=2022-07-31"
    return Exchange(operation, found.method, url, {}, b"", 200, {}, orjson.dumps(answer), 0.1, path)


def _places(created: CreatedResources) -> set[str]:
    return {str(made) for made in created.snapshot()}


def test_reruns() -> None:
    created = CreatedResources(_API)
    created.record(_exchange("Jobs_Rerun", {"jobId": "first", "rerunId": "second"}, {"id": "second"}))
    assert _places(created) == {"/api/jobs/second"}


def test_jobs_of_schedules() -> None:
    created = CreatedResources(_API)
    page = {"value": [{"id": "made-by-schedule"}]}
    created.record(_exchange("ScheduledJobs_ListJobs", {"scheduledJobId": "somebody-elses"}, page))
    assert _places(created) == set()
    created.record(_exchange("ScheduledJobs_Create", {"scheduledJobId": "ours"}, {"id": "ours"}))
    created.record(_exchange("ScheduledJobs_ListJobs", {"scheduledJobId": "ours"}, page))
    assert _places(created) == {"/api/scheduledJobs/ours", "/api/jobs/made-by-schedule"}
