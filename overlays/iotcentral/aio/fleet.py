"""Doing one thing to many devices: the asynchronous form of `iotcentral.fleet`, under asyncio and trio.

async for outcome in fleet.map(lambda id: app.devices.update(id, patch), ids, checkpoint="disable.jsonl"):
    print(outcome.item, outcome.value.enabled)
"""

from __future__ import annotations

from ..fleet._aio import Outcomes, map  # noqa: A004  # the public name
from ..fleet._checkpoint import Checkpoint
from ..fleet._run import Outcome

__all__ = ["Checkpoint", "Outcome", "Outcomes", "map"]
