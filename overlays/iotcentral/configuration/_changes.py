"""Changes between two states: what there is to create, to change and to remove, and every single difference."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from attrs import frozen

from .._core.json_kinds import is_array, is_object
from ..errors import IoTCentralError
from ._names import is_secret
from ._state import Configuration

__all__ = ["ABSENT", "Action", "ApplyError", "MemberDifference", "Plan", "PlannedChange", "diff", "differences", "same"]

Action = Literal["create", "change", "remove"]


class _Absent:
    """What stands for a member that is not there."""

    def __repr__(self) -> str:
        return "(absent)"


ABSENT = _Absent()

_SIGNS = {"create": "+", "change": "~", "remove": "-"}
_SHOWN = 80


class MemberDifference(NamedTuple):
    """Member that differs."""

    path: str
    """From the thing down: `destinations[0].id`."""
    old: Any
    """The value before; `ABSENT` if it was not there. Secrets are their names."""
    new: Any

    def __str__(self) -> str:
        return f"{self.path}: {_text(self.old)} → {_text(self.new)}"


@frozen(kw_only=True)
class PlannedChange:
    """Thing to create, to change or to remove.

    Attributes:
        action: `create`, `change` or `remove`.
        kind: its kind.
        id: its id; `default` for a kind of which there is one.
        old: its content before; None for one to create.
        new: its content afterwards; None for one to remove.
        etag: the etag of the stored one, which guards the change.
    """

    action: Action
    kind: str
    id: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    etag: str | None = None

    @property
    def differences(self) -> tuple[MemberDifference, ...]:
        """The members that differ; of a thing to create or to remove, none."""
        return () if self.old is None or self.new is None else tuple(differences(self.old, self.new))

    def __str__(self) -> str:
        return f"{self.action} {self.kind}/{self.id}"


@frozen
class Plan:
    """Changes in the order in which they are made; as text, for people."""

    changes: tuple[PlannedChange, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self.lines()) or "nothing to change"

    def lines(self) -> Iterator[str]:
        """Yield the lines of the text."""
        for change in self.changes:
            yield f"{_SIGNS[change.action]} {change.kind}/{change.id}"
            yield from (f"    {difference}" for difference in change.differences)
        if self.changes:
            counts = {action: sum(change.action == action for change in self.changes) for action in _SIGNS}
            yield ", ".join(f"{count} to {action}" for action, count in counts.items() if count)


def diff(old: Configuration, new: Configuration, *, prune: bool = True) -> Plan:
    """Return what turns one state into another.

    Args:
        old: the state before.
        new: the state afterwards.
        prune: whether what `new` does not have is removed, of the kinds that it has.

    Returns:
        The changes, in the order of the kinds in `new`; removals at the end, in the opposite order.
    """
    made: list[PlannedChange] = []
    removed: list[PlannedChange] = []
    for kind, things in new.resources.items():
        before = old.resources.get(kind, {})
        for id, content in things.items():
            if id not in before:
                made.append(PlannedChange(action="create", kind=kind, id=id, old=None, new=content))
            elif not same(before[id], content):
                made.append(PlannedChange(action="change", kind=kind, id=id, old=before[id], new=content))
        if prune:
            gone = [id for id in before if id not in things]
            removed += [PlannedChange(action="remove", kind=kind, id=id, old=before[id], new=None) for id in gone]
    return Plan((*made, *reversed(removed)))


def same(old: Any, new: Any) -> bool:
    """Return whether two values are equal; secrets are, whatever their names, since they cannot be read."""
    return next(differences(old, new), None) is None


def differences(old: Any, new: Any, path: str = "") -> Iterator[MemberDifference]:
    """Yield the members that differ, at every depth; lists of different lengths differ as a whole."""
    if is_secret(old) and is_secret(new):
        return
    if is_object(old) and is_object(new):
        for key in {**old, **new}:
            here = f"{path}.{key}" if path else str(key)
            yield from differences(old.get(key, ABSENT), new.get(key, ABSENT), here)
    elif is_array(old) and is_array(new) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{path}[{place}]")
    elif old != new or (type(old) is not type(new) and not (_is_number(old) and _is_number(new))):
        yield MemberDifference(path, old, new)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: Any) -> str:
    text = repr(value) if value is ABSENT else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


class ApplyError(IoTCentralError):
    """PlannedChange that failed; `__cause__` is its error. Nothing was done after it, and `apply` can be called again.

    Attributes:
        change: the change that failed.
        done: the changes that were done before.
        pending: those that were not begun.
    """

    def __init__(
        self, change: PlannedChange, done: tuple[PlannedChange, ...], pending: tuple[PlannedChange, ...]
    ) -> None:
        super().__init__(change, done, pending)
        self.change = change
        self.done = done
        self.pending = pending

    def __str__(self) -> str:
        total = len(self.done) + 1 + len(self.pending)
        return f"{self.change} failed, after {len(self.done)} of {total} changes: {self.__cause__}"
