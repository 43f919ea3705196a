"""Names of the methods and resources of a package, each of which is free in its scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..document.nodes import Node
from . import names
from .naming import Wanted, assign, reserved
from .operation_plan import OperationPlan
from .package_plan import ResourcePlan
from .wording import about

__all__ = ["named_methods", "named_resources", "with_successors"]


def named_methods(
    operations: Sequence[OperationPlan], given: Mapping[str, str], *, own: bool
) -> tuple[OperationPlan, ...]:
    """Return the operations of a resource, each with a name for its methods and one for its constant.

    Args:
        operations: the operations, under the names that are wanted.
        given: operationId → the name that the document gives, or an empty text.
        own: whether the methods are those of the client itself, which has others.
    """
    wanted = [Wanted(each.method_name, given[each.id], forms=_forms(each)) for each in operations]
    methods = assign(wanted, "client_methods" if own else "methods")
    constants = assign([Wanted(each.constant) for each in operations], "constants")
    return tuple(
        replace(each, method_name=method, constant=constant)
        for each, method, constant in zip(operations, methods, constants, strict=True)
    )


def _forms(operation: OperationPlan) -> tuple[str, ...]:
    return ("begin_{}", "resume_{}") if operation.final_state else ("{}",)


def named_resources(
    resources: Sequence[str],
    tags: Mapping[str, Node],
    own: str,
    client: str,
    methods: Sequence[tuple[OperationPlan, ...]],
) -> list[ResourcePlan]:
    """Return the resources of a package, each with its attribute, its classes and its module.

    Args:
        resources: their names in the document.
        tags: their tags in the document, with description and `x-name`.
        own: the resource of the operations that are methods of the client itself.
        client: the name of the client.
        methods: the operations of each.
    """
    found = [tags.get(name, {}) for name in resources]
    pairs = zip(resources, methods, strict=True)
    taken = [method for name, planned in pairs if name == own for each in planned for method in each.methods]
    wanted = [Wanted(names.attribute(r), tag.get("x-name", "")) for r, tag in zip(resources, found, strict=True)]
    attributes = assign(wanted, "resources", taken)
    forms = ("{}", "Async{}", "{}Raw", "Async{}Raw")
    clients = {client, f"Async{client}"}
    classes = assign([Wanted(names.class_name(r), forms=forms) for r in resources], "resource_classes", clients)
    modules = assign([Wanted(names.module(r)) for r in resources], "resource_modules")
    variables = [name if name not in reserved("raw") else f"{name}_" for name in attributes]
    return [
        ResourcePlan(
            name,
            attribute,
            module,
            variable,
            about(tag, f"The operations of {resource}."),
            planned,
            own=resource == own,
        )
        for resource, tag, planned, name, attribute, module, variable in zip(
            resources, found, methods, classes, attributes, modules, variables, strict=True
        )
    ]


def with_successors(resources: Sequence[ResourcePlan]) -> list[ResourcePlan]:
    """Return the resources with the methods that replace deprecated ones, rather than their operationIds."""
    methods = {operation.id: operation.method_name for each in resources for operation in each.operations}
    return [
        replace(each, operations=tuple(replace(o, successor=methods.get(o.successor or "")) for o in each.operations))
        for each in resources
    ]
