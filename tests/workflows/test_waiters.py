"""Waiters ask until the answer is there, can no longer come, or the time is up; the time is the tests' own."""

from __future__ import annotations

import inspect
import pickle
from types import ModuleType
from typing import Any

import anyio
import iotcentral_v2022_07_31 as stable
import pytest

from iotcentral import UNSET, ConfigurationError, NotFoundError, waiters
from iotcentral._core.backoff import Backoff, FailedStateError, WaitTimeoutError
from iotcentral.aio import waiters as aio_waiters
from iotcentral.waiters._conditions import FileUploadCondition, ProvisioningCondition
from tests.support.loopback import Answer, LoopbackServer

from .conftest import FACES, run_with

NOT_FOUND = Answer(404, {"error": {"code": "NotFound", "message": "The requested item was not found."}})
DEVICES = Answer(
    200,
    {"value": [{"id": "a", "status": "completed"}, {"id": "b", "status": "failed"}, {"id": "c", "status": "Failed"}]},
)


class Time:
    """A clock that moves only when someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    async def aio_sleep(self, seconds: float) -> None:
        await anyio.lowlevel.checkpoint()
        self.sleep(seconds)


class Face:
    """Calls the sync or the async waiter of a name with the test's own time."""

    def __init__(self, package: ModuleType, mode: str, server: LoopbackServer) -> None:
        self.package, self.mode, self.server, self.time = package, mode, server, Time()

    def __call__(self, name: str, *args: Any, **options: Any) -> Any:
        module, sleep = (waiters, self.time.sleep) if self.mode == "sync" else (aio_waiters, self.time.aio_sleep)
        wait, options = getattr(module, name), {"sleep": sleep, "clock": self.time.clock, **options}
        return self.run(lambda app: wait(app, *args, **options))

    def run(self, action: Any) -> Any:
        return run_with(self.package, self.mode, self.server.url, action)

    def listed(self, options: dict[str, Any]) -> tuple[Any, list[Any], list[Any]]:
        """Return what `wait_for_job` returns, what had been requested by then, and its devices."""
        if self.mode == "sync":

            def act(app: Any) -> Any:
                found = waiters.wait_for_job(app, "j1", **options)
                return found, self.targets, [device.id for device in found.devices]
        else:

            async def act(app: Any) -> Any:
                found = await aio_waiters.wait_for_job(app, "j1", **options)
                return found, self.targets, [device.id async for device in found.devices]

        return self.run(act)

    @property
    def targets(self) -> list[str]:
        return [request.target.partition("?")[0] for request in self.server.received]


@pytest.fixture(params=FACES)
def face(request, server) -> Face:
    return Face(*request.param, server)


def job(status: str | None, **members: Any) -> Answer:
    content = {"id": "j1", "group": "g1", "data": [], **members}
    return Answer(200, content if status is None else {**content, "status": status})


def upload(state: str) -> Answer:
    return Answer(200, {"connectionString": "x", "container": "c", "state": state})


def device(**members: Any) -> Answer:
    return Answer(200, {"id": "d1", **members})


@pytest.mark.parametrize("name", ["wait", "wait_for_job", "wait_for_file_upload", "wait_until_provisioned"])
def test_sync_and_async_have_the_same_parameters_and_defaults(name):
    def shape(function: Any) -> list[tuple[str, Any, Any]]:
        parameters = inspect.signature(function).parameters.values()
        return [(p.name, p.kind, "its own" if p.name == "sleep" else p.default) for p in parameters]

    assert shape(getattr(waiters, name)) == shape(getattr(aio_waiters, name))
    assert inspect.iscoroutinefunction(getattr(aio_waiters, name))
    assert waiters.__all__ == aio_waiters.__all__


@pytest.mark.parametrize("end", ["complete", "Completed", "stopped", "STOPPED"])
def test_a_job_is_waited_for_with_growing_pauses_until_it_ends(face, server, end):
    server.will_answer(job("pending"), job("running"), job("running"), job(end), DEVICES)
    result = face("wait", "j1", backoff=Backoff(1, 3, 2))
    assert result.job.status == end
    assert [(item.id, item.status) for item in result.devices] == [("a", "completed"), ("b", "failed"), ("c", "Failed")]
    assert face.targets == ["/api/jobs/j1"] * 4 + ["/api/jobs/j1/devices"]
    assert face.time.slept == [1, 2, 3]


@pytest.mark.parametrize("end", ["failed", "cancelled", "Canceled"])
def test_a_failed_job_is_an_error_with_state_counts_and_devices(face, server, end):
    server.will_answer(job("running"), job(end, progress={"total": 3, "failed": 2}), DEVICES)
    with pytest.raises(FailedStateError) as caught:
        face("wait", "j1")
    assert caught.value.state == end
    assert caught.value.details["progress"] == {"total": 3, "failed": 2}
    assert [item.id for item in caught.value.details["devices"]] == ["a", "b", "c"]
    assert str(caught.value).startswith(f"job 'j1' is {end}: 2 of 3 devices failed (b, c); Jobs_Rerun")


