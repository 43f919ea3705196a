"""Devices of a template of their own, in a group of their own, that jobs of a run work on; made once for the run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

from ..exchange import Exchange
from ..probe import Probe
from .workshop import Item, Workshop

__all__ = [
    "devices",
    "ended",
    "group",
    "is_over",
    "new_job",
    "noting_job",
    "provisioned",
    "ready_group",
    "schedule",
    "server_time",
    "simulated",
    "steady_job",
    "template",
    "trying_job",
]

_SOON = timedelta(seconds=4)
"""Until a schedule starts."""

_OVER = frozenset({"complete", "completed", "failed", "stopped", "cancelled", "canceled"})
"""Status words with which a job goes on no longer; the set is open, so that an `end` says it too."""


def template(workshop: Workshop) -> str:
    """Return the id of the fleet's template."""
    return workshop.shared("template of the fleet", "DeviceTemplates").id


def simulated(workshop: Workshop) -> str:
    """Return the id of the simulated device."""
    return devices(workshop)[-1]


def devices(workshop: Workshop) -> list[str]:
    """Return the ids of the devices: two that nobody plays, and one that the application simulates.

    In their order the ids are sorted, too.
    """
    model = template(workshop)

    def body(simulated: bool) -> dict[str, Any]:
        return {"displayName": workshop.title(), "template": model, "simulated": simulated, "enabled": True}

    def place(number: int) -> dict[str, str]:
        return {"deviceId": f"{workshop.prefix}-{_name_of(model)}-{number}"}

    kinds = (False, False, True)
    return [
        workshop.shared(
            f"device {number} of the fleet",
            "Devices",
            partial(body, kind),
            path=partial(place, number),
        ).id
        for number, kind in enumerate(kinds)
    ]


def _name_of(model: str) -> str:
    """Return the word in the id of a template that makes it unique."""
    return model.rpartition(":")[2].partition(";")[0]


def group(workshop: Workshop) -> Item:
    """Return the group of the devices; they may not be found in it yet."""
    devices(workshop)
    text = f'SELECT * FROM devices WHERE $template = "{template(workshop)}"'
    return workshop.shared(
        "group of the fleet", "DeviceGroups", lambda: {"displayName": workshop.title(), "filter": text}
    )


def ready_group(probe: Probe) -> str:
    """Return the id of the group, once it lists the devices and nothing else; what it works on is the run's own."""
    place = {"deviceGroupId": group(probe.workshop).id}
    wanted = sorted(devices(probe.workshop))
    found = probe.workshop.wait(
        lambda: probe.need("DeviceGroups_GetDevices", place),
        lambda exchange: sorted(str(item.get("id")) for item in exchange.value) == wanted,
    )
    ids = sorted(str(item.get("id")) for item in found.value)
    if ids != wanted:
        probe.skip(f"the group of the run's template lists {ids} instead of {wanted}; see IC510")
    return place["deviceGroupId"]


def provisioned(probe: Probe) -> str:
    """Return the id of the simulated device, once it is provisioned."""
    place = {"deviceId": simulated(probe.workshop)}
    found = probe.workshop.wait(
        lambda: probe.need("Devices_Get", place), lambda e: e.content.get("provisioned") is True
    )
    if found.content.get("provisioned") is not True:
        probe.skip("a simulated device of a template was not provisioned in time")
    return place["deviceId"]


def new_job(probe: Probe, kind: str, path: str, value: Any, **members: Any) -> dict[str, Any]:
    """Return a job on the fleet with one piece of work."""
    data = [{"type": kind, "target": template(probe.workshop), "path": path, "value": value}]
    return {"displayName": probe.workshop.title(), "group": ready_group(probe), "data": data, **members}


def steady_job(probe: Probe) -> Item:
    """Return a job that succeeds on every device: it sets `targetTemperature` to 6.5."""
    return probe.workshop.shared("steady job", "Jobs", lambda: new_job(probe, "property", "targetTemperature", 6.5))


def noting_job(probe: Probe) -> Item:
    """Return a job that sets the cloud property `note` on every device."""
    return probe.workshop.shared(
        "noting job", "Jobs", lambda: new_job(probe, "cloudProperty", "note", "seen by the run")
    )


def trying_job(probe: Probe) -> Item:
    """Return a job that fails on the devices that nobody plays: a command, in batches of two."""
    batch = {"type": "number", "value": 2}

    def body() -> dict[str, Any]:
        provisioned(probe)
        return new_job(probe, "command", "reboot", 1, batch=batch)

    return probe.workshop.shared("trying job", "Jobs", body)


def is_over(exchange: Exchange) -> bool:
    """Return whether a job goes on no longer, by what a GET gave."""
    job = exchange.content
    return not exchange.succeeded or job.get("end") is not None or str(job.get("status")).lower() in _OVER


def ended(probe: Probe, job_id: str, seen: list[Exchange] | None = None) -> Exchange:
    """Read a job again and again until it is over, or patience is.

    Args:
        probe: asks.
        job_id: of the job.
        seen: takes the readings.
    """

    def look() -> Exchange:
        found = probe.need("Jobs_Get", {"jobId": job_id})
        if seen is not None:
            seen.append(found)
        return found

    return probe.workshop.wait(look, is_over)


def schedule(probe: Probe, *, enabled: bool) -> Item:
    """Return a scheduled job that runs once, some seconds after it was made; started early, it has run when it is looked at."""

    def body() -> dict[str, Any]:
        work = new_job(probe, "property", "zone.targetTemperature", 8.5)
        looked = probe.need("DeviceGroups_Get", {"deviceGroupId": work["group"]})
        start = server_time(looked) + _SOON
        return {**work, "enabled": enabled, "schedule": {"start": f"{start:%Y-%m-%dT%H:%M:%SZ}"}}

    return probe.workshop.shared(f"schedule {enabled}", "ScheduledJobs", body)


def server_time(exchange: Exchange) -> datetime:
    """Return the server's time at an answer; this machine's if it does not say."""
    try:
        return parsedate_to_datetime(exchange.headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return datetime.now(UTC)
