"""Stateful tests of jobs and the clock: the possible states, and which jobs run."""

from __future__ import annotations

from datetime import UTC, datetime

import iotcentral_v2022_10_31_preview as preview
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from iotcentral_testkit.emulator.asgi import AsgiApp
from iotcentral_testkit.emulator.state.clock import Clock
from iotcentral_testkit.emulator.world import DEFAULT_APP, World
from iotcentral_v2022_10_31_preview import models

from iotcentral import NO_RETRY, ApiToken, ConflictError

from .bridge import Bridge

pytestmark = pytest.mark.long  # Hypothesis draws sequences of requests

TEMPLATE = "dtmi:contoso:Thermostat;1"
ENDED = {"complete", "failed", "cancelled"}
FOLLOWING = {
    "pending": {"pending", "running", "stopped", *ENDED},
    "running": {"running", "stopped", *ENDED},
    "stopped": {"stopped", "pending", "running", *ENDED},
}
"""What may be seen after a status, however long the look away was."""

NUMBERS = st.integers(0, 8)


class JobsMachine(RuleBasedStateMachine):
    """Creates, stops, resumes and reruns jobs over twelve devices; removes devices; moves the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(seed=0, clock=Clock(datetime(2026, 3, 1, 8, tzinfo=UTC)))
        self.bridge = Bridge(AsgiApp(self.world))
        token = ApiToken(self.world.tokens[DEFAULT_APP])
        self.app = preview.IoTCentral("http://localhost", token, transport=self.bridge, limiter=None, retry=NO_RETRY)
        self.seen: dict[str, str] = {}

    @initialize()
    def begin(self) -> None:
        application = self.world.applications[DEFAULT_APP]
        application.put("template", TEMPLATE, {"@id": TEMPLATE})
        for number in range(12):
            id = f"d{number}"
            device = {"id": id, "displayName": id, "provisioned": False, "simulated": False, "enabled": True}
            application.put("device", id, {**device, "etag": "e", "template": TEMPLATE})
        self.app.device_groups.create("g", models.DeviceGroup(display_name="All", filter="SELECT * FROM devices"))

    def teardown(self) -> None:
        self.bridge.close()
        self.world.store.close()

    @rule(number=NUMBERS, size=st.integers(1, 12), threshold=st.none() | st.integers(0, 2))
    def create(self, number: int, size: int, threshold: int | None) -> None:
        batch = models.JobBatch(type="number", value=size)
        job = models.Job(group="g", batch=batch, data=[models.DeviceTemplateMigrationJobData(template=TEMPLATE)])
        if threshold is not None:
            job.cancellation_threshold = models.JobCancellationThreshold(type="number", value=threshold)
        try:
            assert self.app.jobs.create(f"j{number}", job).status == "pending"
        except ConflictError:
            assert f"j{number}" in self.seen
        else:
            assert f"j{number}" not in self.seen
            self.seen[f"j{number}"] = "pending"

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), what=st.sampled_from(["stop", "resume"]))
    def interfere(self, data: st.DataObject, what: str) -> None:
        id = data.draw(st.sampled_from(sorted(self.seen)))
        allowed = {"stop": {"pending", "running"}, "resume": {"stopped"}}[what]
        before = str(self.app.jobs.get(id).status)
        try:
            getattr(self.app.jobs, what)(id)
        except ConflictError:
            assert before not in allowed
        else:
            assert before in allowed

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), number=NUMBERS)
    def rerun(self, data: st.DataObject, number: int) -> None:
        id, new = data.draw(st.sampled_from(sorted(self.seen))), f"r{number}"
        before = self.app.jobs.get(id)
        failed = before.progress.failed if before.progress else 0
        try:
            again = self.app.jobs.rerun(id, new)
        except ConflictError:
            assert new in self.seen or before.status in {"pending", "running"}
        else:
            assert again.progress.total == failed
            self.seen[new] = "pending"

    @rule(number=st.integers(0, 11))
    def remove_device(self, number: int) -> None:
        if self.world.applications[DEFAULT_APP].get("device", f"d{number}") is not None:
            self.app.devices.remove(f"d{number}")

    @rule(seconds=st.integers(0, 5))
    def wait(self, seconds: int) -> None:
        self.world.clock.advance(f"PT{seconds}S")

    @rule()
    def wait_long(self) -> None:
        """Advance the clock far enough for all jobs to end."""
        self.world.clock.advance("PT1H")
        assert {job.status for job in self.app.jobs.list()} <= {*ENDED, "stopped"}

    @invariant()
    def states_follow_one_another(self) -> None:
        jobs = {str(job.id): job for job in self.app.jobs.list()}
        assert jobs.keys() == self.seen.keys()
        for id, job in jobs.items():
            assert job.status in FOLLOWING.get(self.seen[id], {self.seen[id]})
            self.seen[id] = str(job.status)
            assert bool(job.end) == (job.status in {*ENDED, "stopped"})
        assert sum(job.status == "running" for job in jobs.values()) <= 5

    @invariant()
    def progress_counts_the_devices(self) -> None:
        for job in self.app.jobs.list():
            statuses = [device.status for device in self.app.jobs.get_devices(str(job.id))]
            if job.progress:
                counts = {name: statuses.count(name) for name in ("pending", "completed", "failed")}
                assert job.progress.to_dict() == {"total": len(statuses), **counts}
            else:
                assert statuses == []


TestJobsMachine = JobsMachine.TestCase
TestJobsMachine.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
