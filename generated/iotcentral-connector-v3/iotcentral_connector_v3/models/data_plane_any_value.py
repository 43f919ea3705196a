# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneAnyValue: A JSON value of any kind: text, number, boolean, object, array or null, as the capability that it belongs to expects."""

from __future__ import annotations

from typing import Any, TypeAlias

__all__ = ["DataPlaneAnyValue"]

DataPlaneAnyValue: TypeAlias = Any
"""A JSON value of any kind: text, number, boolean, object, array or null, as the capability that it belongs to
expects."""
