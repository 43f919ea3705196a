"""Defective emulators, for tests that show that a rule finds its deviation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from iotcentral_testkit.emulator.http.calls import Call

from tests.mutants.switching import answers

__all__ = ["broken"]


@contextmanager
def broken(operation: str, change: Callable[[Call, Any], Any]) -> Iterator[None]:
    """Replace the response of an operation in every emulator within the block.

    Args:
        operation: operationId.
        change: takes the call and the right response, returns the wrong one; it may raise a `ServiceError` of the emulator.
    """
    with answers(operation, change=change)():
        yield
