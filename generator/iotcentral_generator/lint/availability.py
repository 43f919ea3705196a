"""Rules on availability in api-versions, and on changes between them (S110, S111, S112, S160)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..document.changes import CHANGES, KEYS
from ..document.grammar import Kind
from ..document.nodes import Key, Node, component
from ..document.operations import METHODS
from ..document.traversal import places
from ..document.versions import AVAILABILITY
from ..load import Spec
from ..problems import Problem
from ..project import selected
from ..project.reach import referenced_components

__all__ = ["availability", "changes", "reachable_versions"]


def availability(spec: Spec) -> Iterator[Problem]:
    """S110 and S111: marks of availability name api-versions of the document, at least one of which they include."""
    for key, _, node in places(spec.document):
        for place, marked in _with_changes(key, node):
            if not marked.keys().isdisjoint(AVAILABILITY):
                yield from _mark_faults(spec, place, marked)


def _with_changes(key: Key, node: Node) -> Iterator[tuple[Key, Node]]:
    """Iterate over a node and its changes, which carry marks too."""
    yield key, node
    entries = node.get(CHANGES)
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield (*key, CHANGES, index), entry


def _mark_faults(spec: Spec, key: Key, node: Mapping[str, Any]) -> Iterator[Problem]:
    named = {word: node[word] for word in AVAILABILITY if word in node}
    unknown = {word: value for word, value in named.items() if value not in spec.versions}
    for word, value in unknown.items():
        message = f'{word} "{value}" is not an api-version of the document; it has {", ".join(spec.versions)}; write one of these'
        yield Problem("S110", message, spec.position((*key, word)))
    if unknown:
        return
    fault = _promotion_fault(spec, named) if "x-stable" in named else None
    if fault:
        yield Problem("S110", fault, spec.position((*key, "x-stable")))
    elif not spec.lines.of(node):
        words = " and ".join(f'{word} "{value}"' for word, value in named.items())
        message = f"with {words} this is in no api-version; exchange or remove them"
        yield Problem("S111", message, spec.position((*key, next(iter(named)))))


def _promotion_fault(spec: Spec, named: Mapping[str, str]) -> str | None:
    stable, since = named["x-stable"], named.get("x-since")
    if stable not in spec.lines.stable or not spec.lines.preview:
        known = ", ".join(spec.lines.stable) if spec.lines.preview else "none: it has one line"
        message = f'x-stable "{stable}" is not a stable version of a document with a preview line; it has {known}; '
        return message + "write one of these, or remove it"
    if since in spec.lines.stable:
        return f'x-since "{since}" is a stable version already, so x-stable has no effect; remove x-stable'
    return None


def changes(spec: Spec) -> Iterator[Problem]:
    """S160: a change without versions, or of nothing, would be applied everywhere or nowhere."""
    for key, kind, node in places(spec.document):
        if CHANGES in node:
            for message in [*_change_faults(node[CHANGES]), *_key_faults(key, kind, node[CHANGES])]:
                yield Problem("S160", f"{CHANGES}: {message}", spec.position((*key, CHANGES)))
    for version in spec.versions:
        for key in selected(spec, version).origins.collisions:
            message = f"{CHANGES}: what it makes of {key[1]} is there already in {version}; choose another key"
            yield Problem("S160", message, spec.position(key))


def _change_faults(entries: object) -> Iterator[str]:
    for entry in entries if isinstance(entries, list) else []:  # S150 reports another form
        if entry.keys().isdisjoint(AVAILABILITY):
            yield f"the change of {', '.join(entry)} has no x-since, x-stable or x-until; add one"
        if entry.keys() <= {*AVAILABILITY}:
            yield "a change without keywords changes nothing; write what differs beside its version"
        if CHANGES in entry:
            yield f"a change cannot hold {CHANGES}; write one entry for each"


def _key_faults(key: Key, kind: Kind, entries: object) -> Iterator[str]:
    """Check the changes of the place of a node: words that have no effect there, and values that are not places."""
    words = {"x-key"} if key[-2:-1] == ("properties",) or (key[:1] == ("components",) and len(key) == 3) else set()
    words = {Kind.PATH_ITEM: {"x-path"}, Kind.OPERATION: {"x-path", "x-method"}}.get(kind, words)
    for entry in entries if isinstance(entries, list) else []:
        for word in [word for word in KEYS if isinstance(entry, dict) and word in entry]:
            value, allowed = entry[word], {"x-method": METHODS, "x-path": ("/",)}.get(word)
            if word not in words:
                yield f"{word} has no effect here; write {' or '.join(sorted(words)) or 'it where a node has a key'}"
            elif not isinstance(value, str) or (allowed and not value.startswith(allowed)):
                yield f"{word} `{value}` is not a valid {word[2:]}; write {' or '.join(allowed or ['a text'])}"


def reachable_versions(spec: Spec) -> Iterator[Problem]:
    """S112: what is available in a version refers only to what is available in it too."""
    for version in spec.versions:
        document, origins = selected(spec, version)
        for place in places(document):
            for target in referenced_components(place):
                whole = component(spec.document, f"#/components/{target}")
                if whole is not None and component(document, f"#/components/{target}") is None:
                    message = f"this is in {version}, but {target} is not; limit this with x-since or x-until, "
                    message += f"or extend the versions of {target}"
                    yield Problem("S112", message, spec.position(origins.of(place.key)))
