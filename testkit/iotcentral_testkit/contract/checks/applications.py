"""Checks of the control plane: applications are created, changed and deleted by long-running operations."""

from __future__ import annotations

from ...openapi.planes import CONTROL
from ...openapi.schema_facts import facts_of
from ..assertions.json_comparison import missing, unequal
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .application_requests import ASYNC, DELETE, DOCUMENT, GET, LISTS, PATCH, PUT, at, expect_monitor, follow_monitor
from .list_lookup import expect_no_differences
from .rules import once, rule

_NOWHERE = "00000000-0000-4000-8000-0000c0ffee00"
"""Id of a subscription that does not exist."""

_NOTHING: dict[str, Json] = {"tags": {}, "identity": {"type": "None"}}
"""What an application has of what is left out; it may also be absent."""

_TYPE = "microsoft.iotcentral/iotapps"


@rule(
    "IC701",
    "Requests about an unknown subscription, group or application are rejected, with 404 for what does not exist",
    source="Azure Resource Manager: 404 SubscriptionNotFound, ResourceGroupNotFound, ResourceNotFound",
    over=once(GET, *LISTS),
    writes=False,
    planes=(CONTROL,),
)
def unknown_places(context: CheckContext, _: None) -> None:
    """Get an application that does not exist, also in a group and a subscription that do not exist."""
    path = {"resourceName": f"{context.factory.prefix}-{context.factory.word()}"}
    exchange = context.send(GET, path)
    context.expect(exchange.status == 404, f"an unknown application is answered with {exchange.status}", exchange)
    elsewhere = {**path, "resourceGroupName": f"{context.factory.prefix}-{context.factory.word()}"}
    exchange = context.send(GET, elsewhere)
    context.expect(
        exchange.status == 404, f"an unknown group is answered with {exchange.status}", exchange, subject="group"
    )
    for operation, more in ((GET, path), (LISTS[0], {})):
        exchange = context.send(operation, {**more, "subscriptionId": _NOWHERE})
        # a server may also say that the caller has no access to the subscription
        context.expect(
            exchange.status in {401, 403, 404},
            f"an unknown subscription is answered with {exchange.status}, 404 was expected",
            exchange,
            subject="subscription",
            operation=operation,
        )


@rule(
    "IC702",
    "An application that does not exist cannot be changed, and its deletion is 204",
    source=DOCUMENT,
    over=once(PATCH, DELETE),
    planes=(CONTROL,),
)
def changing_nothing(context: CheckContext, _: None) -> None:
    """Change and delete an application that does not exist."""
    path = {"resourceName": f"{context.factory.prefix}-{context.factory.word()}"}
    changed = context.send(PATCH, path, body={"tags": {"purpose": "none"}})
    context.expect(changed.status == 404, f"PATCH of nothing is answered with {changed.status}", changed)
    deleted = context.send(DELETE, path)
    context.expect(
        deleted.status == 204,
        f"DELETE of nothing is answered with {deleted.status}, 204 was expected",
        deleted,
        subject="delete",
        operation=DELETE,
    )


@rule(
    "IC703",
    "A creation returns 201 with the application and Azure-AsyncOperation, succeeds, and then the application exists",
    source=ASYNC,
    over=once(PUT, GET),
    planes=(CONTROL,),
)
def creation(context: CheckContext, _: None) -> None:
    """Create an application step by step, and read it."""
    factory = context.factory
    family = factory.family("Apps")
    path = factory.place(family)
    body = factory.fitted(family, factory.body(family), path)
    started = context.require(family.create, path, body=body)
    context.expect(
        started.status in {201, 202}, f"the creation is answered with {started.status}, not 201", started, subject="new"
    )
    expect_monitor(context, started, "create")
    follow_monitor(context, started, "azure-asyncoperation", "create")
    read = context.require(GET, path)
    expect_no_differences(
        context, missing(context.api, family.create.body_schema or {}, body, read.json), started, read
    )
    _expect_resource(context, read, path)
    in_capitals = context.send(GET, {**path, "resourceName": path["resourceName"].upper()})
    message = f"case does not matter in names, and in capitals it is answered with {in_capitals.status}"
    context.expect(in_capitals.succeeded, message, read, in_capitals, subject="case", operation=GET)
    elsewhere = {**path, "resourceGroupName": f"{factory.prefix}-{factory.word()}"}
    beside = context.send(GET, elsewhere)
    message = f"no application is in the group {elsewhere['resourceGroupName']}, and GET there is answered with {beside.status}"
    context.expect(beside.status in {403, 404}, message, read, beside, subject="another group", operation=GET)
    _expect_defaults(context)


