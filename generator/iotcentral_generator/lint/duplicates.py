"""Rule on parameters and paths that an api-version has twice (S132)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.nodes import Key, resolved
from ..load import Spec
from ..problems import Problem
from ..project import selected

__all__ = ["duplicates"]


def duplicates(spec: Spec) -> Iterator[Problem]:
    """S132: of two parameters, or two paths, that cannot be told apart only one would be carried out."""
    found = (problem for version in spec.versions for problem in _duplicates_in(spec, version))
    yield from dict.fromkeys(found)


def _duplicates_in(spec: Spec, version: str) -> Iterator[Problem]:
    document, origins = selected(spec, version)
    seen: dict[str, str] = {}
    for path, item in document.get("paths", {}).items():
        template = re.sub(r"\{[^{}]+\}", "{}", path)
        if template in seen:
            message = f"the path {path} is the same as {seen[template]}: only names of parameters differ; join them"
            yield Problem("S132", message, spec.position(origins.of(("paths", path))))
        seen.setdefault(template, path)
        for key, owner in [((), item), *(((name,), value) for name, value in item.items() if isinstance(value, dict))]:
            yield from _parameters_twice(spec, version, ("paths", path, *key), owner.get("parameters"))


def _parameters_twice(spec: Spec, version: str, key: Key, parameters: object) -> Iterator[Problem]:
    document, origins = selected(spec, version)
    seen = set[tuple[str, str]]()
    for index, parameter in enumerate(parameters if isinstance(parameters, list) else []):
        found = resolved(document, parameter) if isinstance(parameter, dict) else {}
        location, name = str(found.get("in")), str(found.get("name"))
        identity = location, name.lower() if location == "header" else name
        if identity in seen:
            message = f"the {location} parameter {name} is already listed here; keep one"
            yield Problem("S132", message, spec.position(origins.of((*key, "parameters", index))))
        seen.add(identity)
