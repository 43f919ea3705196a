"""Report of a difference for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ..difference import ContractDifference
from ..kinds import LEVELS
from .wording import TITLES, ChangeGroup, grouped, python_lines, values

__all__ = ["text_report"]

_SHOWN = 8


def text_report(found: ContractDifference) -> str:
    """Return a difference as text, the silent breaks first."""
    lines = [f"{found.old.version} → {found.new.version}: {_summary(found)}"]
    lines += [f"note: {note}" for note in found.notes]
    for level in LEVELS:
        if changes := found.at(level):
            lines += ["", f"{TITLES[level]} ({len(changes)})"]
            for group in grouped(changes):
                lines += _block(group, brief=level in {"additive", "prose"})
    return "\n".join(lines) + "\n"


def _summary(found: ContractDifference) -> str:
    if not found.changes:
        return "no changes"
    return ", ".join(f"{len(found.at(level))} {level}" for level in LEVELS if found.at(level))


def _block(group: ChangeGroup, *, brief: bool) -> Iterator[str]:
    first = group.first
    places = [change.where for change in group.changes]
    content = values(first) if len(places) == 1 or not first.kind.id.endswith(("added", "removed")) else ""
    cause = f" ({first.cause})" if first.cause else ""
    yield f"  {first.kind.id}{cause}: {_listed(places)}{f': {content}' if content else ''}"
    if brief:
        return
    yield f"      {first.kind.title}; breaks {', '.join(first.who)}{_reached(group)}"
    names = [line for change in group.changes for line in python_lines(change.python)]
    yield from (f"      {line}" for line in names[:_SHOWN])
    if len(names) > _SHOWN:
        yield f"      … and {len(names) - _SHOWN} more names"
    yield f"      {first.kind.advice}"


def _listed(places: list[str]) -> str:
    more = len(places) - _SHOWN
    return ", ".join(places[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _reached(group: ChangeGroup) -> str:
    if group.first.place[0] != "schema":
        return ""
    operations = sorted({name for change in group.changes for name in change.operations})
    return f"; in {', '.join(sorted(group.first.directions))} of {_listed(operations)}" if operations else ""