def _expect_defaults(context: CheckContext) -> None:
    """Create an application with what is required alone, and expect the documented defaults of the rest."""
    factory = context.factory
    family = factory.family("Apps")
    path = factory.place(family)
    path["resourceName"] += "-MiXed"  # a name keeps its case, and the subdomain has none
    needed = facts_of(context.api, family.create.body_schema or {}).required
    body = {name: part for name, part in factory.body(family).items() if name in needed}
    created = context.require(family.create, path, body=body)
    factory.finish(created)
    read = context.require(GET, path)
    name = path["resourceName"]
    message = f"the name in the path is {name!r}, and that of the application {read.content.get('name')!r}"
    context.expect(read.content.get("name") == name, message, created, read, subject="name")
    told = {"displayName": name, "subdomain": name.lower(), "template": "iotc-pnp-preview@1.0.0"}
    for member, expected in told.items():
        found = at(read.content, "properties", member)
        message = f"properties.{member} was left out, and is {found!r} instead of {expected!r}"
        context.expect(found == expected, message, created, read, subject=f"default {member}")
    for member, nothing in _NOTHING.items():
        found = read.content.get(member)
        message = f"{member} was left out, and is {found!r}"
        context.expect(found in (None, nothing), message, created, read, subject=f"default {member}")


def _expect_resource(context: CheckContext, read: Exchange, path: dict[str, str]) -> None:
    """Expect that a resource agrees with its path; case is ignored."""
    path = context.http.complete_path(context.api.operations[GET], path)
    place = context.api.operations[GET].url(path)
    told = {"id": place, "name": path["resourceName"], "type": _TYPE}
    for name, expected in told.items():
        found = read.content.get(name)
        context.expect(
            isinstance(found, str) and found.lower() == expected.lower(),
            f"{name} should be {expected!r}, but is {found!r}",
            read,
            subject=name,
        )
    for name in ("applicationId", "subdomain", "template", "displayName"):
        found = at(read.content, "properties", name)
        context.expect(
            isinstance(found, str) and bool(found), f"properties.{name} is {found!r}", read, subject=f"no {name}"
        )
    state = at(read.content, "properties", "state")
    context.expect(
        state == "created",
        f"the state of a new application should be created, but is {state!r}",
        read,
        subject="state",
    )


@rule(
    "IC704",
    "A change completes, is then visible, and leaves other members unchanged",
    source=f"{ASYNC}; the document: members left out of a PATCH stay unchanged",
    over=once(PATCH, GET),
    planes=(CONTROL,),
)
def changes(context: CheckContext, _: None) -> None:
    """Change tags, the display name and the plan, one after another and then all at once, and compare everything else.

    The application has an identity, and a subdomain that is not its name, so that a change can lose them.
    """
    subdomain = f"{context.factory.prefix}-{context.factory.word()}"
    properties = {"displayName": context.factory.title(), "subdomain": subdomain}
    item = context.create("Apps", properties=properties, identity={"type": "SystemAssigned"})
    before = context.read(item)
    title = context.factory.title()
    patches: list[Json] = [
        {"tags": {"team": context.factory.word(), "Without Value": ""}},
        {"properties": {"displayName": title}},
        {"sku": {"name": "ST1"}},
        {
            "tags": {"site": context.factory.word()},
            "sku": {"name": "ST2"},
            "properties": {"displayName": context.factory.title(), "subdomain": f"{subdomain}2"},
        },
    ]
    for patch in patches:
        path = _in_capitals(item.path) if "sku" in patch else item.path
        answer = context.require(PATCH, path, body=patch)
        if answer.status == 202:
            expect_monitor(context, answer, "change")
        if "azure-asyncoperation" in answer.headers:
            follow_monitor(context, answer, "azure-asyncoperation", "change")
        after = context.read(item)
        wanted = _changed(before.content, patch)
        expect_no_differences(
            context, unequal(wanted, after.content, leave=("etag", "systemData")), before, answer, after
        )
        before = after


def _in_capitals(path: dict[str, str]) -> dict[str, str]:
    """Return path parameters of an application with its name in capitals, which is the same application."""
    return {**path, "resourceName": path["resourceName"].upper()}


