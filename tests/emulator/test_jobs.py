"""Tests of jobs over the API: their states by the clock, batches, thresholds, stop, resume, rerun, and all kinds of work."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from iotcentral_testkit.emulator.http.errors import conflict
from iotcentral_testkit.emulator.jobs import job_runs, job_work
from iotcentral_testkit.emulator.world import DEFAULT_APP, World
from iotcentral_v2022_10_31_preview import IoTCentral, models

from iotcentral import ApiError, BadRequestError, ConflictError, NotFoundError

TEMPLATE, NEWER = "dtmi:contoso:Thermostat;1", "dtmi:contoso:Thermostat;2"
TO_NEWER = models.DeviceTemplateMigrationJobData(template=NEWER)


@pytest.fixture(autouse=True)
def devices(world: World, app: IoTCentral) -> None:
    application = world.applications[DEFAULT_APP]
    for template in (TEMPLATE, NEWER):
        application.put("template", template, {"@id": template})
    for number in range(10):
        put_device(world, f"d{number}")
    app.device_groups.create("g", models.DeviceGroup(display_name="All", filter="SELECT * FROM devices"))


def put_device(world: World, id: str, **members: Any) -> None:
    device = {"id": id, "displayName": id, "provisioned": False, "simulated": False, "enabled": True}
    device |= {"etag": "e", "template": TEMPLATE, **members}
    world.applications[DEFAULT_APP].put("device", id, device)


def job(*data: Any, **members: Any) -> models.Job:
    return models.Job(group="g", data=list(data) or [TO_NEWER], **members)


def percent(value: float) -> models.JobBatch:
    return models.JobBatch(type="percentage", value=value)


def statuses(app: IoTCentral, id: str = "j") -> dict[str, str]:
    return {str(device.id): str(device.status) for device in app.jobs.get_devices(id)}


def counts(app: IoTCentral, id: str = "j") -> tuple[Any, ...]:
    found = app.jobs.get(id)
    return (found.status, *found.progress.to_dict().values())


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Ids of devices on which all work fails."""
    names: set[str] = set()
    migrate = job_work._WORK["deviceTemplateMigration"]

    def work(application: Any, device: Any, entry: Any) -> None:
        if device["id"] in names:
            raise conflict("broken")
        migrate(application, device, entry)

    monkeypatch.setitem(job_work._WORK, "deviceTemplateMigration", work)
    return names


def test_a_job_is_pending_then_running_then_complete(app: IoTCentral, world: World) -> None:
    created = app.jobs.create("j", job(display_name="Move", description="To the newer template"))
    assert created.status == "pending"
    assert created.to_dict().keys() == {"id", "displayName", "description", "group", "data", "status"}
    assert statuses(app) == {}
    world.clock.advance("PT1S")
    assert counts(app) == ("running", 10, 10, 0, 0)
    assert set(statuses(app).values()) == {"pending"}
    world.clock.advance("PT1S")
    assert counts(app) == ("complete", 10, 0, 10, 0)
    ended = app.jobs.get("j").to_dict()
    assert (ended["start"][:19], ended["end"][:19]) == ("2026-03-01T08:00:01", "2026-03-01T08:00:02")
    assert statuses(app) == {f"d{number}": "completed" for number in range(10)}
    assert app.devices.get("d3").template == NEWER
    assert [item.id for item in app.jobs.list()] == ["j"]


def test_membership_is_that_of_the_beginning(app: IoTCentral, world: World) -> None:
    app.jobs.create("j", job())
    put_device(world, "late")
    world.clock.advance("PT1S")
    assert app.jobs.get("j").status == "running"
    put_device(world, "later")
    world.clock.advance("PT1M")
    assert "late" in statuses(app)
    assert "later" not in statuses(app)


def test_an_empty_group_makes_a_job_that_completes(app: IoTCentral, world: World) -> None:
    app.device_groups.create(
        "g", models.DeviceGroup(display_name="None", filter='SELECT * FROM devices WHERE $id = ""')
    )
    app.jobs.create("j", job())
    world.clock.advance("PT1M")
    assert counts(app) == ("complete", 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("batch", "expected"),
    [
        (models.JobBatch(type="number", value=4), [4, 8, 10]),
        (percent(50), [5, 10]),
        (percent(25), [3, 6, 9, 10]),
        (models.JobBatch(type="number", value=99), [10]),
    ],
)
def test_batches_are_done_one_after_another(
    app: IoTCentral, world: World, batch: models.JobBatch, expected: list[int]
) -> None:
    app.jobs.create("j", job(batch=batch))
    world.clock.advance("PT1S")
    for done in expected:
        assert app.jobs.get("j").status == "running"
        world.clock.advance("PT1S")
        assert counts(app)[3] == done
        assert list(statuses(app).values()) == ["completed"] * done + ["pending"] * (10 - done)
    assert app.jobs.get("j").status == "complete"


