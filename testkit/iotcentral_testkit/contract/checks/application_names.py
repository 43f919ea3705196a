"""The control plane: where an application is found, what its name and its subdomain are, and who else may have them."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx

from ...connecting import Loopback
from ...openapi.planes import CONTROL
from ..assertions.json_comparison import unequal
from ..assertions.rejections import expect_refused
from ..engine.exchange import Json
from ..engine.http_client import trusted
from ..engine.long_running import polled, state
from ..fixtures.check_context import Probe
from ..fixtures.factory import Item
from .application_requests import DELETE, DOCUMENT, LISTS, PUT, gone
from .list_lookup import expect_none
from .rules import once, rule

_QUESTIONS = {"Apps_CheckNameAvailability": "name", "Apps_CheckSubdomainAvailability": "subdomain"}


def _is(item: Item, resource: Json) -> bool:
    return str(resource.get("name", "")).lower() == item.id.lower()


@rule(
    "IC708",
    "An application is in the lists of its subscription and its group once it is there, and no longer when it is gone",
    source=DOCUMENT,
    over=once(*LISTS, PUT, DELETE),
    planes=(CONTROL,),
)
def lists(probe: Probe, _: None) -> None:
    """Make an application, look for it in both lists, and again after it was deleted."""
    item = probe.make("Apps")
    read = probe.read(item)
    for operation in LISTS:
        found = [resource for resource in probe.items(operation) if _is(item, resource)]
        probe.expect(
            len(found) == 1,
            f"a new application should be in the list once, but is there {len(found)} times",
            item.exchange,
            subject="new",
            operation=operation,
        )
        differing = unequal(found[0], read.content, leave=("etag", "systemData"))
        expect_none(probe, differing, read, operation=operation)
    deleted = gone(probe, item)
    for operation in LISTS:
        there = any(_is(item, resource) for resource in probe.items(operation))
        probe.expect(
            not there, "a deleted application is still in the list", deleted, subject="deleted", operation=operation
        )


@rule(
    "IC709",
    "The list of a group has the applications of that group alone",
    source=DOCUMENT,
    over=once(*LISTS),
    writes=False,
    planes=(CONTROL,),
)
def list_of_group(probe: Probe, _: None) -> None:
    """Hold the ids in the list of the group against it, and the list against that of the subscription."""
    group = probe.server.options.resource_group
    place = probe.api.operations[LISTS[1]].url(probe.server.placed(probe.api.operations[LISTS[1]], {})).lower()
    if not probe.server.options.read_only:
        probe.workshop.application  # noqa: B018  # so that there is one
    own = probe.items(LISTS[1])
    for resource in own:
        probe.expect(
            str(resource.get("id", "")).lower().startswith(f"{place}/"),
            f"the list of {group} has {resource.get('id')!r}",
            subject="another group",
            operation=LISTS[1],
        )
    every = {str(resource.get("id", "")).lower() for resource in probe.items(LISTS[0])}
    lost = [resource.get("id") for resource in own if str(resource.get("id", "")).lower() not in every]
    probe.expect(not lost, f"the list of the subscription lacks {lost}", subject="lost", operation=LISTS[0])


@rule(
    "IC710",
    "A name is free before an application has it and after, and taken in between",
    source=DOCUMENT,
    over=once(*_QUESTIONS, PUT, DELETE),
    planes=(CONTROL,),
)
def availability(probe: Probe, _: None) -> None:
    """Ask for the name and the subdomain of an application before it is made, then, and when it is gone."""
    family = probe.workshop.api.family("Apps")
    path = probe.workshop.place(family)
    name = path["resourceName"]
    _expect_free(probe, name, True, "before")
    item = probe.workshop.make(family, path=path)
    _expect_free(probe, name, False, "while it is there")
    gone(probe, item)
    _expect_free(probe, name, True, "after")


def _expect_free(probe: Probe, name: str, free: bool, when: str) -> None:
    for operation, kind in _QUESTIONS.items():
        exchange = probe.need(operation, body={"name": name, "type": "IoTApps"})
        told = exchange.content.get("nameAvailable")
        probe.expect(
            told is free,
            f"{when}, the {kind} {name!r} should be {'free' if free else 'taken'}, but nameAvailable is {told!r}",
            exchange,
            subject=when,
            operation=operation,
        )
        if not free:
            for member in ("reason", "message"):
                said = exchange.content.get(member)
                probe.expect(
                    isinstance(said, str) and bool(said),
                    f"what is taken should say why, but {member} is {said!r}",
                    exchange,
                    subject=member,
                    operation=operation,
                )


@rule(
    "IC711",
    "Two applications never have one subdomain",
    source="the document: properties.subdomain, no other application has it",
    over=once(PUT),
    planes=(CONTROL,),
)
def one_subdomain(probe: Probe, _: None) -> None:
    """Try to create an application under the subdomain of another."""
    item = probe.workshop.application
    family = item.family
    path = probe.workshop.place(family)
    body = {**probe.workshop.body(family), "properties": {"subdomain": item.sent["properties"]["subdomain"]}}
    exchange = probe.ask(family.create, path, body=body)
    if exchange.succeeded:
        last = list(polled(probe.server, exchange))[-1:]
        refused = bool(last) and state(last[0]) == "failed"
        probe.expect(refused, "an application was created under the subdomain of another", item.exchange, exchange)
        return
    expect_refused(probe, exchange, "a subdomain that is taken", "")


@rule(
    "IC715",
    "Names that no application may have are refused, and said to be so",
    source="the document: pattern of Resource.name",
    over=once(PUT, "Apps_CheckNameAvailability"),
    planes=(CONTROL,),
)
def wrong_names(probe: Probe, _: None) -> None:
    """Try to create applications under names that are too long, or have wrong characters."""
    family = probe.workshop.api.family("Apps")
    path = probe.workshop.place(family)
    name = path["resourceName"]
    for kind, wrong in {
        "a name that is too long": name + "a" * (101 - len(name)),
        "a name that ends with a hyphen": f"{name}-",
        "a name with a dot": f"{name}.x",
        "a name with an underscore": f"{name}_x",
        "a name with a letter beyond ASCII": f"{name}\u00e9",
    }.items():
        body = {**probe.workshop.body(family), "properties": {"subdomain": name}}
        exchange = probe.ask(family.create, {**path, "resourceName": wrong}, body=body)
        expect_refused(probe, exchange, kind, kind)
        answer = probe.ask("Apps_CheckNameAvailability", body={"name": wrong, "type": "IoTApps"})
        probe.expect(
            not answer.succeeded or answer.content.get("nameAvailable") is False,
            f"{kind} is said to be free",
            answer,
            subject=f"{kind} free",
            operation="Apps_CheckNameAvailability",
        )


@rule(
    "IC717",
    "An application answers under its subdomain when its creation has succeeded, and not when it is gone",
    source="Create and manage an application: https://{subdomain}.{base domain}",
    over=once(PUT, DELETE),
    planes=(CONTROL,),
)
def data_plane(probe: Probe, _: None) -> None:
    """Ask the data plane without a token before the application is made, then, and when it is gone: 401 is an answer."""
    domain = probe.server.options.base_domain
    if not domain:
        probe.skip("where applications answer is not known; --base-domain says it")
    family = probe.workshop.api.family("Apps")
    path = probe.workshop.place(family)
    url = _address(domain, path["resourceName"])
    probe.expect(_status(probe, url) != 401, f"{url} answers before it was made", subject="before")
    item = probe.workshop.make(family, path=path)
    made = _status(probe, url)
    probe.expect(
        made == 401,
        f"{url} should ask for a token once the application is there, but {made or 'nothing'} was answered",
        item.exchange,
        subject="made",
    )
    deleted = gone(probe, item)
    left = _status(probe, url)
    probe.expect(
        left != 401,
        f"{url} still asks for a token when the application is gone",
        deleted,
        subject="gone",
        operation=DELETE,
    )


def _address(domain: str, subdomain: str) -> str:
    parts = urlsplit(domain if "://" in domain else f"https://{domain}")
    return f"{parts.scheme}://{subdomain}.{parts.netloc}"


def _status(probe: Probe, url: str) -> int:
    """Ask an application something without a token; gives the status, 0 if there is no answer."""
    try:
        with httpx.Client(transport=Loopback(verify=trusted(probe.server.options)), timeout=30) as client:
            return client.get(f"{url}/api/roles", params={"api-version": "2022-07-31"}).status_code
    except httpx.TransportError:
        return 0
