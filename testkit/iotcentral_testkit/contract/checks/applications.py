"""The control plane: applications are created, changed and deleted by operations that take their time."""

from __future__ import annotations

from ...openapi.planes import CONTROL
from ..assertions.json_comparison import missing, unequal
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from .application_requests import ASYNC, DELETE, DOCUMENT, GET, LISTS, PATCH, PUT, at, expect_monitor, followed
from .list_lookup import expect_no_differences
from .rules import once, rule

_NOWHERE = "00000000-0000-4000-8000-0000c0ffee00"
"""Id of no subscription."""

_TYPE = "microsoft.iotcentral/iotapps"


@rule(
    "IC701",
    "An unknown subscription, group or application is refused, and what is unknown in it is 404",
    source="Azure Resource Manager: 404 SubscriptionNotFound, ResourceGroupNotFound, ResourceNotFound",
    over=once(GET, *LISTS),
    writes=False,
    planes=(CONTROL,),
)
def unknown_places(context: CheckContext, _: None) -> None:
    """Ask for an application that was never made, and in a group and a subscription that are nobody's."""
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
        # whoever may not see a subscription may be told so
        context.expect(
            exchange.status in {401, 403, 404},
            f"an unknown subscription is answered with {exchange.status}, 404 was expected",
            exchange,
            subject="subscription",
            operation=operation,
        )


@rule(
    "IC702",
    "What does not exist cannot be changed, and its deletion has nothing to do",
    source=DOCUMENT,
    over=once(PATCH, DELETE),
    planes=(CONTROL,),
)
def changing_nothing(context: CheckContext, _: None) -> None:
    """Change and delete an application that was never made."""
    path = {"resourceName": f"{context.factory.prefix}-{context.factory.word()}"}
    changed = context.send(PATCH, path, body={"tags": {"purpose": "none"}})
    context.expect(changed.status == 404, f"PATCH of nothing is answered with {changed.status}", changed)
    deleted = context.send(DELETE, path)
    context.expect(
        deleted.status in {204, 404},
        f"DELETE of nothing is answered with {deleted.status}, 204 was expected",
        deleted,
        subject="delete",
        operation=DELETE,
    )


@rule(
    "IC703",
    "A creation answers 201 with the application and Azure-AsyncOperation, comes to succeed, and then it is there",
    source=ASYNC,
    over=once(PUT, GET),
    planes=(CONTROL,),
)
def creation(context: CheckContext, _: None) -> None:
    """Create an application step by step, and read it."""
    factory = context.factory
    family = factory.api.family("Apps")
    path = factory.place(family)
    body = factory.fitted(family, factory.body(family), path)
    started = context.require(family.create, path, body=body)
    context.expect(
        started.status in {201, 202}, f"what is new is answered with {started.status}, not 201", started, subject="new"
    )
    expect_monitor(context, started, "create")
    followed(context, started, "azure-asyncoperation", "create")
    read = context.require(GET, path)
    expect_no_differences(
        context, missing(context.api, family.create.body_schema or {}, body, read.json), started, read
    )
    _expect_resource(context, read, path)


def _expect_resource(context: CheckContext, read: Exchange, path: dict[str, str]) -> None:
    """Expect that a resource says of itself what its path says; letter case does not count there."""
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
        f"a new application should be created, but is {state!r}",
        read,
        subject="state",
    )


@rule(
    "IC704",
    "A change comes to its end, and then it is seen; what it does not name stays",
    source=f"{ASYNC}; the document: what is left out of a PATCH stays as it is",
    over=once(PATCH, GET),
    planes=(CONTROL,),
)
def changes(context: CheckContext, _: None) -> None:
    """Change tags, the name for people and the plan, one after another, and compare everything else."""
    item = context.create("Apps")
    before = context.read(item)
    title = context.factory.title()
    patches: list[Json] = [
        {"tags": {"team": context.factory.word()}},
        {"properties": {"displayName": title}},
        {"sku": {"name": "ST1"}},
    ]
    for patch in patches:
        answer = context.require(PATCH, item.path, body=patch)
        if answer.status == 202:
            expect_monitor(context, answer, "change")
        if "azure-asyncoperation" in answer.headers:
            followed(context, answer, "azure-asyncoperation", "change")
        after = context.read(item)
        wanted = _changed(before.content, patch)
        expect_no_differences(
            context, unequal(wanted, after.content, leave=("etag", "systemData")), before, answer, after
        )
        before = after


def _changed(resource: Json, patch: Json) -> Json:
    """Return what a patch creates of a resource: tags are replaced, members of other objects one by one."""
    wanted = dict(resource)
    for name, value in patch.items():
        wanted[name] = value if name == "tags" else {**(resource.get(name) or {}), **value}
    return wanted


@rule(
    "IC705",
    "PUT on an application that exists brings it to what the body says",
    source="the document: creates an application, or brings the one of that name to what the body says",
    over=once(PUT, GET),
    planes=(CONTROL,),
)
def put_again(context: CheckContext, _: None) -> None:
    """Put other tags and another name for people."""
    item = context.create("Apps")
    before = context.read(item)
    body = {
        **item.sent,
        "tags": {"team": context.factory.word()},
        "properties": {**item.sent["properties"], "displayName": context.factory.title()},
    }
    answer = context.require(PUT, item.path, body=body)
    context.expect(
        answer.status in {200, 202},
        f"PUT on what exists is answered with {answer.status}, not 200",
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


@rule(
    "IC706",
    "A deletion comes to its end, and then the application is gone; another one has nothing to do",
    source=f"{ASYNC}; the document: responses of Apps_Delete",
    over=once(DELETE, GET),
    planes=(CONTROL,),
)
def deletion(context: CheckContext, _: None) -> None:
    """Delete an application step by step, look for it, and delete it once more."""
    item = context.create("Apps")
    started = context.require(DELETE, item.path)
    if started.status == 202:
        expect_monitor(context, started, "delete")
        followed(context, started, "azure-asyncoperation", "delete")
    read = context.send(GET, item.path)
    context.expect(
        read.status == 404, f"after DELETE, GET is answered with {read.status}", started, read, subject="get"
    )
    again = context.send(DELETE, item.path)
    context.expect(
        again.status in {204, 404},
        f"a second DELETE is answered with {again.status}, 204 was expected",
        started,
        again,
        subject="again",
    )


@rule(
    "IC707",
    "Location says 202 while a deletion goes on, and another success after it",
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
    last = followed(context, started, "location", "delete")
    context.expect(
        last.status in {200, 204}, f"the end is told with {last.status}, 200 or 204 was expected", started, last
    )
