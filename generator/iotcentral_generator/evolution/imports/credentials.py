"""Credentials of published documents: those that clients send, in the header Authorization."""

from __future__ import annotations

from typing import Any

from ...document.nodes import Node
from .losses import ImportReport

__all__ = ["carried_requirements", "carried_schemes"]


def carried_schemes(schemes: Node, report: ImportReport) -> Node:
    """Return the security schemes that are carried out."""
    kept = {name: scheme for name, scheme in schemes.items() if _is_carried(scheme)}
    for name in schemes.keys() - kept.keys():
        report.lose(f"security scheme {name}", "its credential is not sent in the header Authorization")
    return kept


def _is_carried(scheme: Node) -> bool:
    kind = scheme.get("type")
    if kind == "http":
        return str(scheme.get("scheme")).lower() == "bearer"
    if kind == "apiKey":
        return scheme.get("in") == "header" and scheme.get("name") == "Authorization"
    return kind in {"oauth2", "openIdConnect"}


def carried_requirements(security: Any, schemes: Node, where: str, report: ImportReport) -> list[Node]:
    """Return the requirements that name schemes which are carried out; a client sends one credential with each call."""
    requirements: list[Node] = security if isinstance(security, list) else []
    kept = [requirement for requirement in requirements if requirement and requirement.keys() <= schemes.keys()]
    if len(kept) < len(requirements) or (security is not None and not requirements):
        report.lose(where, "a call without credential, or with one that is not carried out")
    return kept
