"""Derived defects: operators on answers, writes and callers, applied to what the document has, with no look at the rules."""

from __future__ import annotations

from .drawing import KINDS, candidates, drawn

__all__ = ["KINDS", "candidates", "drawn"]
