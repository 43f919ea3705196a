"""Families of resources that no module handles: stored, merged, listed and removed by their document alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ...openapi.samples import Samples
from ...openapi.schema_facts import SchemaFacts, facts_of
from ...openapi.schema_views import SchemaViews, View
from ..http.bodies import check_body
from ..http.errors import ServiceError, conflict, not_found
from ..http.etags import check_etag, renewed
from ..http.listing import ListField, filtered_page, text, truth
from ..http.organization_scope import placed
from ..state.merge_patch import merged

if TYPE_CHECKING:
    from ...openapi.documents import Document, Route
    from ..http.calls import Call, Handler
    from ..state.rows import Stored
    from .lone_operations import Neighbour

__all__ = ["DocumentFamily"]

_METHODS = ("GET", "HEAD", "PUT", "PATCH", "DELETE")
_SINGLE = "single"
"""Id of the only item of a path that ends without a parameter."""


class DocumentFamily:
    """A family of one document.

    The kind of its documents in the store is the path of their collection, ids of parents included, so that other
    versions which have the family serve the same items.

    Args:
        document: the document.
        path: of one item.
        routes: the operations on one item, by their methods; a GET is among them.
        listing: the operation that lists them.
        adding: the operation that posts one to the collection, which gives it an id.
        parent: reads the item that they are below.
        base: what handlers know of the family, by method (`LIST` of the collection): items of theirs are shown beside
            those of the family, and are changed by a copy.
    """

    def __init__(
        self,
        document: Document,
        path: str,
        routes: Mapping[str, Route],
        *,
        listing: Route | None = None,
        adding: Route | None = None,
        parent: Neighbour | None = None,
        base: Mapping[str, Handler],
    ) -> None:
        self._document = document
        self._creation = routes.get("PUT") or adding
        self._source = self._creation or routes.get("PATCH") or routes["GET"]
        self._reading = routes["GET"]
        self._parent = parent
        self._single = not path.endswith("}")
        self._what = self._reading.id.partition("_")[0].removesuffix("s")
        self._listing = listing
        self._adding = adding
        self._base = base
        served = (*routes.values(), listing, adding)
        self.operations = [route.id for route in served if route and route.method in (*_METHODS, "POST")]
        """Its operationIds."""

    def handle(self, call: Call) -> Any:
        """Answer a request of one of its operations."""
        if call.operation is self._listing:
            return self._list(call)
        methods = {
            "GET": self._get,
            "HEAD": self._look,
            "PUT": self._put,
            "PATCH": self._patch,
            "DELETE": self._remove,
            "POST": self._add,
        }
        return methods[call.operation.method](call)

    @cached_property
    def _schema(self) -> dict[str, Any]:
        """The schema of an item as it is stored: that of the response, or else that of the request."""
        return self._source.response_schema or self._reading.response_schema or self._source.body_schema or {}

    @cached_property
    def _shape(self) -> SchemaFacts:
        return facts_of(self._document, self._schema)

    @cached_property
    def _writable(self) -> View | None:
        return SchemaViews(self._document, read_only=False).of(self._source.body_schema)

    @cached_property
    def _fields(self) -> dict[str, ListField]:
        kinds = {"string": text, "boolean": truth}
        found = {name: self._document.resolve(member).get("type") for name, member in self._shape.members.items()}
        return {name: kinds[kind](name) for name, kind in found.items() if isinstance(kind, str) and kind in kinds}

    def _kind(self, call: Call) -> str:
        values = tuple(call.path.values())
        path = call.operation.url(values)
        if call.operation in (self._listing, self._adding) or self._single:
            return path
        return path.rpartition("/")[0]

    def _id(self, call: Call) -> str:
        return _SINGLE if self._single else [*call.path.values()][-1]

    def _stored(self, call: Call) -> dict[str, Any]:
        content: dict[str, Any] | None = call.app.get(self._kind(call), self._id(call))
        if content is None and "GET" in self._base:
            content = self._base["GET"](call)
        if content is None and self._single and self._creation is None:
            # nothing creates it, so it is always there
            content = Samples(self._document, now=call.now).object(self._schema, whole=False, response=True)
        if content is None or not call.caller.reaches(content):
            raise not_found(self._what if self._single else f'{self._what} "{self._id(call)}"')
        return content

    def _above(self, call: Call) -> None:
        if self._parent is not None:
            self._parent.ask(call)

    def _get(self, call: Call) -> Any:
        """Return an item."""
        self._above(call)
        return self._stored(call)

    def _look(self, call: Call) -> None:
        """Return nothing, if the item exists."""
        self._get(call)

    def _add(self, call: Call) -> Any:
        """Create an item under an id of its own."""
        self._above(call)
        return self._write(call, call.body, None, call.app.identity.guid())

    def _list(self, call: Call) -> Any:
        """Return a page of the items that the caller reaches."""
        self._above(call)

        def shown(stored: Stored) -> Any | None:
            return stored.content if call.caller.reaches(stored.content) else None

        named = call.operation.fields
        fields = {name: found for name, found in self._fields.items() if name in named.get("filter", self._fields)}
        sortable = named.get("orderby", [name for name, found in self._fields.items() if found.kind is str])
        fields |= {name: self._fields[name] for name in sortable if name in self._fields}
        if "LIST" in self._base:
            return self._with_others(call, self._base["LIST"](call))
        if not self._is_page:
            return [item for stored in call.app.all(self._kind(call)) if (item := shown(stored)) is not None]
        return filtered_page(call, self._kind(call), shown, fields=fields, orderby=sortable)

    @cached_property
    def _is_page(self) -> bool:
        schema = self._document.resolve((self._listing and self._listing.response_schema) or {})
        return schema.get("type") != "array"

    def _with_others(self, call: Call, page: dict[str, Any]) -> dict[str, Any]:
        """Return a page of the items that handlers know, with the changed ones; the last one has the further ones too."""
        own = {stored.id: stored.content for stored in call.app.all(self._kind(call))}
        value = [own.get(item.get("id"), item) for item in page["value"]]
        if "nextLink" in page:
            return {**page, "value": value}
        return {**page, "value": [*value, *(item for id, item in own.items() if not self._known(call, id))]}

    def _known(self, call: Call, id: str) -> bool:
        """Return whether an item is one that handlers know."""
        try:
            self._base["GET"](replace(call, path={**call.path, **dict.fromkeys(self._reading.names[-1:], id)}))
        except ServiceError:
            return False
        return True

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
        if self._creation is not None:
            check_body(self._creation, wanted)
        return self._write(call, wanted, stored)

    def _remove(self, call: Call) -> None:
        """Delete an item."""
        self._above(call)
        self._stored(call)
        if not call.app.delete(self._kind(call), self._id(call)):
            raise conflict(f"{self._what} is built in, and cannot be removed.")

    def _written(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return the members that a request may set."""
        found: dict[str, Any] = content if self._writable is None else self._writable(content)
        return found

    def _write(
        self, call: Call, body: dict[str, Any], stored: dict[str, Any] | None, id: str | None = None
    ) -> dict[str, Any]:
        id = self._id(call) if id is None else id
        content = {name: value for name, value in self._written(body).items() if value is not None}
        if "organizations" in self._shape.members:
            placed(call, content.get("organizations"))
        set_before = self._set_by_service(stored or {})
        content = Samples(self._document, now=call.now).complete(self._schema, {**content, **set_before})
        if not self._single:
            content |= {name: id for name in ("id", "@id") if name in self._shape.members}
        if "etag" in self._shape.members:
            content = renewed(call.app, content)
        call.app.put(self._kind(call), id, content)
        return content

    def _set_by_service(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return the members of a stored item that no request sets."""
        members = self._shape.members
        return {
            name: value
            for name, value in stored.items()
            if name in members and facts_of(self._document, members[name]).read_only
        }
