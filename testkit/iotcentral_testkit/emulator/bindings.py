"""Bindings of every operation of every document: to the handler that knows it, or to its family's document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ..openapi.documents import Document, Route
from ..openapi.schema_views import SchemaViews, View
from .http.calls import HANDLERS, KEPT, Handler
from .http.errors import ServiceError
from .resources.document_families import DocumentFamily, Parent
from .resources.further_members import FurtherMembers

if TYPE_CHECKING:
    from .http.calls import Call

__all__ = ["Binding", "bindings_of"]

_PARAMETER = re.compile(r"\{[^}]*\}")


@dataclass(eq=False)
class Binding:
    """What answers the requests of one operation.

    Attributes:
        route: the operation.
        known_as: operationId under which its handler is registered; empty where the document is all there is.
        names: of its path parameters, as the handler knows them.
        own: handler of an operation that none is registered for.
        further: members that the handler does not keep.
        above: whether its family has families below it that are served by their document.
        views: of its document, on the body of a request and on that of the response.
    """

    route: Route
    views: SchemaViews
    known_as: str
    names: tuple[str, ...]
    own: Handler | None = None
    further: FurtherMembers | None = None
    above: bool = False

    @cached_property
    def _body(self) -> View | None:
        return self.views.of(self.route.body_schema)

    @cached_property
    def _answer(self) -> View | None:
        return self.views.of(self.route.response_schema)

    def handle(self, call: Call) -> Any:
        """Answer a request."""
        # looked up at each request, so that a test can replace a handler
        handler = HANDLERS[self.known_as] if self.known_as else self.own or _unserved
        if self._body is not None:
            call.body = self._body(call.body)
        answer = handler(call)
        if self.further is not None:
            answer = self.further.after(call, answer)
        if self.above and call.operation.method == "DELETE":
            call.app.delete_kinds(f"{call.operation.url(call.path.values())}/")
        return answer if self._answer is None or answer is None else self._answer(answer)


def _unserved(call: Call) -> Any:
    raise ServiceError(
        501,
        "NotImplemented",
        f"The emulator has no handler for {call.operation.id} of api-version {call.operation.version}, which is not an "
        "operation of a family (list, get, put, patch, delete).",
    )


def bindings_of(documents: Mapping[str, Document]) -> dict[Route, Binding]:
    """Return the binding of every operation of documents, which are given from the oldest to the newest."""
    return _bindings(tuple(documents.values()))


@cache
def _bindings(documents: tuple[Document, ...]) -> dict[Route, Binding]:
    known: dict[str, Route] = {}
    at: dict[tuple[str, str], Route] = {}
    found: dict[Route, Binding] = {}
    for document in documents:
        views = SchemaViews(document)
        made = {route: _known(document, views, route, known, at) for route in document.operations.values()}
        _serve_families(document, made)
        _keep_further_members(document, made)
        found |= made
        for binding in made.values():
            if binding.known_as:
                known.setdefault(binding.known_as, binding.route)
                at.setdefault(_shape(binding.route), binding.route)
    return found


def _shape(route: Route) -> tuple[str, str]:
    return route.method, _PARAMETER.sub("{}", route.path)


def _known(
    document: Document,
    views: SchemaViews,
    route: Route,
    known: Mapping[str, Route],
    at: Mapping[tuple[str, str], Route],
) -> Binding:
    """Bind an operation to the handler of its id, or of the one that older versions have at its path.

    Handlers know the parameters of paths by the names of the oldest version, whatever a later one calls them.
    """
    binding = Binding(route, views, "", route.names)
    if route.id in HANDLERS:
        first = known.get(route.id, route)
        if len(first.names) == len(route.names):
            binding.known_as, binding.names = route.id, _renamed(first.names, route.names)
        return binding
    older = at.get(_shape(route))
    if older is not None and older.id not in document.operations:
        binding.known_as, binding.names = older.id, older.names
    return binding


def _renamed(known: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that handlers know, in the order of a path that may have moved."""
    return own if set(own) == set(known) else known


def _serve_families(document: Document, made: dict[Route, Binding]) -> None:
    """Bind the operations of the common shape that no handler is registered for."""
    unknown = {route for route, binding in made.items() if not binding.known_as}
    paths: dict[str, dict[str, Route]] = {}
    for route in document.operations.values():
        paths.setdefault(route.path, {})[route.method] = route
    for path, routes in paths.items():
        if routes.get("PUT") not in unknown or "GET" not in routes:
            continue
        collection = path.rpartition("/")[0] if path.endswith("}") else ""
        listing = paths.get(collection, {}).get("GET")
        above = _above(path, paths)
        family = DocumentFamily(
            document,
            {method: route for method, route in routes.items() if route in unknown},
            listing if listing is not None and listing in unknown and listing.pageable else None,
            None if above is None else _parent(made[above]),
        )
        for id in family.operations:
            made[document.operations[id]].own = family.handle
        _mark_above(path, paths, made)


def _above(path: str, paths: Mapping[str, Mapping[str, Route]]) -> Route | None:
    """Return the operation that reads the nearest item above a path."""
    while "/" in path.strip("/"):
        path = path.rpartition("/")[0]
        if path.endswith("}") and "GET" in paths.get(path, {}):
            return paths[path]["GET"]
    return None


def _parent(binding: Binding) -> Parent:
    return Parent(binding.route, binding.names, binding.known_as, binding.handle)


def _mark_above(path: str, paths: Mapping[str, Mapping[str, Route]], made: Mapping[Route, Binding]) -> None:
    """Have what is below an item removed with it."""
    while "/" in path.strip("/"):
        path = path.rpartition("/")[0]
        if "DELETE" in paths.get(path, {}):
            made[paths[path]["DELETE"]].above = True


def _keep_further_members(document: Document, made: Mapping[Route, Binding]) -> None:
    """Find the members that handlers do not keep, for the operations that send or show the items."""
    for route, binding in made.items():
        kept = KEPT.get(binding.known_as)
        if kept is None or route.method != "PUT":
            continue
        further = FurtherMembers(document, route, kept)
        if not further:
            continue
        collection = route.path.rpartition("/")[0]
        for other, bound in made.items():
            beside = other.path == route.path or (other.path == collection and other.pageable)
            if beside or (other.pageable and _same_items(document, route, other)):
                bound.further = further


def _same_items(document: Document, route: Route, listing: Route) -> bool:
    """Return whether a list shows items of the kind that an operation creates."""
    page = document.resolve(listing.response_schema or {})
    items: dict[str, Any] = page.get("properties", {}).get("value", {}).get("items", {})
    reference = (route.response_schema or {}).get("$ref")
    return reference is not None and items.get("$ref") == reference
