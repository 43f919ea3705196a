"""Checks of what jobs do: their effects on devices, by the type of their data."""

from __future__ import annotations

from typing import Any

from ...openapi.api import Api
from ...openapi.json_types import is_object
from ..assertions.json_comparison import same
from ..assertions.rejections import expect_rejected
from ..engine.exchange import Json
from ..fixtures.check_context import CheckContext
from ..fixtures.job_fixtures import cloud_property_job, failing_job, simulated, succeeding_job, wait_for_job
from .jobs import JOBS, statuses_of
from .rules import once, rule

__all__ = ["desired"]

_MIGRATIONS = {
    "deviceTemplateMigration": ("DeviceTemplates", "template"),
    "deviceManifestMigration": ("DeploymentManifests", "manifest"),
}
"""Type of the data → the family of what devices are given, and the member that names it."""


def _migrations(api: Api) -> list[tuple[str, tuple[str, ...]]]:
    needed = ("Jobs_Create", "Jobs_GetDevices", "Devices_Get", "DeviceGroups_Create")
    there = {family.name for family in api.families}
    known = all(api.named(id) is not None for id in needed)
    return [(kind, needed) for kind, (family, _) in _MIGRATIONS.items() if known and family in there]


@rule(
    "IC605",
    "The effect of a job is visible on the devices",
    source=JOBS,
    over=once(
        "Jobs_Create", "Devices_GetProperties", "Devices_GetComponentCommandHistory", "Devices_GetCommandHistory"
    ),
)
def effect_is_seen(context: CheckContext, _: None) -> None:
    """Read the properties that jobs set on every device on which they succeeded, and the command that one has run."""
    for made in (succeeding_job(context), cloud_property_job(context)):
        last = wait_for_job(context, made.id)
        statuses, pages = statuses_of(context, made.id)
        done = [id for id, status in statuses.items() if status == "completed"]
        if not done:
            context.skip("the job succeeded on none of its devices")
        for id in done:
            read = context.require("Devices_GetProperties", {"deviceId": id})
            for entry in made.sent["data"]:
                name, wanted = entry["path"], entry["value"]
                component, _, inner = name.rpartition(".")
                part = read.content.get(component) if component else read.content
                found = desired(part, inner) if is_object(part) else None
                context.expect(
                    same(found, wanted),
                    f"the job set {name} to {wanted!r}, and the device's is {found!r}",
                    last,
                    *pages,
                    read,
                    subject=name,
                )
    _expect_command(context)


def _expect_command(context: CheckContext) -> None:
    """Expect that the command of a component was not run on the device itself; a server need not keep what jobs run."""
    job = failing_job(context)
    last = wait_for_job(context, job.id)
    (entry,) = job.sent["data"]
    place = {"deviceId": simulated(context.factory), "commandName": entry["path"].rpartition(".")[2]}
    past = context.require("Devices_GetCommandHistory", place)
    requests = [run.get("request") for run in past.value]
    message = f"the job ran {entry['path']} with {entry['value']}, and the device itself shows the requests {requests}"
    context.expect(entry["value"] not in requests, message, last, past, subject="command of a component")


@rule(
    "IC609",
    "A migration gives each device of its group the template, or the manifest",
    source=JOBS,
    over=_migrations,
    by_hand=True,
)
def migrated(context: CheckContext, kind: str) -> None:
    """Run a migration on a group of one device, and read the device; the job lists it after its removal too."""
    factory, member = context.factory, _MIGRATIONS[kind][1]
    edge: Json = {"type": ["iotEdge"]} if factory.takes("Devices", "type") else {}
    device = context.create("Devices", {"displayName": factory.title(), "template": factory.template, **edge})
    text = f'SELECT * FROM devices WHERE $id = "{device.id}"'
    group = context.create("DeviceGroups", {"displayName": factory.title(), "filter": text})
    manifest = kind == "deviceManifestMigration"
    target = (
        context.create("DeploymentManifests").id if manifest else factory.shared("other template", "DeviceTemplates").id
    )
    data = [{"type": kind, member: target}]
    job = context.create("Jobs", {"displayName": factory.title(), "group": group.id, "data": data})
    last = wait_for_job(context, job.id)
    statuses, pages = statuses_of(context, job.id)
    if statuses.get(device.id) != "completed":
        context.skip("the migration did not succeed on the device")
    query = {"expand": "deploymentManifest"} if manifest else {}
    read = context.require("Devices_Get", device.path, query=query)
    shown = read.content.get("deploymentManifest")
    found = (shown.get("id") if is_object(shown) else None) if manifest else read.content.get("template")
    context.expect(
        found == target,
        f"the migration to {target} is completed on the device, which has {found!r}",
        job.exchange,
        last,
        *pages,
        read,
        subject=member,
    )
    if device.family.remove is not None and context.send(device.family.remove, device.path).succeeded:
        left, pages = statuses_of(context, job.id)
        message = f"the job worked on {device.id}, which was removed since, and the job lists {sorted(left)}"
        context.expect(device.id in left, message, job.exchange, last, *pages, subject="removed device")


@rule(
    "IC607",
    "A job whose entries are of different types is rejected",
    source="the document: all entries of data have the same type",
    over=lambda api: [(name, (f"{name}_Create",)) for name in ("Jobs", "ScheduledJobs") if api.named(f"{name}_Create")],
    by_hand=True,
)
def one_type_of_work(context: CheckContext, name: str) -> None:
    """Create a job that would write a property and a cloud property, on a group without devices."""
    family = context.factory.family(name)
    first, second = context.factory.bodies(family)[:2]
    answer = context.send(
        family.create, context.factory.place(family), body={**first, "data": [*first["data"], *second["data"]]}
    )
    kinds = [entry["type"] for entry in answer.sent["data"]]
    expect_rejected(context, answer, f"a job with entries of the types {' and '.join(kinds)}", "types")


def desired(content: dict[str, Any], name: str) -> Any:
    """Return the desired value of a property, or its only value, as of cloud properties."""
    metadata = content.get("$metadata")
    entry = metadata.get(name) if is_object(metadata) else None
    return entry["desiredValue"] if is_object(entry) and "desiredValue" in entry else content.get(name)
