"""Bodies that break the schema of a request are refused, and nothing of them is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...openapi.operations import ApiOperation
from ...openapi.planes import SERVED
from ..assertions.invalid_bodies import Violation, violations
from ..assertions.rejections import expect_refused, expect_unchanged
from ..fixtures.check_context import Probe
from ..fixtures.request_fixtures import family_of, valid
from .rules import each_operation, rule


@rule(
    "IC224",
    "A body that breaks its schema is refused, and nothing is stored",
    source="the document: schemas of the request bodies; common error codes: 422",
    over=each_operation(lambda operation: operation.body_schema is not None),
    planes=SERVED,
)
def broken_bodies(probe: Probe, operation: ApiOperation) -> None:
    """Break each rule of the schema by itself; in a quick run one rule of each kind."""
    situation = valid(probe, operation)
    broken = [
        found for body in _bodies(probe, operation, situation.body) for found in violations(probe.api, operation, body)
    ]
    if not broken:
        probe.skip("the schema of the body allows everything")
    for kind, place, body in _chosen(probe, broken):
        subject = f"{place} {kind}"
        spoilt = replace(situation, body=body)
        exchange = probe.ask(operation, situation.path, **spoilt.options)
        expect_refused(probe, exchange, f"a body with {place} broken ({_WORDS[kind]})", subject)
        expect_unchanged(probe, operation, situation, exchange, subject)


def _bodies(probe: Probe, operation: ApiOperation, body: Any) -> list[Any]:
    """Return the valid bodies that are broken: all kinds that make an item, one of them in a quick run."""
    family = family_of(probe.api, operation)
    if family is None or operation.method != "PUT":
        return [body]
    workshop = probe.workshop
    others = workshop.bodies(family)[1:]
    return [probe.random.choice([body, *others])] if probe.quick else [body, *others]


def _chosen(probe: Probe, broken: list[Violation]) -> list[Violation]:
    """Return what is tried: each place and kind once; in a quick run each kind once."""
    found: dict[tuple[str, str], Violation] = {}
    for violation in broken:
        found.setdefault((violation.kind, violation.place), violation)
    if not probe.quick:
        return list(found.values())
    kinds = dict.fromkeys(kind for kind, _ in found)
    return [probe.random.choice([one for (kind, _), one in found.items() if kind == wanted]) for wanted in kinds]


_WORDS = {
    "missing": "a required member left out",
    "type": "of another type",
    "enum": "no value of the enumeration",
    "tag": "no known kind",
    "minimum": "below the minimum",
    "maximum": "above the maximum",
    "items": "too few or too many entries",
    "length": "too long",
    "pattern": "against the pattern",
    "format": "no date and time",
}
"""Kind of a violation → how it is called."""
