"""Rules on references to components (S104, S105, S113)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.grammar import Kind
from ..document.nodes import Node, component
from ..document.traversal import Place, children, places
from ..load import Spec
from ..problems import Problem
from ..project.availability import select
from .traversal import referenced_components, schemas

__all__ = ["merge_patches", "references", "unused_components"]


def references(spec: Spec) -> Iterator[Problem]:
    """S104: a reference to nothing leaves a schema, a parameter or a response undefined."""
    for key, _, node in places(spec.document):
        if "$ref" in node and not isinstance(component(spec.document, node["$ref"]), dict):
            message = f'$ref "{node["$ref"]}" points to nothing; write one that begins with "#/components/" and names a component'
            yield Problem("S104", message, spec.position((*key, "$ref")))


def unused_components(spec: Spec) -> Iterator[Problem]:
    """S105: a component that no operation reaches is dead, or a path to it was forgotten."""
    for version in spec.versions:
        document = select(spec.document, version, spec.versions)
        reached = _reached_components(document)
        for kind in ("schemas", "parameters", "responses", "links"):
            for name in document.get("components", {}).get(kind, {}):
                if f"{kind}/{name}" not in reached:
                    message = f"{kind[:-1]} {name} is used by no operation of {version}; remove it, limit its "
                    message += "versions, or say with `x-unused` why it stays"
                    yield Problem("S105", message, spec.position(("components", kind, name)))


def _reached_components(document: Node) -> set[str]:
    """Return the components that operations, or components marked `x-unused`, refer to, directly or not."""
    reached: set[str] = set()
    rest = {name: value for name, value in document.items() if name != "components"}
    waiting: list[Iterator[Place]] = [places(rest)]
    components = dict[str, tuple[Node, Kind]]()
    for node, kind, key in children(document.get("components", {}), Kind.COMPONENTS):
        name = "/".join(map(str, key))
        components[name] = node, kind
        if "x-unused" in node:
            waiting.append(places(node, kind))
            reached.add(name)
    while waiting:
        for place in waiting.pop():
            for target in referenced_components(place):
                if target not in reached:
                    reached.add(target)
                    waiting += [places(*components[target])] if target in components else []
    return reached


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
