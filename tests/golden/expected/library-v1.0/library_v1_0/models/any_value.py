# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AnyValue: A JSON value of any kind."""

from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["AnyValue"]

AnyValue: TypeAlias = Any
"""A JSON value of any kind."""
