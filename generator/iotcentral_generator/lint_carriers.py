"""Lint of operations that another document's operations carry out: every value arrives, and nothing is made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from .carry import MARK, carrying_operations
from .engine import flatten
from .load import Spec
from .problems import Problem
from .project import project
from .visit import Node, operations, parameters_of

__all__ = ["carried_operations"]


def carried_operations(spec: Spec) -> Iterator[Problem]:
    """S119: an operation that cannot be carried out, or only in part, would fail at its first call."""
    marked = [(key, operation) for key, _, operation in operations(spec.document) if MARK in operation]
    if spec.carrier is None:
        for key, operation in marked:
            message = f"{operation.get('operationId')} has {MARK}, but the root has no x-carrier"
            yield Problem("S119", message, spec.position(key))
        return
    carrier = project(spec.carrier.spec, spec.carrier.api_version)
    known = carrying_operations(carrier)
    for key, item, operation in operations(spec.document):
        name, position = operation.get("operationId"), spec.position(key)
        mark = operation.get(MARK)
        if mark is None:
            if "x-ms-trigger" not in operation:
                yield Problem("S119", f"{name} has no {MARK}: nothing carries it out", position)
        elif mark.get("operationId") not in known:
            where = f"{spec.carrier.spec.root.name} in {spec.carrier.api_version}"
            yield Problem("S119", f'{name}: "{mark.get("operationId")}" is no operation of {where}', position)
        else:
            carried = _Carried(spec, carrier, item, operation, known[mark["operationId"]], spec.carrier.host)
            yield from map(partial(Problem, "S119", position=position), (f"{name}: {text}" for text in carried.wrong()))


class _Carried:
    """One operation, beside the one that carries it out."""

    def __init__(
        self, spec: Spec, carrier: Node, item: Node, operation: Node, work: tuple[str, str, Node, list[Node]], host: str
    ) -> None:
        self.document, self.carrier, self.operation, self.host = spec.document, carrier, operation, host
        self.mark: Node = operation[MARK]
        _, _, self.work, self.parameters = work
        self.keys = {str(p.get("name")) for p in parameters_of(spec.document, item, operation)}
        request = operation.get("requestBody", {})
        self.whole = bool(request) and not request.get("x-ms-client-flatten")
        if self.whole:
            self.keys.add("body")
        elif request:
            self.keys |= flatten(spec.document, _schema(request))["properties"].keys()

    def wrong(self) -> Iterator[str]:
        """Return what is wrong."""
        yield from self.uses()
        yield from self.filled_parameters()
        yield from self.filled_body()
        yield from self.answers()

    def uses(self) -> Iterator[str]:
        """Each value that a caller gives has one purpose."""
        body = self.mark.get("body", {})
        used = Counter([self.host, *self.mark.get("parameters", {}).values(), *self.mark.get("unsent", [])])
        used.update([*(body.values() if isinstance(body, dict) else [body])])
        used.update([*self.mark.get("same", {}), *self.mark.get("tags", {})])
        for key in sorted(used.keys() - self.keys):
            yield f'its mapping names "{key}", which is none of its parameters: {", ".join(sorted(self.keys))}'
        for key in sorted(self.keys):
            if used[key] != 1:
                yield f'its mapping uses "{key}" {used[key]} times; say once what becomes of it'
        for key in sorted(set(self.mark.get("same", {}).values()) - self.keys):
            yield f'`same` names "{key}", which is none of its parameters'

    def filled_parameters(self) -> Iterator[str]:
        """The carrying operation gets the parameters that it has, and all that it needs."""
        filled = self.mark.get("parameters", {})
        there = {p["name"]: p for p in self.parameters if "const" not in p["schema"]}
        for name in sorted(filled.keys() - there.keys()):
            yield f'"{name}" is no parameter of {self.work["operationId"]}; it has {", ".join(there) or "none"}'
        for name in [name for name, p in there.items() if p.get("required") and name not in filled]:
            yield f'{self.work["operationId"]} needs the parameter "{name}", but nothing gives it'

    def filled_body(self) -> Iterator[str]:
        """The carrying operation gets a body if it has one, with what it needs."""
        request, body, name = self.work.get("requestBody"), self.mark.get("body"), self.work["operationId"]
        if (request is None) != (body is None):
            yield f"{name} takes {'no' if request is None else 'a'} body, but the mapping says otherwise"
        elif request is not None and self.whole != isinstance(body, str):
            yield "`body: body` belongs to a body that goes as it is, a mapping to one that is put together of members"
        elif request is not None and isinstance(body, dict):
            there = flatten(self.carrier, _schema(request))
            for member in sorted(body.keys() - there["properties"].keys()):
                yield f'"{member}" is no member of the body of {name}'
            read_only = {key for key, member in there["properties"].items() if member.get("readOnly")}
            for member in sorted(set(there["required"]) - body.keys() - read_only):
                yield f'the body of {name} needs "{member}", but nothing gives it'

    def answers(self) -> Iterator[str]:
        """What comes back is what the document says."""
        there, here = _successes(self.work), _successes(self.operation)
        if there.keys() != here.keys():
            yield f"it succeeds with {', '.join(here)}, but {self.work['operationId']} with {', '.join(there)}"
        if self.operation.get("x-ms-pageable") and not self.work.get("x-ms-pageable"):
            yield f"its answer comes in pages, but that of {self.work['operationId']} does not"
        content = [response for response in there.values() if response.get("content")]
        members = flatten(self.carrier, _schema(content[0]))["properties"] if content else {}
        first = self.mark.get("first")
        if first is not None and members.get(first, {}).get("type") != "array":
            yield f'`first` names "{first}", which is no array of the answer'
        for member in sorted(self.mark.get("returns", {}).keys() - members.keys()):
            yield f'`returns` names "{member}", which is no member of the answer'


def _successes(operation: Node) -> dict[str, Node]:
    return {status: response for status, response in operation.get("responses", {}).items() if status.startswith("2")}


def _schema(body: Node) -> dict[str, Any]:
    found: dict[str, Any] = next(iter(body["content"].values()))["schema"]
    return found
