"""YAML text of JSON values, by PyYAML (extra `iotcentral[cli]`): dates are texts, and whole numbers exact, as in JSON."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import IO, Any

from ..errors import ConfigurationError

__all__ = ["dump", "load"]


def load(text: str) -> Any:
    """Return the value of a YAML text.

    Raises:
        ConfigurationError: it is not YAML, or PyYAML is missing.
    """
    yaml = _yaml()
    try:
        return yaml.load(text, _loader())  # made from SafeLoader
    except yaml.YAMLError as error:
        raise ConfigurationError(f"not YAML: {error}") from None


def dump(value: Any, file: IO[str]) -> None:
    """Write a value as YAML, its members in their order.

    Raises:
        ConfigurationError: PyYAML is missing.
    """
    _yaml().dump(value, file, _dumper(), sort_keys=False, allow_unicode=True, width=120)


def _yaml() -> Any:
    try:
        return import_module("yaml")
    except ImportError as error:
        raise ConfigurationError("YAML needs the package PyYAML: pip install 'iotcentral[cli]'") from error


@cache
def _loader() -> Any:
    """Return a safe loader in which dates are texts."""
    safe = _yaml().SafeLoader
    resolvers = {
        first: [each for each in found if each[0] != "tag:yaml.org,2002:timestamp"]
        for first, found in safe.yaml_implicit_resolvers.items()
    }
    return type("Loader", (safe,), {"yaml_implicit_resolvers": resolvers})


@cache
def _dumper() -> Any:
    """Return a safe dumper that names nothing twice by reference, and writes long texts as blocks."""
    safe = _yaml().SafeDumper

    def ignore_aliases(_dumper: Any, _data: Any) -> bool:
        return True

    def represent_text(dumper: Any, text: str) -> Any:
        style = "|" if "\n" in text and not any(line.endswith(" ") for line in text.split("\n")) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    dumper: Any = type("Dumper", (safe,), {"ignore_aliases": ignore_aliases})
    dumper.add_representer(str, represent_text)
    return dumper
