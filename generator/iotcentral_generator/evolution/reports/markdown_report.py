"""Report of a difference as Markdown: one table for each level."""

from __future__ import annotations

from collections.abc import Iterator

from ..difference import ContractDifference
from ..kinds import LEVELS
from .wording import TITLES, ChangeGroup, grouped, python_lines, values

__all__ = ["change_tables", "markdown_report"]


def markdown_report(found: ContractDifference) -> str:
    """Return a difference as a Markdown page."""
    lines = [f"# {found.old.version} → {found.new.version}", ""]
    lines += [f"> {note}\n" for note in found.notes]
    lines += change_tables(found, LEVELS) if found.changes else ["No changes."]
    return "\n".join(lines).rstrip() + "\n"


def change_tables(found: ContractDifference, levels: tuple[str, ...]) -> Iterator[str]:
    """Write the changes of some levels as Markdown, line by line."""
    for level in levels:
        if not (changes := found.at(level)):
            continue
        yield from (f"## {TITLES[level]}", "")
        yield from ("| where | change | breaks | in Python | do |", "| --- | --- | --- | --- | --- |")
        for group in grouped(changes):
            yield f"| {' | '.join(map(_cell, _row(group)))} |"
        yield ""


def _row(group: ChangeGroup) -> tuple[str, str, str, str, str]:
    first = group.first
    where = ", ".join(f"`{change.where}`" for change in group.changes)
    content = values(first)
    names = [f"`{line}`" for change in group.changes for line in python_lines(change.python)]
    cause = f" ({first.cause})" if first.cause else ""
    what = f"{first.kind.title}{cause}{f': `{content}`' if content and len(group.changes) == 1 else ''}"
    return where, what, ", ".join(first.who), "<br>".join(names), first.kind.advice


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
