"""Rules on released versions (S162, S163): their contracts are frozen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..document.nodes import Key, Node, component, target_key
from ..load import Spec
from ..problems import Position, Problem
from ..project import projection, selected
from ..project.wire_contract import parameter_name, wire_contract

__all__ = ["release_file", "released_contracts"]

_SHOWN = 80
"""Characters that a message shows of a value."""


def release_file(spec: Spec, version: str) -> Path:
    """Return the file that holds the contract of a version once that is released."""
    return spec.root.parent / "released" / f"{version}.json"


def released_contracts(spec: Spec) -> Iterator[Problem]:
    """S162 and S163: who uses a released version relies on its contract."""
    yield from _revisions(spec)
    for file in sorted((spec.root.parent / "released").glob("*.json")):
        if file.stem not in spec.versions:
            message = f"this is the contract of {file.stem}, which is not an api-version of {spec.root}; remove it"
            yield Problem("S163", message, Position(file, 1))
            continue
        try:
            before = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            message = f"the contract of {file.stem} cannot be read: {error}; restore it from version control"
            yield Problem("S163", message, Position(file, 1))
            continue
        after = wire_contract(projection(spec, file.stem).document)
        if before != after and file.stem not in spec.revised:
            yield from _changes(spec, file.stem, before, after)
        if before == after and file.stem in spec.revised:
            message = f"{file.stem} is in x-revised, but its contract is the released one; remove it from x-revised"
            yield Problem("S163", message, spec.position(()))


def _revisions(spec: Spec) -> Iterator[Problem]:
    for version in spec.revised:
        if not release_file(spec, version).exists():
            message = f'x-revised "{version}" is not a released version; released are those with a file in released/'
            yield Problem("S163", message, spec.position(()))


def _changes(spec: Spec, version: str, before: Node, after: Node) -> Iterator[Problem]:
    fix = "mark it with x-since, x-until or x-changes, or name the version in x-revised to revise it on purpose"
    for key, change in _differences(before, after):
        message = f"{version} is released, and this changes its contract: {_words(key)} {change}; {fix}"
        yield Problem("S162", message, _position(spec, version, key))


def _differences(before: Any, after: Any, key: Key = ()) -> Iterator[tuple[Key, str]]:
    """Iterate over the differences of two contracts, each told once, at the outermost node that it concerns."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in [*before, *(name for name in after if name not in before)]:
            if name not in after:
                yield (*key, name), f"is gone (it was {_shown(before[name])})"
            elif name not in before:
                yield (*key, name), f"is new ({_shown(after[name])})"
            else:
                yield from _differences(before[name], after[name], (*key, name))
    elif before != after:
        yield key, _list_change(before, after) or f"is {_shown(after)} (it was {_shown(before)})"


def _list_change(before: Any, after: Any) -> str:
    """Return what a list has lost and gained, "" if that does not tell the change."""
    if not (isinstance(before, list) and isinstance(after, list)):
        return ""
    gone, new = [item for item in before if item not in after], [item for item in after if item not in before]
    told = [f"has lost {_shown(gone)}"] if gone else []
    return " and ".join([*told, f"has gained {_shown(new)}"] if new else told)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _words(key: Key) -> str:
    return " ".join(str(part) for part in key)


def _position(spec: Spec, version: str, key: Key) -> Position:
    """Return where the node of a contract is authored."""
    document, origins = selected(spec, version)
    if key[:1] == ("paths",) and key[3:4] == ("parameters",) and len(key) > 4:
        key = (*key[:4], *_parameter(document, key), *key[5:])
        key = key[4:] if key[4:5] == ("components",) else key
    elif key[:1] in {("schemas",), ("securitySchemes",)}:
        key = ("components", *key)
    return spec.position(origins.of(key))


def _parameter(document: Node, key: Key) -> Key:
    """Return the key of the parameter that a contract calls by its place and name."""
    operation = document.get("paths", {}).get(key[1], {}).get(key[2], {})
    for index, parameter in enumerate(operation.get("parameters", [])):
        reference = parameter.get("$ref")
        if parameter_name(component(document, reference) or {} if reference else parameter) == key[4]:
            return target_key(reference) or (index,)
    return ()
