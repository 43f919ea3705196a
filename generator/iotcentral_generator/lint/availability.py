"""Rules on availability in api-versions (S110, S111, S112)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document.nodes import component
from ..document.origins import Origins
from ..document.traversal import places
from ..load import Spec
from ..problems import Problem
from ..project.availability import available, select
from .traversal import referenced_components

__all__ = ["availability", "reachable_versions"]


def availability(spec: Spec) -> Iterator[Problem]:
    """S110 and S111: marks of availability name api-versions of the document, at least one of which they include."""
    for key, _, node in places(spec.document):
        named = {word: node[word] for word in ("x-since", "x-until") if word in node}
        unknown = {word: value for word, value in named.items() if value not in spec.versions}
        for word, value in unknown.items():
            message = f'{word} "{value}" is not an api-version of the document; it has {", ".join(spec.versions)}; write one of these'
            yield Problem("S110", message, spec.position((*key, word)))
        if named and not unknown and not any(available(node, v, spec.versions) for v in spec.versions):
            message = f'x-since "{node["x-since"]}" is later than x-until "{node["x-until"]}", so this is in no '
            message += "api-version; exchange or remove them"
            yield Problem("S111", message, spec.position((*key, "x-since")))


def reachable_versions(spec: Spec) -> Iterator[Problem]:
    """S112: what is available in a version refers only to what is available in it too."""
    for version in spec.versions:
        origins = Origins()
        document = select(spec.document, version, spec.versions, origins)
        for place in places(document):
            for target in referenced_components(place):
                whole = component(spec.document, f"#/components/{target}")
                if whole is not None and component(document, f"#/components/{target}") is None:
                    message = f"this is in {version}, but {target} is not; limit this with x-since or x-until, "
                    message += f"or extend the versions of {target}"
                    yield Problem("S112", message, spec.position(origins.of(place.key)))
