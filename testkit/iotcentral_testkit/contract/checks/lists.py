"""Checks of lists: pages are complete, links work, and listed items equal the items themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ..engine.exchange import Exchange
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem
from ..fixtures.list_fixtures import ListFixture, ListReading, brought_by, each_list, fill_list, id_of, read_list
from ..fixtures.request_fixtures import reading_path
from ..fixtures.restricted_tokens import BUILT_IN_ROLES, role_name
from .rules import once, rule

_PAGING = "the document: x-ms-pageable; Azure REST API guidelines, collections: nextLink is followed until it is absent"
_SIZES = (1, 2, 3, 7, 100)
_BESIDE = "it is about what else the application has"

_FEW = 6
"""Items of a page of a list that has several pages then."""

_LONGEST_PAGE = 100
"""Items that a page may be requested to have, at most."""

_LONG = 300
"""Items of a list above which it is not read with short pages."""


def _parents(context: CheckContext, items: Sequence[CreatedItem], list_fixture: ListFixture) -> dict[str, str]:
    """Return the path parameters of a list."""
    if list_fixture.family is not None and items:
        return {name: items[0].path[name] for name in list_fixture.family.parents}
    return reading_path(context.factory, list_fixture.list)


def _sizes(context: CheckContext, list_fixture: ListFixture, count: int) -> tuple[int | None, ...]:
    """Return page sizes for a list of so many items; None is the server's own."""
    if not list_fixture.pages_by_request:
        return (None,)
    if count > _LONG:
        return (None, 100)
    return (None, *(size for size in _SIZES if count / size <= (40 if context.quick else _LONG)))


def _read(context: CheckContext, list_fixture: ListFixture, path: Mapping[str, str], size: int | None) -> ListReading:
    reading = read_list(context, list_fixture.list, path, list_fixture.list.sized(size))
    if not reading.whole:
        context.skip("the list is too long to be read in reasonable time")
    return reading


def _count(context: CheckContext, list_fixture: ListFixture, path: Mapping[str, str]) -> int:
    return len(_read(context, list_fixture, path, 100 if list_fixture.pages_by_request else None).ids)


@rule("IC501", "The pages of a list have each item once", source=_PAGING, over=each_list(), needs="items")
def covered(context: CheckContext, list_fixture: ListFixture) -> None:
    """Read the list with several page sizes, and look for the items of the run.

    With some sizes the last page has one item, or the only page is full.
    """
    items = fill_list(context, list_fixture)
    path = _parents(context, items, list_fixture)
    count = _count(context, list_fixture, path)
    edges = [size for size in (count - 1, count) if list_fixture.pages_by_request and 1 < size <= _LONGEST_PAGE]
    for size in (*edges, *_sizes(context, list_fixture, count)):
        reading = _read(context, list_fixture, path, size)
        problem = _uncovered(reading, items)
        if problem is not None and _uncovered(_read(context, list_fixture, path, size), items) is None:
            problem = None  # another client had written meanwhile
        subject, what = problem or ("", "")
        shown = f"with pages of {size} items" if size else "with pages of the server's size"
        context.expect(problem is None, f"read {shown}, {what}", *reading.pages[:5], subject=subject)


def _uncovered(reading: ListReading, items: Sequence[CreatedItem]) -> tuple[str, str] | None:
    """Return the problem of a list that was read, as (subject, message), or None."""
    counts = Counter(reading.ids)
    twice = [id for id, count in counts.items() if count > 1]
    if twice:
        return "twice", f"the list has {twice[0]!r} {counts[twice[0]]} times"
    missing = [item.id for item in items if item.id not in counts]
    if missing:
        return "missing", f"the list does not have {missing[0]!r}, which is there"
    return None


@rule(
    "IC502",
    "A page has no more items than requested, and the next pages keep to that",
    source="the document: parameter maxpagesize; article Query devices with the REST API: 1 to 100, 25 by default",
    over=lambda api: [(list_fixture, ids) for list_fixture, ids in each_list()(api) if list_fixture.pages_by_request],
    needs="items",
)
def page_size_kept(context: CheckContext, list_fixture: ListFixture) -> None:
    """Read the list with several page sizes, and count."""
    items = fill_list(context, list_fixture)
    path = _parents(context, items, list_fixture)
    for size in _sizes(context, list_fixture, _count(context, list_fixture, path)):
        most = size if size is not None else 25
        for number, page in enumerate(_read(context, list_fixture, path, size).pages):
            found = len(page.value)
            asked = f"{most} items" if size else "the default of 25 items"
            context.expect(
                found <= most,
                f"page {number + 1} holds {found} items, with a page size of {asked}",
                page,
                subject="first page" if number == 0 else "later page",
            )


