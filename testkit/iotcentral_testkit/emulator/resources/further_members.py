"""Members that a document has beyond those that the handlers of a family keep: kept for them, and shown with the item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...openapi.json_types import is_array, is_object
from ...openapi.samples import Samples
from ...openapi.schema_facts import SchemaFacts, facts_of
from ..state.merge_patch import merged

if TYPE_CHECKING:
    from ...openapi.documents import Document, Route
    from ..http.calls import Call
    from ..state.application import Application

__all__ = ["FurtherMembers"]

_KIND = "furtherMembers"
"""Kind of their documents in the store; the ids are the paths of the items."""


class FurtherMembers:
    """The further members of a family in one document.

    Args:
        document: the document.
        create: the operation that creates an item.
        kept: the members that the handlers keep.
    """

    def __init__(self, document: Document, create: Route, kept: frozenset[str]) -> None:
        shape = _of_all_variants(document, create.response_schema or create.body_schema or {})
        members = {name: member for name, member in shape.members.items() if name not in kept}
        read_only = {name for name, member in members.items() if facts_of(document, member).read_only}
        self._writable = members.keys() - read_only
        samples = Samples(document)
        defaults = {name: facts_of(document, member).default for name, member in members.items()}
        self._defaults: dict[str, Any] = {
            name: samples.of(member, response=True) if defaults[name] is None else defaults[name]
            for name, member in members.items()
            if name in shape.required or defaults[name] is not None
        }
        self.required = {name: value for name, value in self._defaults.items() if name in shape.required}
        """The required ones, with values."""
        self._path = create.path
        self._collection = create.path.rpartition("/")[0] if create.path.endswith("}") else ""

    def __bool__(self) -> bool:
        return bool(self._writable or self._defaults)

    def after(self, call: Call, answer: Any) -> Any:
        """Keep what a request says of the members, and return the response with them."""
        app, place = call.app, call.operation.url(call.path.values())
        method = call.operation.method if call.operation.path == self._path else ""
        if method == "DELETE":
            app.delete(_KIND, place)
        elif method == "PUT":
            # members that this version does not have are not its callers' to remove
            others = {name: value for name, value in _kept(app, place).items() if name not in self._writable}
            self._keep(app, place, {**others, **self._sent(call.body)})
        elif method == "PATCH":
            self._keep(app, place, merged(_kept(app, place), self._sent(call.body, null=True)))
        if call.operation.pageable and is_object(answer) and is_array(answer.get("value")):
            return {**answer, "value": [self._listed(call, place, item) for item in answer["value"]]}
        return self._shown(app, place, answer) if method else self._listed(call, place, answer)

    def _listed(self, call: Call, place: str, item: Any) -> Any:
        id = item.get("id", item.get("@id")) if is_object(item) else None
        base = place if call.operation.path == self._collection else self._collection
        return item if id is None or "{" in base else self._shown(call.app, f"{base}/{quote(str(id), safe='')}", item)

    def _shown(self, app: Application, place: str, item: Any) -> Any:
        if not is_object(item):
            return item
        missing = {name: value for name, value in self._defaults.items() if name not in item}
        return {**item, **missing, **_kept(app, place)}

    def _sent(self, body: Mapping[str, Any] | None, *, null: bool = False) -> dict[str, Any]:
        sent = {name: value for name, value in (body or {}).items() if name in self._writable}
        return sent if null else {name: value for name, value in sent.items() if value is not None}

    def _keep(self, app: Application, place: str, members: dict[str, Any]) -> None:
        if members:
            app.put(_KIND, place, members)
        else:
            app.delete(_KIND, place)


def _of_all_variants(document: Document, schema: Mapping[str, Any]) -> SchemaFacts:
    """Return the facts of a schema; of a union, the members of all variants are its members."""
    shape = facts_of(document, schema)
    for tag in shape.tags:
        variant = facts_of(document, schema, {str(shape.tag): tag})
        shape.members = {**variant.members, **shape.members}
        shape.required |= variant.required
    return shape


def _kept(app: Application, place: str) -> dict[str, Any]:
    """Return what is kept of the item at a path."""
    found: dict[str, Any] | None = app.get(_KIND, place)
    return found or {}
