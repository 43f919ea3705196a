"""Checks of references (S138): each points to a whole component of its kind, and has nothing beside it that is lost."""

from __future__ import annotations

from collections.abc import Iterator

from ...document.grammar import Kind
from ...document.nodes import Node, component
from ...document.traversal import Place
from .fault import Fault
from .vocabulary import BESIDE_REFERENCE

__all__ = ["reference_faults"]

_SECTIONS = {
    Kind.SCHEMA: "schemas",
    Kind.PARAMETER: "parameters",
    Kind.RESPONSE: "responses",
    Kind.HEADER: "headers",
    Kind.LINK: "links",
}


def reference_faults(document: Node, place: Place) -> Iterator[Fault]:
    """Check the `$ref` of an object, if it has one."""
    reference = place.node.get("$ref")
    section = _SECTIONS.get(place.kind)
    if not isinstance(reference, str) or section is None:
        return
    prefix = f"#/components/{section}/"
    if component(document, reference) is None:
        return  # S104 reports it
    if not _is_component(reference, prefix):
        yield Fault(
            "S138", f'$ref "{reference}" is not of the form {prefix}NAME, as that of {place.kind} is', ("$ref",)
        )
    for name in place.node:
        if name not in BESIDE_REFERENCE[place.kind] and not name.startswith("x-") and name != "$ref":
            mend = "write it in what is referred to" + (", or use `allOf`" if place.kind is Kind.SCHEMA else "")
            yield Fault("S138", f"`{name}` beside the `$ref` of {place.kind} would have no effect; {mend}", (name,))


def _is_component(reference: str, prefix: str) -> bool:
    return reference.startswith(prefix) and "/" not in reference.removeprefix(prefix)
