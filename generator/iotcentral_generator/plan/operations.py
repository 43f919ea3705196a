"""Planning of operations and resources from the paths of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openapi_python_client.parser.openapi import Endpoint

from ..document.marks import CARRIER_OPERATION, FINAL_STATES
from ..document.nodes import Node, Schema, resolved
from ..document.operations import operations, trigger_payload
from ..engine import ParsedDocument, encoded
from ..problems import GenerationError, Problem, ProblemCollector
from . import names
from .operation_names import named_methods, named_resources, with_successors
from .operation_plan import CarrierPlan, OperationPlan
from .package_plan import ResourcePlan
from .parameters import declared_parameters, named, plan_flattened_body, plan_parameters
from .parsed_schemas import ParsedSchemas, properties_of
from .python_types import PythonType

__all__ = ["OperationPlanner"]


class OperationPlanner:
    """Planner of the operations of a document.

    Args:
        parsed: the document and what the engine created from it.
        schemas: its schemas.
        own: the resource of the operations that are methods of the client itself.
        client: the name of the client.
        collector: collects the problems of all operations.
    """

    def __init__(
        self, parsed: ParsedDocument, schemas: ParsedSchemas, own: str, client: str, collector: ProblemCollector
    ) -> None:
        self._locate = parsed.locate
        self._collector = collector
        self._document = parsed.document
        self._schemas = schemas
        self._types = schemas.types
        self._own = own
        self._client = client
        self._endpoints = _endpoints(parsed)

    def resources(self) -> tuple[ResourcePlan, ...]:
        """Plan all operations, by resource."""
        by_resource: dict[str, list[OperationPlan]] = {}
        given: dict[str, str] = {}
        for key, item, operation in operations(self._document):
            with self._collector.part(self._locate(key)):
                planned = self._operation(str(key[1]), str(key[2]), item, operation)
                given[planned.id] = operation.get("x-name", "")
                prefix, named, _ = planned.id.partition("_")
                by_resource.setdefault(prefix if named else self._own, []).append(planned)
        tags = {tag["name"]: tag for tag in self._document.get("tags", [])}
        methods = [named_methods(planned, given, own=name == self._own) for name, planned in by_resource.items()]
        resources = named_resources(list(by_resource), tags, self._own, self._client, methods)
        return tuple(sorted(with_successors(resources), key=lambda resource: resource.attribute))

    def fixed(self) -> dict[str, str]:
        """Return the parameters with a single value, which methods do not take."""
        found = {}
        for _, item, operation in operations(self._document):
            for parameter in declared_parameters(self._document, item, operation):
                if "const" in parameter["schema"]:
                    found[parameter["name"]] = parameter["schema"]["const"]
        return found

    def _operation(self, path: str, method: str, item: Node, operation: Node) -> OperationPlan:
        endpoint = self._endpoints[encoded(operation["operationId"])]
        verb = operation["operationId"].rpartition("_")[2]
        request = operation.get("requestBody", {})
        payload = _payload(operation)
        carrier = _carrier(operation)
        body = endpoint.bodies[0] if endpoint.bodies and not payload else None
        flattened = bool(request.get("x-ms-client-flatten"))
        parameters = plan_parameters(self._schemas, path, item, operation, endpoint)
        if body and flattened:
            parameters += plan_flattened_body(self._schemas, request, body.prop)
        media_type = body.content_type.get_untrusted_value() if body else None
        results = self._results(operation, endpoint)
        if carrier and carrier.first:  # the array may be empty
            results = {status: result and result.or_none() for status, result in results.items()}
        return OperationPlan(
            operation["operationId"],
            names.constant(verb),
            operation.get("x-name", "") or names.method(verb),
            method.upper(),
            path,
            operation.get("summary", ""),
            operation.get("description", ""),
            bool(operation.get("deprecated")),
            named(parameters),
            results,
            self._returned(operation),
            body=self._types.of(body.prop) if body and not flattened else None,
            body_description=request.get("description", ""),
            media_type=operation[CARRIER_OPERATION]["mediaType"] if carrier and media_type else media_type,
            rate=operation.get("x-rate", "default"),
            fields={p.key: operation["x-fields"][p.key] for p in parameters if p.key in operation.get("x-fields", {})},
            dynamic=bool(request.get("x-dynamic")),
            successor=operation.get("x-successor"),
            final_state=_final_state(operation),
            payload=payload,
            carrier=carrier,
            **self._paging(operation, results),
        )

    def _results(self, operation: Node, endpoint: Endpoint) -> dict[str, PythonType | None]:
        props = {response.status_code.pattern: response.prop for response in endpoint.responses}
        return {
            status: self._types.of(props[status]) if response.get("content") else None
            for status, response in self._successes(operation)
        }

    def _returned(self, operation: Node) -> str:
        """Return the first description of a success."""
        described = (str(response.get("description", "")) for _, response in self._successes(operation))
        return next(filter(None, described), "")

    def _successes(self, operation: Node) -> Iterator[tuple[str, Node]]:
        for status, response in operation["responses"].items():
            if status.startswith("2"):
                yield status, resolved(self._document, response)

    def _paging(self, operation: Node, results: dict[str, PythonType | None]) -> dict[str, Any]:
        """Return the arguments of the plan that describe pages; none if the operation has none."""
        pageable = operation.get("x-ms-pageable")
        if pageable is None:
            return {}
        items, link = pageable.get("itemName", "value"), pageable["nextLinkName"]
        collection = next((result.annotation for result in results.values() if result), "")
        schema = self._schemas.schema_of(collection)
        model = self._schemas.models.get(schema)
        types = {name: self._types.of(prop) for name, prop in properties_of(model).items()} if model else {}
        if items not in types or link not in types or not types[items].is_list:
            reason = f"x-ms-pageable needs an array `{items}` and a string `{link}` in {collection or 'the response'}; correct its names"
            raise GenerationError([Problem("S203", f"{operation['operationId']}: {reason}")])
        return {
            "items": self._schemas.members.of(schema, items),
            "next_link": self._schemas.members.of(schema, link),
            "item": PythonType(types[items].item, "", classes=types[items].classes),
        }


def _endpoints(parsed: ParsedDocument) -> dict[str, Endpoint]:
    """Return the engine's endpoints by their names."""
    found = [endpoint for each in parsed.data.endpoint_collections_by_tag.values() for endpoint in each.endpoints]
    return {str(endpoint.name): endpoint for endpoint in found}


def _payload(operation: Node) -> PythonType | None:
    """Return the type of what a trigger sends to the address that it is given."""
    if "x-ms-trigger" not in operation:
        return None
    name = trigger_payload(operation).rpartition("/")[2]
    return PythonType(name, f"{name}.decode", classes=frozenset({name}))


def _final_state(operation: Schema) -> str | None:
    """Return where the result of a long-running operation is read."""
    if not operation.get("x-ms-long-running-operation"):
        return None
    options = operation.get("x-ms-long-running-operation-options", {})
    return str(options.get("final-state-via", FINAL_STATES[0]))


def _carrier(operation: Node) -> CarrierPlan | None:
    mark = operation.get(CARRIER_OPERATION)
    if mark is None:
        return None
    members = mark.get("body")
    return CarrierPlan(
        id=mark["operationId"],
        method=mark["method"],
        path=mark["path"],
        fixed=mark["fixed"],
        host=mark["host"],
        parameters=mark.get("parameters", {}),
        query=mark["query"],
        members=members if isinstance(members, dict) else None,
        same=mark.get("same", {}),
        tags=mark.get("tags", {}),
        returns=mark.get("returns", {}),
        first=mark.get("first"),
    )
