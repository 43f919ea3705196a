"""Reference of the kinds of change as a Markdown table, for the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from . import KINDS, ChangeKind

__all__ = ["kind_table"]


def kind_table() -> str:
    """Return the table of all kinds."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "| kind | what changes | breaks, in requests | breaks, in answers |"
    yield "| --- | --- | --- | --- |"
    for kind in KINDS.values():
        yield f"| `{kind.id}` | {kind.title} | {_who(kind, kind.requests)} | {_who(kind, kind.answers)} |"


def _who(kind: ChangeKind, who: tuple[str, ...]) -> str:
    return "prose" if kind.prose else ", ".join(who)
