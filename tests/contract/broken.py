"""An emulator with a wrong handler, for tests that show that a rule finds its deviation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call

from ..mutants.switching import answers

__all__ = ["broken"]


@contextmanager
def broken(operation: str, change: Callable[[Call, Any], Any]) -> Iterator[None]:
    """Let every emulator answer an operation wrongly within the block.

    Args:
        operation: operationId.
        change: takes the call and the right answer, gives the wrong one; it may raise a `ServiceError` of the emulator.
    """
    with answers(operation, change=change)():
        yield
