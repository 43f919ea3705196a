"""Resources whose operations subscribe to calls of the service; nothing is sent, so one class serves both faces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .._core.operation import Arguments
    from ._triggers import Subscription, Trigger

__all__ = ["TriggerResource"]

T = TypeVar("T")

_NO_VALUES: Mapping[str, object] = {}


class TriggerResource:
    """A resource some of whose operations are triggers."""

    def _subscribe(self, trigger: Trigger[T], values: Arguments = _NO_VALUES) -> Subscription[T]:
        return trigger.subscription(values)
