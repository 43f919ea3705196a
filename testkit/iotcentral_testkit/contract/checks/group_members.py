"""Checks of device groups: the members are the devices that meet the filter now."""

from __future__ import annotations

from ..assertions.json_comparison import unequal
from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.job_fixtures import devices, template
from ..fixtures.list_fixtures import read_list
from ..fixtures.second_items import second_item
from .rules import once, rule

_HARD = "  MiXed, of two  blanks"
"""End of a display name that careless servers do not find again: in capitals, with blanks that follow each other."""

_RANKS = (9.5, 100.0)
"""Numbers that are in another order as texts."""


@rule(
    "IC511",
    "A device group has the devices that meet its filter now",
    source="the document: evaluates the filter and lists the devices that meet it now; the articles' samples of filters",
    over=once("DeviceGroups_GetDevices", "DeviceGroups_Create", "DeviceGroups_Update"),
    needs="items",
)
def filtered_members(context: CheckContext, _: None) -> None:
    """Read groups with each documented condition, change the filter of a group, and change a device."""
    first, second, simulated = devices(context.factory)
    model = f'$template = "{template(context.factory)}"'
    name = context.require("Devices_Get", {"deviceId": first}).content.get("displayName")
    cases: list[tuple[str, set[str]]] = [
        (f'{model} AND $id = "{first}"', {first}),
        (f'{model} AND $id != "{first}"', {second, simulated}),
        (f'{model} AND $id = "{first.swapcase()}"', set()),  # ids of devices are case-sensitive
        (f"{model} AND $simulated = true", {simulated}),
        (f"{model} AND $simulated = false", {first, second}),
        (f"{model} AND $simulated != true", {first, second}),
        (f'{model} AND $displayName = "{name}"', {first}),
        (f'$id = "{context.factory.prefix}-nobody"', set()),
    ]
    text = "SELECT * FROM devices WHERE "
    group = context.create("DeviceGroups", {"displayName": context.factory.title(), "filter": text + cases[0][0]})
    seen = 0
    for number, (condition, wanted) in enumerate(cases):
        changed = group.exchange
        if number:
            changed = context.send("DeviceGroups_Update", group.path, body={"filter": text + condition})
            if not changed.succeeded:
                continue  # the language of filters is documented in outline only
        _expect_members(context, group.path, condition, wanted, changed)
        seen += 1
    if seen == 1:
        context.skip("no filter but the first was accepted")
    # of another template: devices of the fleet's that come and go would be worked on by jobs that begin meanwhile
    model = f'$template = "{_own_template(context)}"'
    _follows_devices(context, model)
    _tells_states_apart(context, model)
    _compares_properties(context, model)
    if context.factory.knows("Organizations") and context.factory.takes("DeviceGroups", "organizations"):
        _keeps_to_organization(context, model)


_BROKEN = {
    "no query": "displayName",
    "no condition": "SELECT * FROM devices WHERE",
    "no value": "SELECT * FROM devices WHERE $id =",
    "open text": 'SELECT * FROM devices WHERE $id = "a',
}


@rule(
    "IC513",
    "A device group is not given a filter with a syntax error",
    source="the document: a group is refused when the filter is not a valid query over device properties",
    over=once("DeviceGroups_Create", "DeviceGroups_Get", "DeviceGroups_Update"),
)
def broken_filters(context: CheckContext, _: None) -> None:
    """Send filters that no grammar allows, in a PUT and in a PATCH."""
    group = context.create("DeviceGroups")
    before = context.read(group)
    for subject, text in _BROKEN.items():
        place = context.factory.place(group.family)
        body = {"displayName": context.factory.title(), "filter": text}
        for operation, path, sent in (
            ("DeviceGroups_Create", place, body),
            ("DeviceGroups_Update", group.path, {"filter": text}),
        ):
            answer = context.send(operation, path, body=sent)
            message = f"the filter {text!r} has a syntax error, and is answered with {answer.status}"
            told = {"subject": subject, "operation": str(answer.operation)}
            context.expect(400 <= answer.status < 500, message, group.exchange, answer, **told)
    after = context.read(group)
    message = "filters were rejected, and the group has another one"
    context.expect(before.content.get("filter") == after.content.get("filter"), message, before, after, subject="kept")


def _own_template(context: CheckContext) -> str:
    return context.factory.shared("template of members", "DeviceTemplates").id


def _tells_states_apart(context: CheckContext, model: str) -> None:
    """Expect that a blocked device, which is simulated but need not be provisioned, is in a group as it is read by itself."""
    name = context.factory.title()
    body = {"displayName": name, "template": _own_template(context), "simulated": True, "enabled": False}
    device = context.create("Devices", body)
    text = f'SELECT * FROM devices WHERE {model} AND $displayName = "{name}"'
    group = context.create("DeviceGroups", {"displayName": name, "filter": text})
    for state in ("provisioned", "simulated"):
        changed = context.send("DeviceGroups_Update", group.path, body={"filter": f"{text} AND ${state} = true"})
        read = context.read(device)
        if changed.succeeded and state in read.content:
            wanted = {device.id} if read.content[state] is True else set[str]()
            _expect_members(context, group.path, f"${state} = true", wanted, device.exchange, changed, read)


