"""Bindings of every operation of every document: to the handler that knows it, or to its family's document."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ..openapi.documents import Document, Route
from ..openapi.schema_views import SchemaViews, View
from .http.calls import HANDLERS, KEPT, KINDS, Handler
from .http.errors import ServiceError
from .http.etags import check_conditions, has_conditions
from .resources.conforming import Conforming, conforming, reshaped_members
from .resources.document_families import DocumentFamily
from .resources.further_members import FurtherMembers
from .resources.lone_operations import LoneOperation, Neighbour

if TYPE_CHECKING:
    from .http.calls import Call

__all__ = ["Binding", "bindings_of"]

Shape = tuple[str, tuple[str, ...]]

_WRITING = frozenset({"PUT", "PATCH", "DELETE"})


@dataclass(eq=False)
class Binding:
    """What answers the requests of one operation.

    Attributes:
        document: the document that has the operation.
        route: the operation.
        known_as: operationId under which its handler is registered; empty where the document is all there is.
        names: of its path parameters, as the handler knows them.
        own: handler of an operation that none is registered for.
        further: members that the handler does not keep.
        above: whether its family has families below it that are served by their document.
        views: of its document, on the body of a request and on that of the response.
        older: the newest older version that has the operation, and the operation as it has it; twice None: there is none.
        reading: on an operation that writes, the one that reads what is at its path; None: there is none.
        conforming: makes bodies what the handler knows, and answers what the version says.
    """

    document: Document
    route: Route
    views: SchemaViews
    known_as: str
    names: tuple[str, ...]
    own: Handler | None = None
    further: FurtherMembers | None = None
    above: bool = False
    older: tuple[Document, Route] | tuple[None, None] = (None, None)
    reading: Neighbour | None = None

    @cached_property
    def conforming(self) -> Conforming | None:
        """What makes it conform; found at the first request: most operations get none."""
        return conforming(self.document, self.route, *self.older)

    @cached_property
    def _body(self) -> View | None:
        return self.views.of(self.route.body_schema)

    @cached_property
    def _answer(self) -> View | None:
        return self.views.of(self.route.response_schema)

    def handle(self, call: Call) -> Any:
        """Answer a request."""
        if self.reading is not None and has_conditions(call):
            check_conditions(call, _present(self.reading, call))
        if self._body is not None:
            call.body = self._body(call.body)
        if self.further is not None:
            call.beside = self.further.required
        answer = self._answered(call)
        if self.further is not None:
            answer = self.further.after(call, answer)
        if self.above and call.operation.method == "DELETE":
            call.app.delete_kinds(f"{call.operation.url(call.path.values())}/")
        if self.conforming is not None:
            answer = self.conforming.page(answer)
        if self._answer is not None and answer is not None:
            answer = self._answer(answer)
        return answer if self.conforming is None else self.conforming.answer(answer)

    def _answered(self, call: Call) -> Any:
        # looked up at each request, so that a test can replace a handler
        handler = self.own or (HANDLERS[self.known_as] if self.known_as else _unserved)
        if self.conforming is None:
            return handler(call)
        sent = call.body
        call.body = self.conforming.body(sent)
        try:
            return handler(call)
        except (AttributeError, KeyError, TypeError) as error:
            if not self.conforming.reshaped:
                raise
            raise _unknown_shape(call) from error
        except ServiceError as error:
            if not self.conforming.refused(error):
                raise
            raise _unknown_shape(call) from error
        finally:
            call.body = sent


def _present(reading: Neighbour, call: Call) -> Any:
    """Return what is at the path of a request; None: nothing is, or nothing that the caller reaches."""
    try:
        return reading.ask(call)
    except ServiceError as error:
        if error.status != 404:
            raise
        return None


def _unknown_shape(call: Call) -> ServiceError:
    return ServiceError(
        501,
        "NotImplemented",
        f"The emulator's handler of {call.operation.id} does not know the shape that api-version "
        f"{call.operation.version} gives its body.",
    )


def _unserved(call: Call) -> Any:
    raise ServiceError(
        501,
        "NotImplemented",
        f"The emulator has no handler for {call.operation.id} of api-version {call.operation.version}, and the document "
        "does not say what it does: its body or its answer is not JSON, or it removes what another handler keeps.",
    )


def bindings_of(documents: Mapping[str, Document]) -> dict[Route, Binding]:
    """Return the binding of every operation of documents, which are given from the oldest to the newest."""
    return _bindings(tuple(documents.values()))


@cache
def _bindings(documents: tuple[Document, ...]) -> dict[Route, Binding]:
    known: dict[str, Route] = {}
    at: dict[Shape, Route] = {}
    latest: dict[str, Route] = {}
    found: dict[Route, Binding] = {}
    for number, document in enumerate(documents):
        views = SchemaViews(document)
        made = {route: _known(document, views, route, known, at) for route in document.operations.values()}
        _serve_the_rest(document, made)
        _keep_further_members(document, documents[:number], latest, made)
        _mark_reading(made.values())
        for binding in made.values():
            binding.older = _before(documents[:number], binding, latest)
        found |= made
        latest |= {binding.known_as or binding.route.id: binding.route for binding in made.values()}
        for binding in made.values():
            if binding.known_as:
                known.setdefault(binding.known_as, binding.route)
                at.setdefault(binding.route.shape, binding.route)
    return found


def _before(
    earlier: Sequence[Document], binding: Binding, latest: Mapping[str, Route]
) -> tuple[Document, Route] | tuple[None, None]:
    """Return the newest of the earlier documents that has an operation, and what it has."""
    known = latest.get(binding.known_as or binding.route.id)
    document = next((found for found in earlier if known is not None and found.version == known.version), None)
    return (None, None) if known is None or document is None else (document, known)


def _known(
    document: Document,
    views: SchemaViews,
    route: Route,
    known: Mapping[str, Route],
    at: Mapping[Shape, Route],
) -> Binding:
    """Bind an operation to the handler of its id, or of the one that older versions have at its path.

    Handlers know the parameters of paths by the names of the oldest version, whatever a later one calls them.
    """
    binding = Binding(document, route, views, "", route.names)
    if route.id in HANDLERS:
        first = known.get(route.id, route)
        if len(first.names) == len(route.names):
            binding.known_as, binding.names = route.id, _renamed(first.names, route.names)
        return binding
    older = at.get(route.shape)
    if older is not None and older.id not in document.operations:
        binding.known_as, binding.names = older.id, older.names
    return binding


def _renamed(known: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that handlers know, in the order of a path that may have moved."""
    return own if set(own) == set(known) else known