@pytest.mark.parametrize(
    ("options", "progress", "ids"),
    [
        ({"devices": "none"}, {"failed": 2}, []),
        ({"devices": "failed"}, {"failed": 2}, ["b", "c"]),
        ({}, {}, ["b", "c"]),
        ({"devices": "failed"}, {"total": 3, "failed": 0}, []),
        ({"devices": "all"}, {"failed": 0}, ["a", "b", "c"]),
    ],
)
def test_devices_are_requested_when_they_are_iterated_over(face, server, options, progress, ids):
    server.will_answer(job("complete", progress=progress), DEVICES)
    found, requested, devices = face.listed(options)
    assert found.job.status == "complete"
    assert requested == ["/api/jobs/j1"]
    assert devices == ids
    assert face.targets == ["/api/jobs/j1", "/api/jobs/j1/devices"][: 1 + bool(ids)]


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        ({"total": 3, "failed": 2}, "2 of 3 devices failed; Jobs_Rerun"),
        ({"failed": 2}, "2 of its devices failed; Jobs_Rerun"),
        ({}, "Jobs_Rerun repeats the work on the devices that failed"),
    ],
)
def test_a_failed_job_is_an_error_without_a_request_for_devices(face, server, progress, told):
    server.will_answer(job("failed", progress=progress))
    with pytest.raises(FailedStateError, match=f"job 'j1' is failed: {told}") as caught:
        face("wait_for_job", "j1")
    assert caught.value.details["progress"] == progress
    assert face.targets == ["/api/jobs/j1"]
    copied = pickle.loads(pickle.dumps(caught.value))
    assert str(copied) == str(caught.value)
    if face.mode == "sync":
        with pytest.raises(ConfigurationError, match="no client in this process"):
            list(copied.details["devices"])


def test_other_words_for_devices_are_refused_before_a_request(face, server):
    with pytest.raises(ConfigurationError, match=r"devices is 'some', but must be \"none\", \"failed\" or \"all\""):
        face("wait_for_job", "j1", devices="some")
    assert server.received == []


def test_a_message_names_only_some_of_many_failed_devices(face, server):
    server.will_answer(job("failed"), Answer(200, {"value": [{"id": f"d{n}", "status": "failed"} for n in range(100)]}))
    with pytest.raises(FailedStateError, match=r"\(d0, d1, d2, d3, d4, …\)") as caught:
        face("wait", "j1")
    assert len(caught.value.details["devices"]) == 100
    assert caught.value.details["progress"] == {}


@pytest.mark.parametrize(
    ("until", "end"),
    [("canceled", "cancelled"), (["FAILED"], "failed"), (waiters.END_STATES, "failed"), (("running",), "running")],
)
def test_a_state_that_was_asked_for_is_a_result(face, server, until, end):
    server.will_answer(job("pending"), job(end), DEVICES)
    assert face("wait", "j1", until=until).job.status == end


def test_a_complete_job_ends_a_wait_for_another_state_and_a_stopped_one_does_not(face, server):
    server.will_answer(job("stopped"), job("running"), job("complete"), DEVICES)
    result = face("wait", "j1", until=("cancelled",))
    assert result.job.status == "complete"
    assert len(face.time.slept) == 2


def test_progress_is_told_when_the_job_changed(face, server):
    told: list[Any] = []
    first, second = {"total": 3, "completed": 1}, {"total": 3, "completed": 2}
    server.will_answer(
        job(None), job("running", progress=first), job("running", progress=first), job("running", progress=second),
        job("complete", progress=second), DEVICES,
    )  # fmt: skip
    result = face("wait", "j1", on_progress=told.append)
    assert [(getattr(item, "status", None), item.progress and item.progress.completed) for item in told] == [
        (None, told[0].progress),
        ("running", 1),
        ("running", 2),
        ("complete", 2),
    ]
    assert told[-1] is result.job


