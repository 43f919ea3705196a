"""Checks of bodies and responses (S123, S126, S127): media types and statuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document.nodes import Key, Node, resolved, target_key
from ...document.traversal import Place
from .fault import Fault
from .vocabulary import ERROR_MEDIA_TYPES, RECEIVED_MEDIA_TYPES, SENT_MEDIA_TYPES, SITUATIONS, STATUSES, Values

__all__ = ["body_faults", "media_type_faults", "response_faults", "status_faults"]


def body_faults(document: Node, place: Place) -> Iterator[Fault]:
    """Check the media types of a request body, and that it has one schema."""
    if "callbacks" in place.key:
        return  # of a trigger, whose receiver reads JSON
    content = place.node.get("content")
    if not isinstance(content, dict):
        return  # S150 reports it
    if not content:
        yield Fault("S127", "the `content` of a request body is empty; add a media type with a schema", ("content",))
        return
    yield from _unknown_media_types("a request body", content, SENT_MEDIA_TYPES)
    yield from _different_schemas("a request body", content)
    for media_type, media in content.items() if _needs_class(document, place) else ():
        if (shape := _written_out(_schema(media), "a body")) and (mend := SITUATIONS.get(shape)):
            yield Fault("S127", f"the schema here is {shape}: {mend}", ("content", media_type, "schema"))


def _needs_class(document: Node, place: Place) -> bool:
    """Return whether methods take the body as one argument, rather than in parameters."""
    operation = document
    for part in place.key[:-1]:
        operation = operation[part]  # type: ignore[index]  # keys of nodes lead to nodes
    return place.node.get("x-ms-client-flatten") is not True and "x-ms-trigger" not in operation


def response_faults(_document: Node, place: Place) -> Iterator[Fault]:
    """Check that a response has one schema."""
    content = place.node.get("content")
    if isinstance(content, dict):
        yield from _different_schemas("a response", content)


def media_type_faults(_document: Node, place: Place) -> Iterator[Fault]:
    """Check that a media type has a schema."""
    if "schema" not in place.node and (mend := SITUATIONS.get("a media type without schema")):
        yield Fault("S127", f"the media type {place.key[-1]} has no `schema`: {mend}")


def status_faults(document: Node, place: Place) -> Iterator[Fault]:
    """Check the statuses of an operation, and the media types of each by what it is: a success or an error."""
    responses = place.node.get("responses")
    name = place.node.get("operationId")
    if not isinstance(responses, dict):
        return  # S150 reports it
    statuses = [str(status) for status in responses if not str(status).startswith("x-")]
    for status in statuses:
        if fault := STATUSES.fault(status):
            yield Fault("S126", f"the status {status} of {name} is not carried out: {fault}", ("responses", status))
    successes = [status for status in statuses if status.startswith("2")]
    if not successes and (mend := _without_success(statuses)):
        yield Fault("S126", f"{name} {mend}", ("responses",))
    for status in {"204", "205"} & set(statuses):
        if _response(document, responses[status]).get("content"):
            yield Fault("S126", f"{status} of {name} never has a body; remove its `content`", ("responses", status))
    for status in successes:
        yield from _inline_answers(responses[status], status)
    for status in statuses:
        allowed = RECEIVED_MEDIA_TYPES if status in successes else ERROR_MEDIA_TYPES
        yield from _answer_faults(document, responses[status], status, allowed)
    if mend := SITUATIONS.get("successes of several types"):
        yield from _different_successes(document, name, {status: responses[status] for status in successes}, mend)


def _without_success(statuses: list[str]) -> str | None:
    if "default" in statuses:
        mend = SITUATIONS.get("default as the only success")
        return f"has no success but `default`: {mend}" if mend else None
    return "has no success, such as 200 or 204, among its `responses`; add it"


def _response(document: Node, response: Any) -> Node:
    found = resolved(document, response) if isinstance(response, dict) else {}
    return found if isinstance(found, dict) else {}


def _answer_faults(document: Node, response: Any, status: str, allowed: Values) -> Iterator[Fault]:
    """Check the media types of an answer, where they are written: here or in a component."""
    content = _response(document, response).get("content")
    component = target_key(response.get("$ref")) if isinstance(response, dict) else ()
    for fault in _unknown_media_types("an answer", content if isinstance(content, dict) else {}, allowed):
        below = fault.below if component else ("responses", status, *fault.below)
        yield fault._replace(below=below, component=component)


def _inline_answers(response: Any, status: str) -> Iterator[Fault]:
    content = response.get("content") if isinstance(response, dict) else None
    for media_type, media in content.items() if isinstance(content, dict) else ():
        if (shape := _written_out(_schema(media), "an answer")) and (mend := SITUATIONS.get(shape)):
            below: Key = ("responses", status, "content", media_type, "schema")
            yield Fault("S127", f"the schema here is {shape}: {mend}", below)


def _different_successes(document: Node, name: object, successes: Node, mend: str) -> Iterator[Fault]:
    first: tuple[str, Any] | None = None
    for status, response in successes.items():
        content = _response(document, response).get("content")
        schema = next((_schema(media) for media in content.values()), None) if isinstance(content, dict) else None
        if schema is None:
            continue  # of a success without body
        if first is None:
            first = status, schema
        elif schema != first[1]:
            message = f"{status} of {name} gives something else than {first[0]}, which is not carried out: {mend}"
            yield Fault("S126", message, ("responses", status))


def _unknown_media_types(subject: str, content: Node, allowed: Values) -> Iterator[Fault]:
    for media_type in content:
        if fault := allowed.fault(media_type.lower()):
            below: Key = ("content", media_type)
            yield Fault("S123", f"{subject} of {media_type} is not carried out: {fault}", below)


def _different_schemas(subject: str, content: Node) -> Iterator[Fault]:
    """Check that all media types of a body have the same schema: methods take and return one type."""
    kinds = list(content.items())
    for media_type, media in kinds[1:]:
        if _schema(media) != _schema(kinds[0][1]):
            message = f"{subject} is of another schema as {media_type} than as {kinds[0][0]}; write one for all"
            yield Fault("S127", message, ("content", media_type))


def _written_out(schema: Any, subject: str) -> str | None:
    """Return the kind of schema that is written out in place, in words; None of a reference."""
    if not isinstance(schema, dict) or schema.keys() & {"$ref", "x-merge-patch-of", "x-dynamic"}:
        return None
    if "properties" in schema or "allOf" in schema:
        return f"an object that is written out as {subject}"
    return None if subject == "an answer" else f"a schema other than an object as {subject}"


def _schema(media: Any) -> Any:
    return media.get("schema") if isinstance(media, dict) else None
