"""Planning of the parameters of an operation, and of the members of a body that methods take as parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from openapi_python_client.parser.openapi import Endpoint

from ..document.fixed_values import is_fixed
from ..document.nodes import Node, resolved
from ..document.schemas import flatten
from ..engine import raw_name
from . import names
from .naming import Wanted, assign
from .operation_plan import ParameterPlan
from .parsed_schemas import ParsedSchemas, properties_of, with_limits
from .wording import describe

__all__ = ["declared_parameters", "named", "plan_flattened_body", "plan_parameters"]


_DELIMITERS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
"""Style of a query parameter → what separates the items of an array in it."""


def declared_parameters(document: Node, item: Node, operation: Node) -> list[Node]:
    """Return the parameters of an operation, its own before those of its path, which they replace."""
    declared: dict[tuple[str, str], Node] = {}
    for parameter in [*operation.get("parameters", []), *item.get("parameters", [])]:
        found = resolved(document, parameter)
        declared.setdefault((found["in"], found["name"]), found)
    return list(declared.values())


def plan_parameters(
    schemas: ParsedSchemas, path: str, item: Node, operation: Node, endpoint: Endpoint
) -> list[ParameterPlan]:
    """Plan the parameters of an operation: those of the path in path order, then the others.

    Parameters with a single value are left out.
    """
    found = {(str(place.value), raw_name(prop)): prop for place, prop in endpoint.iter_all_parameters()}
    found |= {("header", name): prop for (place, name), prop in found.items() if place == "cookie"}
    planned = [
        _parameter(schemas, parameter, found[parameter["in"], parameter["name"]])
        for parameter in declared_parameters(schemas.document, item, operation)
        if not is_fixed(parameter)
    ]
    return sorted(planned, key=lambda p: path.index(f"{{{p.key}}}") if p.place == "path" else len(path))


def _parameter(schemas: ParsedSchemas, parameter: Node, prop: Any) -> ParameterPlan:
    target = resolved(schemas.document, parameter["schema"])
    python_type = schemas.types.of(prop)
    return ParameterPlan(
        parameter["name"],
        names.attribute(parameter["name"]),
        parameter["in"],
        python_type,
        bool(parameter.get("required")),
        describe(parameter.get("description", ""), target),
        delimiter=_delimiter(parameter) if python_type.is_list else "",
        role=parameter.get("x-role", ""),
        client=parameter.get("x-ms-parameter-location") == "client",
        given=parameter.get("x-name", ""),
    )


def _delimiter(parameter: Node) -> str:
    """Return what separates the items of an array; empty if each is a parameter of its own."""
    if parameter["in"] != "query":
        return ","
    style = parameter.get("style", "form")
    return "" if parameter.get("explode", style == "form") else _DELIMITERS[style]


def named(parameters: Sequence[ParameterPlan]) -> tuple[ParameterPlan, ...]:
    """Return the parameters of an operation, each with a name of its own: `id` of the path, `id_query`."""
    wanted = [Wanted(each.attribute, each.given, "" if each.place == "path" else each.place) for each in parameters]
    attributes = assign(wanted, "parameters")
    return tuple(replace(each, attribute=name) for each, name in zip(parameters, attributes, strict=True))


def plan_flattened_body(schemas: ParsedSchemas, request: Node, prop: Any) -> list[ParameterPlan]:
    """Plan the members of a request body as parameters.

    Args:
        schemas: the schemas of the document.
        request: the request body in the document.
        prop: the engine's model of the body.
    """
    body = flatten(schemas.document, next(iter(request["content"].values()))["schema"])
    found = properties_of(prop)
    planned = []
    for key, member in body["properties"].items():
        text = describe(member.get("description", ""), with_limits(member, resolved(schemas.document, member)))
        python_type = schemas.types.of(found[key])
        required, given = key in body["required"], member.get("x-name", "")
        attribute = names.attribute(key)
        planned.append(ParameterPlan(key, attribute, "body", python_type, required, text, given=given))
    return planned
