"""Removes what a run made, the newest first, again and again while one thing is still used by another."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count
from typing import NamedTuple

from ..server import Server, ServerError
from .ledger import Ledger, Made
from .long_running import Astray, settled, state

__all__ = ["Leftover", "remove", "see_off"]

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
    until = time.monotonic() + server.options.patience
    for round in count():
        busy = any(item.family.create.long_running for item in remaining) and time.monotonic() < until
        if not remaining or (round >= _ROUNDS and not busy):
            break
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
    return [Leftover(str(item), reasons[item]) for item in remaining]


def see_off(server: Server, ledger: Ledger) -> list[Leftover]:
    """Wait until what is being removed has gone; return what has not."""
    left: list[Leftover] = []
    for made, started in list(ledger.leaving.items()):
        del ledger.leaving[made]
        try:
            end = state(settled(server, started))
        except (Astray, ServerError) as error:
            left.append(Leftover(str(made), str(error)))
            continue
        if end != "succeeded":
            left.append(Leftover(str(made), f"its removal was accepted, and is {end}"))
    return left


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
