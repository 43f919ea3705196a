"""Assignability of Python types, as a type checker sees it, over the source text of annotations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

__all__ = ["is_assignable", "union_parts"]

_WIDER = {
    "bool": {"int", "float"},
    "int": {"float"},
    "datetime.datetime": {"datetime.date"},
    "str": {"Sequence[str]"},
}
"""A built-in type → the other types that accept its values."""

_CONTAINER = re.compile(r"(?P<name>\w+)\[(?P<content>.*)\]$")


def is_assignable(source: str, target: str, bases: Mapping[str, Collection[str]]) -> bool:
    """Return whether a value of one type is accepted where another is expected.

    Args:
        source: the annotation of the value.
        target: the annotation of what is expected.
        bases: class → its base classes.
    """
    wanted = union_parts(target)
    return all(any(_accepts(part, each, bases) for each in wanted) for part in union_parts(source))


def union_parts(annotation: str) -> list[str]:
    """Return the members of a union: `str | list[int | str]` → `str`, `list[int | str]`."""
    return list(_split(annotation.replace("builtins.", ""), " | "))


def _split(text: str, separator: str) -> Iterator[str]:
    depth, start = 0, 0
    for index, character in enumerate(text):
        depth += (character in "[(") - (character in "])")
        if depth == 0 and text.startswith(separator, index):
            yield text[start:index]
            start = index + len(separator)
    yield text[start:]


def _accepts(source: str, target: str, bases: Mapping[str, Collection[str]]) -> bool:
    if source == target or "Any" in (source, target) or target in _WIDER.get(source, ()):
        return True
    if any(_accepts(base, target, bases) for base in bases.get(source, ())):
        return True
    ours, theirs = _CONTAINER.match(source), _CONTAINER.match(target)
    if ours and ours["name"] == "Literal":
        values = set(_split(ours["content"], ", "))
        return target == "str" or bool(
            theirs and theirs["name"] == "Literal" and values <= set(_split(theirs["content"], ", "))
        )
    if not ours or not theirs:
        return False
    return _contains(ours, theirs, bases)


def _contains(ours: re.Match[str], theirs: re.Match[str], bases: Mapping[str, Collection[str]]) -> bool:
    """Return whether one container is accepted for another: what cannot be written to may hold narrower values."""
    source, target = ours["content"], theirs["content"]
    if theirs["name"] == "Sequence" and ours["name"] in {"Sequence", "list"}:
        return is_assignable(source, target, bases)
    if ours["name"] != theirs["name"] and (ours["name"], theirs["name"]) != ("dict", "Mapping"):
        return False
    return _is_same(source, target)


def _is_same(source: str, target: str) -> bool:
    """Return whether two types are the same, where `Any` is the same as any other."""
    pairs = list(zip(_split(source, ", "), _split(target, ", "), strict=False))
    return all(a == b or "Any" in (a, b) or set(union_parts(a)) == set(union_parts(b)) for a, b in pairs)
