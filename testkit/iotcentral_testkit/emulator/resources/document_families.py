"""Families of resources that no module handles: stored, merged, listed and removed by their document alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...openapi.samples import Samples
from ...openapi.schema_facts import SchemaFacts, facts_of
from ...openapi.schema_views import SchemaViews, View
from ..http.bodies import check_body
from ..http.errors import not_found
from ..http.etags import check_etag, renewed
from ..http.listing import ListField, filtered_page, text, truth
from ..http.organization_scope import placed
from ..state.merge_patch import merged

if TYPE_CHECKING:
    from ...openapi.documents import Document, Route
    from ..http.calls import Call, Handler
    from ..state.store import Stored

__all__ = ["DocumentFamily", "Parent"]

_METHODS = ("GET", "PUT", "PATCH", "DELETE")
_SINGLE = "single"
"""Id of the only item of a path that ends without a parameter."""


@dataclass(frozen=True, slots=True)
class Parent:
    """The operation that reads the item above those of a family, and its handler.

    Attributes:
        route: the operation.
        names: its path parameters as the handler knows them.
        known_as: its operationId as the handler knows it.
        handler: returns the item, or raises the error 404.
    """

    route: Route
    names: tuple[str, ...]
    known_as: str
    handler: Handler

    def require(self, call: Call) -> None:
        """Read the item above the one that a request is about.

        Raises:
            ServiceError: 404: it does not exist.
        """
        values = [*call.path.values()][: len(self.names)]
        above = type(call)(
            app=call.app,
            operation=self.route,
            path=dict(zip(self.names, values, strict=True)),
            query={},
            headers={},
            body=None,
            caller=call.caller,
            url=call.url,
            known_as=self.known_as,
        )
        self.handler(above)


class DocumentFamily:
    """A family of one document.

    The kind of its documents in the store is the path of their collection, ids of parents included, so that other
    versions which have the family serve the same items.

    Args:
        document: the document.
        routes: the operations on one item, by their methods; a PUT is among them.
        listing: the operation that lists them.
        parent: reads the item that they are below.
    """

    def __init__(
        self, document: Document, routes: Mapping[str, Route], listing: Route | None, parent: Parent | None
    ) -> None:
        self._document = document
        self._create = routes["PUT"]
        self._parent = parent
        self._single = not self._create.path.endswith("}")
        self._what = self._create.id.partition("_")[0].removesuffix("s")
        self._listing = listing
        self.operations = [route.id for route in (*routes.values(), listing) if route and route.method in _METHODS]
        """Its operationIds."""

    def handle(self, call: Call) -> Any:
        """Answer a request of one of its operations."""
        if call.operation is self._listing:
            return self._list(call)
        methods = {"GET": self._get, "PUT": self._put, "PATCH": self._patch, "DELETE": self._remove}
        return methods[call.operation.method](call)

    @cached_property
    def _schema(self) -> dict[str, Any]:
        """The schema of an item as it is stored: that of the response, or else that of the request."""
        return self._create.response_schema or self._create.body_schema or {}

    @cached_property
    def _shape(self) -> SchemaFacts:
        return facts_of(self._document, self._schema)

    @cached_property
    def _writable(self) -> View | None:
        return SchemaViews(self._document, read_only=False).of(self._create.body_schema)

    @cached_property
    def _fields(self) -> dict[str, ListField]:
        kinds = {"string": text, "boolean": truth}
        found = {name: self._document.resolve(member).get("type") for name, member in self._shape.members.items()}
        return {name: kinds[kind](name) for name, kind in found.items() if isinstance(kind, str) and kind in kinds}

    def _kind(self, call: Call) -> str:
        values = tuple(call.path.values())
        path = call.operation.url(values)
        if call.operation.pageable or self._single:
            return path
        return path.rpartition("/")[0]

    def _id(self, call: Call) -> str:
        return _SINGLE if self._single else [*call.path.values()][-1]

    def _stored(self, call: Call) -> dict[str, Any]:
        content: dict[str, Any] | None = call.app.get(self._kind(call), self._id(call))
        if content is None or not call.caller.reaches(content):
            raise not_found(self._what if self._single else f'{self._what} "{self._id(call)}"')
        return content

    def _above(self, call: Call) -> None:
        if self._parent is not None:
            self._parent.require(call)

    def _get(self, call: Call) -> Any:
        """Return an item."""
        self._above(call)
        return self._stored(call)

    def _list(self, call: Call) -> Any:
        """Return a page of the items that the caller reaches."""
        self._above(call)

        def shown(stored: Stored) -> Any | None:
            return stored.content if call.caller.reaches(stored.content) else None

        named = call.operation.fields
        fields = {name: found for name, found in self._fields.items() if name in named.get("filter", self._fields)}
        sortable = named.get("orderby", [name for name, found in self._fields.items() if found.kind is str])
        fields |= {name: self._fields[name] for name in sortable if name in self._fields}
        return filtered_page(call, self._kind(call), shown, fields=fields, orderby=sortable)

    def _put(self, call: Call) -> Any:
        """Create an item, or replace it."""
        self._above(call)
        kind, id = self._kind(call), self._id(call)
        stored = self._stored(call) if call.app.get(kind, id) is not None else None
        check_etag(call, stored)
        return self._write(call, call.body, stored)

    def _patch(self, call: Call) -> Any:
        """Change members of an item."""
        self._above(call)
        stored = self._stored(call)
        check_etag(call, stored)
        wanted = merged(self._written(stored), self._written(call.body or {}))
        check_body(self._create, wanted)
        return self._write(call, wanted, stored)

    def _remove(self, call: Call) -> None:
        """Delete an item."""
        self._above(call)
        check_etag(call, self._stored(call))
        call.app.delete(self._kind(call), self._id(call))

    def _written(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return the members that a request may set."""
        found: dict[str, Any] = content if self._writable is None else self._writable(content)
        return found

    def _write(self, call: Call, body: dict[str, Any], stored: dict[str, Any] | None) -> dict[str, Any]:
        content = {name: value for name, value in self._written(body).items() if value is not None}
        if "organizations" in self._shape.members:
            placed(call, content.get("organizations"))
        set_before = self._set_by_service(stored or {})
        content = Samples(self._document, now=call.now).complete(self._schema, {**content, **set_before})
        if not self._single:
            content |= {name: self._id(call) for name in ("id", "@id") if name in self._shape.members}
        if "etag" in self._shape.members:
            content = renewed(call.app, content)
        call.app.put(self._kind(call), self._id(call), content)
        return content

    def _set_by_service(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return the members of a stored item that no request sets."""
        members = self._shape.members
        return {
            name: value
            for name, value in stored.items()
            if name in members and facts_of(self._document, members[name]).read_only
        }
