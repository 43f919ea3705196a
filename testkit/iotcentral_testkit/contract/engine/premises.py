"""Premises of checks that are written for the shapes of operations: what a version changes of these proves nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from ...openapi.api import Api
from ...openapi.documents import Document, Route, document_in
from ...openapi.json_types import is_array, is_object
from ...openapi.packages import packages
from ...openapi.schema_facts import members_within
from .exchange import Exchange

__all__ = ["Premises"]

_VALUES = ("type", "format", "enum", "const", "pattern")
"""Keywords with which the values of a member have another meaning."""


class _Shape(NamedTuple):
    """The members of an operation's body and answer, at any depth, compared with those of earlier versions.

    Attributes:
        changed: those that are gone, or have other values.
        lost: those that are gone.
        documented: those that there are, where the answer said nothing of the members of an object before, and does so
            now; None where that is not so.
    """

    changed: frozenset[str]
    lost: frozenset[str]
    documented: frozenset[str] | None

    def gone(self, asked: Collection[str]) -> set[str]:
        """Return those of the names asked for that the document tells not to be there, although it did not tell before."""
        return set() if self.documented is None else set(asked) - self.documented


class Premises:
    """What the document of a version has in another shape than those before it.

    Args:
        api: the document.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._found: dict[str, _Shape] = {}

    def broken(self, exchanges: Iterable[Exchange]) -> str | None:
        """Return which premise of a check does not hold, as a sentence; None if all do.

        Args:
            exchanges: what the check sent and read.
        """
        for exchange in exchanges:
            shape = self._shape(exchange.operation or "")
            named = (shape.changed & (exchange.asked | set(_names(exchange.sent)))) | shape.gone(exchange.asked)
            if named:
                return (
                    f"{', '.join(sorted(named))} of {exchange.operation} is not in api-version {self._api.version} as it "
                    "was before, and the check is written for that"
                )
        return None

    def lost(self, exchange: Exchange) -> bool:
        """Return whether a check asked for a member of a response that the version does not have any more."""
        shape = self._shape(exchange.operation or "")
        return bool(shape.gone(exchange.asked) or shape.lost & exchange.asked)

    def _shape(self, id: str) -> _Shape:
        if id not in self._found:
            self._found[id] = self._compared(id)
        return self._found[id]

    def _compared(self, id: str) -> _Shape:
        route = self._api.document.operations.get(id)
        if route is None:
            return _Shape(frozenset(), frozenset(), None)
        now = _members(self._api.document, route)
        known = [(document, document.operations.get(id) or _at(document, route)) for document in self._earlier]
        before = [_members(document, found) for document, found in known if found is not None]
        told = not _is_free(self._api.document, route) and any(
            found is not None and _is_free(document, found) for document, found in known
        )
        changed = {name for then in before for name, kinds in then.items() if not kinds <= now.get(name, set())}
        return _Shape(frozenset(changed), frozenset(changed - now.keys()), frozenset(now) if told else None)

    @cached_property
    def _earlier(self) -> list[Document]:
        """The documents of the versions before."""
        found = packages(self._api.plane.prefix)
        before = found[: [package.version for package in found].index(self._api.version)]
        cased: dict[str, bool] = {"any_case": True} if self._api.any_case else {}
        return [document_in(package.folder, **cased) for package in before]


def _at(document: Document, route: Route | None) -> Route | None:
    """Return the operation at the path of another, whatever its parameters are called."""
    return next((found for found in document.operations.values() if route and found.shape == route.shape), None)


def _is_free(document: Document, route: Route) -> bool:
    """Return whether the answer of an operation is a page of objects of which the document names no members."""
    page = document.resolve(route.response_schema or {})
    items = page.get("properties", {}).get(route.page_members[0], page).get("items")
    return is_object(items) and not document.resolve(items).keys() & {"properties", "oneOf", "allOf", "anyOf"}


def _members(document: Document, route: Route) -> dict[str, set[str]]:
    """Return the members of the body and of the answer at every depth, each with what its values may be."""
    found: dict[str, set[str]] = {}
    for schema in (route.body_schema, route.response_schema):
        for name, member in members_within(document, schema):
            found.setdefault(name, set()).add(_values(document, member))
    return found


def _values(document: Document, member: Mapping[str, Any]) -> str:
    resolved = document.resolve(member)
    known = [f"{word} {resolved[word]}" for word in _VALUES if word in resolved]
    return ", ".join([*known, f"values {resolved.get('x-known-values')}", *sorted(resolved.get("properties", ()))][:4])


def _names(body: Any) -> Iterator[str]:
    """Return the names of members at every depth of a body."""
    if is_object(body):
        yield from body
    for part in body.values() if is_object(body) else body if is_array(body) else ():
        yield from _names(part)
