"""The receiver of triggers, under its public name: see `iotcentral.webhooks`."""

from __future__ import annotations

from .webhooks import LIMIT, TriggerReceiver

__all__ = ["LIMIT", "TriggerReceiver"]