def _serve_the_rest(document: Document, made: dict[Route, Binding]) -> None:
    """Bind the operations that no handler is registered for: to their families, or else each to what its document says."""
    unknown = {route for route, binding in made.items() if not binding.known_as and _is_json(route)}
    paths: dict[str, dict[str, Route]] = {}
    for route in document.operations.values():
        paths.setdefault(route.path, {})[route.method] = route
    for path in paths:
        family = _family(document, path, paths, made, unknown)
        if family is not None:
            for id in family.operations:
                made[document.operations[id]].own = family.handle
            _mark_above(path, paths, made)
    for route in unknown:
        if made[route].own is None:
            made[route].own = _operation(document, route, paths, made)


def _is_json(route: Route) -> bool:
    """Return whether the document says what an operation takes and answers."""
    return (not route.media_types or any("json" in kind for kind in route.media_types)) and not route.answers_other


def _family(
    document: Document,
    path: str,
    paths: Mapping[str, Mapping[str, Route]],
    made: Mapping[Route, Binding],
    unknown: Collection[Route],
) -> DocumentFamily | None:
    """Return the family of what is at a path, as far as no handler is registered for it; None where it has none."""
    routes = paths[path]
    own = {method: route for method, route in routes.items() if route in unknown}
    reading = routes.get("GET")
    nothing: Mapping[str, Route] = {}
    beside = paths.get(path.rpartition("/")[0], nothing) if path.endswith("}") else nothing
    listing, adding = beside.get("GET"), beside.get("POST")
    adding = adding if adding in unknown and adding is not None and adding.body_schema is not None else None
    listed = listing is not None and (listing.pageable or listing in unknown)
    if reading is None or (routes.get("PUT") is not None and "PUT" not in own):
        return None
    if reading not in unknown:
        if not own.keys() & {"PUT", "PATCH"} or not listed:
            return None
    elif not ({"PUT", "PATCH"} & own.keys() or adding or (path.endswith("}") and listed)):
        return None
    base: dict[str, Handler] = {} if reading in unknown else {"GET": made[reading].handle}
    if base and listing is not None and listing not in unknown:
        base["LIST"] = made[listing].handle
    above = _above(path, paths)
    return DocumentFamily(
        document,
        path,
        {**own, "GET": reading},
        listing=listing if listing is not None and listed else None,
        adding=adding,
        parent=None if above is None else _neighbour(made[above]),
        base=base,
    )


