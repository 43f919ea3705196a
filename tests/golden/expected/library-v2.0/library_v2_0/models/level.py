# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Level: A level from 1 to 5."""

from __future__ import annotations

from typing import TypeAlias

__all__ = ["Level"]

Level: TypeAlias = int
"""A level from 1 to 5."""