def test_large_batches_are_done_in_parts(app: IoTCentral, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_runs, "_SLICE", 3)
    app.jobs.create("j", job(batch=models.JobBatch(type="number", value=7)))
    world.clock.advance("PT1S")
    seen = []
    for _ in range(4):
        world.clock.advance("PT1S")
        seen.append(counts(app)[3])
    assert seen == [3, 6, 7, 10]


@pytest.mark.parametrize(
    ("type_", "value", "per_batch", "done"),
    [
        ("number", 1, False, 5),  # d1 and d4 are broken: the second failure is one too many
        ("number", 2, False, 8),
        ("number", 1, True, 8),  # batches of five: d7 is the first failure of the second, so two are needed there
        ("percentage", 20, False, 8),
        ("percentage", 20, True, 5),
    ],
)
def test_too_many_failures_cancel_the_rest(
    app: IoTCentral, world: World, broken: set[str], type_: str, value: float, per_batch: bool, done: int
) -> None:
    broken |= {"d1", "d4", "d7"}
    if (value, per_batch) == (1, True):
        broken.remove("d1")
        broken.add("d6")
    threshold = models.JobCancellationThreshold(type=type_, value=value, batch=per_batch)
    app.jobs.create("j", job(batch=percent(50), cancellation_threshold=threshold))
    world.clock.advance("PT1M")
    assert app.jobs.get("j").status == "cancelled"
    assert list(statuses(app).values())[done:] == ["pending"] * (10 - done)
    assert statuses(app)[f"d{done - 1}"] == "failed"


def test_failures_within_the_threshold_do_not_keep_a_job_from_completing(
    app: IoTCentral, world: World, broken: set[str]
) -> None:
    broken |= {"d1", "d4", "d7"}
    threshold = models.JobCancellationThreshold(type="number", value=3)
    app.jobs.create("j", job(cancellation_threshold=threshold))
    world.clock.advance("PT1M")
    assert counts(app) == ("complete", 10, 0, 7, 3)
    assert app.devices.get("d4").template == TEMPLATE


def test_a_job_that_fails_everywhere_has_failed(app: IoTCentral, world: World, broken: set[str]) -> None:
    broken |= {f"d{number}" for number in range(10)}
    app.jobs.create("j", job())
    world.clock.advance("PT1M")
    assert counts(app) == ("failed", 10, 0, 0, 10)


def test_a_job_whose_group_is_gone_when_it_begins_has_failed(app: IoTCentral, world: World) -> None:
    app.jobs.create("j", job())
    app.device_groups.remove("g")
    world.clock.advance("PT1M")
    assert counts(app) == ("failed", 0, 0, 0, 0)


def test_a_device_that_is_deleted_meanwhile_has_failed_and_stays_listed(app: IoTCentral, world: World) -> None:
    app.jobs.create("j", job())
    world.clock.advance("PT1S")
    app.devices.remove("d3")
    world.clock.advance("PT1S")
    assert statuses(app)["d3"] == "failed"
    assert counts(app) == ("complete", 10, 0, 9, 1)


def test_a_stopped_job_goes_on_where_it_was(app: IoTCentral, world: World) -> None:
    app.jobs.create("j", job(batch=models.JobBatch(type="number", value=4)))
    world.clock.advance("PT2S")
    app.jobs.stop("j")
    world.clock.advance("PT1M")
    assert counts(app) == ("stopped", 10, 6, 4, 0)
    assert "end" in app.jobs.get("j").to_dict()
    app.jobs.resume("j")
    assert app.jobs.get("j").status == "running"
    assert "end" not in app.jobs.get("j").to_dict()
    world.clock.advance("PT2S")
    assert counts(app) == ("complete", 10, 0, 10, 0)


def test_a_job_that_is_stopped_before_it_began_can_be_resumed(app: IoTCentral, world: World) -> None:
    app.jobs.create("j", job())
    app.jobs.stop("j")
    world.clock.advance("PT1M")
    assert app.jobs.get("j").status == "stopped"
    app.jobs.resume("j")
    assert app.jobs.get("j").status == "pending"
    world.clock.advance("PT1M")
    assert app.jobs.get("j").status == "complete"


def test_a_rerun_covers_the_failed_devices_alone(app: IoTCentral, world: World, broken: set[str]) -> None:
    broken |= {"d2", "d5"}
    app.jobs.create("j", job(display_name="Move"))
    world.clock.advance("PT1M")
    assert counts(app) == ("complete", 10, 0, 8, 2)
    broken.clear()
    again = app.jobs.rerun("j", "j2")
    assert (again.id, again.status, again.display_name) == ("j2", "pending", "Move")
    world.clock.advance("PT1M")
    assert statuses(app, "j2") == {"d2": "completed", "d5": "completed"}
    assert counts(app, "j2") == ("complete", 2, 0, 2, 0)
    assert counts(app) == ("complete", 10, 0, 8, 2)


