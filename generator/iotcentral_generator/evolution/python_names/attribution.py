"""Attribution of the breaks of Python names to the changes of the document that they follow from."""

from __future__ import annotations

from dataclasses import replace

from ..changes import Change, PythonNames
from ..kinds import KINDS
from ..places import Place, Renames, translated
from .breaks import PythonBreak
from .face import Face, Use, UseKey

__all__ = ["attributed"]


def attributed(
    changes: list[Change], breaks: list[PythonBreak], old: Face, new: Face, renames: Renames
) -> list[Change]:
    """Return the changes with their names in Python; a break that follows from none of them becomes one of its own.

    Args:
        changes: the changes of the document.
        breaks: the breaks of the package.
        old: the names of the old package.
        new: the names of the new package.
        renames: the declared renames.
    """
    places = [_places(change) for change in changes]
    members = _by_parent(old, renames)
    causes: dict[int, list[PythonBreak]] = {}
    own: dict[PythonNames, Change] = {}
    for each in breaks:
        found = _causes(each, members, changes, places)
        for index in found:
            causes.setdefault(index, []).append(each)
        if not found and each.reason != "inside":
            own.setdefault(_names(each), _own_change(each))
    names = _NamesByPlace(old, new, renames)
    explained = [
        change.with_python(tuple(map(_names, causes[index])), broken=True)
        if index in causes
        else replace(change, python=names.of(change))
        for index, change in enumerate(changes)
    ]
    return explained + list(own.values())


class _NamesByPlace:
    """The names in Python of places, for changes that break none."""

    def __init__(self, old: Face, new: Face, renames: Renames) -> None:
        self._old = _first_names({translated(key[0], renames): use for key, use in _named(old)})
        self._new = _first_names({key[0]: use for key, use in _named(new)})

    def of(self, change: Change) -> tuple[PythonNames, ...]:
        for place in (change.after[:length] for length in range(len(change.after), 1, -1)):
            if place in self._old or place in self._new:
                return (PythonNames(self._old.get(place, ""), self._new.get(place)),)
        return ()


def _named(face: Face) -> list[tuple[UseKey, Use]]:
    """Return the uses that name something, the plainest last."""
    ways = ("accepts", "gives", "name")
    found = [(key, use) for key, use in face.uses.items() if use.way in ways and not key[1]]
    return sorted(found, key=lambda item: ways.index(item[1].way))


def _first_names(uses: dict[Place, Use]) -> dict[Place, str]:
    return {place: use.name.removesuffix("()") for place, use in uses.items()}


def _by_parent(face: Face, renames: Renames) -> dict[Place, list[Place]]:
    """Return resource → its operations, as places of the new document."""
    found: dict[Place, list[Place]] = {}
    for key, use in face.uses.items():
        if use.parent is not None and use.parent[0][0] == "resource":
            found.setdefault(use.parent[0], []).append(translated(key[0], renames))
    return found


def _places(change: Change) -> set[Place]:
    """Return the places, in the new document, of a change, of what it is a value or an item of, and those it shares."""
    found = {change.after, *change.also}
    place = change.after
    while place[-1].startswith(("=", "`", "|", "[]", "{}")):
        place = place[:-1]
        found.add(place)
    return found


def _causes(
    each: PythonBreak, members: dict[Place, list[Place]], changes: list[Change], places: list[set[Place]]
) -> list[int]:
    """Return the indexes of the changes that a break follows from: those at the nearest place, and fit for it."""
    for wanted in each.places if each.reason == "inside" else _widened(each, members):
        near = [i for i, change in enumerate(changes) if wanted in places[i] and not change.kind.prose]
        if fitting := [i for i in near if each.use.way in changes[i].kind.uses]:
            return fitting
        if possible := [i for i in near if _may_break(changes[i])]:
            return possible[:1]
    return []


def _may_break(change: Change) -> bool:
    """Return whether a change that was not expected to break Python may have done so."""
    return change.kind.id != "operation-moved" and not change.kind.id.endswith("-added")


def _widened(each: PythonBreak, members: dict[Place, list[Place]]) -> list[Place]:
    """Return the places at which to look for the cause of a break, the nearest first."""
    found = [*each.places, *(member for place in each.places for member in members.get(place, []))]
    for place in each.places:
        if place[0] == "operation" and len(place) > 2:
            found += [place[:length] for length in range(len(place) - 1, 2, -1)]
        if each.use.way == "gives" and place[0] == "operation":
            found += [(*place, "answer", "200"), (*place, "answer", "201"), (*place, "answer", "202"), (*place, "call")]
    for place in each.places:
        found += [place[:length] for length in range(len(place) - 1, 1, -1)]
    return list(dict.fromkeys(found))


def _names(each: PythonBreak) -> PythonNames:
    before, after = each.use.name, each.after
    if after is None:
        return PythonNames(before.removesuffix("()"), None)
    if each.reason == "required":
        missing = [name for place, name in after.required if place in each.places]
        return PythonNames(before, f"{after.name.removesuffix('()')}({', '.join(f'{name}=' for name in missing)})")
    return (
        PythonNames(before, after.name, each.use.type, after.type)
        if each.reason == "type"
        else PythonNames(before, after.name)
    )


def _own_change(each: PythonBreak) -> Change:
    kind = KINDS["python-name-changed"]
    place = each.use.key[0]
    types = (each.use.type or each.use.name, each.after and (each.after.type or each.after.name))
    change = Change(kind, place, each.places[0], *types)
    return change.with_python((_names(each),), broken=True)
