"""What one call of a client is tried with, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from ...strategies import Request

__all__ = ["CallOutcome", "CannedResponse", "Case", "Problem", "SentRequest"]


class CannedResponse(NamedTuple):
    """What a server says to one request."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class Case:
    """One call.

    Attributes:
        kind: of the responses; stable, since it is part of the ids of findings.
        request: the call.
        answers: to the requests, in their order; where pages end unexpectedly, an empty last page follows.
        allowed: whether the document allows the responses.
    """

    kind: str
    request: Request
    answers: tuple[CannedResponse, ...]
    allowed: bool


class SentRequest(NamedTuple):
    """A request as it left the client."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class CallOutcome:
    """What came of a call.

    Attributes:
        value: what it gave; of a list, the items.
        error: what it raised, if it did.
        sent: the requests, in their order.
        unanswered: a request was sent for which there was no response any more.
    """

    value: Any
    error: Exception | None
    sent: tuple[SentRequest, ...]
    unanswered: bool = False


class Problem(NamedTuple):
    """Something that does not hold."""

    code: str
    subject: str
    """Stable: what kind of answer, and what kind of result."""
    message: str
