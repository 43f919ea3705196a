"""Checks of parameters (S124, S125, S137): where and how they are sent, fixed values."""

from __future__ import annotations

from collections.abc import Iterator

from ...document.nodes import Node, Schema, resolved
from ...document.traversal import Place
from .fault import Fault
from .schemas import plain_types
from .vocabulary import LOCATIONS, SHAPES, STYLES

__all__ = ["fixed_faults", "parameter_faults"]

_IGNORED = {
    "accept": "it follows from the media types of the answers",
    "content-type": "it follows from the media type of the body",
    "authorization": "it is the credential of the client, which `security` of the root describes",
}


def parameter_faults(document: Node, place: Place) -> Iterator[Fault]:
    """Check where a parameter is sent, and how."""
    parameter = place.node
    if "$ref" in parameter:
        return
    name, location = str(parameter.get("name", "")), str(parameter.get("in", ""))
    if not name or not location:
        return  # S150 reports it
    if location == "header" and name.lower() in _IGNORED:
        reason = _IGNORED[name.lower()]
        yield Fault("S125", f"the header {name} is not a parameter, says OpenAPI: {reason}; remove it", ("name",))
    if fault := LOCATIONS.fault(location):
        yield Fault("S124", f"the parameter {name} is in `{location}`, which is not carried out: {fault}", ("in",))
        return
    style = parameter.get("style")
    if isinstance(style, str) and (fault := STYLES[location].fault(style)):
        yield Fault("S124", f"the style {style} of the parameter {name} is not carried out: {fault}", ("style",))
    elif "content" not in parameter:
        yield from _shape_faults(document, parameter, location)


def _shape_faults(document: Node, parameter: Node, location: str) -> Iterator[Fault]:
    """Check that the values of a parameter have a text form."""
    name, schema = parameter.get("name"), parameter.get("schema")
    if not isinstance(schema, dict):
        yield Fault("S124", f"the parameter {name} has no `schema`, so it has no type; add one")
        return
    target = resolved(document, schema)
    shape = _shape(document, target)
    if shape is None:
        yield Fault("S124", f"the schema of the parameter {name} has no `type`; add one", ("schema",))
    elif shape != "an array" and parameter.get("style") in ("spaceDelimited", "pipeDelimited"):
        message = f"the parameter {name} is {shape}, which has no items for the style {parameter['style']} to separate"
        yield Fault("S124", f"{message}; remove `style`", ("style",))
    elif fault := SHAPES[location].fault(shape):
        yield Fault(
            "S124", f"the parameter {name} is {shape} in the {location}, which is not carried out: {fault}", ("schema",)
        )


def _shape(document: Node, schema: Schema) -> str | None:
    """Return the shape of a parameter, in words; None if its schema does not say it."""
    types = plain_types(document, schema)
    if not types:
        return None
    if "null" in types:
        return "a value that can be null"
    if "object" in types:
        return "an object"
    if "array" not in types:
        return "a single value"
    items = schema.get("items")
    inner = _shape(document, resolved(document, items)) if isinstance(items, dict) else None
    return "an array" if inner in ("a single value", None) else f"an array, each item of which is {inner},"


def fixed_faults(_document: Node, place: Place) -> Iterator[Fault]:
    """Check a parameter with a single value: the clients send it with every call."""
    parameter = place.node
    schema = parameter.get("schema")
    if not isinstance(schema, dict) or not schema.keys() & {"const", "x-fixed-to"}:
        return
    fixed_to = schema.get("x-fixed-to", "api-version")
    if fixed_to != "api-version":
        message = f'x-fixed-to "{fixed_to}" is not known; it is `api-version`, and another value is a `const`'
        yield Fault("S137", message, ("schema", "x-fixed-to"))