def _changed(resource: Json, patch: Json) -> Json:
    """Return a resource after a patch: tags are replaced, members of other objects are merged."""
    wanted = dict(resource)
    for name, value in patch.items():
        wanted[name] = value if name == "tags" else {**(resource.get(name) or {}), **value}
    return wanted


@rule(
    "IC705",
    "PUT on an application that exists updates it to the body",
    source="the document: creates an application, or updates the one of that name to the body",
    over=once(PUT, GET),
    planes=(CONTROL,),
)
def put_again(context: CheckContext, _: None) -> None:
    """Put other tags and another display name, by the name in capitals."""
    item = context.create("Apps")
    before = context.read(item)
    body = {
        **item.sent,
        "tags": {"team": context.factory.word()},
        "properties": {**item.sent["properties"], "displayName": context.factory.title()},
    }
    answer = context.require(PUT, _in_capitals(item.path), body=body)
    context.expect(
        answer.status in {200, 202},
        f"PUT on an existing application is answered with {answer.status}, not 200",
        answer,
        subject="new",
    )
    context.factory.finish(answer)
    after = context.read(item)
    for name in ("tags", "sku", "location"):
        context.expect(
            after.content.get(name) == body[name],
            f"{name} was sent as {body[name]!r}, and is {after.content.get(name)!r}",
            answer,
            after,
            subject=name,
        )
    expect_no_differences(
        context,
        unequal({**before.content["properties"], **body["properties"]}, after.content["properties"]),
        before,
        answer,
        after,
    )
    _expect_left_out(context, item, after)
    _expect_no_other_plan(context, item, body)


def _expect_left_out(context: CheckContext, item: CreatedItem, before: Exchange) -> None:
    """Put the required members alone: what is left out is not what it was, but for what an application keeps."""
    needed = facts_of(context.api, item.family.create.body_schema or {}).required
    answer = context.require(PUT, item.path, body={name: part for name, part in item.sent.items() if name in needed})
    context.factory.finish(answer)
    after = context.read(item)
    for keys in (("tags",), ("properties", "displayName")):
        place, found = "/".join(keys), at(after.content, *keys)
        message = f"{place} was left out, and is {found!r} as before"
        kept = bool(found) and found == at(before.content, *keys)
        context.expect(not kept, message, before, answer, after, subject=f"left out {place}")


def _expect_no_other_plan(context: CheckContext, item: CreatedItem, body: Json) -> None:
    """Put a plan that the document does not know: it is rejected, or shown as it was sent."""
    plan = {"name": "unheard-of"}
    answer = context.send(PUT, item.path, body={**body, "sku": plan})
    if answer.succeeded:
        context.factory.finish(answer)
        read = context.read(item)
        found = read.content.get("sku")
        message = f"the plan {plan} was accepted, and is {found!r}"
        context.expect(found == plan, message, answer, read, subject="unknown plan")


@rule(
    "IC706",
    "A deletion completes, and then the application is gone; a second one is 204",
    source=f"{ASYNC}; the document: responses of Apps_Delete",
    over=once(DELETE, GET),
    planes=(CONTROL,),
)
def deletion(context: CheckContext, _: None) -> None:
    """Delete an application step by step, by its name in capitals, get it, and delete it once more."""
    item = context.create("Apps")
    started = context.require(DELETE, _in_capitals(item.path))
    if started.status == 202:
        expect_monitor(context, started, "delete")
        follow_monitor(context, started, "azure-asyncoperation", "delete")
    read = context.send(GET, item.path)
    context.expect(
        read.status == 404, f"after DELETE, GET is answered with {read.status}", started, read, subject="get"
    )
    again = context.send(DELETE, item.path)
    context.expect(
        again.status == 204,
        f"a second DELETE is answered with {again.status}, 204 was expected",
        started,
        again,
        subject="again",
    )


@rule(
    "IC707",
    "Location returns 202 while a deletion goes on, and another success after it",
    source="Azure Resource Manager, asynchronous operations: the header Location",
    over=once(DELETE),
    planes=(CONTROL,),
)
def location(context: CheckContext, _: None) -> None:
    """Delete an application, and follow the other header."""
    item = context.create("Apps")
    started = context.require(DELETE, item.path)
    if started.status != 202:
        context.skip("the deletion is over at once")
    context.expect(
        "location" in started.headers, "202 is answered without the header Location", started, subject="header"
    )
    last = follow_monitor(context, started, "location", "delete")
    context.expect(
        last.status in {200, 204}, f"the end is reported with {last.status}, 200 or 204 was expected", started, last
    )
