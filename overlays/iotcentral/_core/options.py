"""Options of sending requests, as the clients take them."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

import httpx
from attrs import evolve, field, frozen

from ..errors import ConfigurationError
from .deadline import Timeout
from .retry import RetryPolicy
from .types import UNSET

if TYPE_CHECKING:
    from .events import Hook
    from .throttle import Limiter

__all__ = ["Options"]


def _positive(_: object, attribute: Any, value: object) -> None:
    if value is not None and not _is_positive(value):
        unit, none = ("seconds", "no deadline") if attribute.name == "total" else ("bytes", "no limit")
        raise ConfigurationError(f"{attribute.name} is {value!r}, but must be more than 0 {unit}, or None for {none}")


def _phases(_: object, __: object, value: Timeout) -> None:
    times = value.as_dict().values() if isinstance(value, httpx.Timeout) else (value,)
    if not all(each is None or _is_positive(each) for each in times):
        raise ConfigurationError(
            f"timeout is {value!r}, but must be more than 0 seconds, an httpx.Timeout of such, or None for no limit"
        )


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and 0 < value < inf


@frozen(kw_only=True)
class Options:
    """Options of sending requests."""

    timeout: Timeout = field(validator=_phases)
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
