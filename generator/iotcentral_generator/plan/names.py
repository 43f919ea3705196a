"""Names in Python, derived from those of the document."""

from __future__ import annotations

import keyword
import re

from openapi_python_client import strings

__all__ = ["attribute", "constant", "method", "module", "package"]

_TAKEN = frozenset(
    {
        # used in the annotations of the classes that hold the members
        *("bool", "datetime", "dict", "float", "int", "list", "str", "uuid"),
        # members of every model
        *("additional_properties", "decode", "from_dict", "patch_class", "to_body", "to_dict", "wrong"),
        *("self", "cls", "body"),
    }
)


def attribute(name: str) -> str:
    """Return the attribute or parameter name for a name of the document: `displayName` → `display_name`, `@id` → `id`.

    Unlike the names of the engine, those of built-in functions are kept: `type`, `filter`, `id`.
    """
    snake = strings.snake_case(name) or "value"
    if snake[0].isdigit():
        snake = f"n{snake}"
    return f"{snake}_" if keyword.iskeyword(snake) or snake in _TAKEN else snake


def method(name: str) -> str:
    """Return the method name for the verb of an operationId: `RunCommand` → `run_command`."""
    snake = strings.snake_case(name)
    return f"{snake}_" if keyword.iskeyword(snake) or snake in {"raw", "session", "with_session"} else snake


def module(name: str) -> str:
    """Return the module name for a class or a resource: `DeviceGroups` → `device_groups`."""
    snake = strings.snake_case(name)
    return f"{snake}_" if keyword.iskeyword(snake) else snake


def constant(name: str) -> str:
    """Return the constant name for a verb or a value: `RunCommand` → `RUN_COMMAND`, `blob@v1` → `BLOB_V1`."""
    name = re.sub(r"^-(?=\d)", "minus_", name)
    upper = strings.snake_case(re.sub(r"\W+", "_", name)).upper().strip("_") or "EMPTY"
    return f"VALUE_{upper}" if upper[0].isdigit() else upper


def package(distribution: str) -> str:
    """Return the import name of a distribution: `iotcentral-v2022-07-31` → `iotcentral_v2022_07_31`."""
    return distribution.replace("-", "_").replace(".", "_")
