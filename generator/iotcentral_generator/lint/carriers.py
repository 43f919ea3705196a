"""Rule on operations that another document's operations carry out (S119)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..document.fixed_values import is_fixed
from ..document.marks import CARRIER_OPERATION
from ..document.nodes import Key, Node, Schema
from ..document.operations import operations, parameters_of
from ..document.schemas import flatten
from ..load import Spec
from ..problems import Problem
from ..project import projection
from ..project.connector_mapping import CarrierOperation, carrier_operations

__all__ = ["carried_operations"]


def carried_operations(spec: Spec) -> Iterator[Problem]:
    """S119: an operation that is not, or only partly, carried out would fail at its first call."""
    for key, message in _faults(spec):
        yield Problem("S119", message, spec.position(key))


def _faults(spec: Spec) -> Iterator[tuple[Key, str]]:
    if spec.carrier is None:
        for key, _, operation in operations(spec.document):
            if CARRIER_OPERATION in operation:
                yield (
                    key,
                    f"{operation.get('operationId')} has {CARRIER_OPERATION}, but the root has no x-carrier; add it",
                )
        return
    carrier = projection(spec.carrier.spec, spec.carrier.api_version).document
    known = carrier_operations(carrier)
    for key, item, operation in operations(spec.document):
        name = operation.get("operationId")
        mark = operation.get(CARRIER_OPERATION)
        if mark is None:
            if "x-ms-trigger" not in operation:
                yield key, f"{name} has no {CARRIER_OPERATION}: nothing carries it out; name an operation there"
        elif mark.get("operationId") not in known:
            where = f"{spec.carrier.spec.root.name} in {spec.carrier.api_version}"
            yield (
                key,
                f'{name}: "{mark.get("operationId")}" is not an operation of {where}; name one of its operationIds',
            )
        else:
            mapping = _Mapping(spec, carrier, item, operation, known[mark["operationId"]], spec.carrier.host)
            for message in mapping.faults():
                yield key, f"{name}: {message}"


class _Mapping:
    """The mapping between an operation and the operation of the carrier that carries it out."""

    def __init__(
        self, spec: Spec, carrier: Node, item: Node, operation: Node, carried_by: CarrierOperation, host: str
    ) -> None:
        self.carrier, self.operation, self.host = carrier, operation, host
        self.carried_by = carried_by
        self.name = carried_by.operation["operationId"]
        self.mark: Node = operation[CARRIER_OPERATION]
        self.keys = {str(p.get("name")) for p in parameters_of(spec.document, item, operation)}
        request = operation.get("requestBody", {})
        self.takes_body = bool(request) and not request.get("x-ms-client-flatten")
        if self.takes_body:
            self.keys.add("body")
        elif request:
            self.keys |= flatten(spec.document, _schema(request))["properties"].keys()

    def faults(self) -> Iterator[str]:
        """Iterate over the faults of the mapping, as messages."""
        yield from self.uses()
        yield from self.parameters()
        yield from self.body()
        yield from self.responses()

    def uses(self) -> Iterator[str]:
        """Check that each value that a caller passes is used for one purpose."""
        body = self.mark.get("body", {})
        used = Counter([self.host, *self.mark.get("parameters", {}).values(), *self.mark.get("unsent", [])])
        used.update([*(body.values() if isinstance(body, dict) else [body])])
        used.update([*self.mark.get("same", {}), *self.mark.get("tags", {})])
        for key in sorted(used.keys() - self.keys):
            yield f'its mapping names "{key}", which is none of its parameters; write one of {", ".join(sorted(self.keys))}'
        for key in sorted(self.keys):
            if used[key] != 1:
                yield f'its mapping uses "{key}" {used[key]} times; use it once'
        for key in sorted(set(self.mark.get("same", {}).values()) - self.keys):
            yield f'`same` names "{key}", which is none of its parameters; write one of {", ".join(sorted(self.keys))}'

    def parameters(self) -> Iterator[str]:
        """Check that the carrier's operation gets parameters that it has, and all that it needs."""
        filled = self.mark.get("parameters", {})
        declared = {p["name"]: p for p in self.carried_by.parameters if not is_fixed(p)}
        for name in sorted(filled.keys() - declared.keys()):
            yield (
                f'"{name}" is not a parameter of {self.name}; write one of {", ".join(declared)}'
                if declared
                else f'"{name}" is not a parameter of {self.name}, which has none; remove it'
            )
        for name in [name for name, p in declared.items() if p.get("required") and name not in filled]:
            yield f'{self.name} needs the parameter "{name}", but nothing supplies it; add it to `parameters`'

    def body(self) -> Iterator[str]:
        """Check that the carrier's operation gets a body if it takes one, with all that it needs."""
        request, body = self.carried_by.operation.get("requestBody"), self.mark.get("body")
        if (request is None) != (body is None):
            yield f"{self.name} takes {'no' if request is None else 'a'} body; {'remove' if request is None else 'add'} `body` of the mapping"
        elif request is not None and self.takes_body != isinstance(body, str):
            yield "`body: body` is for a body that is sent unchanged, a mapping for one that is composed of members; write the other"
        elif request is not None and isinstance(body, dict):
            members = flatten(self.carrier, _schema(request))
            for member in sorted(body.keys() - members["properties"].keys()):
                yield f'"{member}" is not a member of the body of {self.name}; write one of {", ".join(members["properties"])}'
            read_only = {key for key, member in members["properties"].items() if member.get("readOnly")}
            for member in sorted(set(members["required"]) - body.keys() - read_only):
                yield f'the body of {self.name} needs "{member}", but nothing supplies it; add it to `body`'

    def responses(self) -> Iterator[str]:
        """Check that the carrier's responses are those of the operation."""
        theirs, own = _successes(self.carried_by.operation), _successes(self.operation)
        if theirs.keys() != own.keys():
            yield f"it succeeds with {', '.join(own)}, but {self.name} with {', '.join(theirs)}; write the same statuses"
        if self.operation.get("x-ms-pageable") and not self.carried_by.operation.get("x-ms-pageable"):
            yield f"its response is paged, but that of {self.name} is not; remove x-ms-pageable"
        content = [response for response in theirs.values() if response.get("content")]
        members = flatten(self.carrier, _schema(content[0]))["properties"] if content else {}
        first = self.mark.get("first")
        if first is not None and members.get(first, {}).get("type") != "array":
            yield f'`first` names "{first}", which is not an array of the response; write one of {", ".join(members) or "none"}'
        for member in sorted(self.mark.get("returns", {}).keys() - members.keys()):
            yield f'`returns` names "{member}", which is not a member of the response; write one of {", ".join(members) or "none"}'


def _successes(operation: Node) -> dict[str, Node]:
    return {status: response for status, response in operation.get("responses", {}).items() if status.startswith("2")}


def _schema(body: Node) -> Schema:
    found: Schema = next(iter(body["content"].values())).get("schema", {})
    return found
