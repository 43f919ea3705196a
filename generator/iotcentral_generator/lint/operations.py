"""Rules on operationIds and path parameters (S106, S107)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..document.nodes import Node
from ..document.operations import operations, parameters_of, path_names
from ..load import Spec
from ..problems import Problem
from ..project import selected

__all__ = ["operation_ids", "path_parameters"]

_OPERATION_ID = re.compile(r"[A-Z][A-Za-z0-9]*_[A-Z][A-Za-z0-9]*")
_OWN_METHOD = re.compile(r"[A-Z][A-Za-z0-9]*")


def operation_ids(spec: Spec) -> Iterator[Problem]:
    """S106: operationIds name the resources and methods of the clients, each one of them within a version."""
    yield from dict.fromkeys(problem for version in spec.versions for problem in _id_faults(spec, version))


def _id_faults(spec: Spec, version: str) -> Iterator[Problem]:
    document, origins = selected(spec, version)
    counted = Counter(operation.get("operationId") for _, _, operation in operations(document))
    for key, _, operation in operations(document):
        name, position = operation.get("operationId"), spec.position((*origins.of(key), "operationId"))
        pattern = _OWN_METHOD if spec.package.methods and "_" not in str(name) else _OPERATION_ID
        if not isinstance(name, str) or not pattern.fullmatch(name):
            message = f"operationId `{name}` does not have the form Resource_Verb (Devices_Get); without a resource it "
            message += "needs `methods` in x-package, which makes it a method of the client"
            yield Problem("S106", message, position)
        elif counted[name] > 1:
            message = f"operationId {name} is used {counted[name]} times in {version}; rename all but one"
            yield Problem("S106", message, position)


def path_parameters(spec: Spec) -> Iterator[Problem]:
    """S107: a path can be filled in only from path parameters of the same names."""
    yield from dict.fromkeys(problem for version in spec.versions for problem in _path_faults(spec, version))


def _path_faults(spec: Spec, version: str) -> Iterator[Problem]:
    document, origins = selected(spec, version)
    for key, item, operation in operations(document):
        parameters = [p for p in parameters_of(document, item, operation) if p.get("in") == "path"]
        for message in _path_mismatches(str(key[1]), str(operation.get("operationId")), parameters):
            yield Problem("S107", message, spec.position(origins.of(key)))


def _path_mismatches(path: str, name: str, parameters: list[Node]) -> Iterator[str]:
    in_path = path_names(path)
    declared = [str(parameter.get("name")) for parameter in parameters]
    for missing in [n for n in in_path if n not in declared]:
        yield f"{name} declares no path parameter for {{{missing}}} in {path}; add it"
    for extra in [n for n in declared if n not in in_path]:
        yield f"{name} declares the path parameter {extra}, which is not in {path}; add it to the path, or remove it"
    for twice in [n for n, count in Counter(in_path).items() if count > 1]:
        yield f"{path} holds {{{twice}}} twice; rename one"
    for optional in [p["name"] for p in parameters if p.get("required") is not True]:
        yield f"path parameter {optional} of {name} is not `required: true`, as every path parameter has to be; add it"