def test_what_progress_raises_ends_the_wait(face, server):
    server.will_answer(job("running"))
    with pytest.raises(ZeroDivisionError):
        face("wait", "j1", on_progress=lambda _: 1 // 0)


@pytest.mark.anyio
async def test_asynchronous_progress_is_awaited(aio_app, server):
    told: list[str] = []

    async def tell(found: Any) -> None:
        await anyio.lowlevel.checkpoint()
        told.append(found.status)

    server.will_answer(job("complete"), DEVICES)
    await aio_waiters.wait(aio_app, "j1", on_progress=tell)
    assert told == ["complete"]


def test_the_last_question_is_asked_at_the_deadline(face, server):
    server.will_answer(job("running", progress={"total": 3, "pending": 1}))
    with pytest.raises(WaitTimeoutError) as caught:
        face("wait", "j1", timeout=5, backoff=Backoff(2, 10, 2))
    assert face.time.slept == [2, 3]
    assert len(server.received) == 3
    assert (caught.value.state, caught.value.details) == ("running", {"total": 3, "pending": 1})
    assert "not complete or stopped within 5 s (total 3, pending 1)" in str(caught.value)


def test_a_timeout_of_zero_asks_once(face, server):
    server.will_answer(job("running"))
    with pytest.raises(WaitTimeoutError):
        face("wait", "j1", timeout=0)
    assert (len(server.received), face.time.slept) == (1, [])


def test_no_timeout_waits_on(face, server):
    server.will_answer(*[job("running")] * 40, job("complete"), DEVICES)
    face("wait", "j1", timeout=None)
    assert len(face.time.slept) == 40
    assert max(face.time.slept) == 15


def test_nothing_to_wait_for_and_bad_timeouts_are_refused_before_a_request(face, server):
    with pytest.raises(ConfigurationError, match="until is empty"):
        face("wait", "j1", until=())
    with pytest.raises(ConfigurationError, match="timeout is -1"):
        face("wait_for_file_upload", timeout=-1)
    assert server.received == []


def test_an_error_of_a_request_is_raised_as_it_comes(face, server):
    server.will_answer(NOT_FOUND)
    for name, args in (("wait", ["j1"]), ("wait_for_file_upload", []), ("wait_until_provisioned", ["d1"])):
        with pytest.raises(NotFoundError):
            face(name, *args)


def test_file_upload_is_waited_for_until_it_succeeded(face, server):
    server.will_answer(upload("pending"), upload("updating"), upload("succeeded"))
    assert face("wait_for_file_upload").state == "succeeded"
    assert len(face.time.slept) == 2


def test_file_upload_is_waited_for_until_it_is_gone(face, server):
    server.will_answer(upload("succeeded"), upload("deleting"), NOT_FOUND)
    assert face("wait_for_file_upload", gone=True) is None
    assert len(face.time.slept) == 2


@pytest.mark.parametrize(("gone", "state"), [(False, "failed"), (True, "failed"), (False, "deleting")])
def test_file_upload_that_cannot_become_what_was_asked_for_is_an_error_at_once(face, server, gone, state):
    server.will_answer(upload("pending"), upload(state))
    with pytest.raises(FailedStateError) as caught:
        face("wait_for_file_upload", gone=gone)
    assert caught.value.state == state
    assert len(server.received) == 2


@pytest.mark.parametrize(("gone", "wanted"), [(False, "succeeded"), (True, "gone")])
def test_file_upload_that_stays_as_it_is_times_out(face, server, gone, wanted):
    server.will_answer(upload("updating"))
    with pytest.raises(WaitTimeoutError, match=f"is updating: not {wanted} within 300 s"):
        face("wait_for_file_upload", gone=gone)
    assert sum(face.time.slept) == 300


def test_a_device_is_waited_for_until_it_is_provisioned(face, server):
    server.will_answer(
        device(enabled=True, provisioned=False, template="t"), device(enabled=True, provisioned=True, template="t")
    )
    assert face("wait_until_provisioned", "d1").provisioned is True
    assert face.time.slept == [1]


def test_a_provisioned_device_needs_no_template(face, server):
    server.will_answer(device(enabled=True, provisioned=True))
    assert face("wait_until_provisioned", "d1").id == "d1"


@pytest.mark.parametrize(
    ("members", "state", "fix"),
    [
        ({"enabled": False, "provisioned": False, "template": "t"}, "not enabled", "enabled=True"),
        ({"enabled": False, "provisioned": True, "template": "t"}, "not enabled", "enabled=True"),
        ({"enabled": True, "provisioned": False}, "unassigned", "template="),
    ],
)
def test_a_device_that_cannot_be_provisioned_is_an_error_at_once(face, server, members, state, fix):
    server.will_answer(device(**members))
    with pytest.raises(FailedStateError, match=fix) as caught:
        face("wait_until_provisioned", "d1")
    assert caught.value.state == state
    assert caught.value.details["enabled"] is members["enabled"]
    assert len(server.received) == 1


def test_a_device_that_never_connects_times_out(face, server):
    server.will_answer(device(enabled=True, provisioned=False, template="t"))
    with pytest.raises(WaitTimeoutError, match="device 'd1' is registered: not provisioned within 120 s"):
        face("wait_until_provisioned", "d1")


@pytest.mark.anyio
async def test_an_asynchronous_wait_can_be_cancelled(aio_app, server):
    server.will_answer(job("running"))
    with anyio.CancelScope() as scope:

        async def sleep(_: float) -> None:
            scope.cancel()
            await anyio.sleep_forever()

        await aio_waiters.wait(aio_app, "j1", timeout=None, sleep=sleep)
    assert scope.cancelled_caught
    assert len(server.received) == 1


def test_an_answer_without_a_member_that_every_answer_holds_ends_no_wait():
    device = stable.models.Device.from_dict({"template": "dtmi:t;1"})
    assert ProvisioningCondition("t1").over(device) is False
    assert ProvisioningCondition("t1").timed_out(device, 1).details["enabled"] is UNSET
    configuration = stable.models.FileUpload.from_dict({"connectionString": "c", "container": "c"})
    assert FileUploadCondition(gone=False).over(configuration) is False
    assert FileUploadCondition(gone=False).timed_out(configuration, 1).state is None
