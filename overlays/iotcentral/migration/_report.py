"""Report of a migration: what was written, what cannot move, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from attrs import frozen

__all__ = ["MigrationReport", "NotMoved", "Tally", "report_text"]

_SHOWN = 10
"""Ids shown of each reason; all of them are in a file."""


class NotMoved(NamedTuple):
    """Thing that does not move, or not wholly."""

    kind: str
    """Its kind: `devices`, `deviceTemplates`, …"""
    id: str
    """Its id; empty for all of a kind."""
    reason: str
    advice: str


@frozen(kw_only=True)
class MigrationReport:
    """Result of a migration.

    Attributes:
        app: the address of the application.
        api_version: the api-version that it was read with.
        counts: what was written: kind → number.
        not_moved: reasons, each with its advice, the number of things, and the ids of the first ten.
    """

    app: str
    api_version: str
    counts: Mapping[str, int]
    not_moved: tuple[Mapping[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "app": self.app,
            "apiVersion": self.api_version,
            "counts": dict(self.counts),
            "notMoved": [dict(each) for each in self.not_moved],
        }

    def __str__(self) -> str:
        return "\n".join(report_text(self))


class Tally:
    """Reasons why things do not move, counted; memory does not grow with the number of things."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], tuple[int, list[str]]] = {}

    def add(self, things: Iterable[NotMoved]) -> None:
        """Count things."""
        for kind, id, reason, advice in things:
            count, ids = self._found.get((kind, reason, advice), (0, []))
            if id and len(ids) < _SHOWN:
                ids.append(id)
            self._found[kind, reason, advice] = (count + 1, ids)

    @property
    def reasons(self) -> tuple[Mapping[str, Any], ...]:
        """The reasons, as a report has them."""
        return tuple(
            {"kind": kind, "reason": reason, "advice": advice, "count": count, "ids": ids}
            for (kind, reason, advice), (count, ids) in self._found.items()
        )


def report_text(report: MigrationReport) -> Iterator[str]:
    """Yield the lines of a report in Markdown."""
    yield f"# Migration of {report.app}"
    yield ""
    yield f"Read with api-version {report.api_version}."
    yield ""
    yield "## Written"
    yield ""
    yield from (f"- {kind}: {count}" for kind, count in report.counts.items())
    yield ""
    yield "## What does not move"
    yield ""
    for each in report.not_moved:
        ids = each["ids"]
        more = ", …" if each["count"] > len(ids) and ids else ""
        things = f" ({each['count']}: {', '.join(ids)}{more})" if ids else ""
        yield f"- **{each['kind']}**{things}: {each['reason']}. {each['advice']}."
