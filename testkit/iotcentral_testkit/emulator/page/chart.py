"""Chart of numbers over time, as inline SVG, with what it shows in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ...markup import text

__all__ = ["Point", "chart", "points_of", "summary"]

_WIDTH, _HEIGHT, _MARGIN = 600, 120, 8
"""Units of the drawing; it is stretched to the width that there is."""

_MOST = 600
"""Points that are drawn, no more than there are units."""


class Point(NamedTuple):
    """A number and its time."""

    at: datetime
    value: float


def chart(name: str, points: Sequence[Point], start: datetime, end: datetime) -> str:
    """Return a figure of the numbers between two times.

    Args:
        name: what the numbers are.
        points: the numbers, oldest first, at least one.
        start: time at the left end.
        end: time at the right end.
    """
    drawn = points_of(points, start, end)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)
    last_x, last_y = drawn[-1]
    return f"""<figure class="card"><figcaption>{text(name)} <b>{points[-1].value:.6g}</b></figcaption>
<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" role="img" \
aria-label="{text(f"{name}: {summary(points)}")}">
<polyline points="{line}"/><circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="3"/></svg>
<div class="ends"><span>{start:%H:%M}</span><span>{text(summary(points))}</span><span>{end:%H:%M}</span></div></figure>"""


def summary(points: Sequence[Point]) -> str:
    """Return what a chart shows, in words."""
    values = [point.value for point in points]
    counted = "1 value" if len(values) == 1 else f"{len(values)} values"
    return f"{counted}, {min(values):.6g} to {max(values):.6g}"


def points_of(points: Sequence[Point], start: datetime, end: datetime) -> list[tuple[float, float]]:
    """Return the places of the newest points within the drawing; equal values lie in its middle."""
    points = points[-_MOST:]
    low, high = min(point.value for point in points), max(point.value for point in points)
    span, height = (end - start).total_seconds() or 1.0, _HEIGHT - 2 * _MARGIN

    def place(point: Point) -> tuple[float, float]:
        share = 0.5 if high == low else (point.value / 2 - low / 2) / (high / 2 - low / 2)
        x = _MARGIN + (point.at - start).total_seconds() / span * (_WIDTH - 2 * _MARGIN)
        return x, _MARGIN + (1 - share) * height

    return [place(point) for point in points]
