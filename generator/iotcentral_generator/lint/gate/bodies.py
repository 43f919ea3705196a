"""Checks of bodies and responses (S123, S126, S127): media types and statuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...document.nodes import Key, Node, resolved, target_key
from ...document.operations import is_json, preferred_content
from ...document.traversal import Place
from .fault import Fault
from .schemas import plain_types
from .vocabulary import ERROR_MEDIA_TYPES, RECEIVED_MEDIA_TYPES, SENT_MEDIA_TYPES, STATUSES, CarriedValues

__all__ = ["body_faults", "response_faults", "status_faults"]


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
    yield from _structured_content(document, place.node, SENT_MEDIA_TYPES)


def response_faults(_document: Node, place: Place) -> Iterator[Fault]:
    """Check that a response has one schema."""
    content = place.node.get("content")
    if isinstance(content, dict):
        yield from _different_schemas("a response", content)


def _structured_content(document: Node, body: Node, allowed: CarriedValues) -> Iterator[Fault]:
    """Check that content that is not JSON is a text, or bytes, as a whole."""
    media_type, media = preferred_content(body)
    schema = _schema(media)
    if not media_type or is_json(media_type) or not isinstance(schema, dict) or allowed.fault(media_type.lower()):
        return
    if types := plain_types(document, schema) - {"string"}:
        message = (
            f"content of {media_type} is sent as it is, but its schema is of type {', '.join(sorted(types))}; write "
        )
        below: Key = ("content", media_type, "schema")
        yield Fault("S127", f"{message}`type: string`, or leave `schema` out", below)


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
    successes = successes or [status for status in statuses if status == "default"]
    if not successes:
        message = f"{name} has no success, such as 200 or 204, among its `responses`; add it"
        yield Fault("S126", message, ("responses",))
    for status in {"204", "205"} & set(statuses):
        if _response(document, responses[status]).get("content"):
            yield Fault("S126", f"{status} of {name} never has a body; remove its `content`", ("responses", status))
    for status in statuses:
        allowed = RECEIVED_MEDIA_TYPES if status in successes else ERROR_MEDIA_TYPES
        yield from _answer_faults(document, responses[status], status, allowed)


def _response(document: Node, response: Any) -> Node:
    found = resolved(document, response) if isinstance(response, dict) else {}
    return found if isinstance(found, dict) else {}


def _answer_faults(document: Node, response: Any, status: str, allowed: CarriedValues) -> Iterator[Fault]:
    """Check the media types of an answer, where they are written: here or in a component."""
    content = _response(document, response).get("content")
    component = target_key(response.get("$ref")) if isinstance(response, dict) else ()
    if not isinstance(content, dict):
        return
    faults = [*_unknown_media_types("an answer", content, allowed)]
    if allowed is RECEIVED_MEDIA_TYPES:
        faults += _structured_content(document, {"content": content}, allowed)
    for fault in faults:
        below = fault.below if component else ("responses", status, *fault.below)
        yield fault._replace(below=below, component=component)


def _unknown_media_types(subject: str, content: Node, allowed: CarriedValues) -> Iterator[Fault]:
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


def _schema(media: Any) -> Any:
    return media.get("schema") if isinstance(media, dict) else None
