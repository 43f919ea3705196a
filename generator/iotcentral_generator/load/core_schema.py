"""Core schema of YAML 1.2: no dates, no `yes` and `no`, no sexagesimal numbers.

An unquoted `2022-07-31` or `no` therefore stays a string.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any

import yaml

__all__ = ["compose", "plain_value", "scalar"]

_NODES = 100_000
"""Nodes that any file may have, its aliases written out; a file with more may write ten times what it holds."""

_INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_BOOL, _NULL = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"
_STR = "tag:yaml.org,2002:str"
_CONVERTERS: dict[str, Callable[[str], Any]] = {
    _INT: int,
    _FLOAT: float,
    _BOOL: lambda text: text.lower() == "true",
    _NULL: lambda _: None,
}
_RESOLVERS = (
    (_BOOL, r"true|True|TRUE|false|False|FALSE", "tTfF"),
    (_NULL, r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    (_INT, r"[-+]?[0-9]+", "-+0123456789"),
    (_FLOAT, r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
)


def _loader() -> type[yaml.SafeLoader]:
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is optional
    loader: type[yaml.SafeLoader] = type("CoreSchemaLoader", (base,), {"yaml_implicit_resolvers": {}})
    for tag, pattern, first in _RESOLVERS:
        loader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), list(first))
    return loader


_LOADER = _loader()


@lru_cache(maxsize=128)  # an import reads the document before and after each of its edits, most files of it unchanged
def compose(text: str) -> yaml.Node | None:
    """Return the root node of a YAML document, None of an empty one; nobody changes it.

    Raises:
        yaml.YAMLError: the text is not valid YAML.
        ValueError: its aliases repeat far more than it holds.
        RecursionError: an alias holds itself.
    """
    node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    if node is not None and "*" in text:  # else there are no aliases
        sizes: dict[int, int] = {}
        written_out = _size(node, sizes)
        if written_out > max(_NODES, 10 * len(sizes)):
            raise ValueError(
                f"its aliases make {written_out} values of the {len(sizes)} that it holds; write out what it means"
            )
    return node


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """Return the number of nodes below and with a node, its aliases written out; each node is walked through once."""
    if id(node) not in sizes:
        parts: list[yaml.Node] = []
        if isinstance(node, yaml.MappingNode):
            parts = [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            parts = node.value
        sizes[id(node)] = 1 + sum(_size(part, sizes) for part in parts)
    return sizes[id(node)]


def scalar(node: yaml.Node) -> Any:
    """Return the value of a scalar node.

    Raises:
        ValueError: it has a tag that the core schema does not have, or a number that cannot be carried exactly.
    """
    if node.tag not in _CONVERTERS and node.tag != _STR:
        raise ValueError(f"`{node.tag}` is a tag of YAML that JSON has no value for")
    try:
        value = _CONVERTERS.get(node.tag, str)(node.value)
    except ValueError:
        raise ValueError(f"`{node.value[:40]}` has the tag `{node.tag}`, but is not a value of it") from None
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"`{node.value}` is beyond the numbers that there are")
    if isinstance(value, float) and Decimal(node.value) != Decimal(repr(value)):
        raise ValueError(
            f"`{node.value}` has more digits than a number with 64 bits holds, which is {value!r}; write that"
        )
    return value


def plain_value(node: yaml.Node | None) -> Any:
    """Return the value of a node: a mapping, a list or a scalar; None of no node."""
    if isinstance(node, yaml.MappingNode):
        return {str(name.value): plain_value(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain_value(item) for item in node.value]
    return scalar(node) if node is not None else None