@rule(
    "IC503",
    "A next link leads to the same server, and returns the same page each time it is followed unchanged",
    source=_PAGING,
    over=each_list(),
)
def links_lead_on(context: CheckContext, list_fixture: ListFixture) -> None:
    """Follow the links of short pages, each twice."""
    items = fill_list(context, list_fixture)
    path = _parents(context, items, list_fixture)
    query = list_fixture.list.sized(3)
    followed = 0
    previous = None
    for page in context.pages(list_fixture.list, path, query=query):
        if previous is not None:
            _expect_version(context, previous)
            again = context.http.follow(list_fixture.list, str(previous.next_link), path)
            context.expect(
                again.succeeded, f"the link, followed once more, is answered with {again.status}", previous, again
            )
            first, second = ([id_of(item) for item in answer.value] for answer in (page, again))
            context.expect(
                first == second,
                f"the link returned {first}, and then {second}",
                previous,
                page,
                again,
                subject="another page",
            )
            ids = {id_of(item) for item in previous.value}
            context.expect(
                ids.isdisjoint(first),
                f"the next page repeats {sorted(ids.intersection(first))} of the page before it",
                previous,
                page,
                subject="overlap",
            )
            followed += 1
        if followed == (3 if context.quick else 20):
            break
        previous = page
    if not followed:
        context.skip("the list has one page only")


def _expect_version(context: CheckContext, page: Exchange) -> None:
    """Expect that a next link which names an api-version names that of the run."""
    named = parse_qs(urlsplit(str(page.next_link)).query).get("api-version", [])
    message = f"the next link names the api-version {', '.join(named)} instead of {context.api.version}"
    context.expect({*named} <= {context.api.version}, message, page, subject="api-version")


@rule(
    "IC506",
    "A listed item equals the response to its GET",
    source="the document: a list and the operation that gets an item have the same schema",
    over=each_list(),
    needs="items",
)
def items_equal_get(context: CheckContext, list_fixture: ListFixture) -> None:
    """Get items before and after reading the list, and compare those that did not change meanwhile."""
    items, brought = fill_list(context, list_fixture), brought_by(context, list_fixture)
    path = _parents(context, items, list_fixture)
    ids = [item.id for item in items] or _some_ids(context, list_fixture, path)
    if context.quick:
        ids = ids[:6]
    before = {id: context.require(list_fixture.get, {**path, list_fixture.id_parameter: id}) for id in ids}
    listed = _read(context, list_fixture, path, _few(context, list_fixture, path))
    found = {id_of(item): (item, page) for page in listed.pages for item in page.value}
    _expect_foreign_read(context, list_fixture, path, [id for id in found if id not in ids], found)
    for id in ids:
        if id not in found:
            continue  # IC501 checks that
        item, page = found[id]
        got = before[id].content
        if item != got and context.require(list_fixture.get, {**path, list_fixture.id_parameter: id}).json != got:
            continue
        name = next(
            (name for name in (*got, *item) if item.get(name) != got.get(name) or (name in item) != (name in got)), ""
        )
        context.expect(
            item == got,
            f"{name} is {item.get(name)!r} in the list, and {got.get(name)!r} in the item",
            *brought,
            before[id],
            page,
            subject=name,
        )


def _expect_foreign_read(
    context: CheckContext,
    list_fixture: ListFixture,
    path: Mapping[str, str],
    ids: Sequence[str],
    found: Mapping[str, tuple[Any, Exchange]],
) -> None:
    """Expect that the first listed item that the run need not have created can be read."""
    for id in ids[:1]:
        read = context.send(list_fixture.get, {**path, list_fixture.id_parameter: id})
        gone = read.status == 404 and id not in _read(context, list_fixture, path, None).ids
        message = f"{id!r} is in the list, and GET of it is answered with {read.status}"
        told = {"subject": "listed alone", "operation": list_fixture.list.id, "untold": _BESIDE}
        context.expect(read.succeeded or gone, message, found[id][1], read, **told)


def _few(context: CheckContext, list_fixture: ListFixture, path: Mapping[str, str]) -> int | None:
    """Return a page size that has the items of a list on several pages, unless there are many: later ones may differ."""
    if not list_fixture.pages_by_request:
        return None
    return 100 if _count(context, list_fixture, path) > _FEW * 8 else _FEW


def _some_ids(context: CheckContext, list_fixture: ListFixture, path: Mapping[str, str]) -> list[str]:
    """Return ids of items that were in a list before."""
    return [id_of(item) for item in next(iter(context.pages(list_fixture.list, path))).value][:10]


