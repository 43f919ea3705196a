"""Whether a strategy ever draws a value of some kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

__all__ = ["occurs"]

T = TypeVar("T")


def occurs(strategy: st.SearchStrategy[T], condition: Callable[[T], bool], examples: int = 100) -> bool:
    """Return whether a strategy draws a value of which a condition holds; the first one ends the search.

    Args:
        strategy: what is drawn from.
        condition: of a value.
        examples: how many values to draw at most.
    """
    searching = settings(
        max_examples=examples,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    try:
        find(strategy, condition, settings=searching)
    except NoSuchExample:
        return False
    return True
