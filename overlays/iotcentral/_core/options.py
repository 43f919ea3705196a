"""Options of sending requests, as the clients take them."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from ..errors import ConfigurationError
from .deadline import Timeout
from .retry import RetryPolicy
from .types import UNSET

if TYPE_CHECKING:
    from .events import Hook
    from .throttle import Limiter

__all__ = ["Options"]


def _positive(_: object, attribute: Any, value: float | None) -> None:
    if value is not None and not (isfinite(value) and value > 0):
        unit, none = ("seconds", "no deadline") if attribute.name == "total" else ("bytes", "no limit")
        raise ConfigurationError(f"{attribute.name} is {value}, but must be more than 0 {unit}, or None for {none}")


@frozen(kw_only=True)
class Options:
    """Options of sending requests."""

    timeout: Timeout
    retry: RetryPolicy
    limiter: Limiter | None
    hooks: tuple[Hook, ...] = ()
    total: float | None = field(default=None, validator=_positive)
    """Seconds that a whole call may take; None: no limit."""
    max_answer: int | None = field(default=None, validator=_positive)
    """Bytes that an answer may have when it is unpacked; None: no limit."""

    def changed(self, **changes: Any) -> Options:
        """Return options with the changes that are not `UNSET`."""
        return evolve(self, **{name: value for name, value in changes.items() if value is not UNSET})
