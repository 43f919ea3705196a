"""Changes of the public Python names of a package, found by griffe without importing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...problems import GenerationError, Problem

if TYPE_CHECKING:
    from griffe import Alias, Object

__all__ = ["face_changes"]


def face_changes(package: str, old: Path, new: Path) -> tuple[list[str], list[str]]:
    """Return what breaks users of a package, and what is new to them, in words.

    Args:
        package: its import name.
        old: the folder that holds the released package.
        new: the folder that holds the one to be released.

    Raises:
        GenerationError: griffe is not installed.
    """
    try:
        import griffe
    except ImportError as error:
        message = "griffe, which compares Python, is missing; run `pip install iotcentral-generator[release]`"
        raise GenerationError([Problem("S195", message)]) from error
    before, after = (
        griffe.load(package, search_paths=[str(folder)], allow_inspection=False, resolve_aliases=True)
        for folder in (old, new)
    )
    values = griffe.BreakageKind.ATTRIBUTE_CHANGED_VALUE  # of constants, such as the version itself
    broken = [
        f"{each.obj.path}: {each.kind.value}"
        for each in griffe.find_breaking_changes(before, after)
        if each.kind is not values and _is_public(each.obj.path)
    ]
    known, now = set(_public(before)), set(_public(after))
    return sorted(set(broken)), sorted(now - known)


def _public(root: Object | Alias) -> list[str]:
    """Return the paths of the public members of a package, at every depth; what is only imported is not entered."""
    found, left = [], [root]
    while left:
        for member in left.pop().members.values():
            if not _is_public(member.path):
                continue
            found.append(member.path)
            if not member.is_alias and (member.is_module or member.is_class):
                left.append(member)
    return found


def _is_public(path: str) -> bool:
    return not any(part.startswith("_") for part in path.split(".") if not part.startswith("__"))
