"""Name clashes of a plan: two things with one name in Python, of which one would overwrite the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..problems import Problem
from .package_plan import PackagePlan

__all__ = ["clashes_within", "name_clashes"]


def name_clashes(plan: PackagePlan) -> list[Problem]:
    """Return the problems of all names that occur twice where they have to be unique."""
    return [problem for scope, used in _scopes(plan) for problem in clashes_within(scope, used)]


def clashes_within(scope: str, used: Iterable[str]) -> list[Problem]:
    """Return one problem for each name that occurs more than once in a scope.

    Args:
        scope: what the names are of, such as `the resources`.
        used: the names.
    """
    listed = list(used)
    twice = sorted({name for name in listed if listed.count(name) > 1})
    return [Problem("S204", f"two of {scope} would be called `{name}` in Python; rename one") for name in twice]


def _scopes(plan: PackagePlan) -> Iterator[tuple[str, Iterable[str]]]:
    yield "the modules of the models", [schema.module for schema in plan.schemas]
    yield "the resources", [resource.attribute for resource in plan.resources]
    for model in plan.models:
        yield f"the members of {model.name}", [member.attribute for member in model.members]
    for enumeration in plan.enumerations:
        yield f"the values of {enumeration.name}", [constant for constant, _, _ in enumeration.values]
    for resource in plan.resources:
        yield f"the methods of {resource.name}", [name for o in resource.operations for name in o.methods]
        for operation in resource.operations:
            yield f"the parameters of {operation.id}", [parameter.attribute for parameter in operation.parameters]
