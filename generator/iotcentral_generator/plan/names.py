"""Names in Python, derived from those of the document; whether a name is free is decided in `naming`."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

from openapi_python_client import strings

__all__ = ["attribute", "class_name", "constant", "method", "module", "normal", "package"]


def normal(name: str) -> str:
    """Return a name as Python compares identifiers: in normal form KC, in which the micro sign is a Greek letter."""
    return unicodedata.normalize("NFKC", name)


def attribute(name: str) -> str:
    """Return the attribute or parameter name for a name of the document: `displayName` → `display_name`, `@id` → `id`.

    Unlike the names of the engine, those of built-in functions are kept: `type`, `filter`, `id`.
    """
    snake = _snake(name) or "value"
    return snake if snake.isidentifier() else f"n{snake}"


def method(name: str) -> str:
    """Return the method name for the verb of an operationId: `RunCommand` → `run_command`."""
    return attribute(name)


def module(name: str) -> str:
    """Return the module name for a class or a resource: `DeviceGroups` → `device_groups`.

    It is in ASCII, since not all file systems and archives keep other names as they are: `Größe` → `grosse`.
    """
    text = unicodedata.normalize("NFKD", _snake(name).casefold())
    plain = "".join(c if c.isascii() else f"u{ord(c):x}" for c in text if not unicodedata.combining(c))
    return plain if plain.isidentifier() else f"n{plain}"


def constant(name: str) -> str:
    """Return the constant name for a verb or a value: `RunCommand` → `RUN_COMMAND`, `blob@v1` → `BLOB_V1`."""
    name = re.sub(r"^-(?=\d)", "minus_", name)
    upper = normal(_snake(re.sub(r"\W+", "_", normal(name))).upper()).strip("_") or ("VALUE" if name else "EMPTY")
    return upper if upper.isidentifier() else f"VALUE_{upper}"


def class_name(name: str) -> str:
    """Return the class name for a name of a schema: itself, or its words if it is not an identifier: `a.b` → `AB`."""
    plain = normal(name).lstrip("_")
    if not plain.isidentifier():
        plain = "".join(f"{word[:1].upper()}{word[1:]}" for word in re.split(r"[\W_]+", plain))
    return plain if plain.isidentifier() else f"Schema{plain}"


def package(distribution: str) -> str:
    """Return the import name of a distribution: `iotcentral-v2022-07-31` → `iotcentral_v2022_07_31`."""
    return distribution.replace("-", "_").replace(".", "_")


def _snake(name: str) -> str:
    plain = normal(name)
    if plain.isascii():
        return strings.snake_case(plain)
    parts = re.split(r"[\W_]+", "".join(c for c in plain if f"a{c}".isidentifier() or c in strings.DELIMITERS))
    words = chain.from_iterable(_words(part) for part in parts)
    return normal("_".join(words).lower())


def _words(text: str) -> list[str]:
    """Return the words of an identifier, each of which but the first begins with a capital after a small letter."""
    starts = [0, *(i for i in range(1, len(text)) if text[i].isupper() and not text[i - 1].isupper())]
    return [word for start, end in zip(starts, [*starts[1:], len(text)], strict=True) if (word := text[start:end])]
