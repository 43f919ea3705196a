"""Drawing of derived defects: every operator at every place of a document that it fits, and samples of a fixed seed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from iotcentral_testkit.emulator.http.calls import HANDLERS
from iotcentral_testkit.openapi.api import Api
from iotcentral_testkit.openapi.families import Family
from iotcentral_testkit.openapi.schema_facts import facts_of, has_etag

from ..defect import PREVIEW, STABLE, Defect
from ..switching import Switch
from . import operators as op
from .places import Place, places
from .transforms import ARRAYS, DROPPED, FREE_OBJECTS, MOMENTS, NUMBERS, TEXTS, WORDS

__all__ = ["KINDS", "candidates", "drawn"]

_Candidate = tuple[str, str, Switch]
"""Kind, title, switch."""

KINDS = (
    "drop",
    "swap",
    "truncate",
    "normalise",
    "patch",
    "etag",
    "stale",
    "delay",
    "leak",
    "caller",
    "status",
    "page",
    "default",
    "time",
    "text",
    "replace",
)
"""The kinds of operators."""

_FORMS = {"text": TEXTS, "word": WORDS, "number": NUMBERS, "array": ARRAYS, "free": FREE_OBJECTS, "time": MOMENTS}


def _drop(_: Any) -> Any:
    return DROPPED


def _kind_of(what: str, place: Place) -> str:
    if place.kind == "time":
        return "time"
    return "truncate" if what.startswith(("cut", "with its first", "without its last", "four")) else "normalise"


def _of_family(api: Api, family: Family) -> Iterator[_Candidate]:
    name, found = family.name, places(api, family)
    reads = [one for one in (family.get, family.list, family.update, family.create) if one is not None]
    shown = facts_of(api, family.get.response_schema or {}).members
    for place in found:
        if place.keys[0] not in shown:
            continue
        for what, transform in _FORMS.get(place.kind, {}).items():
            yield _kind_of(what, place), f"{name}: {place} is stored {what}", op.stored(family, place.keys, transform)
            if family.update is not None:
                yield (
                    _kind_of(what, place),
                    f"{name}: {place} is stored {what} by a PATCH",
                    op.stored(family, place.keys, transform, by="patch"),
                )
        for operation in reads:
            if operation.id in HANDLERS:
                yield (
                    "drop",
                    f"{name}: {operation.id} answers without {place}",
                    op.answered(operation, place.keys, _drop),
                )
        yield "drop", f"{name}: a PUT does not store {place}", op.stored(family, place.keys, _drop, by="put")
        if family.update is not None:
            yield "patch", f"{name}: a PATCH of {place} is ignored", op.patched(family, place.keys, "ignored")
            if not place.required:
                yield (
                    "patch",
                    f"{name}: null in a PATCH of {place} is ignored",
                    op.patched(family, place.keys, "null ignored"),
                )
            if place.kind == "array":
                yield "patch", f"{name}: a PATCH appends to {place}", op.patched(family, place.keys, "appended")
            if place.kind in {"object", "free"}:
                yield "patch", f"{name}: a PATCH replaces {place} whole", op.patched(family, place.keys, "replaced")
        if place.default is not None:
            yield "default", f"{name}: {place} has another default", op.other_default(family, place.keys, place.default)
    top = [place for place in found if len(place.keys) == 1 and place.keys[0] in shown]
    texts = [place for place in top if place.kind == "text"]
    for first, second in itertools.pairwise(texts):
        yield "swap", f"{name}: {first} and {second} are swapped", op.swapped(family, str(first), str(second))
    for place in top:
        if place.required:
            continue
        if family.name not in _IRREPLACEABLE:
            yield "replace", f"{name}: a PUT keeps {place} where it has none", op.put_keeps(family, str(place))
        if family.update is not None:
            for other in top:
                if other is not place:
                    yield (
                        "patch",
                        f"{name}: a PATCH of {other} clears {place}",
                        op.patch_clears(family, str(other), str(place)),
                    )
    if family.update is not None:
        yield "stale", f"{name}: a PATCH answers the former state", op.delayed(family, "patch answer")
        yield "stale", f"{name}: the first read after a PATCH has the former state", op.delayed(family, "first read")
        if family.list is not None:
            yield "stale", f"{name}: the list has the state before the last PATCH", op.delayed(family, "list")
        if has_etag(api, family.get.response_schema):
            for place in top:
                yield "etag", f"{name}: a PATCH of {place} alone leaves the etag", op.etag_kept(family, str(place))
    if family.list is not None and not family.parents:
        yield "delay", f"{name}: what is created is missing in the first list", op.unlisted(family, "created")
        if family.remove is not None:
            yield "delay", f"{name}: what is removed is in the next list", op.unlisted(family, "removed")


_IRREPLACEABLE = {"Jobs", "ApiTokens", "Users", "DeviceTemplates"}
"""Families of which no document says that a second PUT replaces an item."""

_PAGES = (
    "last item left out at a page's end",
    "last item left out at the end",
    "later pages reversed",
    "reversed each other time",
    "first item twice on later pages",
    "next link without an end",
)
_ADMINISTRATION = {"ApiTokens", "Users", "Organizations", "Destinations", "Exports", "FileUploads"}
_PLACED = {"Devices", "DeviceGroups", "Jobs", "ScheduledJobs", "Dashboards", "DeploymentManifests"}


def _of_operation(api: Api, operation: Any) -> Iterator[_Candidate]:
    id, parents = operation.id, len(operation.names)
    if operation.pageable:
        for how in _PAGES:
            yield "page", f"{id}: {how}", op.paged(operation, how)
        if operation.role("filter"):
            yield "page", f"{id}: filter ignored on later pages", op.paged(operation, "filter ignored on later pages")
    if operation.method == "GET":
        for depth, parameter in enumerate(operation.names):
            yield (
                "leak",
                f"{id}: what it answers for the first {parameter} it answers for all",
                op.leaked(operation, depth),
            )
    if operation.method != "GET" and id != "Query_Run":
        yield "caller", f"{id}: every role may call it", op.of_any_role(operation)
    if operation.resource in _PLACED and parents:
        yield "caller", f"{id}: callers of every organization reach it", op.of_anyone(operation)
    if operation.pageable and operation.resource in _PLACED:
        yield "caller", f"{id}: callers of every organization reach it", op.of_anyone(operation)
    other = {200: 201, 201: 200, 202: 200, 204: 200}[operation.success]
    yield (
        "status",
        f"{id}: {other} instead of {operation.success}",
        op.other_status(operation, operation.success, other),
    )
    if parents and (operation.method != "PUT" or parents > 1):
        for new in (400, 403, operation.success):
            yield "status", f"{id}: {new} instead of 404", op.other_status(operation, 404, new)
    if operation.success != 204:
        for how in ("a member twice", "in UTF-16", "with a byte order mark"):
            yield "text", f"{id}: the response is written {how}", op.text_of(operation, how)


@cache
def candidates(version: str) -> tuple[tuple[str, Defect], ...]:
    """Return every derived defect of an api-version, with its kind."""
    api, found = Api(version), list[tuple[str, Defect]]()
    made = [(family.create.resource, each) for family in api.families for each in _of_family(api, family)]
    made += [
        (operation.resource, each)
        for operation in api.operations.values()
        if operation.id in HANDLERS
        for each in _of_operation(api, operation)
    ]
    for number, (resource, (kind, title, switch)) in enumerate(made):
        name = f"{kind}-{version}-{number}"
        found.append((kind, Defect(name, title, version, resource, frozenset(), switch)))
    return tuple(found)


def drawn(count: int, seed: int) -> list[tuple[str, Defect]]:
    """Return a sample: of every kind and every resource about as many."""
    random = Random(seed)
    pools: dict[str, dict[str, list[Defect]]] = {kind: {} for kind in KINDS}
    for version in (STABLE, PREVIEW):
        for kind, defect in candidates(version):
            pools[kind].setdefault(defect.resource, []).append(defect)
    found: list[tuple[str, Defect]] = []
    queues = {kind: random.sample(sorted(pool), len(pool)) for kind, pool in pools.items() if pool}
    while len(found) < count:
        for kind, queue in queues.items():
            resource = queue.pop(0)
            queue.append(resource)
            defect = random.choice(pools[kind][resource])
            if all(defect is not other for _, other in found):
                found.append((kind, defect))
            if len(found) == count:
                break
    return found
