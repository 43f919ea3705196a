"""Checks of the control plane: lists of applications, names and subdomains."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx

from ...connecting import Loopback
from ...openapi.packages import newest_stable
from ...openapi.planes import CONTROL, DATA
from ..assertions.json_comparison import unequal
from ..assertions.rejections import expect_rejected
from ..engine.exchange import Json
from ..engine.http_client import tls_trust
from ..engine.long_running import poll, state
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from .application_requests import DELETE, DOCUMENT, LISTS, PUT, delete_and_wait
from .list_lookup import expect_no_differences
from .rules import once, rule

_QUESTIONS = {"Apps_CheckNameAvailability": "name", "Apps_CheckSubdomainAvailability": "subdomain"}


def _is(item: CreatedItem, resource: Json) -> bool:
    return str(resource.get("name", "")).lower() == item.id.lower()


@rule(
    "IC708",
    "An application is in the lists of its subscription and its group from its creation to its deletion",
    source=DOCUMENT,
    over=once(*LISTS, PUT, DELETE),
    planes=(CONTROL,),
)
def lists(context: CheckContext, _: None) -> None:
    """Create an application with an identity, look for it in both lists, and again after it was deleted."""
    item = context.create("Apps", identity={"type": "SystemAssigned"})
    read = context.read(item)
    for operation in LISTS:
        pages = list(context.pages(operation))
        found = [resource for page in pages for resource in page.value if _is(item, resource)]
        context.expect(
            len(found) == 1,
            f"a new application should be in the list once, but is in it {len(found)} times",
            item.exchange,
            *pages,
            subject="new",
            operation=operation,
        )
        differing = unequal(found[0], read.content, leave=("etag", "systemData"))
        expect_no_differences(context, differing, item.exchange, read, *pages, operation=operation)
    deleted = delete_and_wait(context, item)
    for operation in LISTS:
        pages = list(context.pages(operation))
        there = any(_is(item, resource) for page in pages for resource in page.value)
        message = "a deleted application is still in the list"
        context.expect(not there, message, deleted, *pages, subject="deleted", operation=operation)


@rule(
    "IC709",
    "The list of a group has only the applications of that group",
    source=DOCUMENT,
    over=once(*LISTS),
    writes=False,
    planes=(CONTROL,),
)
def list_of_group(context: CheckContext, _: None) -> None:
    """Compare the ids in the list of the group with it, and the list with that of the subscription."""
    group = context.http.options.resource_group
    place = (
        context.api.operations[LISTS[1]].url(context.http.complete_path(context.api.operations[LISTS[1]], {})).lower()
    )
    if not context.http.options.read_only:
        context.factory.application  # noqa: B018  # so that there is one
    own = context.items(LISTS[1])
    _expect_in_any_case(context, own)
    for resource in own:
        context.expect(
            str(resource.get("id", "")).lower().startswith(f"{place}/"),
            f"the list of {group} has {resource.get('id')!r}",
            subject="another group",
            operation=LISTS[1],
        )
    every = {str(resource.get("id", "")).lower() for resource in context.items(LISTS[0])}
    lost = [resource.get("id") for resource in own if str(resource.get("id", "")).lower() not in every]
    context.expect(not lost, f"the list of the subscription lacks {lost}", subject="lost", operation=LISTS[0])


def _expect_in_any_case(context: CheckContext, own: list[Json]) -> None:
    """List the group by its name in capitals, which is the same group."""
    name = context.http.options.resource_group.upper()
    ids, found = (
        sorted(str(resource.get("id", "")).lower() for resource in listed)
        for listed in (own, context.items(LISTS[1], {"resourceGroupName": name}))
    )
    message = f"case does not matter in names of groups, and the list of {name} lacks {sorted({*ids} - {*found})}"
    context.expect(ids == found, message, subject="case", operation=LISTS[1])


@rule(
    "IC710",
    "A name is available before and after an application has it, and not in between",
    source=DOCUMENT,
    over=once(*_QUESTIONS, PUT, DELETE),
    planes=(CONTROL,),
)
def availability(context: CheckContext, _: None) -> None:
    """Check the name and the subdomain of an application before its creation, after it, and after its deletion.

    The subdomain is another than the name, so that neither is free for what only the other is taken.
    """
    family = context.factory.family("Apps")
    path = context.factory.place(family)
    name = path["resourceName"]
    taken = {"name": name, "subdomain": f"{name}-sub"}
    other = {"name": taken["subdomain"], "subdomain": name}
    _expect_free(context, taken, True, "before")
    item = context.factory.create(family, path=path, properties={"subdomain": taken["subdomain"]})
    _expect_free(context, taken, False, "while it is there")
    _expect_free(context, {kind: text.upper() for kind, text in taken.items()}, False, "in capitals")
    _expect_free(context, other, True, "the other while it is there")
    delete_and_wait(context, item)
    _expect_free(context, taken, True, "after")


def _expect_free(context: CheckContext, names: dict[str, str], free: bool, when: str) -> None:
    for operation, kind in _QUESTIONS.items():
        name = names[kind]
        exchange = context.require(operation, body={"name": name, "type": "IoTApps"})
        told = exchange.content.get("nameAvailable")
        context.expect(
            told is free,
            f"{when}, the {kind} {name!r} should be {'free' if free else 'taken'}, but nameAvailable is {told!r}",
            exchange,
            subject=when,
            operation=operation,
        )
        if not free:
            for member in ("reason", "message"):
                said = exchange.content.get(member)
                context.expect(
                    isinstance(said, str) and bool(said),
                    f"a name that is not available should have a reason, but {member} is {said!r}",
                    exchange,
                    subject=member,
                    operation=operation,
                )
            reason = exchange.content.get("reason")
            message = f"the {kind} {name!r} is taken, so its reason should be AlreadyExists, but is {reason!r}"
            valid = kind != "subdomain" or name.islower()  # no subdomain has capitals
            context.expect(
                not valid or reason == "AlreadyExists", message, exchange, subject="reason", operation=operation
            )


@rule(
    "IC711",
    "Two applications never have the same subdomain",
    source="the document: properties.subdomain is unique",
    over=once(PUT),
    planes=(CONTROL,),
)
def one_subdomain(context: CheckContext, _: None) -> None:
    """Try to create an application under the subdomain of another."""
    item = context.factory.application
    family = item.family
    path = context.factory.place(family)
    body = {**context.factory.body(family), "properties": {"subdomain": item.sent["properties"]["subdomain"]}}
    exchange = context.send(family.create, path, body=body)
    if exchange.succeeded:
        last = list(poll(context.http, exchange))[-1:]
        rejected = bool(last) and state(last[0]) == "failed"
        context.expect(rejected, "an application was created under the subdomain of another", item.exchange, exchange)
        return
    expect_rejected(context, exchange, "a subdomain that is taken", "")


@rule(
    "IC715",
    "Names and subdomains that are not valid for applications are rejected, and reported as not valid",
    source="the document: pattern of Resource.name, and subdomain of AppProperties",
    over=once(PUT, *_QUESTIONS),
    planes=(CONTROL,),
)
def wrong_names(context: CheckContext, _: None) -> None:
    """Try to create applications with names and subdomains that are too long, or have invalid characters."""
    family = context.factory.family("Apps")
    path = context.factory.place(family)
    name = path["resourceName"]
    for kind, wrong in {
        "a name that is too long": name + "a" * (101 - len(name)),
        "a name that ends with a hyphen": f"{name}-",
        "a name with a dot": f"{name}.x",
        "a name with an underscore": f"{name}_x",
        "a name with a letter beyond ASCII": f"{name}\u00e9",
    }.items():
        body = {**context.factory.body(family), "properties": {"subdomain": name}}
        exchange = context.send(family.create, {**path, "resourceName": wrong}, body=body)
        expect_rejected(context, exchange, kind, kind)
        _expect_invalid(context, "Apps_CheckNameAvailability", kind, wrong)
    for kind, wrong in {
        "a subdomain that is too long": name + "a" * (64 - len(name)),
        "a subdomain with a dot": f"{name}.x",
        "a subdomain with an underscore": f"{name}_x",
        "a subdomain with a letter beyond ASCII": f"{name}\u00e9",
    }.items():
        _expect_invalid(context, "Apps_CheckSubdomainAvailability", kind, wrong)
        body = {**context.factory.body(family), "properties": {"subdomain": wrong}}
        exchange = context.send(family.create, context.factory.place(family), body=body)
        expect_rejected(context, exchange, kind, kind)


def _expect_invalid(context: CheckContext, operation: str, kind: str, wrong: str) -> None:
    """Expect that a name or a subdomain that no application may have is said to be invalid, or is rejected."""
    answer = context.send(operation, body={"name": wrong, "type": "IoTApps"})
    free, reason = answer.content.get("nameAvailable"), answer.content.get("reason")
    message = f"{kind} is reported as {'available' if free else f'{reason}, not as Invalid'}"
    said = not answer.succeeded or (free is False and reason == "Invalid")
    context.expect(said, message, answer, subject=f"{kind} free", operation=operation)


@rule(
    "IC717",
    "An application is served at its subdomain from the end of its creation to its deletion",
    source="Create and manage an application: https://{subdomain}.{base domain}",
    over=once(PUT, DELETE),
    planes=(CONTROL,),
)
def data_plane(context: CheckContext, _: None) -> None:
    """Call the data plane without a token before the creation, after it, and after the deletion: 401 means that it is served."""
    domain = context.http.options.base_domain
    if not domain:
        context.skip("the domain of the applications is not known; pass --base-domain")
    family = context.factory.family("Apps")
    path = context.factory.place(family)
    url = _address(domain, path["resourceName"])
    told = {"untold": "it shows at the address of the application, which is another server than that of the run"}
    before = _status(context, url)
    context.expect(before != 401, f"{url} is served before its creation", subject="before", **told)
    item = context.factory.create(family, path=path)
    made = _status(context, url)
    context.expect(
        made == 401,
        f"{url} should require a token once the application exists, but {made or 'nothing'} was answered",
        item.exchange,
        subject="made",
        **told,
    )
    deleted = delete_and_wait(context, item)
    left = _status(context, url)
    context.expect(
        left != 401,
        f"{url} still requires a token after the deletion of the application",
        deleted,
        subject="gone",
        operation=DELETE,
        **told,
    )


def _address(domain: str, subdomain: str) -> str:
    parts = urlsplit(domain if "://" in domain else f"https://{domain}")
    return f"{parts.scheme}://{subdomain}.{parts.netloc}"


def _status(context: CheckContext, url: str) -> int:
    """Call an application without a token; return the status, or 0 if there is no response."""
    try:
        with httpx.Client(transport=Loopback(verify=tls_trust(context.http.options)), timeout=30) as client:
            return client.get(f"{url}/api/roles", params={"api-version": newest_stable(DATA.versions)}).status_code
    except httpx.TransportError:
        return 0
