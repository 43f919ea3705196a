"""Shapes that a version changes: bodies as handlers know them, and answers as the asked version's schemas say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...openapi.json_types import is_array, is_object
from ...openapi.mending import Mender
from ...openapi.samples import Samples
from ...openapi.schema_facts import facts_of, members_within
from ...openapi.schema_views import SchemaViews, View

if TYPE_CHECKING:
    from ...openapi.documents import Document, Route
    from ..http.errors import ServiceError

__all__ = ["Conforming", "conforming", "reshaped_members"]

_LIMITS = ("type", "format", "enum", "const", "pattern", "minimum", "maximum", "minLength", "maxLength", "maxItems")
"""Keywords with which a value that fitted before may not fit any more."""


class Conforming:
    """What a version changes of an operation that handlers know as an earlier version has it.

    Args:
        document: of the version.
        route: the operation.
        known: the operation as handlers know it, with its document; None where no handler knows it.
        mends: whether answers of handlers may not fit the version's schema.
    """

    def __init__(self, document: Document, route: Route, known: tuple[Document, Route] | None, *, mends: bool) -> None:
        self._route = route
        self._answers = Mender(document, Samples(document), response=True) if mends else None
        self._writable = None if known is None else _without_new_read_only(document, route, *known)
        self._missing: dict[str, Any] = {} if known is None else _missing(document, route, *known)
        self._lacking = known is not None and _lacks(document, route, *known)
        self.reshaped = known is not None and _reshaped_body(document, route, *known)
        """Whether the body lacks what the handler knows of it, or has it in another type."""

    def __bool__(self) -> bool:
        return (
            self._answers is not None
            or self.reshaped
            or self._writable is not None
            or self._route.page_members != ("value", "nextLink")
        )

    def body(self, sent: Any) -> Any:
        """Return the body of a request as handlers know it.

        It has the members that they need and the version does not have, and no members that the version shows only.
        """
        if not is_object(sent):
            return sent
        return {**self._missing, **(sent if self._writable is None else self._writable(sent))}

    def refused(self, error: ServiceError) -> bool:
        """Return whether a handler may have refused a body for what the version does not have."""
        return self._lacking and error.status in {400, 422}

    def page(self, answer: Any) -> Any:
        """Return a page with the names of the version: of its items and of the next link."""
        if not is_object(answer) or not is_array(answer.get("value")):
            return answer
        if (self._route.response_schema or {}).get("type") == "array":
            return answer["value"]
        if not self._route.pageable:
            return answer
        names: dict[str, str] = dict(zip(("value", "nextLink"), self._route.page_members, strict=True))
        return {names.get(name, name): part for name, part in answer.items()}

    def answer(self, answer: Any) -> Any:
        """Return an answer with every place that the version's schema does not allow replaced."""
        schema = self._route.response_schema
        if self._answers is None or answer is None or schema is None:
            return answer
        return self._answers.mended(schema, answer)


def conforming(document: Document, route: Route, before: Document | None, known: Route | None) -> Conforming | None:
    """Return what a version changes of an operation; None where it is as handlers know it.

    Args:
        document: of the version.
        route: the operation.
        before: the document of the newest version before it that has the operation.
        known: the operation as that version has it.
    """
    earlier = None if before is None or known is None else (before, known)
    mends = False
    if earlier is not None:
        shown = _Shapes(document, earlier[0])
        mends = shown.narrower(route.response_schema or {}, earlier[1].response_schema or {})
    made = Conforming(document, route, earlier, mends=mends)
    return made if made else None


def reshaped_members(document: Document, route: Route, before: Document, known: Route) -> frozenset[str]:
    """Return the members of a body whose type is another one than before."""
    now, then = facts_of(document, route.body_schema or {}).members, facts_of(before, known.body_schema or {}).members
    return frozenset(n for n in now.keys() & then.keys() if _type(document, now[n]) != _type(before, then[n]))


def _type(document: Document, member: Mapping[str, Any]) -> Any:
    found = document.resolve(member)
    return found.get("type"), "discriminator" in found


