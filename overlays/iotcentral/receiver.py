"""Public name of the receiver of triggers: see `iotcentral.webhooks`."""

from __future__ import annotations

from .webhooks import LIMIT, TriggerReceiver

__all__ = ["LIMIT", "TriggerReceiver"]
