"""Page that leads users from one api-version to another: what breaks, with calls before and after, and what is new."""

from __future__ import annotations

from collections.abc import Iterator

from .changes import Change
from .difference import ContractDifference
from .places import translated
from .reports.markdown_report import change_tables
from .worked_calls import worked_call

__all__ = ["migration_page"]


def migration_page(found: ContractDifference) -> str:
    """Return the page of a difference as Markdown."""
    return "\n".join(_lines(found)).rstrip() + "\n"


def _lines(found: ContractDifference) -> Iterator[str]:
    old, new = found.old, found.new
    yield from (f"# From {old.version} to {new.version}", "", _summary(found), "")
    if old.package and new.package:
        yield from _packages(found)
    if found.breaks:
        yield from change_tables(found, ("silent", "breaking"))
        yield from _calls(found)
    yield from change_tables(found, ("additive",))


def _summary(found: ContractDifference) -> str:
    if not found.changes:
        return "Nothing changes but the version."
    silent, breaking = len(found.at("silent")), len(found.at("breaking"))
    if not (silent or breaking):
        return "Everything that there was is there as it was: programs need another import, and no other change."
    shown = f"{breaking} changes that a type checker shows" if breaking else "no change that a type checker shows"
    return f"There {'is' if silent == 1 else 'are'} {silent} silent break{'s' * (silent != 1)}, and {shown}."


def _packages(found: ContractDifference) -> Iterator[str]:
    old, new = found.old, found.new
    yield from ("```diff", f"-import {old.package}", f"+import {new.package}", "```", "")
    yield "This rewrites programs where the change is sure, and leaves a comment, `# upgrade:`, where a person decides:"
    yield from ("", "```console", f"iotcentral-generator upgrade {old.version} {new.version} src/", "```", "")


def _calls(found: ContractDifference) -> Iterator[str]:
    """Write the calls that differ, before and after, with the values of the worked examples."""
    blocks = []
    for name in dict.fromkeys(_called(change) for change in found.at("breaking")):
        if name is None:
            continue
        before = worked_call(found.old, name)
        after = worked_call(found.new, translated(("operation", name), found.renames)[1])
        if before is not None and before != after:
            lines = [f"-{before}", *([f"+{after}"] if after is not None else [])]
            blocks += [f"`{name}`:", "", "```diff", *lines, "```", ""]
    if blocks:
        yield from ("## Calls before and after", "")
        yield from blocks


def _called(change: Change) -> str | None:
    return change.place[1] if change.place[0] == "operation" else None
