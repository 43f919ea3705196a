"""Cases of client fuzzing: calls with their responses, outcomes and problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from ...strategies import Request

__all__ = ["CallOutcome", "CannedResponse", "Case", "RuleViolation", "SentRequest"]


class CannedResponse(NamedTuple):
    """The response to one request."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class Case:
    """One call with its responses.

    Attributes:
        kind: of the responses; stable, since it is part of the ids of findings.
        request: the call.
        answers: the responses to the requests, in their order; where pages end unexpectedly, an empty last page follows.
        allowed: whether the document allows the responses.
    """

    kind: str
    request: Request
    answers: tuple[CannedResponse, ...]
    allowed: bool


class SentRequest(NamedTuple):
    """A request as the client sent it."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class CallOutcome:
    """Outcome of a call.

    Attributes:
        value: its result; the items of a list.
        error: the exception, if there was one.
        sent: the requests, in their order.
        unanswered: more requests were sent than there were responses.
    """

    value: Any
    error: Exception | None
    sent: tuple[SentRequest, ...]
    unanswered: bool = False


class RuleViolation(NamedTuple):
    """A broken rule."""

    code: str
    subject: str
    """Kind of response and kind of result; stable."""
    message: str
