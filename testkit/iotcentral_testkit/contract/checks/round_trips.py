"""Checks of round trips: PUT, GET and DELETE of items, and replacement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...openapi.families import Family
from ...openapi.json_places import at
from ...openapi.json_types import is_object
from ...openapi.operations import ApiOperation
from ...openapi.schema_facts import Schema, facts_of, shown_once
from ..assertions.json_comparison import Difference, leftovers, missing, same, unequal
from ..engine.exchange import Exchange, Json
from ..fixtures.check_context import CheckContext
from ..fixtures.factory import CreatedItem, SetupError
from ..fixtures.free_content import renamed_bodies
from ..fixtures.other_items import items_below
from ..fixtures.request_fixtures import example_body
from .list_lookup import expect_no_differences, find_in_list
from .protocol import accepted_as_unknown, names_404
from .rules import each_family, rule

_TEXTS = (
    "ÄÖÜ ß é 漢字 עברית",
    "\N{THERMOMETER} 21 °C",
    "\"quoted\" 'text' \\ /",
    "<b>&amp;</b> ${x} %20",
    "1 = 1; --",
    "0",
    "x" * 90,
)
"""Parts of display names."""

_STORED = "RFC 9110, section 9.3.4: a GET after a PUT returns the stored state"


def _stores(family: Family) -> bool:
    return family.stores


def _items(context: CheckContext, family: Family, *, varied: bool = False) -> Iterator[CreatedItem]:
    """Create one item of every kind, one after another; each is removed before the next."""
    for body in context.factory.bodies(family):
        texts = [name for name in ("displayName", "description") if varied and name in body]
        named: Json = {**body, **{name: f"{body[name]} {context.random.choice(_TEXTS)}" for name in texts}}
        item = context.create(family, named if texts and _is_valid(family, named) else body)
        yield item
        context.discard(item)


def _is_valid(family: Family, body: Json) -> bool:
    return next(iter(family.create.body_problems(body)), None) is None


def _lacking(context: CheckContext, family: Family, body: Json, read: Exchange, *shown: Exchange) -> None:
    """Expect that what was read has everything that was sent."""
    body_factory = context.factory.body_factory(family)
    schema = family.create.body_schema or {}
    lost = missing(context.api, schema, body, read.json, unread=body_factory.unread, grows=body_factory.grows)
    expect_no_differences(context, lost, *shown, read)


@rule(
    "IC302",
    "GET returns what PUT stored",
    source=_STORED,
    over=each_family("create", "get", also=_stores),
    varied=True,
)
def put_then_get(context: CheckContext, family: Family) -> None:
    """Create one item of every kind, and compare what is read with what was sent; display names vary in full runs."""
    for item in _items(context, family, varied=not context.quick):
        _lacking(context, family, item.sent, context.read(item), item.exchange)


@rule(
    "IC303",
    "The response to PUT equals the response to GET",
    source="the document: the response to PUT is the resource, as that to GET",
    over=each_family("create", "get", also=_stores),
)
def answer_of_put(context: CheckContext, family: Family) -> None:
    """Create items, and compare the responses with those to a GET right after."""
    body_factory = context.factory.body_factory(family)
    once = shown_once(context.api, family.create.response_schema or {})
    for item in _items(context, family):
        read = context.read(item)
        differing = unequal(item.stored, read.json, leave=(*body_factory.moves, *body_factory.unread, *once))
        expect_no_differences(context, differing, item.exchange, read)
        if context.quick and family.remove is None:
            return  # items that cannot be removed are not created more often than needed


@rule(
    "IC304",
    "PUT on what exists replaces it",
    source="RFC 9110, section 9.3.4: the state of the resource is replaced by the one that is sent",
    over=each_family("create", "get", also=_stores),
)
def put_again(context: CheckContext, family: Family) -> None:
    """Replace items: with a body of the same kind and the fewest members, and with one of another kind.

    In between, maps and free content are replaced by such with other names. The last body may be rejected, because the kind may be fixed at creation.
    """
    fewest, others = context.factory.bodies(family), context.factory.bodies(family)
    for number, (item, body) in enumerate(zip(_items(context, family), fewest, strict=True)):
        if not number:
            _expect_repeated(context, item)
        first = _with_other_flags(context, item)
        same_kind = _write_over(context, item, first, _fewest_members(context, family, body))
        if same_kind is None:
            context.expect(
                bool(context.factory.body_factory(family).irreplaceable),
                "a PUT on an item that exists is rejected, though its body is valid",
            )
            return
        for full, renamed in renamed_bodies(context.factory, family, item.sent):
            if context.send(family.create, item.path, body=full).succeeded:
                same_kind = _write_over(context, item, full, renamed) or full
        other_kind = others[(number + 1) % len(others)]
        _write_over(context, item, same_kind, context.factory.fitted(family, other_kind, item.path))


def _expect_repeated(context: CheckContext, item: CreatedItem) -> None:
    """Send the PUT that created an item once more, which has to succeed where a PUT replaces it."""
    again = context.send(item.family.create, item.path, body=item.sent)
    context.expect(
        again.succeeded or bool(context.factory.body_factory(item.family).irreplaceable),
        f"the same PUT once more is answered with {again.status}",
        item.exchange,
        again,
        subject="the same",
    )


def _with_other_flags(context: CheckContext, item: CreatedItem) -> Json:
    """Replace an item by one whose flags are not what they are by default; return what it was written with at last.

    A flag that is not reset shows only then.
    """
    family, defaults = item.family, context.factory.body_factory(item.family).defaults
    shape = facts_of(context.api, family.create.body_schema or {}, item.sent)
    known = {name: defaults.get(name, facts_of(context.api, member).default) for name, member in shape.members.items()}
    flags = {
        name: not value for name, value in known.items() if isinstance(value, bool) and item.sent.get(name) is value
    }
    if not flags:
        return item.sent
    changed: Json = {**item.sent, **flags}
    return changed if context.send(family.create, item.path, body=changed).succeeded else item.sent


def _fewest_members(context: CheckContext, family: Family, body: Json) -> Json:
    needed = facts_of(context.api, family.create.body_schema or {}, body).required
    needed |= {*context.factory.body_factory(family).needs}
    return {name: value for name, value in body.items() if name in needed}


def _fewest_within(context: CheckContext, schema: Schema, body: Json) -> Json:
    """Return a body whose objects have the fewest members: what a server makes by itself is then left to it."""
    shape = facts_of(context.api, schema, body)
    found: Json = {}
    for name, value in body.items():
        member = shape.member(name)
        within = facts_of(context.api, member, value)
        known = is_object(value) and within.members
        kept = (
            {key: part for key, part in value.items() if key in within.required or key == within.tag}
            if known
            else value
        )
        found[name] = _fewest_within(context, member, kept) if known else kept
    return found


def _write_over(context: CheckContext, item: CreatedItem, first: Json, second: Json) -> Json | None:
    """Replace an item; return the body, or None if the server rejects it, which then must change nothing."""
    family, body_factory = item.family, context.factory.body_factory(item.family)
    second = context.factory.fitted(family, second, item.path)
    before = context.read(item)
    answer = context.send(family.create, item.path, body=second)
    after = context.read(item)
    if not answer.succeeded:
        expect_no_differences(
            context, unequal(before.json, after.json, leave=body_factory.moves), before, answer, after
        )
        return None
    _lacking(context, family, second, after, answer)
    left = leftovers(
        context.api,
        family.create.body_schema or {},
        first,
        second,
        after.json,
        defaults=body_factory.defaults,
        stays=body_factory.stays,
    )
    expect_no_differences(context, left, before, answer, after)
    return second


@rule(
    "IC306",
    "DELETE removes",
    source="RFC 9110, section 9.3.5, and the REST reference, common error codes: what does not exist is 404",
    over=each_family("remove", "get", also=_stores),
)
def remove_then_get(context: CheckContext, family: Family) -> None:
    """Remove an item; read it, what is below it and the list, write and do what is below it, and remove it once more.

    Another item with the same parents must still exist.
    """
    assert family.remove is not None
    item = context.create(family)
    beside = _beside(context, item)
    below = _below(context, item)
    removed = context.require(family.remove, item.path)
    read = context.send(family.get, item.path)
    if context.factory.body_factory(family).fades:
        read = context.factory.wait(lambda: context.send(family.get, item.path), lambda answer: answer.status == 404)
    context.expect(
        read.status == 404, f"after DELETE, GET is answered with {read.status}", removed, read, subject="get"
    )
    found = find_in_list(context, item)
    if found is not None:
        context.expect(not found.there, "after DELETE, the list still has it", removed, found.page, subject="list")
    for operation in below:
        body = example_body(operation)
        answer = context.send(operation, item.path, **({} if body is None else {"body": body}))
        context.expect(
            accepted_as_unknown(operation, answer),
            f"after DELETE of the parent, {operation} is answered with {answer.status}",
            removed,
            answer,
            subject=operation.id,
            operation=operation.id,
        )
    if beside is not None:
        other = context.send(family.get, beside.path)
        message = f"after DELETE, GET of another item is answered with {other.status}"
        context.expect(other.succeeded, message, removed, other, subject="another")
    again = context.send(family.remove, item.path)
    context.expect(
        again.status == 404 or (again.succeeded and not _names_its_absence(family)),
        f"a second DELETE is answered with {again.status}",
        removed,
        again,
        subject="again",
    )
    if context.factory.body_factory(family).fades and read.status == 404:
        _create_anew(context, item, removed)  # another rule does not wait for it once more


@rule(
    "IC317",
    "What is created under a removed id has nothing of what was removed",
    source="RFC 9110, section 9.3.5: DELETE removes the association of the resource with its content",
    over=each_family("remove", "get", "create", also=_stores),
)
def created_anew(context: CheckContext, family: Family) -> None:
    """Create an item with what may be below it, remove it, and create it anew with the fewest members."""
    assert family.remove is not None
    if context.factory.body_factory(family).fades:
        context.skip("it exists for a while after its removal")
    item = context.create(family)
    below = list(items_below(context.factory, item))
    removed = context.send(family.remove, item.path)
    if not removed.succeeded:
        for made in below:  # a server may refuse to remove what something is below
            context.discard(made)
        removed = context.require(family.remove, item.path)
    anew = _create_anew(context, item, removed)
    for made in below:
        answer = context.send(made.family.get, made.path)
        context.expect(
            answer.status == 404,
            f"it was created below an item that was removed, and is answered with {answer.status} below its successor",
            made.exchange,
            removed,
            anew,
            answer,
            subject=made.family.get.id,
            operation=made.family.get.id,
        )


def _create_anew(context: CheckContext, item: CreatedItem, removed: Exchange) -> Exchange:
    """Create an item that was removed with the fewest members, and expect nothing of what it was."""
    family, body_factory = item.family, context.factory.body_factory(item.family)
    schema = family.create.body_schema or {}
    shallow = _fewest_members(context, family, context.factory.body(family))
    fewest = context.factory.fitted(family, _fewest_within(context, schema, shallow), item.path)
    anew = context.send(family.create, item.path, body=fewest)
    if not anew.succeeded:
        if shallow == fewest:
            raise SetupError(anew)
        fewest = context.factory.fitted(family, shallow, item.path)
        anew = context.require(family.create, item.path, body=fewest)
    read = context.read(item)
    left = list(leftovers(context.api, schema, item.sent, fewest, read.json, defaults=body_factory.defaults))
    if left:
        left = _remains(context, left, item, fewest)
    expect_no_differences(context, left, item.exchange, removed, anew, read)
    return anew


def _remains(context: CheckContext, left: list[Difference], item: CreatedItem, body: Json) -> list[Difference]:
    """Return what of an item seems to remain, without what one has too that is created with the same body under a new id.

    That is a default which the document does not name.
    """
    path = _path_beside(context, item)
    if path is None:
        return left
    made = context.send(item.family.create, path, body=context.factory.fitted(item.family, body, path))
    if not made.succeeded:
        return left  # something in the body has to be unique
    read = context.require(item.family.get, path).json
    if item.family.remove is not None:
        context.send(item.family.remove, path)
    return [found for found in left if not same(found.found, at(read, found.place.split("/")), "date-time")]


def _names_its_absence(family: Family) -> bool:
    """Return whether the document says that DELETE answers 404 where there is no item.

    Of an item that has no id of its own, it says so of the parent.
    """
    of_parent = family.id_parameter is None and bool(family.parents)
    return family.remove is not None and names_404(family.remove) and not of_parent


def _beside(context: CheckContext, item: CreatedItem) -> CreatedItem | None:
    """Create another item with the same parents; return None where the run cannot choose another id."""
    path = _path_beside(context, item)
    return None if path is None else context.factory.create(item.family, path=path)


def _path_beside(context: CheckContext, item: CreatedItem) -> dict[str, str] | None:
    """Return the path of another item with the same parents; None where the run cannot choose another id."""
    name = item.family.id_parameter
    path = {**item.path, name: context.factory.new_id(item.family)} if name else item.path
    return None if path == item.path else path


def _below(context: CheckContext, item: CreatedItem) -> list[ApiOperation]:
    """Return the operations on what is below an item without a further id; of reads, those that succeed at present."""
    return [
        operation
        for operation in context.api.operations.values()
        if operation.path.startswith(f"{item.family.path}/")
        and {parameter["name"] for parameter in operation.of("path")} == item.path.keys()
        and (operation.method != "GET" or context.send(operation, item.path).succeeded)
    ]


@rule(
    "IC307",
    "Reading changes nothing",
    source="RFC 9110, section 9.2.1: GET is safe",
    over=each_family("get", "create", also=_stores),
)
def read_twice(context: CheckContext, family: Family) -> None:
    """Read an item twice."""
    item = context.create(family)
    first, second = context.read(item), context.read(item)
    moves = context.factory.body_factory(family).moves
    expect_no_differences(context, unequal(first.json, second.json, leave=moves), first, second)


@rule(
    "IC310",
    "A write that is rejected changes nothing",
    source="RFC 9110, section 15.5: the request was not carried out",
    over=each_family("create", "get", also=_stores),
    varied=True,
)
def rejected_write(context: CheckContext, family: Family) -> None:
    """Replace an item with bodies that break the schema in their last member, and check that no other member changed."""
    item = context.create(family)
    body_factory = context.factory.body_factory(family)
    before = context.read(item)
    rejected = False
    for operation in (family.create, family.update):
        if operation is None:
            continue
        valid_request = context.factory.body(family) if operation is family.create else context.factory.change(family)
        for name in _breakable(context, family, item.sent):
            answer = context.send(operation, item.path, body={**_without(valid_request, name), name: {"wrong": [1]}})
            if answer.succeeded:
                # another rule checks that it is rejected
                before = context.read(item)
                continue
            rejected = True
            after = context.read(item)
            expect_no_differences(
                context,
                unequal(before.json, after.json, leave=body_factory.moves),
                before,
                answer,
                after,
                operation=operation.id,
            )
    if not rejected:
        context.skip("every write was accepted")


def _breakable(context: CheckContext, family: Family, body: Json) -> list[str]:
    """Return members of a body that cannot be objects; in a quick run the first, usually a name, and another one."""
    shape = facts_of(context.api, family.create.body_schema or {}, body)
    names = [name for name in body if not is_object(body[name]) and _typed(shape.member(name))]
    return names[:1] + context.random.sample(names[1:], 1) if context.quick and len(names) > 1 else names


def _typed(schema: Any) -> bool:
    kinds = schema.get("type", ())
    return bool(kinds) and "object" not in ([kinds] if isinstance(kinds, str) else kinds)


def _without(body: Json, name: str) -> Json:
    return {other: value for other, value in body.items() if other != name}