@rule(
    "IC507",
    "A created item appears in the list, and a removed one disappears from it",
    source="the document: a list returns the existing items",
    over=each_list(made=True),
    needs="items",
)
def appears_and_disappears(context: CheckContext, list_fixture: ListFixture) -> None:
    """Create two items, list, remove the first, and list again."""
    family = list_fixture.family
    assert family is not None  # each_list(made=True)
    made = context.create(family)
    other = _beside(context, made)
    path = {name: made.path[name] for name in family.parents}
    size = 100 if list_fixture.pages_by_request else None

    def listed(present: set[str], absent: set[str]) -> ListReading:
        reading = _read(context, list_fixture, path, size)
        wrong = (present - set(reading.ids)) | (absent & set(reading.ids))
        if not wrong or len(reading.pages) == 1:
            return reading
        # another client may have moved items from page to page meanwhile: then others differ as well
        again = _read(context, list_fixture, path, size)
        return reading if set(again.ids) ^ set(reading.ids) <= wrong else again

    before = listed({made.id, other.id}, set())
    for item in (made, other):
        created = item.exchange
        context.expect(
            item.id in before.ids, "what was created is not in the list", created, *before.pages[-2:], subject="absent"
        )
    if family.remove is None:
        return
    gone = context.require(family.remove, made.path)
    after = listed({other.id}, {made.id})
    shown = (made.exchange, other.exchange, gone, *after.pages[-2:])
    context.expect(made.id not in after.ids, "what was removed is still in the list", *shown, subject="present")
    context.expect(other.id in after.ids, "what was not removed is no longer in the list", *shown, subject="too much")


def _beside(context: CheckContext, item: CreatedItem) -> CreatedItem:
    """Create another item with the same parents."""
    family = item.family
    body = context.factory.body(family)
    if "target" in body:
        body["target"] = context.create("Devices", {"displayName": context.factory.title()}).id
    path = {**item.path, str(family.id_parameter): context.factory.new_id(family)}
    return context.factory.create(family, body, path=path)


@rule(
    "IC512",
    "A list of what cannot be created has every item that can be read, and built-in roles have their names",
    source="the document: a list returns the existing items; Manage users and roles: the built-in roles",
    over=once("Roles_List", "Roles_Get"),
)
def built_in_roles(context: CheckContext, _: None) -> None:
    """Get the built-in roles, compare their names, and look for those that are there in the list."""
    list_fixture = ListFixture(context.http.named("Roles_List"), context.http.named("Roles_Get"), None)
    brought = brought_by(context, list_fixture)
    read = {role: context.send("Roles_Get", {"roleId": role}) for role in BUILT_IN_ROLES}
    there = [role for role, answer in read.items() if answer.succeeded]
    for role in there:
        name = str(read[role].content.get("displayName"))
        message = f"the built-in role {role_name(role)} has the name {name!r}"
        told = {"subject": "member displayName", "operation": list_fixture.get.id}
        context.expect(name.casefold() == role_name(role), message, *brought, read[role], **told)
    reading = read_list(context, list_fixture.list)
    lacking = [role_name(role) for role in there if role not in reading.ids]
    message = f"the roles {lacking} can be read, and the list lacks them"
    context.expect(not lacking, message, *brought, *reading.pages[:3], operation=list_fixture.list.id)


@rule(
    "IC508",
    "A list that does not change has the same order each time",
    source="Azure REST API guidelines, collections: paging needs a stable order",
    over=each_list(),
    needs="items",
)
def same_order(context: CheckContext, list_fixture: ListFixture) -> None:
    """Read the list several times, with several page sizes."""
    items = fill_list(context, list_fixture)
    path = _parents(context, items, list_fixture)
    wanted = {item.id for item in items}
    sizes: tuple[int | None, ...] = (100, 100, 3, 2) if list_fixture.pages_by_request else (None, None)
    if list_fixture.pages_by_request and _count(context, list_fixture, path) > _LONG:
        sizes = (100, 100)
    readings = [_read(context, list_fixture, path, size) for size in sizes]
    if all(set(reading.ids) == set(readings[0].ids) for reading in readings):
        wanted = set[str]()  # nobody else has written meanwhile, so that all of the list counts
    orders = [[id for id in reading.ids if not wanted or id in wanted] for reading in readings]
    if max(map(len, orders)) < 2:
        context.skip("fewer than two items have no order")
    for reading, order in zip(readings[1:], orders[1:], strict=True):
        context.expect(
            sorted(order) != sorted(orders[0]) or order == orders[0],
            f"the order was {orders[0]}, and then {order}",
            *readings[0].pages[:2],
            *reading.pages[:2],
        )
