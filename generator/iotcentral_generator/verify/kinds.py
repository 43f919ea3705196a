"""Kinds of names by which a document and a package are compared."""

from __future__ import annotations

__all__ = ["KINDS"]

KINDS = ("operations", "parameters", "schemas", "properties", "methods", "bodies", "results", "values", "fixed values")
