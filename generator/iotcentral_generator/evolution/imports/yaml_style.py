"""Style in which an import writes YAML: that of the authored documents."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

__all__ = ["block", "flow", "list_item"]

_PLAIN = re.compile(r"[A-Za-z_][^\s:#,\[\]{}&*!|>'\"%@`]*(?: [^\s:#,\[\]{}&*!|>'\"%@`]+)*")
_NOT_TEXT = re.compile(
    r"(?i:true|false|null|yes|no|on|off|y|n)|[-+]?[0-9.][0-9._]*(e[-+]?[0-9]+)?|[-+]?\.(inf|nan)|~", re.I
)
_WIDTH = 118
_SHORT = 100


class _Lines(dict[str, Any]):
    """A mapping that is written in block style, however short it is."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    if "\n" in value.strip() or (len(value) > _SHORT and " " in value and value == value.strip()):
        style: str | None = ">" if "\n" not in value else "|"
        if any(line != line.rstrip() or line.startswith(" ") for line in value.split("\n")):
            style = '"'
    else:
        path = value.startswith("/") and value.isprintable()  # plain where the context allows it
        style = None if path or _is_plain(value) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _is_plain(value: str) -> bool:
    """Return whether a text stays one without quotes, in any schema of YAML."""
    return value.isprintable() and bool(_PLAIN.fullmatch(value)) and not _NOT_TEXT.fullmatch(value)


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.MappingNode:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", value.items())
    node.flow_style = not isinstance(value, _Lines) and _is_short(value)
    return node


def _sequence(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.SequenceNode:
    node = dumper.represent_sequence("tag:yaml.org,2002:seq", value)
    node.flow_style = all(not isinstance(item, dict | list) for item in value) and len(flow(value)) < _SHORT
    return node


def _is_short(value: dict[str, Any]) -> bool:
    """Return whether a mapping is written on one line: a reference, a change, something without members of its own."""
    nested = any(
        isinstance(item, dict) or (isinstance(item, list) and any(isinstance(i, dict) for i in item))
        for item in value.values()
    )
    nested = nested or any(isinstance(item, str) and "{" in item for item in value.values())
    marked = "$ref" in value or any(key.startswith("x-") for key in value) or len(value) < 2 or "const" in value
    return not nested and marked and "description" not in value and len(flow(value)) < _SHORT


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(_Lines, _mapping)
_Dumper.add_representer(list, _sequence)


def block(value: Any, indent: int) -> str:
    """Return a value as lines of block style, each after so many spaces; without the last line break."""
    value = _Lines(value) if isinstance(value, dict) else value
    text = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=max(_WIDTH - indent, 60))
    text = text.removesuffix("\n").removesuffix("\n...")
    return "\n".join(f"{' ' * indent}{line}" if line else "" for line in text.split("\n"))


def list_item(value: Any, indent: int) -> str:
    """Return a value as an item of a list in block style, whose dash stands after so many spaces."""
    if isinstance(value, dict) and not _is_short(value):
        return f"{' ' * indent}- {block(value, indent + 2).lstrip(' ')}"
    return f"{' ' * indent}- {flow(value)}"


def flow(value: Any) -> str:
    """Return a value on one line, in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(str(key))}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, str) and _is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=False)
