"""Operations that neither a module handles nor a family has: answered by what the document says of them.

What they are about is the item above them in the path, and the items beside them; their requests are checked, and their
answers fit the schema: the item where they show it, else what the request says and what the schema requires.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ...openapi.json_types import is_object
from ...openapi.samples import Samples
from ...openapi.schema_facts import facts_of
from ..http.bodies import check_body
from ..state.merge_patch import merged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...openapi.documents import Document, Route
    from ..http.calls import Call, Handler

__all__ = ["LoneOperation", "Neighbour"]


class Neighbour(NamedTuple):
    """Another operation of the document, with what answers it.

    Attributes:
        route: the operation.
        names: its path parameters as the handler knows them.
        known_as: its operationId as the handler knows it.
        handler: answers it.
    """

    route: Route
    names: tuple[str, ...]
    known_as: str
    handler: Handler

    def ask(self, call: Call, *more: str, body: Any = None) -> Any:
        """Request the operation within a request that is below it, or beside it.

        Args:
            call: the request; its path has the values of the parameters, from the left.
            more: values of further parameters.
            body: the body.

        Returns:
            The answer.

        Raises:
            ServiceError: it is refused, for example with 404, since the item does not exist.
        """
        values = [*call.path.values(), *more][: len(self.names)]
        return self.handler(
            type(call)(
                app=call.app,
                operation=self.route,
                path=dict(zip(self.names, values, strict=True)),
                query={},
                headers=call.headers,
                body=body,
                caller=call.caller,
                url=call.url,
                known_as=self.known_as,
            )
        )


class LoneOperation:
    """One operation.

    Args:
        document: the document.
        route: the operation.
        above: reads the item above it; None where there is none.
        beside: the other operations at its path, by method.
        creating: creates an item of the collection that it posts to; None where there is none.
        kind: of the stored documents that its path names; empty where that is not known.
    """

    def __init__(
        self,
        document: Document,
        route: Route,
        above: Neighbour | None,
        beside: Mapping[str, Neighbour],
        creating: Neighbour | None,
        kind: str,
    ) -> None:
        self._document = document
        self._route = route
        self._above = above
        self._beside = beside
        self._creating = creating if creating is not None and _same(creating.route, route) else None
        self._kind = kind

    def handle(self, call: Call) -> Any:
        """Answer a request."""
        item = None if self._above is None else self._above.ask(call)
        method, read = self._route.method, self._beside.get("GET")
        if method == "PATCH" and read is not None:
            return self._patched(call, read.ask(call))
        if read is not None and method != "POST":
            read.ask(call)
        if method == "DELETE":
            self._remove(call)
        if method == "POST" and self._creating is not None:
            return self._creating.ask(call, call.app.identity.guid(), body=call.body)
        if self._above is not None and _same(self._above.route, self._route):
            return item
        return self._answer(call, item)

    def _patched(self, call: Call, stored: Any) -> Any:
        """Change an item that can be read and replaced."""
        create = self._beside["PUT"]
        wanted = merged(stored, call.body or {})
        check_body(create.route, wanted)
        return create.ask(call, body=wanted)

    def _remove(self, call: Call) -> None:
        if self._kind:
            call.app.delete(self._kind, [*call.path.values()][-1])
        else:
            call.app.delete_under(call.operation.url(call.path.values()), "")

    def _answer(self, call: Call, item: Any) -> Any:
        """Return what the schema requires, with what is known of its members: by the path, the item above, the request."""
        schema = self._route.response_schema
        if schema is None:
            return None
        samples = Samples(self._document, now=call.now)
        shape = facts_of(self._document, schema)
        if not shape.members or not is_object(call.body or {}):
            return samples.of(schema, whole=False, response=True)
        known: dict[str, Any] = {"id": [*call.path.values()][-1]} if call.path else {}
        if self._above is not None:
            known |= {name: item for name, member in shape.members.items() if _names(member, self._above.route)}
        if self._route.pageable:
            known["value"] = []
        known |= call.body or {}
        found = samples.object(schema, whole=False, response=True)
        return {**found, **{name: known[name] for name in shape.members if name in known and name != shape.tag}}


def _same(one: Route, other: Route) -> bool:
    """Return whether two operations answer with values of the same schema, which has a name."""
    return other.response_schema is not None and _names(other.response_schema, one)


def _names(schema: Mapping[str, Any], route: Route) -> bool:
    reference = (route.response_schema or {}).get("$ref")
    return reference is not None and schema.get("$ref") == reference
