"""Planning of operations and resources from the paths of a document."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from openapi_python_client.parser.openapi import Endpoint

from ..document.fixed_values import filled_in, fixed_values
from ..document.marks import CARRIER_OPERATION, FINAL_STATES
from ..document.nodes import Node, Schema
from ..document.operations import base_path, operations, successes, trigger_payload
from ..engine import ParsedDocument, encoded
from ..problems import GenerationError, Problem, ProblemCollector
from . import names
from .operation_names import named_methods, named_resources, with_successors
from .operation_plan import CarrierPlan, OperationPlan
from .package_plan import ResourcePlan
from .parameters import declared_parameters, named, plan_flattened_body, plan_parameters
from .parsed_schemas import ParsedSchemas, properties_of
from .python_types import BYTES, TEXT, PythonType
from .wording import summary

__all__ = ["OperationPlanner"]

_JSON = "application/json"
_CONTENT_TYPES = {"text": TEXT, "bytes": BYTES}


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

    @cached_property
    def fixed(self) -> dict[str, str]:
        """The query parameters with a single value that most operations have; methods do not take them."""
        found = [self._fixed(item, operation, "query") for _, item, operation in operations(self._document)]
        counted = Counter(tuple(values.items()) for values in found if values)
        return dict(next((values for values, _ in counted.most_common(1)), ()))

    def _fixed(self, item: Node, operation: Node, place: str) -> dict[str, str]:
        return fixed_values(declared_parameters(self._document, item, operation), place)

    def _operation(self, path: str, method: str, item: Node, operation: Node) -> OperationPlan:
        endpoint = self._endpoints[encoded(operation["operationId"])]
        verb = operation["operationId"].rpartition("_")[2]
        request = operation.get("requestBody", {})
        payload = _payload(operation)
        carrier = _carrier(operation)
        fixed = self._fixed(item, operation, "query")
        body = endpoint.bodies[0] if endpoint.bodies and not payload else None
        flattened = bool(request.get("x-ms-client-flatten"))
        parameters = plan_parameters(self._schemas, path, item, operation, endpoint)
        if body and flattened:
            parameters += plan_flattened_body(self._schemas, request, body.prop)
        media_type = request.get("x-media-type") if body else None
        results = self._results(operation, endpoint)
        if carrier and carrier.first:  # the array may be empty
            results = {status: result and result.or_none() for status, result in results.items()}
        return OperationPlan(
            operation["operationId"],
            names.constant(verb),
            operation.get("x-name", "") or names.method(verb),
            method.upper(),
            base_path(self._document) + filled_in(path, declared_parameters(self._document, item, operation)),
            summary(operation, names.method(verb)),
            operation.get("description", ""),
            bool(operation.get("deprecated")),
            named(parameters),
            results,
            self._returned(operation),
            body=self._content(request, body.prop) if body and not flattened else None,
            body_description=request.get("description", ""),
            body_required=bool(request.get("required")),
            media_type=operation[CARRIER_OPERATION]["mediaType"] if carrier and media_type else media_type,
            fixed=fixed if fixed != self.fixed else None,
            headers=self._headers(item, operation),
            rate=operation.get("x-rate", "default"),
            fields={p.key: operation["x-fields"][p.key] for p in parameters if p.key in operation.get("x-fields", {})},
            dynamic=bool(request.get("x-dynamic")),
            successor=operation.get("x-successor"),
            final_state=_final_state(operation),
            payload=payload,
            carrier=carrier,
            **self._paging(operation, results),
        )

    def _content(self, body: Node, prop: Any) -> PythonType:
        """Return the type of the content of a request body or of a response."""
        return _CONTENT_TYPES.get(body["x-content"]) or self._types.of(prop)

    def _headers(self, item: Node, operation: Node) -> dict[str, str]:
        """Return the headers that are always sent, the media types of the responses included; {} for those of JSON."""
        accepted = {str(response["x-media-type"]): None for response in self._contents(operation)}
        accept = ", ".join(accepted) or _JSON
        fixed = operation.get(CARRIER_OPERATION, {}).get("headers") or self._fixed(item, operation, "header")
        return {**fixed, "Accept": accept} if fixed or accept != _JSON else {}

    def _contents(self, operation: Node) -> list[Node]:
        """Return the successes that have a body."""
        return [found for found in successes(self._document, operation).values() if found.get("content")]

    def _results(self, operation: Node, endpoint: Endpoint) -> dict[str, PythonType | None]:
        props = {response.status_code.pattern: response.prop for response in endpoint.responses}
        return {
            status if status.isdigit() else "ANY_SUCCESS": (
                self._content(response, props[status]) if response.get("content") else None
            )
            for status, response in successes(self._document, operation).items()
        }

    def _returned(self, operation: Node) -> str:
        """Return the first description of a success."""
        found = successes(self._document, operation).values()
        return next(filter(None, (str(response.get("description", "")) for response in found)), "")

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
