"""Rules of the contract, each with its source and the function that checks it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ...openapi.api import Api
from ...openapi.families import Family
from ...openapi.operations import ApiOperation
from ...openapi.planes import DATA, Plane
from ..engine.response_rules import claim_code
from ..fixtures.check_context import CheckContext

__all__ = ["RULES", "Rule", "each_family", "each_operation", "named", "once", "rule"]

Subject = Any
"""Subject of a check: a `Family`, an `ApiOperation`, or None for a check that is run once."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with a check of its own.

    Attributes:
        code: `IC` and three digits; its meaning never changes.
        title: what holds, in one sentence.
        source: the document or article that says it.
        check: sends requests and raises `DeviationError` or `NotApplicableError`.
        over: returns the subjects of the check, each with its operationIds, the main one first.
        writes: whether the check changes anything; it is then left out of runs that only read.
        varied: whether another round of the check tries other values.
        planes: the APIs that it applies to.
        by_hand: whether the check is written for the shapes of certain operations, rather than by the document.
        needs: the count of `Evidence` without which a pass says nothing; empty: only that values were judged.
    """

    code: str
    title: str
    source: str
    check: Callable[[CheckContext, Subject], None]
    over: Callable[[Api], Sequence[tuple[Subject, tuple[str, ...]]]]
    writes: bool
    varied: bool
    planes: tuple[Plane, ...]
    by_hand: bool
    needs: str


RULES: dict[str, Rule] = {}
"""code → rule."""


def each_family(
    *needed: str, also: Callable[[Family], bool] = lambda _: True
) -> Callable[[Api], list[tuple[Subject, tuple[str, ...]]]]:
    """Run a check over every family that has certain operations.

    Args:
        needed: of `create`, `get`, `list`, `update`, `remove`; deviations are attributed to the first.
        also: a further condition on the family.
    """

    def subjects(api: Api) -> list[tuple[Subject, tuple[str, ...]]]:
        found: list[tuple[Subject, tuple[str, ...]]] = []
        for family in api.families:
            operations = [getattr(family, name) for name in needed]
            if None not in operations and also(family):
                found.append((family, tuple(operation.id for operation in operations)))
        return found

    return subjects


def each_operation(
    also: Callable[[ApiOperation], bool] = lambda _: True,
) -> Callable[[Api], list[tuple[Subject, tuple[str, ...]]]]:
    """Run a check over every operation that meets a condition."""
    return lambda api: [(operation, (operation.id,)) for operation in api.operations.values() if also(operation)]


def named(*ids: str) -> Callable[[Api], list[tuple[Subject, tuple[str, ...]]]]:
    """Run a check over operations of which it knows, those that the document has."""
    return lambda api: [(found, (found.id,)) for id in ids if (found := api.named(id)) is not None]


def once(*operations: str) -> Callable[[Api], list[tuple[Subject, tuple[str, ...]]]]:
    """Run a check once, if the document has all its operations."""

    def subjects(api: Api) -> list[tuple[Subject, tuple[str, ...]]]:
        found = [operation.id for id in operations if (operation := api.named(id)) is not None]
        return [(None, tuple(found))] if len(found) == len(operations) else []

    _ONCE.append(subjects)
    return subjects


_ONCE: list[Callable[[Api], Sequence[tuple[Subject, tuple[str, ...]]]]] = []
"""The subjects of checks that name their operations."""


def rule(
    code: str,
    title: str,
    *,
    source: str,
    over: Callable[[Api], Sequence[tuple[Subject, tuple[str, ...]]]],
    writes: bool = True,
    varied: bool = False,
    planes: tuple[Plane, ...] = (DATA,),
    by_hand: bool = False,
    needs: Literal["items", "rows", "changes", ""] = "",
) -> Callable[[Callable[[CheckContext, Any], None]], Callable[[CheckContext, Any], None]]:
    """Register a function as the check of a rule."""

    def bind(check: Callable[[CheckContext, Any], None]) -> Callable[[CheckContext, Any], None]:
        claim_code(code)
        hand = by_hand or over in _ONCE
        RULES[code] = Rule(code, title, source, check, over, writes, varied, planes, hand, needs)
        return check

    return bind
