"""Rule on links (S117): in one api-version at least each leads somewhere, with all that its target needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..document.nodes import Key, Node
from ..document.operations import operations
from ..load import Spec
from ..problems import Problem
from ..project import selected, unlinked
from ..project.link_faults import link_faults, linked_operations, use_faults

__all__ = ["links"]


def links(spec: Spec) -> Iterator[Problem]:
    """S117: a link without a target, or without what its target needs, misleads whoever follows it.

    A version in which a link does not fit does not have it; one that fits in no version is a mistake.
    """
    known, used = _links(spec.document), _uses(spec)
    alive: set[object] = set()
    for version in spec.versions:
        document, origins = selected(spec, version)
        alive |= {str(origins.of(("components", "links", name))[2]) for name in _links(document)}
        alive |= {origins.of(key) for key, _ in _written_uses(document)}
    dead = [name for name in known if name not in alive]
    dead_uses = [key for key, use in used if key not in alive or "$ref" not in use]
    broken = {name: problems for name in dead if (problems := list(_link_problems(spec, name)))}
    yield from (problem for problems in broken.values() for problem in problems)
    if dead_uses:
        yield from dict.fromkeys(_use_problems(spec, dead_uses, broken))


def _links(document: Node) -> Node:
    found: Node = document.get("components", {}).get("links", {})
    return found


def _uses(spec: Spec) -> list[tuple[Key, Node]]:
    return list(_written_uses(spec.document))


def _written_uses(document: Node) -> Iterator[tuple[Key, Node]]:
    """Iterate over the links at the responses of operations."""
    for key, _, operation in operations(document):
        for status, response in operation.get("responses", {}).items():
            for name, use in (response.get("links") or {}).items():
                yield (*key, "responses", status, "links", name), use


def _link_problems(spec: Spec, name: str) -> Iterator[Problem]:
    """Check a link by itself, in the newest version that has its target."""
    link = _links(spec.document)[name]
    where, target = "any version", None
    for version in reversed(spec.versions):
        target = linked_operations(unlinked(spec, version).document).get(str(link.get("operationId")))
        if target is not None:
            where = version
            break
    for message in link_faults(link, target, where):
        yield Problem("S117", f"link {name} {message}", spec.position(("components", "links", name)))


def _use_problems(spec: Spec, keys: list[Key], broken: Collection[str]) -> Iterator[Problem]:
    """Check links where responses have them, in every version that has the operation."""
    for version in reversed(spec.versions):
        document, origins = unlinked(spec, version)
        for source in linked_operations(document).values():
            for status, name, use in source.links():
                key = origins.of((*source.key, "responses", status, "links", name))
                target = str(use.get("$ref", "")).rpartition("/")[2]
                for message in use_faults(use, source, status, version) if key in keys and target not in broken else ():
                    yield Problem("S117", f"link {name} {message}", spec.position(key))
