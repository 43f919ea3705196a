"""Name clashes of a plan: two things with one name in Python, of which one would overwrite the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..document.nodes import Key
from ..document.schemas import schema_key
from ..engine import Locate
from ..problems import Problem
from .operation_plan import OperationPlan
from .package_plan import PackagePlan

__all__ = ["clashes_within", "name_clashes"]


_Named = tuple[str, Key]
"""A name in Python, and the key of what it is of."""


def name_clashes(plan: PackagePlan, locate: Locate, schema_of: Callable[[str], str]) -> list[Problem]:
    """Return the problems of all names that occur twice where they have to be unique, since the document gives them.

    Args:
        plan: the plan of a package.
        locate: returns where something is authored.
        schema_of: returns the schema of a class.
    """
    return [problem for scope, used in _scopes(plan, schema_of) for problem in clashes_within(scope, used, locate)]


def clashes_within(scope: str, used: Iterable[_Named], locate: Locate) -> list[Problem]:
    """Return one problem for each name that occurs more than once in a scope, at its last use.

    Args:
        scope: what the names are of, such as `the resources`.
        used: the names.
        locate: returns where something is authored.
    """
    places: dict[str, list[Key]] = {}
    for name, key in used:
        places.setdefault(name, []).append(key)
    return [
        Problem(
            "S204", f"two of {scope} would be called `{name}` in Python; give one another `x-name`", locate(keys[-1])
        )
        for name, keys in sorted(places.items())
        if len(keys) > 1
    ]


def _scopes(plan: PackagePlan, schema_of: Callable[[str], str]) -> Iterator[tuple[str, Iterable[_Named]]]:
    yield "the schemas", [(schema.public, schema_key(schema_of(schema.name))) for schema in plan.schemas]
    yield "the resources", [(resource.attribute, _key_of(resource.operations[0])) for resource in plan.resources]
    for model in plan.models:
        key = (*schema_key(schema_of(model.name)), "properties")
        yield f"the members of {model.public}", [(member.attribute, (*key, member.key)) for member in model.members]
    for enumeration in plan.enumerations:
        values = [(constant, schema_key(schema_of(enumeration.name))) for constant, _, _ in enumeration.values]
        yield f"the values of {enumeration.public}", values
    for resource in plan.resources:
        methods = [(name, _key_of(each)) for each in resource.operations for name in each.methods]
        yield f"the methods of {resource.name}", methods
        for operation in resource.operations:
            key = _key_of(operation)
            yield f"the parameters of {operation.id}", [(p.attribute, key) for p in operation.parameters]


def _key_of(operation: OperationPlan) -> Key:
    return ("paths", operation.path, operation.method.lower())
