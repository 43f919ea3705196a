"""Secrets among the members of published schemas, told by their names."""

from __future__ import annotations

from ...document.grammar import Kind
from ...document.nodes import Schema
from ...document.traversal import places
from ...lint.schemas import looks_secret
from .losses import ImportReport

__all__ = ["mark_secrets"]


def mark_secrets(schemas: dict[str, Schema], report: ImportReport) -> None:
    """Mark the members that look like secrets, in place: what is none is shown again when a person says so."""
    for owner, schema in schemas.items():
        for place in places(schema, Kind.SCHEMA):
            for name, member in place.node.get("properties", {}).items():
                if looks_secret(name, member):
                    member["x-secret"] = True
                    report.decide(f"{owner}.{name}", "it is a secret (`x-secret: true`)")
