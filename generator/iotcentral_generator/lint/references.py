"""Rules on references to components (S104, S105, S113)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.nodes import component
from ..document.traversal import places
from ..load import Spec
from ..problems import Problem
from ..project import selected
from .traversal import schemas

__all__ = ["merge_patches", "references", "unused_components"]


def references(spec: Spec) -> Iterator[Problem]:
    """S104: a reference to nothing leaves a schema, a parameter or a response undefined."""
    for key, _, node in places(spec.document):
        if "$ref" in node and not isinstance(component(spec.document, node["$ref"]), dict):
            message = f'$ref "{node["$ref"]}" points to nothing; write one that begins with "#/components/" and names a component'
            yield Problem("S104", message, spec.position((*key, "$ref")))


def unused_components(spec: Spec) -> Iterator[Problem]:
    """S105: a component that no operation reaches is dead, or a path to it was forgotten."""
    used: set[tuple[str, str]] = set()
    for version in spec.versions:
        document, origins = selected(spec, version)
        for kind, nodes in document.get("components", {}).items():
            used |= {(kind, str(origins.of(("components", kind, name))[2])) for name in nodes}
    for kind in ("schemas", "parameters", "responses", "links"):
        for name in spec.document.get("components", {}).get(kind, {}):
            if (kind, name) not in used and not (kind == "links" and f"#/components/links/{name}" in _uses(spec)):
                position = spec.position(("components", kind, name))
                message = f"{kind[:-1]} {name} is used by no operation of any version; remove it, "
                yield Problem("S105", message + "or say with `x-unused` why it stays", position)


def _uses(spec: Spec) -> set[object]:
    """Return what the authored document refers to; a link that is used but leads nowhere is a matter of S117."""
    return {place.node.get("$ref") for place in places(spec.document)}


def merge_patches(spec: Spec) -> Iterator[Problem]:
    """S113: a merge patch is derived from a schema of the document, under a name that is free."""
    known = spec.document.get("components", {}).get("schemas", {})
    for key, node in schemas(spec.document):
        if "x-merge-patch-of" in node:
            name = node["x-merge-patch-of"]
            if name not in known:
                message = f'x-merge-patch-of "{name}" names no schema; give the name of one, without a path'
                yield Problem("S113", message, spec.position((*key, "x-merge-patch-of")))
            elif f"{name}Patch" in known:
                message = (
                    f"the schema {name}Patch is authored, but its name is needed for the patch of {name}; rename it"
                )
                yield Problem("S113", message, spec.position(key))
