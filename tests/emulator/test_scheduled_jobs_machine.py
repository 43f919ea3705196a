"""Stateful tests of scheduled jobs and the clock, compared with a calendar that counts day by day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from iotcentral_testkit.emulator.world import DEFAULT_APP

from .conftest import START
from .machines import PACE, Collection, Machine

pytestmark = pytest.mark.long  # Hypothesis draws sequences of requests

IDS = ("r", "s", "t")
TEMPLATE = "dtmi:contoso:Thermostat;1"
WORK = [{"type": "deviceTemplateMigration", "template": TEMPLATE}]
FAR = 400
"""Repetitions after which the calendar is not asked."""

ENDS = st.one_of(
    st.none(),
    st.builds(lambda count: {"type": "occurrences", "occurrences": count}, st.integers(1, 3)),
    st.builds(lambda days: {"type": "date", "date": f"{START + timedelta(days=days):%Y-%m-%d}"}, st.integers(0, 40)),
)
STARTS = st.builds(
    lambda days, hours: START + timedelta(days=days, hours=hours), st.integers(-40, 10), st.integers(-2, 2)
)
SCHEDULES = st.builds(
    lambda start, recurrence, end: {
        "start": f"{start:%Y-%m-%dT%H:%M:%SZ}",
        **({} if recurrence is None else {"recurrence": recurrence}),
        **({} if recurrence is None or end is None else {"end": end}),
    },
    STARTS,
    st.sampled_from([None, "daily", "weekly", "monthly"]),
    ENDS,
)


def occurrences(schedule: dict[str, Any]) -> Iterator[datetime]:
    """Return the times of a schedule, one after another, whatever its count of runs."""
    start = datetime.fromisoformat(schedule["start"]).astimezone(UTC)
    recurrence, end = schedule.get("recurrence"), schedule.get("end")
    for number in range(FAR if recurrence else 1):
        if recurrence == "monthly":
            month = start.month - 1 + number
            year, month = start.year + month // 12, month % 12 + 1
            moment = start.replace(year=year, month=month, day=min(start.day, monthrange(year, month)[1]))
        else:
            moment = start + number * timedelta(days=7 if recurrence == "weekly" else 1)
        if end is not None and end["type"] == "date" and moment.date() > date.fromisoformat(end["date"]):
            return
        yield moment


class Scheduling(Machine):
    """Model of the definitions and the runs that they create."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs = Collection("scheduledJobs", IDS)
        self.collections = [self.jobs]
        self.counts: dict[str, int] = {}
        self.planned: dict[str, datetime | None] = {}
        self.ran: dict[str, datetime] = {}
        self.made: dict[str, list[datetime]] = {id: [] for id in IDS}

    @initialize()
    def begin(self) -> None:
        self.world.applications[DEFAULT_APP].put("template", TEMPLATE, {"@id": TEMPLATE})
        group = {"displayName": "All", "filter": "SELECT * FROM devices"}
        assert self.ask("PUT", "deviceGroups/g", group).status_code == 200

    def following(self, id: str, schedule: dict[str, Any], since: datetime) -> datetime | None:
        """Return the next run from a time on; an occurrence runs once."""
        end, count = schedule.get("end"), self.counts[id]
        if end is not None and end["type"] == "occurrences" and count >= end["occurrences"]:
            return None
        done = self.ran.get(id)
        return next(
            (moment for moment in occurrences(schedule) if moment >= since and (done is None or moment > done)), None
        )

    def plan(self, id: str, body: dict[str, Any], renewed: bool) -> dict[str, Any]:
        """Return the expected result of a write."""
        if renewed:
            self.counts[id] = 0
            self.ran.pop(id, None)
        self.planned[id] = self.following(id, body["schedule"], self.world.clock.now())
        return {**body, "description": body.get("description", ""), "completed": self.planned[id] is None}

    def run(self) -> None:
        """Run what is due in the model."""
        now = self.world.clock.now()
        for id, known in self.jobs.known.items():
            while known["enabled"] and (due := self.planned[id]) is not None and due <= now:
                self.made[id].append(due)
                self.counts[id] += 1
                self.ran[id] = due
                self.planned[id] = self.following(id, known["schedule"], due)
                known["completed"] = self.planned[id] is None

    def fits(self, schedule: dict[str, Any]) -> bool:
        end = schedule.get("end", {})
        return bool(end.get("date", "9999-12-31") >= schedule["start"][:10])

    @rule(id=st.sampled_from(IDS), schedule=SCHEDULES, enabled=st.booleans())
    def write(self, id: str, schedule: dict[str, Any], enabled: bool) -> None:
        body = {"group": "g", "data": WORK, "schedule": schedule, "enabled": enabled}
        if self.fits(schedule):
            self.put(self.jobs, id, body, self.plan(id, body, renewed=True))
            self.run()
        else:
            self.refused(self.ask("PUT", f"scheduledJobs/{id}", body), 422)

    @precondition(lambda self: self.jobs.known)
    @rule(data=st.data(), enabled=st.booleans(), schedule=st.none() | SCHEDULES, name=st.none() | st.just("n"))
    def change(self, data: st.DataObject, enabled: bool, schedule: dict[str, Any] | None, name: str | None) -> None:
        id = data.draw(st.sampled_from(sorted(self.jobs.known)))
        known = self.jobs.known[id]
        members = {"enabled": enabled, "schedule": schedule, "displayName": name}
        patch = {member: value for member, value in members.items() if value is not None}
        if schedule is not None and not self.fits(schedule):
            self.refused(self.ask("PATCH", f"scheduledJobs/{id}", patch), 422)
            return
        merged = {member: value for member, value in {**known, **patch}.items() if member not in {"id", "etag"}}
        self.patch(self.jobs, id, patch, self.plan(id, merged, renewed=schedule is not None))
        self.run()

    @rule(id=st.sampled_from(IDS))
    def remove_one(self, id: str) -> None:
        self.remove(self.jobs, id)

    @rule(hours=st.sampled_from([0, 1, 2, 24, 72, 240]))
    def wait(self, hours: int) -> None:
        self.world.clock.advance(timedelta(hours=hours))
        self.run()

    @invariant()
    def runs_are_those_of_the_calendar(self) -> None:
        now = self.world.clock.now()
        for id in self.jobs.known:
            runs = self.listed(Collection(f"scheduledJobs/{id}/jobs", ()), maxpagesize=1 + 9 * (self.turn % 3))
            assert all(run["scheduledJobId"] == id for run in runs)
            kept = [due for due in self.made[id] if due > now - timedelta(days=30)]  # ended jobs are kept that long
            starts = [datetime.fromisoformat(run["start"]) for run in runs if "start" in run]
            assert len(kept) <= len(runs) <= len(self.made[id])
            assert all(
                any(timedelta() <= start - due < timedelta(minutes=1) for due in self.made[id]) for start in starts
            )


TestScheduling = Scheduling.TestCase
TestScheduling.settings = PACE
