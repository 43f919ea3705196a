"""Core schema of YAML 1.2: no dates, no `yes` and `no`, no sexagesimal numbers.

An unquoted `2022-07-31` or `no` therefore stays a string.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isfinite
from typing import Any

import yaml

__all__ = ["compose", "plain_value", "scalar"]

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


def compose(text: str) -> yaml.Node | None:
    """Return the root node of a YAML document, None of an empty one.

    Raises:
        yaml.YAMLError: the text is not valid YAML.
    """
    node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    return node


def scalar(node: yaml.Node) -> Any:
    """Return the value of a scalar node.

    Raises:
        ValueError: it has a tag that the core schema does not have, or a number that JSON does not have.
    """
    if node.tag not in _CONVERTERS and node.tag != _STR:
        raise ValueError(f"`{node.tag}` is a tag of YAML that JSON has no value for")
    try:
        value = _CONVERTERS.get(node.tag, str)(node.value)
    except ValueError:
        raise ValueError(f"`{node.value[:40]}` has the tag `{node.tag}`, but is no such value") from None
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"`{node.value}` is beyond the numbers that there are")
    return value


def plain_value(node: yaml.Node | None) -> Any:
    """Return the value of a node: a mapping, a list or a scalar; None of no node."""
    if isinstance(node, yaml.MappingNode):
        return {str(name.value): plain_value(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain_value(item) for item in node.value]
    return scalar(node) if node is not None else None
