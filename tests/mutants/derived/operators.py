"""Operators: the switches that put a derived defect into the emulator."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from iotcentral_testkit.emulator.http.calls import HANDLERS, Call, Handler
from iotcentral_testkit.emulator.http.errors import ServiceError
from iotcentral_testkit.openapi.families import Family
from iotcentral_testkit.openapi.json_types import is_array, is_object

from ..switching import Switch, Wire, answers, instead, on_wire, replaced, together
from .transforms import DROPPED, Transform, changed_at

__all__ = [
    "answered",
    "delayed",
    "etag_kept",
    "forgiving",
    "leaked",
    "of_any_role",
    "of_anyone",
    "other_default",
    "other_status",
    "paged",
    "patched",
    "put_keeps",
    "stored",
    "swapped",
    "text_of",
    "unlisted",
]

_Keys = tuple[str, ...]


def _known(*operations: Any) -> list[str]:
    return [operation.id for operation in operations if operation is not None and operation.id in HANDLERS]


def stored(family: Family, keys: _Keys, transform: Transform, *, by: str = "both") -> Switch:
    """Store a member in another form: at a PUT, at a PATCH, or at both."""

    def do(call: Call, rightly: Handler) -> Any:
        call.body = changed_at(call.body, keys, transform)
        return rightly(call)

    writes = {"both": (family.create, family.update), "put": (family.create,), "patch": (family.update,)}[by]
    return instead(*_known(*writes), do=do)


def answered(operation: Any, keys: _Keys, transform: Transform) -> Switch:
    """Show a member in another form in the responses to one operation; of a list, in each item."""
    place = ("value", "*", *keys) if operation.pageable else keys
    return answers(operation.id, change=lambda call, answer: changed_at(answer, place, transform))


def swapped(family: Family, first: str, second: str) -> Switch:
    """Store two members of an item, each as the other."""

    def do(call: Call, rightly: Handler) -> Any:
        if is_object(call.body) and {first, second} <= call.body.keys():
            call.body = {**call.body, first: call.body[second], second: call.body[first]}
        return rightly(call)

    return instead(*_known(family.create, family.update), do=do)


def patched(family: Family, keys: _Keys, how: str) -> Switch:
    """Carry out a PATCH of a member wrongly: `ignored`, `null ignored`, `appended`, `replaced`, `cleared beside`."""
    assert family.update is not None

    def do(call: Call, rightly: Handler) -> Any:
        seen: list[Any] = []
        changed_at(call.body, keys, lambda value: seen.append(value) or value)
        if not seen:
            return rightly(call)
        value = seen[0]
        if how == "ignored" or (how == "null ignored" and value is None):
            call.body = changed_at(call.body, keys, lambda _: DROPPED)
        elif how == "null stored as empty" and value is None:
            return rightly(call)
        elif how in {"appended", "replaced"}:
            before = _read(call, family)
            held: list[Any] = []
            changed_at(before, keys, lambda part: held.append(part) or part)
            if held and how == "appended" and is_array(value) and is_array(held[0]):
                call.body = changed_at(call.body, keys, lambda new: [*held[0], *[n for n in new if n not in held[0]]])
            elif held and how == "replaced" and is_object(value) and is_object(held[0]):
                gone = {name: None for name in held[0] if name not in value}
                call.body = changed_at(call.body, keys, lambda new: {**gone, **new})
        return rightly(call)

    return instead(family.update.id, do=do)


def patch_clears(family: Family, named: str, other: str) -> Switch:
    """Clear another member where a PATCH names one."""
    assert family.update is not None

    def do(call: Call, rightly: Handler) -> Any:
        if is_object(call.body) and named in call.body and other not in call.body:
            call.body = {**call.body, other: None}
        return rightly(call)

    return instead(family.update.id, do=do)


def other_default(family: Family, keys: _Keys, default: Any) -> Switch:
    """Store another value than the default where a PUT leaves a member out."""
    wrong = not default if isinstance(default, bool) else default + 1 if isinstance(default, (int, float)) else "other"

    def do(call: Call, rightly: Handler) -> Any:
        *above, name = keys
        call.body = changed_at(
            call.body, above, lambda held: held if not is_object(held) or name in held else {**held, name: wrong}
        )
        return rightly(call)

    return instead(family.create.id, do=do)


def put_keeps(family: Family, name: str) -> Switch:
    """Keep a member where a PUT on what exists leaves it out."""

    def do(call: Call, rightly: Handler) -> Any:
        before = _read(call, family)
        if is_object(before) and is_object(call.body) and name in before and name not in call.body:
            call.body = {**call.body, name: before[name]}
        return rightly(call)

    return instead(family.create.id, do=do)


def etag_kept(family: Family, name: str | None) -> Switch:
    """Show the former etag after a PATCH of a member alone; without a name, after every PATCH."""
    assert family.update is not None
    kept: dict[Any, tuple[Any, Any]] = {}

    def patch(call: Call, rightly: Handler) -> Any:
        before = _read(call, family)
        answer = rightly(call)
        key = tuple(call.path.values())
        if is_object(answer) and is_object(before) and (name is None or set(call.body) == {name}):
            kept[key] = (answer.get("etag"), kept.get(key, (None, before.get("etag")))[1])
        return shown(call, answer)

    def shown(call: Call, answer: Any) -> Any:
        new, old = kept.get(tuple(call.path.values()), (None, None))
        return (
            {**answer, "etag": old} if is_object(answer) and new is not None and answer.get("etag") == new else answer
        )

    return together(instead(family.update.id, do=patch), answers(family.get.id, change=shown))


def _read(call: Call, family: Family) -> Any:
    """Return the item of a request as it is."""
    try:
        return deepcopy(HANDLERS[family.get.id](replace(call, body=None, query={})))
    except ServiceError:
        return None


def delayed(family: Family, how: str) -> Switch:
    """Show the former state once: `patch answer`, `first read`, `first list`."""
    former: dict[Any, Any] = {}

    def write(call: Call, rightly: Handler) -> Any:
        before = _read(call, family)
        answer = rightly(call)
        if before is None:
            return answer
        former[tuple(call.path.values())] = before
        return before if how == "patch answer" else answer

    def read(call: Call, answer: Any) -> Any:
        return former.pop(tuple(call.path.values()), answer)

    def listed(call: Call, page: Any) -> Any:
        known = {before.get("id"): before for before in former.values() if is_object(before)}
        value = [known.get(item.get("id"), item) for item in page["value"]]
        return {**page, "value": value}

    switches = [instead(*_known(family.update), do=write)]
    if how == "first read":
        switches.append(answers(family.get.id, change=read))
    if how == "list":
        assert family.list is not None
        switches.append(answers(family.list.id, change=listed))
    return together(*switches)


def unlisted(family: Family, how: str) -> Switch:
    """Let a list lag: `created` items are not in the first reading after them, `removed` ones still are."""
    assert family.list is not None
    late: dict[str, Any] = {}

    def write(call: Call, rightly: Handler) -> Any:
        before = _read(call, family)
        answer = rightly(call)
        id = next(reversed(call.path.values()), "")
        late[id] = before
        return answer

    def listed(call: Call, page: Any) -> Any:
        if how == "created":
            new = {id for id, before in late.items() if before is None}
            if not page.get("nextLink"):
                late.clear()
            return {**page, "value": [item for item in page["value"] if item.get("id", item.get("@id")) not in new]}
        gone = [before for before in late.values() if is_object(before)]
        late.clear()
        return {**page, "value": [*page["value"], *gone]}

    source = family.create if how == "created" else family.remove
    return together(instead(*_known(source), do=write), answers(family.list.id, change=listed))


def leaked(operation: Any, depth: int = 0) -> Switch:
    """Answer for every parent what was answered for the first one that was asked about."""
    first: dict[tuple[str, ...], Any] = {}

    def do(call: Call, rightly: Handler) -> Any:
        answer = rightly(call)
        values = tuple(call.path.values())
        key = (*values[:depth], *values[depth + 1 :], str(sorted(call.query.items())), str(call.extra))
        return first.setdefault(key, answer)

    return instead(operation.id, do=do)


def of_any_role(operation: Any) -> Switch:
    """Let every role call an operation."""
    return replaced(
        "iotcentral_testkit.emulator.http.authorization:permission_of",
        lambda rightly: lambda id: "Roles.view" if id == operation.id else rightly(id),
    )


def of_anyone(operation: Any) -> Switch:
    """Let callers of every organization reach what an operation is about."""

    def do(call: Call, rightly: Handler) -> Any:
        call.caller = replace(call.caller, organizations=None)
        return rightly(call)

    return instead(operation.id, do=do)


def other_status(operation: Any, old: int, new: int) -> Switch:
    """Answer one status where another is right."""

    def change(wire: Wire) -> None:
        if wire.status == old:
            if new >= 400:
                wire.refuse(new, "Other", "Another status.")
            else:
                wire.status = new
                if old >= 400:
                    wire.headers.pop("x-ms-error-code", None)
                    if new == 204:
                        wire.content = b""
                    else:
                        wire.json = {}
                elif new == 204:
                    wire.content = b""

    return on_wire(change, operation.id)


def forgiving(operation: Any, empty: Any) -> Switch:
    """Answer nothing where 404 is right."""

    def do(call: Call, rightly: Handler) -> Any:
        try:
            return rightly(call)
        except ServiceError as error:
            if error.status != 404:
                raise
            return empty

    return instead(operation.id, do=do)


def paged(operation: Any, how: str) -> Switch:
    """Get pages wrong, also later ones alone."""

    def change(call: Call, page: Any) -> Any:
        value, later = page["value"], bool(call.extra)
        if (how == "last item left out at a page's end" and page.get("nextLink")) or (
            how == "last item left out at the end" and not page.get("nextLink")
        ):
            value = value[:-1]
        elif how == "later pages reversed" and later:
            value = value[::-1]
        elif how == "reversed each other time":
            seen.append(1)
            value = value[::-1] if len(seen) % 2 == 0 else value
        elif how == "first item twice on later pages" and later:
            value = [*value[:1], *value]
        return {**page, "value": value}

    def do(call: Call, rightly: Handler) -> Any:
        if how == "filter ignored on later pages" and call.extra:
            call.query = {name: part for name, part in call.query.items() if name != "filter"}
        if how == "next link without an end" and call.extra:
            call.extra = {}
        return rightly(call)

    seen: list[int] = []
    if how in {"filter ignored on later pages", "next link without an end"}:
        return instead(operation.id, do=do)
    return answers(operation.id, change=change)


def text_of(operation: Any, how: str) -> Switch:
    """Write the JSON of a response in another way."""

    def change(wire: Wire) -> None:
        if not wire.content or wire.status >= 400:
            return
        if how == "a member twice" and wire.content.startswith(b'{"'):
            name = wire.content[1:].partition(b":")[0]
            wire.content = b"{" + name + b":0," + wire.content[1:]
        elif how == "with a byte order mark":
            wire.content = b"\xef\xbb\xbf" + wire.content
        elif how == "in UTF-16":
            wire.content = wire.content.decode().encode("utf-16")

    return on_wire(change, operation.id)
