"""Rules that every response is checked against, whatever was requested."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ...openapi.api import Api
from ...openapi.planes import SERVED, Plane
from .exchange import Exchange

__all__ = ["RESPONSE_RULES", "ResponseRule", "claim_code", "every_response"]

ResponseCheck: TypeAlias = Callable[[Api, Exchange], Iterator[tuple[str, str]]]
"""Returns the problems of a response, as (subject, message) pairs; it is pure."""


@dataclass(frozen=True, slots=True)
class ResponseRule:
    """A rule that every response is checked against, whatever was requested.

    Attributes:
        code, title, source: as of a `checks.rules.Rule`.
        check: returns the problems of a response.
        concerns: returns whether the rule applies to a response.
        planes: the APIs that it applies to.
        optional: returns whether a response has what the rule is about, where no response needs to have it; None: each
            has to. What other responses lack is reported once one has it: a server may do without, but not now and then.
    """

    code: str
    title: str
    source: str
    check: ResponseCheck
    concerns: Callable[[Exchange], bool]
    planes: tuple[Plane, ...]
    optional: Callable[[Exchange], bool] | None


RESPONSE_RULES: dict[str, ResponseRule] = {}
"""code → rule for every response."""

_codes = set[str]()


def every_response(
    code: str,
    title: str,
    *,
    source: str,
    concerns: Callable[[Exchange], bool] = lambda _: True,
    planes: tuple[Plane, ...] = SERVED,
    optional: Callable[[Exchange], bool] | None = None,
) -> Callable[[ResponseCheck], ResponseCheck]:
    """Register a function as the check of a rule for every response that it concerns."""

    def bind(check: ResponseCheck) -> ResponseCheck:
        claim_code(code)
        RESPONSE_RULES[code] = ResponseRule(code, title, source, check, concerns, planes, optional)
        return check

    return bind


def claim_code(code: str) -> None:
    """Reserve the code of a rule, of any kind.

    Raises:
        ValueError: another rule has it.
    """
    if code in _codes:
        raise ValueError(f"{code} is the code of two rules")
    _codes.add(code)
