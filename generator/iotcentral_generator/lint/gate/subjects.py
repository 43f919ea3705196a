"""Subjects of messages: what a schema is called, from its place in the document."""

from __future__ import annotations

from ...document.nodes import Key

__all__ = ["schema_subject"]

_DEEPER = {"items": "[]", "additionalProperties": "{}"}


def schema_subject(key: Key) -> str:
    """Return the name for a schema: `Device.tags[]` within the components, `GET /devices` around one in an operation."""
    if key[:2] == ("components", "schemas"):
        name, rest = str(key[2]), list(key[3:])
    elif key[:1] == ("paths",) and len(key) > 2:
        name, rest = f"{str(key[2]).upper()} {key[1]}" if key[2] != "parameters" else str(key[1]), []
    else:
        name, rest = f"{str(key[1]).removesuffix('s')} {key[2]}", []
    while rest:
        word = rest.pop(0)
        if word == "properties" and rest:
            name += f".{rest.pop(0)}"
        else:
            name += _DEEPER.get(str(word), "")
    return name
