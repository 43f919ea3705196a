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
    """

    code: str
    title: str
    source: str
    check: ResponseCheck
    concerns: Callable[[Exchange], bool]
    planes: tuple[Plane, ...]


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
) -> Callable[[ResponseCheck], ResponseCheck]:
    """Register a function as the check of a rule for every response that it concerns."""

    def bind(check: ResponseCheck) -> ResponseCheck:
        claim_code(code)
        RESPONSE_RULES[code] = ResponseRule(code, title, source, check, concerns, planes)
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
