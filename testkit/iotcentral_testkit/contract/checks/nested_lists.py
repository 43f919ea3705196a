"""Checks of nested lists: members of a group, exports of a destination and vice versa, devices of a job."""

from __future__ import annotations

from collections.abc import Callable

from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ..assertions.json_comparison import unequal
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.job_fixtures import devices, group, succeeding_job, wait_for_job
from ..fixtures.list_fixtures import ListReading, id_of, read_list
from .rules import named, rule


def _expect_ids(
    context: CheckContext,
    operation: ApiOperation,
    path: dict[str, str],
    wanted: set[str],
    *,
    of: str = "",
) -> None:
    """Compare the ids of a list with those that it has to have, and its items with those of a family, if one is named."""
    query = operation.sized(1)  # a later page may forget whose it is
    reading = read_list(context, operation, path, query)
    ids = reading.ids
    context.expect(len(ids) == len(set(ids)), f"an item is listed twice: {ids}", *reading.pages[:3], subject="twice")
    context.expect(
        wanted <= set(ids), f"{sorted(wanted - set(ids))} is missing in {ids}", *reading.pages[:3], subject="missing"
    )
    wrong = set(ids) - wanted
    context.expect(not wrong, f"{sorted(wrong)} does not belong there", *reading.pages[:3], subject="too much")
    if query:
        longest = max(len(page.value) for page in reading.pages)
        context.expect(longest <= 1, f"a page has {longest} items, with a page size of 1", *reading.pages[:3])
    if of and context.factory.knows(of):
        _expect_as_read(context, reading, context.factory.family(of))


def _expect_as_read(context: CheckContext, reading: ListReading, family: Family) -> None:
    """Expect that items are listed as they are read one by one, as far as both tell."""
    leave = (*context.factory.body_factory(family).moves, "etag")
    for page in reading.pages:
        for item in page.value:
            read = context.send(family.get, {str(family.id_parameter): id_of(item)})
            if not read.succeeded:
                continue  # other rules check that
            both = item.keys() & read.content.keys()
            listed, got = ({name: shown[name] for name in both} for shown in (item, read.content))
            first = next(iter(unequal(got, listed, leave=leave)), None)
            subject = "" if first is None else f"member {first.place}"
            context.expect(first is None, str(first), page, read, subject=subject, operation=page.operation)


def _members(context: CheckContext, operation: ApiOperation) -> None:
    place = {"deviceGroupId": group(context.factory).id}
    wanted = set(devices(context.factory))
    # the members of a group may be updated a little after the devices
    context.factory.wait(
        lambda: context.require(operation, place), lambda e: {str(item.get("id")) for item in e.value} >= wanted
    )
    _expect_ids(context, operation, place, wanted, of="Devices")


def _exports_of(context: CheckContext, operation: ApiOperation) -> None:
    first, second = (context.create("Destinations") for _ in range(2))
    of_both = context.create("Exports", destinations=[{"id": first.id}, {"id": second.id}])
    of_one = context.create("Exports", destinations=[{"id": second.id}])
    _expect_ids(context, operation, {"destinationId": first.id}, {of_both.id}, of="Exports")
    _expect_ids(context, operation, {"destinationId": second.id}, {of_both.id, of_one.id})
    _rename(context, of_both)
    _expect_ids(context, operation, {"destinationId": first.id}, {of_both.id}, of="Exports")
    _point_to(context, of_both, second)
    context.discard(of_one)
    for destination, wanted in ((first, set[str]()), (second, {of_both.id})):
        _expect_ids(context, operation, {"destinationId": destination.id}, wanted)


