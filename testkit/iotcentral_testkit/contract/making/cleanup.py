"""Removes what a run made, the newest first, again and again while one thing is still used by another."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from ..server import Server, ServerError
from .ledger import Ledger, Made

__all__ = ["Leftover", "remove"]

_ROUNDS = 3
_PAUSE = 0.5
"""Seconds between two rounds, in which the server may come to an end with what uses something."""


class Leftover(NamedTuple):
    """Something that could not be removed.

    Attributes:
        place: its path on the server.
        reason: why it is still there.
    """

    place: str
    reason: str


def remove(
    server: Server, ledger: Ledger, made: list[Made], on_removed: Callable[[], None] = lambda: None
) -> list[Leftover]:
    """Remove things.

    Args:
        server: where they are.
        ledger: where they are struck out.
        made: what is to go, in an order in which that may work.
        on_removed: called after each thing.

    Returns:
        What could not be removed.
    """
    reasons: dict[Made, str] = {}
    remaining = made
    for round in range(_ROUNDS):
        if round and any(item.family.remove is not None for item in remaining):
            time.sleep(_PAUSE)
        kept: list[Made] = []
        for item in remaining:
            reason = _remove(server, item)
            if reason is None:
                ledger.forget(item)
                reasons.pop(item, None)
                on_removed()
            else:
                reasons[item] = reason
                kept.append(item)
        remaining = kept
        if not remaining:
            break
    return [Leftover(str(item), reasons[item]) for item in remaining]


def _remove(server: Server, made: Made) -> str | None:
    """Remove one thing; give why that failed, or None."""
    operation = made.family.remove
    if operation is None:
        return "the API has no operation that removes it"
    try:
        exchange = server.ask(operation, made.values)
    except ServerError as error:
        return str(error)
    if exchange.succeeded or exchange.status == 404:
        return None
    return f"DELETE is answered with {exchange.status} {exchange.error_code or ''}".strip()
