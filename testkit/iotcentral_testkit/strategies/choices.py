"""Weighted choices: most draws are of the usual kind, a few of the rare one."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

__all__ = ["mostly"]

T = TypeVar("T")

_EIGHTHS = st.integers(0, 7)


@st.composite
def mostly(draw: st.DrawFn, usual: st.SearchStrategy[T], rare: st.SearchStrategy[T]) -> T:
    """Return a value of the rare kind one time in eight; failures shrink towards the usual kind."""
    return draw(rare if draw(_EIGHTHS) == 7 else usual)