def _operation(
    document: Document, route: Route, paths: Mapping[str, Mapping[str, Route]], made: Mapping[Route, Binding]
) -> Handler | None:
    """Return what answers an operation by the document alone; None where the document does not say enough."""
    beside = {method: _neighbour(made[other]) for method, other in paths[route.path].items() if other is not route}
    created = next(
        (found["PUT"] for path, found in paths.items() if path.rpartition("/{")[0] == route.path and "PUT" in found),
        None,
    )
    kind = KINDS.get(beside["PUT"].known_as, "") if "PUT" in beside else ""
    if (route.method == "DELETE" and beside.keys() & {"GET", "PUT"} and not kind) or (
        route.method == "PATCH" and "GET" in beside and "PUT" not in beside
    ):
        return None
    above = _above(route.path, paths)
    return LoneOperation(
        document,
        route,
        None if above is None else _neighbour(made[above]),
        beside,
        None if created is None else _neighbour(made[created]),
        kind,
    ).handle


def _above(path: str, paths: Mapping[str, Mapping[str, Route]]) -> Route | None:
    """Return the operation that reads the nearest item above a path."""
    while "/" in path.strip("/"):
        path = path.rpartition("/")[0]
        if path.endswith("}") and "GET" in paths.get(path, {}):
            return paths[path]["GET"]
    return None


def _neighbour(binding: Binding) -> Neighbour:
    return Neighbour(binding.route, binding.names, binding.known_as, binding.handle)


def _mark_above(path: str, paths: Mapping[str, Mapping[str, Route]], made: Mapping[Route, Binding]) -> None:
    """Have what is below an item removed with it."""
    while "/" in path.strip("/"):
        path = path.rpartition("/")[0]
        if "DELETE" in paths.get(path, {}):
            made[paths[path]["DELETE"]].above = True


def _mark_reading(bindings: Collection[Binding]) -> None:
    """Let the operations that write know the one that reads what they write."""
    reading = {each.route.path: _neighbour(each) for each in bindings if each.route.method == "GET"}
    for binding in bindings:
        if binding.route.method in _WRITING:
            binding.reading = reading.get(binding.route.path)


def _keep_further_members(
    document: Document, earlier: Sequence[Document], latest: Mapping[str, Route], made: Mapping[Route, Binding]
) -> None:
    """Find the members that handlers do not keep, for the operations that send or show the items."""
    for route, binding in made.items():
        kept = KEPT.get(binding.known_as)
        if kept is None or route.method != "PUT":
            continue
        before, then = _before(earlier, binding, latest)
        if before is not None and then is not None:
            kept -= reshaped_members(document, route, before, then)
        further = FurtherMembers(document, route, kept)
        if not further:
            continue
        collection = route.path.rpartition("/")[0]
        for other, bound in made.items():
            beside = other.path == route.path or (other.path == collection and other.pageable)
            if beside or _same_items(document, route, other):
                bound.further = further


def _same_items(document: Document, route: Route, listing: Route) -> bool:
    """Return whether a list, or an action, shows items of the kind that an operation creates."""
    shown = listing.response_schema or {}
    page = document.resolve(shown)
    items: dict[str, Any] = page.get("properties", {}).get("value", {}).get("items", {}) if listing.pageable else shown
    reference = (route.response_schema or {}).get("$ref")
    return reference is not None and items.get("$ref") == reference