def _destinations_of(context: CheckContext, operation: ApiOperation) -> None:
    first, second = (context.create("Destinations") for _ in range(2))
    made = context.create("Exports", destinations=[{"id": first.id}, {"id": second.id}])
    one = context.create("Exports", destinations=[{"id": second.id}])
    _expect_ids(context, operation, {"exportId": made.id}, {first.id, second.id}, of="Destinations")
    _rename(context, second)
    _expect_ids(context, operation, {"exportId": one.id}, {second.id}, of="Destinations")
    _point_to(context, one, first)
    _expect_ids(context, operation, {"exportId": one.id}, {first.id})


def _rename(context: CheckContext, item: CreatedItem) -> None:
    """Rename what was listed before."""
    assert item.family.update is not None
    tag = {name: item.sent[name] for name in ("type",) if name in item.sent}
    context.require(item.family.update, item.path, body={**tag, "displayName": context.factory.title()})


def _point_to(context: CheckContext, export: CreatedItem, destination: CreatedItem) -> None:
    """Have an export write to another destination alone."""
    assert export.family.update is not None
    context.require(export.family.update, export.path, body={"destinations": [{"id": destination.id}]})


def _devices_of_job(context: CheckContext, operation: ApiOperation) -> None:
    job = succeeding_job(context)
    wait_for_job(context, job.id)
    _expect_ids(context, operation, {"jobId": job.id}, set(devices(context.factory)))


def _relationships_of(context: CheckContext, operation: ApiOperation) -> None:
    """Connect two devices to a third, and one of these to another gateway; a child has no relationships of its own."""
    parent, other, first, second = (
        context.create("Devices", {"displayName": context.factory.title()}).id for _ in range(4)
    )
    family = context.factory.family("Devices/relationships")
    device, relationship = family.create.names
    made: dict[str, set[str]] = {parent: set(), other: set(), first: set(), second: set()}
    for above, below in ((parent, first), (parent, second), (other, second)):
        path = {device: above, relationship: context.factory.new_id(family)}
        item = context.factory.create(family, {"target": below}, path=path)
        made[above].add(item.id)
        read = context.read(item)
        for name, wanted in (("source", above), ("target", below)):
            context.expect(
                read.content.get(name, wanted) == wanted,
                f"{name} of a relationship from {above} to {below} is {read.content.get(name)!r}",
                item.exchange,
                read,
                subject=name,
            )
    # what changes a child leaves what leads to it; a template may be refused that does not know of gateways
    moved = {"template": context.factory.template, "enabled": False}
    context.send("Devices_Update", {operation.names[0]: first}, body=moved)
    for device_id, ids in made.items():
        _expect_ids(context, operation, {operation.names[0]: device_id}, ids)
    _expect_none_with(context, operation, second, (parent, other))


def _expect_none_with(context: CheckContext, operation: ApiOperation, target: str, sources: tuple[str, ...]) -> None:
    """Remove a device, which may be rejected; then no relationship leads to it."""
    removed = context.send("Devices_Remove", {operation.names[0]: target})
    if not removed.succeeded:
        return
    for source in sources:
        reading = read_list(context, operation, {operation.names[0]: source})
        context.expect(
            all(item.get("target") != target for item in reading.items),
            f"the device {target} was removed, and {source} still has a relationship to it",
            removed,
            *reading.pages[:3],
            subject="removed target",
        )


_CHECKS: dict[str, Callable[[CheckContext, ApiOperation], None]] = {
    "DeviceGroups_GetDevices": _members,
    "Destinations_ListExports": _exports_of,
    "Exports_ListDestinations": _destinations_of,
    "Jobs_GetDevices": _devices_of_job,
    "Devices_ListRelationships": _relationships_of,
}


@rule(
    "IC510",
    "A list below an item has exactly what belongs to the item, as it is read by itself",
    source="the document: descriptions of the operations",
    over=named(*_CHECKS),
    by_hand=True,
    needs="items",
)
def belongs(context: CheckContext, operation: ApiOperation) -> None:
    """Create what belongs to the list and what does not."""
    checks = {named: check for id, check in _CHECKS.items() if (named := context.api.named(id)) is not None}
    checks[operation](context, operation)