def test_wrong_states_are_refused(app: IoTCentral, world: World) -> None:
    app.jobs.create("j", job())
    for call in (lambda: app.jobs.resume("j"), lambda: app.jobs.rerun("j", "k")):
        with pytest.raises(ConflictError, match="is pending"):
            call()
    world.clock.advance("PT1M")
    for call in (lambda: app.jobs.resume("j"), lambda: app.jobs.stop("j")):
        with pytest.raises(ConflictError, match="is complete"):
            call()
    with pytest.raises(ConflictError, match="already"):
        app.jobs.create("j", job())
    with pytest.raises(ConflictError, match="already"):
        app.jobs.rerun("j", "j")
    with pytest.raises(BadRequestError, match="rerunId"):
        app.jobs.rerun("j", "no/id")


def test_unknown_jobs_are_not_found(app: IoTCentral) -> None:
    calls = [
        app.jobs.get,
        app.jobs.stop,
        app.jobs.resume,
        lambda id: app.jobs.rerun(id, "k"),
        lambda id: statuses(app, id),
    ]
    for call in calls:
        with pytest.raises(NotFoundError):
            call("nothing")


def test_five_jobs_run_at_a_time_and_the_rest_wait_in_order(app: IoTCentral, world: World) -> None:
    for number in range(8):
        app.jobs.create(f"j{number}", job(batch=models.JobBatch(type="number", value=2 if number else 5)))
    world.clock.advance("PT1S")

    def states() -> str:
        return "".join(str(app.jobs.get(f"j{number}").status)[0] for number in range(8))

    assert states() == "rrrrrppp"
    world.clock.advance("PT2S")
    assert states() == "crrrrrpp"
    app.jobs.stop("j1")
    assert states() == "csrrrrrp"
    app.jobs.resume("j1")
    assert states() == "cprrrrrp"
    world.clock.advance("PT1M")
    assert states() == "cccccccc"


@pytest.mark.parametrize(
    "body",
    [
        job(TO_NEWER, models.CommandJobData(target=TEMPLATE, path="reboot")),
        job(batch=models.JobBatch(type="number", value=0)),
        job(batch=models.JobBatch(type="number", value=1.5)),
        job(batch=percent(101)),
        job(cancellation_threshold=models.JobCancellationThreshold(type="percentage", value=101)),
        job(cancellation_threshold=models.JobCancellationThreshold(type="number", value=-1)),
    ],
)
def test_impossible_work_is_refused(app: IoTCentral, body: models.Job) -> None:
    with pytest.raises(ApiError) as caught:
        app.jobs.create("j", body)
    assert (caught.value.status_code, caught.value.code) == (422, "InvalidBody")


@pytest.mark.parametrize(
    "body",
    [
        models.Job(group="nothing", data=[TO_NEWER]),
        job(models.DeviceTemplateMigrationJobData(template="dtmi:no:Thing;1")),
        job(models.DeviceManifestMigrationJobData(manifest="no-manifest")),
    ],
)
def test_work_with_things_that_do_not_exist_is_refused(app: IoTCentral, body: models.Job) -> None:
    with pytest.raises(BadRequestError, match="does not exist"):
        app.jobs.create("j", body)


def test_jobs_and_statuses_come_in_pages(app: IoTCentral, raw: httpx.Client, world: World) -> None:
    for number in range(30):
        put_device(world, f"e{number}")
        app.jobs.create(f"j{number}", job())
    world.clock.advance("PT1M")
    assert len(raw.get("/api/jobs?api-version=2022-07-31").json()["value"]) == 25
    assert len(raw.get("/api/jobs/j3/devices?api-version=2022-07-31").json()["value"]) == 25
    assert len(list(app.jobs.list(maxpagesize=7))) == 30
    assert len(statuses(app, "j3")) == 40


def test_a_job_of_an_organization_works_on_its_devices_alone(app: IoTCentral, world: World) -> None:
    world.applications[DEFAULT_APP].put("organization", "north", {"id": "north"})
    put_device(world, "n", organizations=["north"])
    app.jobs.create("j", job(organizations=["north"]))
    world.clock.advance("PT1M")
    assert statuses(app) == {"n": "completed"}


def test_a_manifest_is_assigned_to_edge_devices(app: IoTCentral, world: World) -> None:
    put_device(world, "edge", type=["iotEdge"])
    app.deployment_manifests.create("m", models.DeploymentManifest(display_name="M", data={"modulesContent": {}}))
    app.jobs.create("j", job(models.DeviceManifestMigrationJobData(manifest="m")))
    world.clock.advance("PT1M")
    assert statuses(app)["edge"] == "completed"
    assert statuses(app)["d1"] == "failed"
    assigned = app.devices.get("edge", expand="deploymentManifest").to_dict()["deploymentManifest"]
    assert assigned["displayName"] == "M"


def test_the_history_goes_back_thirty_days(app: IoTCentral, world: World) -> None:
    app.jobs.create("j", job())
    world.clock.advance("P30D")
    assert app.jobs.get("j").status == "complete"
    world.clock.advance("PT3S")
    with pytest.raises(NotFoundError):
        app.jobs.get("j")
