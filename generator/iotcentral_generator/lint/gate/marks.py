"""Checks of the project's own marks (S136, S139): each stands where it has an effect, with what it needs."""

from __future__ import annotations

from collections.abc import Iterator

from ...document.nodes import Node, Schema
from ...document.traversal import Place
from .fault import Fault
from .subjects import schema_subject

__all__ = ["paging_faults", "schema_mark_faults"]

_PAGING = {"nextLinkName": "the member of the answer that holds the link to the next page"}
_OPTIONAL_PAGING = {"itemName": "the member that holds the items, `value` if there is no other"}


def paging_faults(_document: Node, place: Place) -> Iterator[Fault]:
    """S136: check that a paged list says where its items and the link to the next page are."""
    paging = place.node.get("x-ms-pageable")
    if not isinstance(paging, dict):
        return
    for word, meaning in _PAGING.items():
        if word not in paging:
            yield Fault("S136", f"x-ms-pageable needs `{word}`, {meaning}; add it", ("x-ms-pageable",))
    for word, value in paging.items():
        meaning = {**_PAGING, **_OPTIONAL_PAGING}.get(word, "")
        if not meaning:
            known = ", ".join([*_PAGING, *_OPTIONAL_PAGING])
            yield Fault(
                "S136", f"`{word}` of x-ms-pageable is not carried out; it has {known}", ("x-ms-pageable", word)
            )
        elif not isinstance(value, str):
            yield Fault("S136", f"`{word}` of x-ms-pageable is a text: {meaning}", ("x-ms-pageable", word))


def schema_mark_faults(document: Node, place: Place) -> Iterator[Fault]:
    """S139: check the marks of a schema."""
    schema, name = place.node, schema_subject(place.key)
    if "x-merge-patch-of" in schema and not _is_request(place):
        message = f"x-merge-patch-of in {name} has an effect in a request body only; refer to the schema by `$ref`"
        yield Fault("S139", message, ("x-merge-patch-of",))
    if "x-fixed-to" in schema and not _is_parameter(place):
        yield Fault("S139", f"x-fixed-to in {name} has an effect in a parameter only; remove it", ("x-fixed-to",))
    if "x-name" in schema and not _is_named(place):
        message = f"x-name in {name} has an effect in a schema of the components or in a property only; write it there"
        yield Fault("S139", f"{message} (a parameter has it beside its `name`, an enumeration a `title`)", ("x-name",))
    if "x-refers-to" in schema and (reason := _no_reference(document, place)):
        yield Fault("S139", f"x-refers-to in {name} {reason}", ("x-refers-to",))
    yield from _enumeration_faults(schema, name)


def _no_reference(document: Node, place: Place) -> str | None:
    """Return why the mark of a member that refers to a resource has no effect, if it has none."""
    if len(place.key) < 2 or place.key[-2] != "properties":
        return "has an effect in a property only; write it there"
    tags = [str(tag.get("name")) for tag in document.get("tags", []) if isinstance(tag, dict)]
    target = place.node["x-refers-to"]
    if target not in tags:
        return f'names "{target}", which is not a resource of the document; its tags are {", ".join(tags) or "none"}'
    return None


def _is_named(place: Place) -> bool:
    """Return whether a schema has a name of its own: as a component, or as a property."""
    return (place.key[:2] == ("components", "schemas") and len(place.key) == 3) or place.key[-2] == "properties"


def _is_request(place: Place) -> bool:
    return "requestBody" in place.key and place.key[-1] == "schema"


def _is_parameter(place: Place) -> bool:
    return place.key[-1] == "schema" and "parameters" in place.key


def _enumeration_faults(schema: Schema, name: str) -> Iterator[Fault]:
    closed, known = schema.get("enum"), schema.get("x-known-values")
    if closed is not None and known is not None:
        message = f"{name} has both `enum` and x-known-values; an enumeration is closed or open: write one of them"
        yield Fault("S139", message, ("x-known-values",))
    if known is not None and schema.get("type", "string") != "string":
        yield Fault(
            "S139", f"x-known-values in {name} stands beside a type that is not string; write `type: string`", ("type",)
        )
    values, details = closed if closed is not None else known, schema.get("x-values")
    if not isinstance(details, dict) or not isinstance(values, list | None):
        return
    for value in details:
        if value not in map(str, values or ()):
            message = f'x-values in {name} describes "{value}", which is none of its values; add it to `enum`'
            yield Fault("S139", message, ("x-values", value))