def _compares_properties(context: CheckContext, model: str) -> None:
    """Expect that conditions on properties compare numbers by value, and all of them have to hold."""
    update = context.api.named("Devices_UpdateProperties")
    if update is None:
        return
    name = f"{context.factory.title()}{_HARD}"
    made = {
        rank: context.create("Devices", {"displayName": name, "template": _own_template(context)}) for rank in _RANKS
    }
    ranked: list[Exchange] = []
    for rank, device in made.items():
        ranked += [device.exchange, context.require(update, device.path, body={"rank": rank})]
    text = f'SELECT * FROM devices WHERE {model} AND $displayName = "{name}" AND '
    small, great = (made[rank].id for rank in _RANKS)
    cases: dict[str, set[str]] = {
        "rank < 20": {small},
        "rank >= 9.5": {small, great},
        "rank = 100": {great},
        "rank > 20 AND rank < 30": set(),
    }
    group = context.create("DeviceGroups", {"displayName": name, "filter": f"{text}rank != 9.5"})
    _expect_members(context, group.path, "rank != 9.5", {great}, *ranked, group.exchange)
    for condition, wanted in cases.items():
        changed = context.send("DeviceGroups_Update", group.path, body={"filter": text + condition})
        if changed.succeeded:
            _expect_members(context, group.path, condition, wanted, *ranked, changed)


def _keeps_to_organization(context: CheckContext, model: str) -> None:
    """Expect that a group of an organization has its devices, and none of another organization or of the root."""
    own = context.factory.organization
    other = second_item(context.factory, "Organizations")
    name = context.factory.title()
    body = {"displayName": name, "template": _own_template(context)}
    inside, outside, _ = (
        context.create("Devices", {**body, **({} if owner is None else {"organizations": [owner]})})
        for owner in (own, other, None)
    )
    text = f'SELECT * FROM devices WHERE {model} AND $displayName = "{name}"'
    group = context.create("DeviceGroups", {"displayName": name, "filter": text, "organizations": [own]})
    _expect_members(context, group.path, "within its organization, the filter", {inside.id}, group.exchange)
    listing = context.http.named("DeviceGroups_GetDevices")
    page, read = context.require(listing, group.path), context.read(inside)
    shown = next((item for item in page.value if item.get("id") == inside.id), read.json)
    leave = ("etag", *context.factory.body_factory(inside.family).moves)
    first = next(iter(unequal(read.json, shown, leave=leave)), None)
    told = {"subject": "" if first is None else f"member {first.place}", "operation": listing.id}
    context.expect(first is None, str(first), inside.exchange, group.exchange, read, page, **told)
    moved = context.send("Devices_Update", outside.path, body={"organizations": [own]})
    if moved.succeeded:
        _expect_members(context, group.path, "after a move, the filter", {inside.id, outside.id}, group.exchange, moved)


def _expect_members(
    context: CheckContext, place: dict[str, str], condition: str, wanted: set[str], *changed: Exchange
) -> None:
    operation = context.http.named("DeviceGroups_GetDevices")

    def ids(exchange: Exchange) -> set[str]:
        return {str(item.get("id")) for item in exchange.value}

    # the members of a group may be updated a little after its filter
    context.factory.wait(lambda: context.require(operation, place), lambda answer: ids(answer) == wanted)
    reading = read_list(context, operation, place, operation.sized(1))  # a later page forgets more
    context.expect(
        set(reading.ids) == wanted and len(reading.ids) == len(wanted),
        f"{condition} is met by {sorted(wanted)}, and the group has {sorted(reading.ids)}",
        *changed,
        *reading.pages[:3],
    )


def _follows_devices(context: CheckContext, model: str) -> None:
    """Expect that a device joins a group with its creation, and leaves it with a change and with its removal."""
    name = f"{context.factory.title()}{_HARD}"
    text = f'SELECT * FROM devices WHERE {model} AND $displayName = "{name}"'
    group = context.create("DeviceGroups", {"displayName": context.factory.title(), "filter": text})
    _expect_members(context, group.path, "before its creation, the filter", set(), group.exchange)
    body = {"displayName": name, "template": _own_template(context)}
    device = context.create("Devices", body)
    _expect_members(context, group.path, "after its creation, the filter", {device.id}, device.exchange)
    changed = context.require("Devices_Update", device.path, body={"displayName": context.factory.title()})
    _expect_members(context, group.path, "after its change, the filter", set(), changed)
    changed = context.require("Devices_Update", device.path, body={"displayName": name})
    _expect_members(context, group.path, "after another change, the filter", {device.id}, changed)
    removed = context.require("Devices_Remove", device.path)
    _expect_members(context, group.path, "after its removal, the filter", set(), removed)
