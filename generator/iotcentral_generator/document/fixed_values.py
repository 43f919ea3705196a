"""Fixed values: parameters with a single value, which every request has and methods do not take."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from .nodes import Node

__all__ = ["filled_in", "fixed_values", "is_fixed"]


def is_fixed(parameter: Node) -> bool:
    """Return whether a parameter is always sent, with the only value that it has."""
    return bool(parameter.get("required")) and "const" in parameter.get("schema", {})


def fixed_values(parameters: Iterable[Node], place: str) -> dict[str, str]:
    """Return the fixed parameters of a place, each with the text that is sent."""
    found = {p["name"]: p["schema"]["const"] for p in parameters if is_fixed(p) and p["in"] == place}
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in found.items()}


def filled_in(path: str, parameters: Iterable[Node]) -> str:
    """Return a path with the values of its fixed parameters."""
    for name, value in fixed_values(parameters, "path").items():
        path = path.replace(f"{{{name}}}", quote(value, safe=""))
    return path
