"""Backoff of everything that waits, and the errors of waiting."""

from __future__ import annotations

from ._core.backoff import DEFAULT_BACKOFF, Backoff, FailedStateError, Pacing, WaitError, WaitTimeoutError

__all__ = ["DEFAULT_BACKOFF", "Backoff", "FailedStateError", "Pacing", "WaitError", "WaitTimeoutError"]
