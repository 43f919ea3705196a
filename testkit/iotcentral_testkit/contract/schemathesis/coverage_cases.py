"""Selection among the cases of Schemathesis's coverage phase, for quick runs."""

# Schemathesis leaves types open in its annotations:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from random import Random
from typing import TYPE_CHECKING, Any

from schemathesis.specs.openapi.schemas import OpenApiSchema

if TYPE_CHECKING:
    from schemathesis.generation.case import Case

__all__ = ["SelectingSchema", "one_of_each"]


class SelectingSchema(OpenApiSchema):
    """A document whose coverage phase may have one case of each kind alone."""

    selects = False

    def iter_coverage_cases(self, operation: Any, **options: Any) -> Iterator[Case[Any]]:
        """Return the cases of an operation."""
        cases: Iterator[Case[Any]] = super().iter_coverage_cases(operation, **options)
        return iter(one_of_each(cases, Random(f"{self.config.seed} {operation.label}"))) if self.selects else cases


def one_of_each(cases: Iterable[Case[Any]], random: Random) -> list[Case[Any]]:
    """Return one case of each kind.

    Cases are alike if they try the same thing at the same place of an operation: half a dozen values of a wrong type for
    one member, or one member in every variant of a union. Another seed takes others.

    Args:
        cases: of an operation.
        random: chooses among those that are alike.
    """
    alike: dict[Hashable, list[Case[Any]]] = {}
    for case in cases:
        alike.setdefault(_kind(case), []).append(case)
    return [random.choice(those) for those in alike.values()]


def _kind(case: Case[Any]) -> Hashable:
    """Return what a case tries, and where; a case that does not say so is of its own kind."""
    if case.meta is None:
        return case.id
    about: Any = case.meta.phase.data
    return case.meta.generation.mode, about.scenario, about.parameter, about.location, about.description
