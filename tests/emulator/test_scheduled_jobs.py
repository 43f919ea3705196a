"""Tests of scheduled jobs: runs by the clock, recurrences and their ends, changes, and the jobs that runs create."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iotcentral_testkit.emulator.jobs.recurrence import next_run
from iotcentral_testkit.emulator.world import DEFAULT_APP, World
from iotcentral_v2022_07_31 import IoTCentral as Stable
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import ApiError, BadRequestError, NotFoundError, PreconditionFailedError

TEMPLATE = "dtmi:contoso:Thermostat;1"
WORK = models.DeviceTemplateMigrationJobData(template=TEMPLATE)
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
"""An hour after the time of the held clock."""


@pytest.fixture(autouse=True)
def group(world: World, app: IoTCentral) -> None:
    world.applications[DEFAULT_APP].put("template", TEMPLATE, {"@id": TEMPLATE})
    app.device_groups.create("g", models.DeviceGroup(display_name="All", filter="SELECT * FROM devices"))


def schedule(recurrence: str | None = None, end: Any = None, start: datetime = START) -> models.JobSchedule:
    members = {"recurrence": recurrence, "end": end}
    return models.JobSchedule(start=start, **{name: value for name, value in members.items() if value is not None})


def scheduled(when: models.JobSchedule, **members: Any) -> models.ScheduledJob:
    return models.ScheduledJob(group="g", data=[WORK], schedule=when, **{"enabled": True, **members})


def runs(app: IoTCentral) -> list[str]:
    return [str(job.to_dict().get("start", job.status))[:13] for job in app.scheduled_jobs.list_jobs("s")]


def test_a_scheduled_job_is_created_read_listed_and_removed(app: IoTCentral, stable: Stable) -> None:
    created = app.scheduled_jobs.create("s", scheduled(schedule("daily"), display_name="Nightly"))
    content = created.to_dict()
    assert content.keys() == {
        "id",
        "displayName",
        "description",
        "group",
        "data",
        "schedule",
        "enabled",
        "completed",
        "etag",
    }
    assert (content["description"], content["enabled"], content["completed"]) == ("", True, False)
    assert app.scheduled_jobs.get("s") == created
    assert (
        [item.id for item in app.scheduled_jobs.list()] == [item.id for item in stable.scheduled_jobs.list()] == ["s"]
    )
    app.scheduled_jobs.remove("s")
    for call in (app.scheduled_jobs.get, app.scheduled_jobs.remove, lambda id: runs(app)):
        with pytest.raises(NotFoundError):
            call("s")


def test_without_recurrence_there_is_one_run_at_the_start(app: IoTCentral, world: World) -> None:
    app.scheduled_jobs.create("s", scheduled(schedule(), display_name="Once", description="d"))
    world.clock.advance("PT59M")
    assert runs(app) == []
    world.clock.advance("PT1M1S")
    (job,) = app.scheduled_jobs.list_jobs("s")
    assert (job.scheduled_job_id, job.display_name, job.description, job.status) == ("s", "Once", "d", "running")
    assert app.scheduled_jobs.get("s").completed is True
    assert app.jobs.get(str(job.id)) == job
    world.clock.advance("P9D")
    assert len(runs(app)) == 1
    assert app.jobs.get(str(job.id)).status == "complete"


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        ("daily", ["2026-03-01T09", "2026-03-02T09", "2026-03-03T09"]),
        ("weekly", ["2026-03-01T09", "2026-03-08T09", "2026-03-15T09"]),
        ("monthly", ["2026-03-01T09", "2026-04-01T09", "2026-05-01T09"]),
    ],
)
def test_occurrences_end_a_recurrence(app: IoTCentral, world: World, recurrence: str, expected: list[str]) -> None:
    end = models.OccurrencesJobScheduleEnd(occurrences=3)
    app.scheduled_jobs.create("s", scheduled(schedule(recurrence, end)))
    seen: list[str] = []
    for _ in range(100):
        world.clock.advance("P1D")
        seen += [run for run in runs(app) if run not in seen]
    assert seen == expected
    assert app.scheduled_jobs.get("s").completed is True


def test_a_date_ends_a_recurrence_with_that_day(app: IoTCentral, world: World) -> None:
    end = models.DateJobScheduleEnd(date=START.date() + timedelta(days=2))
    app.scheduled_jobs.create("s", scheduled(schedule("daily", end)))
    world.clock.advance("P1DT12H")
    assert app.scheduled_jobs.get("s").completed is False
    world.clock.advance("P9D")
    assert runs(app) == ["2026-03-01T09", "2026-03-02T09", "2026-03-03T09"]
    assert app.scheduled_jobs.get("s").completed is True


def test_only_enabled_schedules_run_and_nothing_is_made_up_for(app: IoTCentral, world: World) -> None:
    created = app.scheduled_jobs.create("s", models.ScheduledJob(group="g", data=[WORK], schedule=schedule("daily")))
    assert created.enabled is False
    world.clock.advance("P3D")
    assert runs(app) == []
    app.scheduled_jobs.update("s", models.ScheduledJobPatch(enabled=True))
    world.clock.advance("P2D")
    assert runs(app) == ["2026-03-04T09", "2026-03-05T09"]
    app.scheduled_jobs.update("s", models.ScheduledJobPatch(enabled=False))
    world.clock.advance("P2D")
    assert len(runs(app)) == 2


def test_a_change_at_the_very_moment_of_a_run_does_not_repeat_it(app: IoTCentral, world: World) -> None:
    app.scheduled_jobs.create("s", scheduled(schedule("daily")))
    world.clock.advance("PT1H")
    app.scheduled_jobs.update("s", models.ScheduledJobPatch(display_name="n"))
    assert len(runs(app)) == 1
    world.clock.advance("P1D")
    assert len(runs(app)) == 2


def test_a_new_schedule_replaces_the_old_one_whole(app: IoTCentral, world: World) -> None:
    end = models.OccurrencesJobScheduleEnd(occurrences=1)
    app.scheduled_jobs.create("s", scheduled(schedule("daily", end)))
    world.clock.advance("P1D")
    assert app.scheduled_jobs.get("s").completed is True
    patch = models.JobSchedulePatch(start=START + timedelta(days=10), recurrence="weekly")
    changed = app.scheduled_jobs.update("s", models.ScheduledJobPatch(schedule=patch))
    assert changed.to_dict()["schedule"].keys() == {"start", "recurrence"}
    assert changed.completed is False
    world.clock.advance("P18D")
    assert runs(app) == ["2026-03-01T09", "2026-03-11T09", "2026-03-18T09"]


def test_a_schedule_in_the_past_has_completed_or_goes_on_with_its_next_run(app: IoTCentral, world: World) -> None:
    past = START - timedelta(days=40)
    assert app.scheduled_jobs.create("once", scheduled(schedule(start=past))).completed is True
    app.scheduled_jobs.create("s", scheduled(schedule("weekly", start=past)))
    world.clock.advance("P5D")
    assert runs(app) == [(past + timedelta(weeks=6)).isoformat()[:13]]


def test_membership_is_found_out_at_each_run(app: IoTCentral, world: World) -> None:
    app.scheduled_jobs.create("s", scheduled(schedule("daily")))
    totals = []
    for number in range(3):
        device = {"id": f"d{number}", "displayName": "d", "provisioned": False, "simulated": False, "enabled": True}
        device |= {"etag": "e", "template": TEMPLATE}
        world.applications[DEFAULT_APP].put("device", f"d{number}", device)
        world.clock.advance("P1D")
        job = list(app.scheduled_jobs.list_jobs("s"))[-1]
        totals.append(job.progress.total)
    assert totals == [1, 2, 3]


def test_a_removed_scheduled_job_runs_no_more_but_its_jobs_stay(app: IoTCentral, world: World) -> None:
    app.scheduled_jobs.create("s", scheduled(schedule("daily")))
    world.clock.advance("P1D")
    app.scheduled_jobs.remove("s")
    world.clock.advance("P5D")
    assert len(list(app.jobs.list())) == 1


def test_a_schedule_whose_group_is_gone_makes_failed_jobs_and_can_be_disabled(app: IoTCentral, world: World) -> None:
    app.scheduled_jobs.create("s", scheduled(schedule("daily")))
    app.device_groups.remove("g")
    world.clock.advance("P1D")
    assert [job.status for job in app.scheduled_jobs.list_jobs("s")] == ["failed"]
    assert app.scheduled_jobs.update("s", models.ScheduledJobPatch(enabled=False)).enabled is False


def test_stale_etags_are_refused(app: IoTCentral) -> None:
    etag = str(app.scheduled_jobs.create("s", scheduled(schedule())).etag)
    app.scheduled_jobs.update("s", models.ScheduledJobPatch(display_name="x"), if_match=etag)
    with pytest.raises(PreconditionFailedError):
        app.scheduled_jobs.update("s", models.ScheduledJobPatch(display_name="y", etag=etag))
    with pytest.raises(PreconditionFailedError):
        app.scheduled_jobs.create("s", scheduled(schedule(), etag=etag))


def test_what_no_job_can_do_is_refused(app: IoTCentral) -> None:
    before = models.DateJobScheduleEnd(date=START.date() - timedelta(days=1))
    bad = [
        scheduled(schedule("daily", before)),
        scheduled(schedule(), batch=models.JobBatch(type="number", value=0)),
    ]
    for body in bad:
        with pytest.raises(ApiError) as caught:
            app.scheduled_jobs.create("s", body)
        assert caught.value.status_code == 422
    with pytest.raises(BadRequestError):
        app.scheduled_jobs.create("s", models.ScheduledJob(group="no", data=[WORK], schedule=schedule()))
    app.scheduled_jobs.create("s", scheduled(schedule()))
    patches = [
        models.ScheduledJobPatch(schedule=None),
        models.ScheduledJobPatch(schedule=models.JobSchedulePatch(recurrence="daily")),
        models.ScheduledJobPatch(batch=models.JobBatchPatch(type="number")),
        models.ScheduledJobPatch(data=None),
    ]
    for patch in patches:
        with pytest.raises(ApiError) as caught:
            app.scheduled_jobs.update("s", patch)
        assert caught.value.status_code == 422


@pytest.mark.parametrize(
    "start", ["0001-01-01T00:00:00+14:00", "2026-06-30T23:59:60Z", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59z"]
)
def test_the_edges_of_the_calendar_are_no_failure(raw: Any, world: World, start: str) -> None:
    body = {
        "group": "g",
        "data": [WORK.to_dict()],
        "enabled": True,
        "schedule": {"start": start, "recurrence": "monthly"},
    }
    answer = raw.put("/api/scheduledJobs/s?api-version=2022-07-31", json=body)
    assert answer.status_code in {200, 422}


def test_the_last_day_stands_for_days_that_a_month_does_not_have() -> None:
    wanted = {"start": "2026-01-31T10:00:00+02:00", "recurrence": "monthly"}
    due, seen = datetime(2026, 1, 1, tzinfo=UTC), []
    for _ in range(4):
        found = next_run(wanted, 0, due)
        assert found is not None
        seen.append(found.isoformat()[:16])
        due = found + timedelta(seconds=1)
    assert seen == ["2026-01-31T08:00", "2026-02-28T08:00", "2026-03-31T08:00", "2026-04-30T08:00"]


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, MOMENTS, st.sampled_from(["daily", "weekly", "monthly"]))
def test_the_next_run_is_the_first_that_is_not_too_early(
    start: datetime, not_before: datetime, recurrence: str
) -> None:
    wanted = {"start": start.isoformat(), "recurrence": recurrence}
    due = next_run(wanted, 0, not_before)
    assert due is not None
    assert due >= max(start, not_before)
    longest = {"daily": 1, "weekly": 7, "monthly": 31}[recurrence]
    assert due - max(start, not_before) <= timedelta(days=longest)
    assert next_run(wanted, 0, due) == due