def _without_new_read_only(document: Document, route: Route, before: Document, known: Route) -> View | None:
    """Return a view of bodies without members that the version shows only, at any depth; None where handlers know them."""
    now, then = (
        {name for name, member in members_within(of, each.body_schema) if member.get("readOnly")}
        for of, each in ((document, route), (before, known))
    )
    if not now - then:
        return None
    view = SchemaViews(document, read_only=False).of(route.body_schema)
    kept = {name for name in then if name in facts_of(document, route.body_schema or {}).members}
    if view is None:
        return None
    return lambda sent: {**{name: part for name, part in sent.items() if name in kept}, **view(sent)}


def _missing(document: Document, route: Route, before: Document, known: Route) -> dict[str, Any]:
    """Return values of the members that a body needed before, and that the version does not have or has retyped."""
    if route.body_schema is None or known.body_schema is None:
        return {}
    now, then = facts_of(document, route.body_schema), facts_of(before, known.body_schema)
    samples = Samples(before)
    return {
        name: samples.of(then.members[name], whole=False)
        for name in then.required - now.members.keys() - {then.tag}
        if name in then.members and not facts_of(before, then.members[name]).read_only
    }


def _reshaped_body(document: Document, route: Route, before: Document, known: Route) -> bool:
    now, then = route.body_schema or {}, known.body_schema or {}
    return _lacks(document, route, before, known) or _Shapes(document, before).narrower(now, then)


def _lacks(document: Document, route: Route, before: Document, known: Route) -> bool:
    """Return whether a body has not all members any more, at any depth, or has members of another type."""
    gone = {name for name, _ in members_within(before, known.body_schema)} - {
        name for name, _ in members_within(document, route.body_schema)
    }
    return bool(gone or reshaped_members(document, route, before, known))


class _Shapes:
    """Comparison of the schemas of two versions."""

    def __init__(self, document: Document, before: Document) -> None:
        self._document, self._before = document, before
        self._seen = set[tuple[str, str]]()

    def narrower(self, now: Mapping[str, Any], then: Mapping[str, Any]) -> bool:
        """Return whether a value that fitted a schema before may not fit it now, at any depth.

        Members that are new and optional do not count: what they hold has been checked in a request.
        """
        names = now.get("$ref", ""), then.get("$ref", "")
        if names in self._seen and all(names):
            return False
        self._seen.add(names)
        now, then = self._resolved(self._document, now), self._resolved(self._before, then)
        if any(now.get(word) != then.get(word) for word in _LIMITS if word in now or word in then):
            return True
        if "discriminator" in now or "discriminator" in then:
            return self._narrower_union(now, then)
        ours, theirs = facts_of(self._document, now), facts_of(self._before, then)
        if ours.required - theirs.required:
            return True
        return (
            any(self.narrower(ours.members[n], theirs.members[n]) for n in ours.members.keys() & theirs.members.keys())
            or self.narrower_part(ours.items, theirs.items)
            or self.narrower_part(ours.others, theirs.others)
        )

    def narrower_part(self, now: Mapping[str, Any] | None, then: Mapping[str, Any] | None) -> bool:
        """Compare the schemas of elements, or of further members."""
        return now is not None and (then is None or self.narrower(now, then))

    def _narrower_union(self, now: Mapping[str, Any], then: Mapping[str, Any]) -> bool:
        ours, theirs = now.get("discriminator"), then.get("discriminator")
        if ours is None or theirs is None or ours["propertyName"] != theirs["propertyName"]:
            return True
        known: Mapping[str, str] = theirs["mapping"]
        found: Mapping[str, str] = ours["mapping"]
        return bool(known.keys() - found.keys()) or any(
            self.narrower({"$ref": found[tag]}, {"$ref": known[tag]}) for tag in found.keys() & known.keys()
        )

    def _resolved(self, document: Document, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a schema without its reference, and of a nullable one the other branch."""
        schema = document.resolve(schema)
        branches = [part for part in schema.get("oneOf") or schema.get("anyOf") or () if part.get("type") != "null"]
        return self._resolved(document, branches[0]) if len(branches) == 1 and "discriminator" not in schema else schema
